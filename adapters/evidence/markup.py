"""Reads XML out of documents, element by element, and never more than that: no entities, no outside files, no tree in memory."""

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from adapters.evidence.hostile import Hostile
from bot.messages import Quarantine

OnElement = Callable[[str, Mapping[str, str]], None]
"""Called with an element's local name and its attributes by local names."""

OnText = Callable[[str], None]

_BETWEEN = "\n"  # between namespace and name; in neither


def walk(content: bytes, on_element: OnElement, on_text: OnText | None = None) -> None:
    """Call back for every element and every piece of text, in order.

    Raises:
        Hostile: no well-formed XML (DAMAGED), or with a document type, which no part of a document may have (SCRIPT; ECMA-376
            part 2, 6.5.2): entities are declared there.
    """
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: on_element(_local(name), {_local(k): v for k, v in attributes.items()})
    if on_text:
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as exc:  # LookupError: an encoding that Python does not know
        raise Hostile(Quarantine.DAMAGED) from exc


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]


def _refuse(*_: object) -> NoReturn:
    raise Hostile(Quarantine.SCRIPT)
