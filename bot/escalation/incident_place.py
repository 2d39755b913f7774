"""Reads the words about an incident's place against the tables of places.

It must never settle on one of two places, nor take a street, a road number or a county for a town: what is only hinted at
comes back as a hint, which can be checked against the reporter's home but leads nowhere by itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.escalation.spelling import council_as_spelt, find_as_spelt
from bot.rendering import plain
from bot.reporting.outside import is_outside_uk
from knowledge.place import Certainty, PlaceKind, Where
from knowledge.places import Places

_MAX_CHARS = 1_000  # of the words about place; what lies beyond is not read
_MAX_PIECES = 12
_MAX_PIECE_CHARS = 50  # the longest name has 44

_POSTCODE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?\s{0,2}[0-9][A-Z]{2}(?![A-Z0-9])")
_MOTORWAY = re.compile(r"\s*m\s?\d{1,2}[.,;\s]*", re.IGNORECASE)  # M25 is also the beginning of a postcode
_PARTS = re.compile(r"[,;:/()\n]+| - ")
_LINKS = re.compile(r"[,;:/()\n]+| - |\b(?:and|then|to|from|between|via|near|in|at|into|or|towards?)\b", re.IGNORECASE)
_STREET = re.compile(  # those that the tables' reader does not know; "in Stafford mews" is not in Stafford
    r"\b[A-Z][\w'’-]{0,30} (?:mews|grove|gro|row|walk|rise|brae|wynd|loan|croft|parade|view|ln|av|cres|cl|dr|pl|gdns)\b"
)
_STATION = re.compile(r"\b(?:(?:train|railway|rail|tube|underground) )?(?:station|platform \d+)\b", re.IGNORECASE)
_ORDINARY_WORDS = frozenset(("reading", "rugby", "bath", "bury", "barking", "hart", "angus"))  # in small letters no place
_CROWN_DEPENDENCIES = frozenset(("jersey", "guernsey", "alderney", "sark", "isle of man", "channel islands"))
_ALSO_CALLED = {"london": "Greater London Authority", "greater london": "Greater London Authority"}  # two forces


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words about place come to; all empty when they name nothing that the tables hold."""

    found: Where | None = None  # the one place that they name
    hint: Where | None = None  # a county, or a place in passing: no place of the incident by itself
    is_several: bool = False  # places of different forces
    is_outside: bool = False  # outside the United Kingdom


def read_place(places: Places, words: str) -> Reading:
    """Return what words about place name: complete postcodes before names, since a postcode says it best."""
    text = unicodedata.normalize("NFKC", words[:_MAX_CHARS])[:_MAX_CHARS]
    if not text.strip():
        return Reading()
    codes = [found for code in _codes(text) if (found := places.postcode(code))]
    if codes:
        return _one(codes)
    if _MOTORWAY.fullmatch(text):
        return Reading()
    is_outside = any(_is_outside(part) for part in (text, *_pieces(_PARTS, text)))
    reading = _read_names(places, _STATION.sub(",", _STREET.sub(",", text)))
    if is_outside:
        return Reading(is_several=True) if reading.found or reading.is_several else Reading(is_outside=True)
    return reading


def _read_names(places: Places, text: str) -> Reading:
    named = [found for part in dict.fromkeys((text.strip(), *_bare_names(text))) if (found := find_as_spelt(places, part))]
    mentioned = [found for piece in _pieces(_LINKS, text) if (found := _mention(places, piece))]
    reading = _one(named)
    if reading.found and all(_may_be_one(reading.found, other) for other in mentioned):
        return reading
    if reading.found or reading.is_several:
        return Reading(is_several=True)
    hinted = _one(mentioned)
    return Reading(hint=hinted.found, is_several=hinted.is_several)


def _one(places: list[Where]) -> Reading:
    """One place when all of them lie within its forces: of Selby and North Yorkshire it is Selby, whose side is still to ask."""
    widest = max(places, key=lambda each: len(each.forces), default=None)
    if widest is None:
        return Reading()
    if any(not set(each.forces) <= set(widest.forces) or each.forces == () != widest.forces for each in places):
        return Reading(is_several=True)
    is_outside = widest.certainty is Certainty.OUTSIDE_UK
    return Reading(is_outside=True) if is_outside else Reading(found=widest)


def _may_be_one(found: Where, other: Where) -> bool:
    return any(force in other.forces for force in found.forces)


def _mention(places: Places, piece: str) -> Where | None:
    """A place or a county that a piece of the words is as a whole."""
    name = _ALSO_CALLED.get(plain(piece), piece)
    found = find_as_spelt(places, piece) or council_as_spelt(places, name)
    return found if found and found.kind is not PlaceKind.POSTCODE and piece not in _ORDINARY_WORDS else None


def _codes(text: str) -> Iterable[str]:
    """Every complete postcode, and the beginning of one when it is all there is and no motorway."""
    whole = [text] if len(text) <= _MAX_PIECE_CHARS and not _MOTORWAY.fullmatch(text) else []
    return dict.fromkeys([*whole, *_POSTCODE.findall(text.upper())])


def _bare_names(text: str) -> Iterator[str]:
    """The parts of an address that may be a town: "High Street, Leeds". Not its outcode, which may be a road."""
    for part in _pieces(_PARTS, text):
        if part not in _ORDINARY_WORDS and not any(letter.isdigit() for letter in part):
            yield part


def _pieces(separator: re.Pattern[str], text: str) -> list[str]:
    pieces = [piece.strip(" .!?\"'") for piece in separator.split(text)]
    return [piece for piece in pieces if 2 < len(piece) <= _MAX_PIECE_CHARS][:_MAX_PIECES]


def _is_outside(part: str) -> bool:
    return is_outside_uk(part) or plain(part).removeprefix("in ") in _CROWN_DEPENDENCIES
