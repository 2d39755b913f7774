"""Evidence files: known by their content, whole or not there, readable by nobody else."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.evidence.errors import EvidenceDamaged, EvidenceQuarantined, EvidenceRefused
from adapters.evidence.files import EvidenceFiles
from adapters.evidence.limits import MAX_BYTES
from adapters.storage.crypto import Sealer
from adapters.storage.errors import SealBroken
from bot.errors import NotFound, StorageError, UserError
from bot.messages import Quarantine
from bot.reporting.keeping import MAX_MEGABYTES
from tests.unit.evidence_pdfs import pdf
from tests.unit.evidence_samples import FINE, archive, heic, picture, word

SOUND = b"OggS\x00\x02OpusHead" + b"a voice note of a threat" * 50
PHOTO = picture(comment=b"a picture of a note through the door")
PROGRAM = b"MZ\x90\x00\x03 a program that somebody sent" * 20


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


async def test_a_file_comes_back_as_it_was_received(files: EvidenceFiles) -> None:
    item = await files.put("org_north", SOUND)

    assert await files.get("org_north", item) == SOUND
    assert (item.sha256, item.media_type, item.size_bytes) == (sha256(SOUND).hexdigest(), "audio/ogg", len(SOUND))
    assert (item.quarantined, item.thumbnail_key) == ("", "")


OPENED = {
    "photo": (PHOTO, "image/jpeg"),
    "PNG": (picture("PNG"), "image/png"),
    "GIF": (picture("GIF"), "image/gif"),
    "WebP": (picture("WEBP"), "image/webp"),
    "AVIF": (picture("AVIF"), "image/avif"),
    "HEIC": (heic(4032, 3024), "image/heic"),
    "PDF": (pdf(), "application/pdf"),
    "Word": (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "chat": (archive({"_chat.txt": b"x"}), "application/zip"),
}


@pytest.mark.parametrize(("content", "media_type"), OPENED.values(), ids=OPENED)
async def test_looking_into_a_file_changes_nothing_of_it(files: EvidenceFiles, content: bytes, media_type: str) -> None:
    item = await files.put("org_north", content)

    assert (item.media_type, item.quarantined) == (media_type, "")
    assert item.sha256 == sha256(content).hexdigest()
    assert await files.get("org_north", item) == content


async def test_what_lies_in_the_folder_is_encrypted_whole_and_for_its_owner_only(files: EvidenceFiles, folder: Path) -> None:
    await files.put("org_north", PHOTO)

    paths = stored(folder)
    assert len(paths) == 2, "the photo and its thumbnail"
    for path in paths:
        assert b"a note through the door" not in path.read_bytes()
        assert b"JFIF" not in path.read_bytes()
        assert path.parent == folder / "org_north"
        assert path.stat().st_mode & 0o077 == 0


async def test_the_same_file_twice_lies_there_twice_and_differently(files: EvidenceFiles, folder: Path) -> None:
    first, second = await files.put("org_north", SOUND), await files.put("org_north", SOUND)

    assert first.sha256 == second.sha256
    assert first.storage_key != second.storage_key
    assert len({path.read_bytes() for path in stored(folder)}) == 2


async def test_another_organisation_finds_nothing(files: EvidenceFiles) -> None:
    item = await files.put("org_north", SOUND)

    with pytest.raises(NotFound):
        await files.get("org_south", item)


async def test_a_file_that_was_moved_to_another_organisation_stays_shut(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", SOUND)
    (folder / "org_north").rename(folder / "org_south")

    with pytest.raises(SealBroken):
        await files.get("org_south", item)


async def test_a_file_in_the_place_of_another_stays_shut(files: EvidenceFiles, folder: Path) -> None:
    first, second = await files.put("org_north", SOUND), await files.put("org_north", SOUND + b"!")
    (folder / "org_north" / second.storage_key).replace(folder / "org_north" / first.storage_key)

    with pytest.raises(SealBroken):
        await files.get("org_north", first)


async def test_a_damaged_file_is_not_handed_out(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", SOUND)
    [path] = stored(folder)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(SealBroken):
        await files.get("org_north", item)


async def test_a_file_that_is_not_the_one_on_the_entry_is_not_handed_out(files: EvidenceFiles) -> None:
    item = await files.put("org_north", SOUND)

    with pytest.raises(EvidenceDamaged):
        await files.get("org_north", replace(item, sha256="0" * 64))


@pytest.mark.parametrize("key", ["", "../keys.txt", "evi_" + "0" * 31, "/etc/passwd", "evi_" + "0" * 32 + "/.."])
async def test_no_key_leads_out_of_the_folder(files: EvidenceFiles, key: str) -> None:
    item = await files.put("org_north", SOUND)

    with pytest.raises(NotFound):
        await files.get("org_north", replace(item, storage_key=key))
    if key:
        with pytest.raises(NotFound):
            await files.delete("org_north", replace(item, storage_key=key))
        with pytest.raises(NotFound):
            await files.thumbnail("org_north", replace(item, thumbnail_key=key))


async def test_an_unknown_organisation_can_store_nothing(files: EvidenceFiles, folder: Path) -> None:
    with pytest.raises(NotFound):
        await files.put("org_nobody", SOUND)

    assert stored(folder) == []


@pytest.mark.parametrize(("content", "reason"), [(b"", "empty"), (bytes(MAX_BYTES + 1), "too_large")], ids=["empty", "too large"])
async def test_an_empty_and_a_too_large_file_are_refused(files: EvidenceFiles, folder: Path, content: bytes, reason: str) -> None:
    with pytest.raises(EvidenceRefused) as raised:
        await files.put("org_north", content)

    assert isinstance(raised.value, UserError)
    assert (raised.value.reason, raised.value.limit_bytes) == (reason, MAX_BYTES)
    assert stored(folder) == []


HOSTILE = {
    "program": (PROGRAM, Quarantine.KIND),
    "page": (b"<html><script>alert(1)</script>", Quarantine.SCRIPT),
    "drawing": (b"<svg onload=alert(1)>", Quarantine.SCRIPT),
    "archive that is none": (b"PK\x03\x04 not really a ZIP file", Quarantine.DAMAGED),
    "photo that was cut off": (PHOTO[: len(PHOTO) // 2], Quarantine.DAMAGED),
    "bomb": (archive({"a.txt": bytes(60_000_000)}), Quarantine.BOMB),
    "PDF with a script": (pdf(b"/OpenAction << /S /JavaScript /JS (1) >>"), Quarantine.SCRIPT),
    "huge picture": (heic(60_000, 60_000), Quarantine.DIMENSIONS),
    "photo and archive": (PHOTO + archive({"a.js": b"x"}), Quarantine.KIND),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_file_is_kept_and_shown_to_nobody(
    files: EvidenceFiles, folder: Path, content: bytes, reason: Quarantine
) -> None:
    item = await files.put("org_north", content)

    assert item.quarantined == reason
    assert (item.sha256, item.size_bytes) == (sha256(content).hexdigest(), len(content))
    assert await files.thumbnail("org_north", item) is None
    with pytest.raises(EvidenceQuarantined) as raised:
        await files.get("org_north", item)
    assert raised.value.reason == reason
    assert len(stored(folder)) == 1


async def test_a_hostile_file_can_be_handed_over_by_somebody_who_knows(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", PROGRAM)

    assert await files.get("org_north", item, even_quarantined=True) == PROGRAM
    [path] = stored(folder)
    assert b"a program that somebody sent" not in path.read_bytes()


async def test_a_thumbnail_is_small_and_belongs_to_one_organisation(files: EvidenceFiles) -> None:
    item = await files.put("org_north", PHOTO)

    thumbnail = await files.thumbnail("org_north", item)

    assert thumbnail
    assert thumbnail.startswith(b"\xff\xd8\xff")
    assert b"a note through the door" not in thumbnail
    with pytest.raises(NotFound):
        await files.thumbnail("org_south", item)


async def test_a_file_and_its_thumbnail_are_not_taken_for_each_other(files: EvidenceFiles) -> None:
    item = await files.put("org_north", PHOTO)

    with pytest.raises(SealBroken):
        await files.get("org_north", replace(item, storage_key=item.thumbnail_key))
    with pytest.raises(SealBroken):
        await files.thumbnail("org_north", replace(item, thumbnail_key=item.storage_key))


@pytest.mark.parametrize("content", [FINE["MP4"][0], FINE["text"][0], pdf()], ids=["film", "text", "PDF"])
async def test_other_than_pictures_have_no_thumbnail(files: EvidenceFiles, folder: Path, content: bytes) -> None:
    item = await files.put("org_north", content)

    assert await files.thumbnail("org_north", item) is None
    assert len(stored(folder)) == 1


async def test_a_deleted_file_is_gone_with_its_thumbnail_and_no_other(files: EvidenceFiles, folder: Path) -> None:
    other = await files.put("org_north", SOUND)
    item = await files.put("org_north", PHOTO)

    await files.delete("org_north", item)
    await files.delete("org_north", item)

    assert [path.name for path in stored(folder)] == [other.storage_key]
    with pytest.raises(NotFound):
        await files.get("org_north", item)


async def test_nobody_deletes_the_file_of_another_organisation(files: EvidenceFiles) -> None:
    item = await files.put("org_north", SOUND)

    await files.delete("org_south", item)

    assert await files.get("org_north", item) == SOUND
    with pytest.raises(NotFound):
        await files.delete("org_nobody", item)


async def test_a_file_that_cannot_be_deleted_is_a_storage_error(files: EvidenceFiles, folder: Path) -> None:
    item = await files.put("org_north", SOUND)
    (folder / "org_north" / item.storage_key).unlink()
    (folder / "org_north" / item.storage_key / "in the way").mkdir(parents=True)

    with pytest.raises(StorageError):
        await files.delete("org_north", item)


def test_the_limits_can_be_said_beforehand() -> None:
    assert MAX_BYTES == MAX_MEGABYTES * 1024 * 1024, "what people are told beforehand"


async def test_the_largest_file_is_kept(folder: Path) -> None:
    files = EvidenceFiles(str(folder), TwoOrganisations(), max_bytes=len(SOUND))

    assert (await files.put("org_north", SOUND)).size_bytes == len(SOUND)
    with pytest.raises(EvidenceRefused):
        await files.put("org_north", SOUND + b"!")


async def test_a_folder_that_cannot_be_written_is_a_storage_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(StorageError) as raised:
        await EvidenceFiles(str(tmp_path / "taken"), TwoOrganisations()).put("org_north", SOUND)
    assert isinstance(raised.value.__cause__, OSError)


async def test_an_object_store_holds_files_too() -> None:
    files = EvidenceFiles("memory://evidence", TwoOrganisations())

    item = await files.put("org_north", SOUND)

    assert await files.get("org_north", item) == SOUND
    with pytest.raises(NotFound):
        await files.get("org_south", item)
