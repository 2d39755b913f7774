"""PDF: whether opening it would run, start, send or bring in something. No page is drawn and no picture decoded.

Every object is looked at that the file's tables name, those in compressed object streams too. The bytes are searched as well, and
an object stream that the tables do not name is damage: a viewer that mends a broken file finds what they do not name. A link that
a reader has to click is fine.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import chain

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from adapters.evidence.hostile import Hostile
from bot.messages import Quarantine

_RUNNING = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie"})
"""Actions (ISO 32000-2, table 201) that run, start or send something, or open another file."""

_BRINGING = frozenset({"/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/RichMediaExecute", "/XFA"})
"""Keys, types and annotations that bring in other files, or forms with programs of their own."""

_OF_ITSELF = frozenset({"/GoTo", "/Named"})
"""Actions that may happen without a click: to a page of the same file, or a command such as "next page"."""

_END_OF_NAME = rb"\s/<>\[\](){}%"
_PLAIN = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)[" + _END_OF_NAME + rb"]")
"""Names long enough never to come up by chance in a picture's bytes."""

_CODED_NAME = re.compile(rb"/[^" + _END_OF_NAME + rb"]{0,60}#[0-9A-Fa-f]{2}[^" + _END_OF_NAME + rb"]{0,60}")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = b"/ObjStm"
_MAX_FILTERS = 2  # a picture as text (ASCII85) around one compression; more is how a bomb is nested
_MAX_DEPTH = 50
_NOT_AS_IT_SHOULD_BE = (
    *(PyPdfError, OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(RuntimeError, ArithmeticError, zlib.error, struct.error),
)
"""What pypdf raises when a file is broken in ways that it did not think of."""


def look_at_pdf(content: bytes) -> None:
    """Raise Hostile: SCRIPT, BOMB, DAMAGED, or KIND for one that is locked by a password."""
    coded = [_CODE.sub(lambda code: bytes.fromhex(code[1].decode()), name) for name in _CODED_NAME.findall(content)]
    if _PLAIN.search(content) or any(name == _PACKED or _PLAIN.match(name + b" ") for name in coded):
        raise Hostile(Quarantine.SCRIPT)
    try:
        _look_at_objects(PdfReader(io.BytesIO(content)), content.count(_PACKED))
    except FileNotDecryptedError as exc:
        raise Hostile(Quarantine.KIND) from exc
    except LimitReachedError as exc:
        raise Hostile(Quarantine.BOMB) from exc
    except _NOT_AS_IT_SHOULD_BE as exc:
        raise Hostile(Quarantine.DAMAGED) from exc


def _look_at_objects(reader: PdfReader, packed_count: int) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    if "/Pages" not in reader.root_object:
        raise Hostile(Quarantine.DAMAGED)
    _look_at(reader.trailer)
    seen_packed = 0
    for number, generation in _numbers(reader):
        found = reader.get_object(IndirectObject(number, generation, reader))
        _look_at(found)
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            seen_packed += 1
            _look_at_packed(found)
    if seen_packed < packed_count:
        raise Hostile(Quarantine.DAMAGED)


def _numbers(reader: PdfReader) -> list[tuple[int, int]]:
    plain = ((number, generation) for generation, table in reader.xref.items() for number in table)
    packed = ((number, 0) for number in reader.xref_objStm)
    return list(chain(plain, packed))


def _look_at_packed(stream: StreamObject) -> None:
    if _PLAIN.search(stream.get_data()):
        raise Hostile(Quarantine.SCRIPT)


def _look_at(found: PdfObject | None, depth: int = 0) -> None:
    """Look at an object and all that lies in it; what it only points to is looked at in its own turn."""
    if depth > _MAX_DEPTH:
        raise Hostile(Quarantine.BOMB)
    if isinstance(found, NameObject) and (found in _RUNNING or found in _BRINGING):
        raise Hostile(Quarantine.SCRIPT)
    for value in _inside(found):
        _look_at(value, depth + 1)


def _inside(found: PdfObject | None) -> Iterator[PdfObject]:
    if isinstance(found, DictionaryObject):
        _look_at_dictionary(found)
        return chain(dict.keys(found), dict.values(found))
    return iter(list.__iter__(found)) if isinstance(found, ArrayObject) else iter(())


def _look_at_dictionary(found: DictionaryObject) -> None:
    _look_at_action(_value(found, "/OpenAction"))
    occasions = _value(found, "/AA")
    if isinstance(occasions, DictionaryObject):
        for occasion in occasions:
            _look_at_action(_value(occasions, occasion))
    files = _value(found, "/EF")
    if isinstance(files, DictionaryObject) and files.keys() & {"/F", "/UF"}:
        raise Hostile(Quarantine.SCRIPT)
    filters = _value(found, "/Filter")
    if isinstance(filters, ArrayObject) and len(filters) > _MAX_FILTERS:
        raise Hostile(Quarantine.BOMB)


def _look_at_action(action: PdfObject | None, depth: int = 0) -> None:
    """Look at what happens without a click, and at what follows it. A page to begin with is no action but a list or a name."""
    if depth > _MAX_DEPTH:
        raise Hostile(Quarantine.BOMB)
    if not isinstance(action, DictionaryObject):
        return
    if str(_value(action, "/S")) not in _OF_ITSELF:
        raise Hostile(Quarantine.SCRIPT)
    following = _value(action, "/Next")
    for each in list.__iter__(following) if isinstance(following, ArrayObject) else (following,):
        _look_at_action(each.get_object() if each else None, depth + 1)


def _value(found: DictionaryObject, key: str) -> PdfObject | None:
    """Return what a key stands for, also when it only points to it."""
    value = found.get(key)
    return value.get_object() if value is not None else None
