"""DOCX documents: macros, templates and pictures from elsewhere, objects inside, fields that start something.

The parts that can hold such things are read, each up to a limit; pictures and fonts are not. A link that a reader has to click is
fine. Whatever is fetched or run by opening the document is not: fetching alone tells its maker who reads it, and where.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping

from adapters.evidence.archives import NESTED, Members, ending_of
from adapters.evidence.hostile import Hostile
from adapters.evidence.limits import MAX_PART_BYTES
from adapters.evidence.markup import walk
from bot.messages import Quarantine

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = "word/document.xml"
"""The part that makes an archive a Word document."""

_XML = frozenset({"xml", "rels"})
_PASSIVE = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "svg", "odttf", "ttf"})
_PRINTER = "printerSettings"  # what Word keeps of the printer; the only ".bin" that runs nothing
_RUNNING = frozenset(
    {
        "vbaProject",
        "wordVbaData",
        "oleObject",
        "package",
        "control",
        "activeXControlBinary",
        "aFChunk",
        "attachedToolbars",
        "extensibility",
    }
)
"""Last parts of relationship types (ECMA-376 part 1; MS-OFFMACRO2) that bring in something that runs, or a whole other file."""

_FIELDS = frozenset(
    {
        "DDE",
        "DDEAUTO",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "INCLUDE",
        "IMPORT",
        "LINK",
        "EMBED",
        "MACROBUTTON",
        "DATABASE",
        "AUTOTEXT",
        "RD",
    }
)
"""Fields that fetch or start something (ECMA-376 part 1, 17.16.5)."""


def is_word(members: Members) -> bool:
    """True when an archive is a Word document."""
    return any(member.filename == BODY for member in members)


def look_at_word(content: bytes, members: Members) -> None:
    """Raise Hostile when opening a Word document would run or fetch something, or when that cannot be ruled out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in members:
            ending = ending_of(member)
            if ending in _XML:
                _Part().look(_read(archive, member))
            elif not member.is_dir() and ending not in _PASSIVE and _PRINTER not in member.filename:
                raise Hostile(Quarantine.BOMB if ending in NESTED else Quarantine.SCRIPT)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > MAX_PART_BYTES:
        raise Hostile(Quarantine.BOMB)
    try:
        return archive.read(member)  # never more than the directory says: it would be a wrong checksum
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as exc:
        raise Hostile(Quarantine.DAMAGED) from exc


class _Part:
    """One part of a document while it is read."""

    def __init__(self) -> None:
        self._in_field_code = False
        self._code: list[str] = []

    def look(self, content: bytes) -> None:
        walk(content, self._on_element, self._on_text)
        self._check_field()

    def _on_element(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_field_code = name in ("instrText", "delInstrText")
        if name == "fldChar":  # a field's code may be cut into many pieces, and begins and ends with these
            self._check_field()
        elif name == "fldSimple":
            _check_code(attributes.get("instr", ""))
        elif name == "Relationship":
            _check_relationship(attributes)
        elif name in ("Default", "Override") and "macro" in attributes.get("ContentType", "").lower():
            raise Hostile(Quarantine.SCRIPT)

    def _on_text(self, text: str) -> None:
        if self._in_field_code:
            self._code.append(text)

    def _check_field(self) -> None:
        _check_code("".join(self._code))
        self._code.clear()


def _check_code(code: str) -> None:
    words = code.replace('"', " ").replace("\\", " ").split()
    if words and words[0].upper() in _FIELDS:
        raise Hostile(Quarantine.SCRIPT)


def _check_relationship(attributes: Mapping[str, str]) -> None:
    kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    elsewhere = attributes.get("TargetMode", "").lower() == "external"
    if kind in _RUNNING or (elsewhere and kind != "hyperlink"):
        raise Hostile(Quarantine.SCRIPT)
