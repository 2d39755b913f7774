"""Evidence files: known by their content, whole or not there, readable by nobody else."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.evidence.files import MAX_BYTES, EvidenceDamaged, EvidenceFiles, EvidenceRefused
from adapters.evidence.kinds import media_type_of
from adapters.storage.crypto import Sealer
from adapters.storage.errors import SealBroken
from bot.errors import NotFound, StorageError, UserError

PHOTO = b"\xff\xd8\xff\xe0" + b"a picture of a note through the door" * 50


class TwoOrganisations:
    """The keys of two organisations."""

    async def sealer(self, organisation_id: str) -> Sealer:
        """Return an organisation's sealer."""
        keys = {"org_north": b"n" * 32, "org_south": b"s" * 32}
        if organisation_id not in keys:
            raise NotFound("organisation", organisation_id)
        return Sealer(organisation_id, keys[organisation_id])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files lie."""
    return tmp_path / "evidence"


@pytest.fixture
def files(folder: Path) -> EvidenceFiles:
    """Files of two organisations."""
    return EvidenceFiles(str(folder), TwoOrganisations())


def stored(folder: Path) -> list[Path]:
    """Return every file that lies there."""
    return [path for path in folder.rglob("*") if path.is_file()]


def archive(*names: str) -> bytes:
    """Return a ZIP file with these names in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return buffer.getvalue()


def box(brand: bytes) -> bytes:
    """Return the beginning of an ISO media file."""
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40


async def test_a_file_comes_back_as_it_was_received(files: EvidenceFiles) -> None:
    item = await files.put("org_north", PHOTO)

    assert await files.get("org_north", item) == PHOTO
    assert (item.sha256, item.media_type, item.size_bytes) == (sha256(PHOTO).hexdigest(), "image/jpeg", len(PHOTO))


async def test_what_lies_in_the_folder_is_encrypted_whole_and_for_its_owner_only(files: EvidenceFiles, folder: Path) -> None:
    await files.put("org_north", PHOTO)

    [path] = stored(folder)
    assert b"a note through the door" not in path.read_bytes()
    assert path.parent == folder / "org_north"
    assert path.stat().st_mode & 0o077 == 0


async def test_the_same_file_twice_lies_there_twice_and_differently(files: EvidenceFiles, folder: Path) -> None:
    first, second = await files.put("org_north", PHOTO), await files.put("org_north", PHOTO)

    assert first.sha256 == second.sha256
    assert first.storage_key != second.storage_key
    assert len({path.read_bytes() for path in stored(folder)}) == 2


async def test_another_organisation_finds_nothing(files: EvidenceFiles) -> None:
    item = await files.put("org_north", PHOTO)

    with pytest.raises(NotFound):
        await files.get("org_south", item)


async def test_a_file_that_was_moved_to_another_organisation_stays_shut(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", PHOTO)
    (folder / "org_north").rename(folder / "org_south")

    with pytest.raises(SealBroken):
        await files.get("org_south", item)


async def test_a_file_in_the_place_of_another_stays_shut(files: EvidenceFiles, folder: Path) -> None:
    first, second = await files.put("org_north", PHOTO), await files.put("org_north", PHOTO + b"!")
    (folder / "org_north" / second.storage_key).replace(folder / "org_north" / first.storage_key)

    with pytest.raises(SealBroken):
        await files.get("org_north", first)


async def test_a_damaged_file_is_not_handed_out(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", PHOTO)
    [path] = stored(folder)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(SealBroken):
        await files.get("org_north", item)


async def test_a_file_that_is_not_the_one_on_the_entry_is_not_handed_out(files: EvidenceFiles) -> None:
    item = await files.put("org_north", PHOTO)

    with pytest.raises(EvidenceDamaged):
        await files.get("org_north", replace(item, sha256="0" * 64))


@pytest.mark.parametrize("key", ["", "../keys.txt", "evi_" + "0" * 31, "/etc/passwd", "evi_" + "0" * 32 + "/.."])
async def test_no_key_leads_out_of_the_folder(files: EvidenceFiles, key: str) -> None:
    item = await files.put("org_north", PHOTO)

    with pytest.raises(NotFound):
        await files.get("org_north", replace(item, storage_key=key))


async def test_an_unknown_organisation_can_store_nothing(files: EvidenceFiles, folder: Path) -> None:
    with pytest.raises(NotFound):
        await files.put("org_nobody", PHOTO)

    assert stored(folder) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + b"\x00" * MAX_BYTES, "too_large"),
        (b"MZ\x90\x00\x03", "type"),
        (b"\x7fELF\x02\x01", "type"),
        (b"PK\x03\x04 not really a ZIP file", "type"),
        (b"text with a \x00 in it", "type"),
        (b"caf\xe9", "type"),
        (box(b"xyz1"), "type"),
    ],
    ids=["empty", "too large", "Windows program", "Linux program", "broken ZIP", "binary", "not UTF-8", "unknown video"],
)
async def test_what_cannot_be_kept_is_refused_with_a_reason(
    files: EvidenceFiles, folder: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(EvidenceRefused) as raised:
        await files.put("org_north", content)

    assert isinstance(raised.value, UserError)
    assert (raised.value.reason, raised.value.limit_bytes) == (reason, MAX_BYTES)
    assert stored(folder) == []


async def test_the_largest_file_is_kept(folder: Path) -> None:
    files = EvidenceFiles(str(folder), TwoOrganisations(), max_bytes=len(PHOTO))

    assert (await files.put("org_north", PHOTO)).size_bytes == len(PHOTO)
    with pytest.raises(EvidenceRefused):
        await files.put("org_north", PHOTO + b"!")


async def test_a_folder_that_cannot_be_written_is_a_storage_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(StorageError) as raised:
        await EvidenceFiles(str(tmp_path / "taken"), TwoOrganisations()).put("org_north", PHOTO)
    assert isinstance(raised.value.__cause__, OSError)


async def test_an_object_store_holds_files_too() -> None:
    files = EvidenceFiles("memory://evidence", TwoOrganisations())

    item = await files.put("org_north", PHOTO)

    assert await files.get("org_north", item) == PHOTO
    with pytest.raises(NotFound):
        await files.get("org_south", item)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe1Exif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nIHDR", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (box(b"heic"), "image/heic"),
        (box(b"mif1"), "image/heic"),
        (box(b"isom"), "video/mp4"),
        (box(b"mp42"), "video/mp4"),
        (box(b"qt  "), "video/quicktime"),
        (box(b"M4A "), "audio/mp4"),
        (b"OggS\x00\x02OpusHead", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"%PDF-1.7", "application/pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), DOCX),
        (archive("IMG_0001.jpg"), "application/zip"),
        ("screenshot text, ôl-nodyn\r\n\t☎".encode(), "text/plain"),
        (b"<script>alert(1)</script>", "text/plain"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", None),
        (b"\x00\x00\x00", None),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, media_type: str | None) -> None:
    assert media_type_of(content) == media_type
