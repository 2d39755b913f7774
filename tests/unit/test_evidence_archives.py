"""Archives and Word documents: bombs, what hides in them, and the ordinary ones that must pass."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.evidence.archives import ending_of
from adapters.evidence.limits import MAX_MEMBERS, MAX_PART_BYTES, MAX_UNPACKED_BYTES
from adapters.evidence.looking import look
from adapters.evidence.word import DOCX
from bot.messages import Quarantine
from tests.unit.evidence_samples import CONTENT_TYPES, OFFICE, archive, relationship, word

BOMB, KIND, SCRIPT, DAMAGED = Quarantine.BOMB, Quarantine.KIND, Quarantine.SCRIPT, Quarantine.DAMAGED
CHAT = {"_chat.txt": b"they wrote", "0001-PHOTO.jpg": b"\xff\xd8\xff", "0002-AUDIO.opus": b"OggS", "0003.vcf": b"BEGIN:VCARD"}


def test_an_exported_chat_is_fine() -> None:
    seen = look(archive(CHAT))

    assert (seen.media_type, seen.quarantined) == ("application/zip", "")


def test_an_archive_of_a_mac_or_of_windows_is_fine() -> None:
    left = {".DS_Store": b"x", "__MACOSX/": b"", "__MACOSX/._0001.jpg": b"x", "photos/Thumbs.db": b"x", "photos/": b""}

    assert look(archive({**CHAT, **left})).quarantined == ""


def far_too_large() -> bytes:
    """Return an archive of many small bombs, each under every limit."""
    return archive({f"{number}.txt": bytes(9_000_000) for number in range(MAX_UNPACKED_BYTES // 9_000_000 + 1)})


def said(content: bytes, *, unpacked: int | None = None, packed: int | None = None) -> bytes:
    """Return an archive of one member whose directory says other sizes than are true."""
    at = content.rindex(b"PK\x01\x02")
    changed = bytearray(content)
    if packed is not None:
        changed[at + 20 : at + 24] = struct.pack("<I", packed)
    if unpacked is not None:
        changed[at + 24 : at + 28] = struct.pack("<I", unpacked)
    return bytes(changed)


def overlapping() -> bytes:
    """Return an archive whose members are all the same bytes (bamsoftware.com/hacks/zipbomb)."""
    content = archive({"aaa.txt": bytes(1_000_000)})
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    record, count = content[at:end], 8
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(record) * count, at, 0)
    return content[:at] + record * count + tail


BOMBS: dict[str, Callable[[], bytes]] = {
    "one that packs too well": lambda: archive({"a.txt": bytes(60_000_000)}),
    "many that are too much together": far_too_large,
    "one that says to be too much": lambda: said(
        archive({"a.txt": bytes(2_200_000)}, packing=zipfile.ZIP_STORED), unpacked=MAX_UNPACKED_BYTES + 1
    ),
    "too many": lambda: archive({f"{number}.txt": b"" for number in range(MAX_MEMBERS + 1)}),
    "all the same bytes": overlapping,
    "one that says to be small": lambda: said(
        archive({"a.txt": bytes(range(256)) * 9_000}, packing=zipfile.ZIP_STORED), unpacked=10
    ),
    "one inside another": lambda: archive({"a.zip": archive({"a.txt": bytes(100)})}),
    "one inside another, stored": lambda: archive({"A.ZIP ": archive({"a.txt": bytes(100)})}, packing=zipfile.ZIP_STORED),
    "a document inside": lambda: archive({"a.docx": word()}),
    "a tar ball inside": lambda: archive({"photos/a.tar.gz": b"x"}),
}
"""Packed when they are tested: packing them takes two seconds, which each process would spend on collecting the tests."""


@pytest.mark.parametrize("pack", BOMBS.values(), ids=BOMBS)
def test_what_would_unpack_to_far_more_or_to_nobody_knows_what_is_a_bomb(pack: Callable[[], bytes]) -> None:
    seen = look(pack())

    assert (seen.media_type, seen.quarantined) == ("application/zip", BOMB)


def locked() -> bytes:
    """Return an archive that says to be locked by a password."""
    content = bytearray(archive({"a.txt": b"x"}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def linking() -> bytes:
    """Return an archive whose member leads to a file of the system."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as each:
        member = zipfile.ZipInfo("photo.jpg")
        member.external_attr = 0o120777 << 16
        each.writestr(member, "/etc/passwd")
    return written.getvalue()


KEPT_AWAY = {
    "program": archive({**CHAT, "setup.exe": b"MZ"}),
    "program that looks like a photo": archive({"photo.jpg.exe": b"MZ"}),
    "program with a space behind": archive({"photo.scr ": b"MZ"}),
    "script": archive({"a.js": b"x"}),
    "page": archive({"a.html": b"x"}),
    "drawing": archive({"a.svg": b"x"}),
    "PDF": archive({"a.pdf": b"x"}),
    "without an ending": archive({"run": b"x"}),
    "spreadsheet": archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<a/>"}),
    "program for phones": archive({"AndroidManifest.xml": b"x", "classes.dex": b"x"}),
    "locked": locked(),
    "other packing": archive({"a.txt": b"x"}, packing=zipfile.ZIP_BZIP2),
    "leads out": archive({"../../a.txt": b"x"}),
    "leads out of Windows": archive({"..\\..\\a.txt": b"x"}),
    "leads to the root": archive({"/etc/a.txt": b"x"}),
    "leads to a drive": archive({"C:\\a.txt": b"x"}),
    "leads elsewhere": linking(),
}


@pytest.mark.parametrize("content", KEPT_AWAY.values(), ids=KEPT_AWAY)
def test_an_archive_of_other_than_photos_recordings_and_texts_is_kept_away(content: bytes) -> None:
    assert look(content).quarantined == KIND


BROKEN = {
    "no archive": b"PK\x03\x04 not really a ZIP file",
    "cut off": archive(CHAT)[:-30],
    "nothing in it": archive({"a.txt": b"x"})[:0] + b"PK\x03\x04" + archive({}),
    "says to be longer than the file": said(archive({"a.txt": b"x"}), packed=900_000, unpacked=900_000),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_archive_is_damaged(content: bytes) -> None:
    assert look(content).quarantined == DAMAGED


@pytest.mark.parametrize(
    ("name", "ending"), [("a/b.JPG", "jpg"), ("a.tar.gz", "gz"), ("a", ""), (".hidden", ""), ("a.exe ", "exe")]
)
def test_an_ending_is_what_a_computer_would_go_by(name: str, ending: str) -> None:
    assert ending_of(zipfile.ZipInfo(name)) == ending


LINK = relationship("hyperlink", "https://example.org/")
PARTS = {"word/media/image1.png": b"\x89PNG", "word/fonts/font1.odttf": b"x", "word/printerSettings/printerSettings1.bin": b"x"}


@pytest.mark.parametrize(
    "content",
    [
        word(),
        word(relationships=LINK),
        word(more=PARTS),
        word(relationships=relationship("image", "media/image1.png", "Internal")),
        word(b"<w:r><w:instrText> HYPERLINK &quot;https://example.org/DDE&quot; </w:instrText></w:r>"),
        word(b'<w:fldSimple w:instr=" PAGE "/><w:p><w:r><w:t>DDEAUTO is only a word here</w:t></w:r></w:p>'),
    ],
    ids=[
        "plain",
        "with a link",
        "with pictures and fonts",
        "with a picture of its own",
        "with a link's field",
        "with page numbers",
    ],
)
def test_an_ordinary_word_document_is_fine(content: bytes) -> None:
    seen = look(content)

    assert (seen.media_type, seen.quarantined) == (DOCX, "")


def field(*pieces: bytes) -> bytes:
    """Return a field whose code is cut into pieces."""
    code = b"".join(b"<w:r><w:instrText>%s</w:instrText></w:r>" % piece for piece in pieces)
    return b'<w:fldChar w:fldCharType="begin"/>' + code + b'<w:fldChar w:fldCharType="end"/>'


MACROS = CONTENT_TYPES.replace(
    b"/>",
    b'><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
)
UTF16 = (
    f'<?xml version="1.0" encoding="UTF-16"?><Relationships><Relationship Type="{OFFICE}/oleObject" Target="a"/></Relationships>'
)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
RUNNING = {
    "macros": word(more={"word/vbaProject.bin": b"x"}),
    "macros under another name": word(relationships=relationship("vbaProject", "media/image1.png", "Internal")),
    "macros by its list of types": word(types=MACROS),
    "template from elsewhere": word(relationships=relationship("attachedTemplate", "https://example.org/a.dotm")),
    "template from a file server": word(relationships=relationship("attachedTemplate", "file://192.0.2.1/a.dotm")),
    "picture from elsewhere": word(relationships=relationship("image", "https://example.org/spy.png")),
    "object from elsewhere": word(relationships=relationship("oleObject", "mhtml:https://example.org/a.html!x")),
    "frame from elsewhere": word(relationships=relationship("frame", "https://example.org/")),
    "in a coding that hides it": word(more={"word/_rels/document.xml.rels": UTF16.encode("utf-16")}),
    "object": word(more={"word/embeddings/oleObject1.bin": b"x"}),
    "page inside": word(relationships=relationship("aFChunk", "a.html", "Internal")),
    "active control": word(more={"word/activeX/activeX1.bin": b"x"}),
    "DDE": word(field(b' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" ')),
    "DDE in pieces": word(b"<w:p/>" + field(b" D", b"DE", b"AUTO cmd ")),
    "DDE in small letters": word(field(b"dde cmd")),
    "DDE in one": word(b'<w:fldSimple w:instr=\'DDE "cmd" "/k"\'/>'),
    "picture by field": word(field(b' INCLUDEPICTURE "https://example.org/spy.png" ')),
    "entities": word(more={"word/footnotes.xml": DOCTYPE}),
}


@pytest.mark.parametrize("content", RUNNING.values(), ids=RUNNING)
def test_a_word_document_that_would_run_or_fetch_something_is_kept_away(content: bytes) -> None:
    assert look(content).quarantined == SCRIPT


def test_a_word_document_may_be_a_bomb_too() -> None:
    assert look(word(more={"word/big.xml": bytes(60_000_000)})).quarantined == BOMB
    assert look(word(more={"word/embeddings/a.xlsx": b"x"})).quarantined == BOMB
    assert MAX_PART_BYTES < MAX_UNPACKED_BYTES


@pytest.mark.parametrize("part", [b"", b"<a>", b"no markup", b'<?xml version="1.0" encoding="nonsense"?><a/>', b"\x00" * 40])
def test_a_word_document_with_a_broken_part_is_damaged(part: bytes) -> None:
    assert look(word(more={"word/styles.xml": part})).quarantined == DAMAGED


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([archive(CHAT), word(relationships=LINK), RUNNING["DDE"]]), st.data())
def test_changed_bytes_never_break_what_looks(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(4, len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert look(bytes(changed)).media_type in ("application/zip", DOCX)
