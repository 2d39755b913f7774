"""Recognises the names of constituencies and councils, as typed and inside a sentence.

It must never settle on the more likely of two names: a report that goes to the wrong force is read by nobody who can
help. Reading, Rugby and Hart are also words, Stafford is also a person and Oxford Street is not in Oxford, so a name
inside a sentence needs two signs that it is a place.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz import fuzz, process

_MAX_TEXT_CHARS = 5_000  # after normalising, which can make one character eighteen; what lies beyond is not searched
MAX_NAME_CHARS = 80  # the longest name has 44; a longer text is not the name of a place
# finding: from 90 upward a score means one slip in a name of nine letters or more; below nine letters real places
# differ by one letter (Salford and Saltford, Newham and Newnham), so that short names must be exact.
_MIN_SCORE = 90.0
_MIN_LETTERS = 9
_MIN_MARGIN = 4.0  # between the best name and the next one
_NOWHERE: tuple[frozenset[int], float] = (frozenset(), 0.0)

_WORD = re.compile(r"\w+")
# A slip must not turn one of two neighbours into the other: West Surrey into East Surrey.
_BEARINGS = frozenset(
    ("north", "south", "east", "west", "mid", "central", "northern", "southern", "eastern", "western", "upper", "lower")
)
_BEFORE = re.compile(
    r"(?:^| )(?:in|near|around|across|throughout|yn|ym|yng|ger"
    r"|(?:candidate|standing|stand|councillor|mp|campaigning|canvassing) for|(?:constituency|seat|city|borough|county) of)$"
)
_HEAD = re.compile(
    r"^(?:(?:in|near|around|at) )?(?:the )?"
    r"(?:(?:(?:london |royal |metropolitan |county )?borough|city|county|constituency|council) of )?"
)
_COUNCIL = re.compile(r" (?:council|authority|corporation|constituency|seat)$")
_TAIL = re.compile(rf"(?: (?:metropolitan|county|city|borough|district|unitary|combined))*{_COUNCIL.pattern}")
_KIND = frozenset(("council", "constituency", "seat", "borough", "district"))
_STREET = re.compile(
    r"street|st|road|rd|lane|avenue|ave|close|drive|way|park|square|hill|gardens|place|terrace|crescent|station|house"
    r"|hall|hotel|pub|arms|court|bridge|library|school|church"
)


def folded(name: str) -> str:
    """Return a name as it is compared: no accents, small letters, "and" for "&", single blanks, "st" for "saint"."""
    return " ".join(word.folded for word in _words(name))


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    is_capital: bool
    touches_next: bool  # nothing but blanks between this word and the next


class PlaceNames:
    """Names, each leading to the places (by number) that bear it: a constituency and a council may share one."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        places: dict[str, set[int]] = defaultdict(set)
        for name, place in names:
            places[folded(name)].add(place)
        self._places = {name: frozenset(numbers) for name, numbers in places.items()}
        self._longest = max((name.count(" ") + 1 for name in self._places), default=0)

    def named(self, text: str) -> frozenset[int]:
        """Return the places of the name that a whole text is, a slip of the pen forgiven; none when two names are near."""
        if len(text) > MAX_NAME_CHARS:
            return frozenset()
        spellings = _spellings(folded(text))
        exact = next((self._places[name] for name in spellings if name in self._places), None)
        return exact or self._nearly(spellings[-1])

    def inside(self, text: str) -> tuple[frozenset[int], ...]:
        """Return the places of each name that a text holds in passing; of overlapping names only the longest counts."""
        words = _words(text)
        found: list[frozenset[int]] = []
        start = 0
        while start < len(words):
            length = self._length_at(words, start)
            if length and _is_place(words, start, length):
                found.append(self._places[_joined(words, start, length)])
            start += max(length, 1)
        return tuple(dict.fromkeys(found))

    def _length_at(self, words: list[_Word], start: int) -> int:
        lengths = range(min(self._longest, len(words) - start), 0, -1)
        return next((length for length in lengths if _joined(words, start, length) in self._places), 0)

    def _nearly(self, name: str) -> frozenset[int]:
        scores: dict[frozenset[int], float] = {}
        for near, score, _ in process.extract(name, list(self._places), scorer=fuzz.token_sort_ratio, limit=5):
            scores.setdefault(self._places[near], score if _may_be(near, name) else 0.0)
        best, next_best, *_ = [*sorted(scores.items(), key=lambda item: -item[1]), _NOWHERE, _NOWHERE]
        return best[0] if best[1] >= max(_MIN_SCORE, next_best[1] + _MIN_MARGIN) else frozenset()


def _may_be(near: str, name: str) -> bool:
    near_words, words = near.split(), name.split()
    is_long_enough = len(near) >= _MIN_LETTERS and len(near_words) == len(words)
    return is_long_enough and _BEARINGS.intersection(near_words) == _BEARINGS.intersection(words)


def _spellings(name: str) -> tuple[str, ...]:
    """The name as it is, without "council" behind it, without "county council", and without "in the city of" before it."""
    bare = _TAIL.sub("", name)
    return name, _COUNCIL.sub("", name), bare, _HEAD.sub("", bare)


def _words(text: str) -> list[_Word]:
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("'", "").replace("’", ""))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))[:_MAX_TEXT_CHARS]
    shouted = plain.isupper()
    found = list(_WORD.finditer(plain))
    next_starts = [match.start() for match in found[1:]]
    return [
        _Word(
            folded="st" if match[0].casefold() == "saint" else match[0].casefold(),
            is_capital=match[0][0].isupper() and not shouted,
            touches_next=next_start is not None and plain[match.end() : next_start].isspace(),
        )
        for match, next_start in zip_longest(found, next_starts)
    ]


def _joined(words: list[_Word], start: int, length: int) -> str:
    return " ".join(word.folded for word in words[start : start + length])


def _is_place(words: list[_Word], start: int, length: int) -> bool:
    """Two signs of three: several words, a capital letter, "in" before or "council" after; and no street follows."""
    last = words[start + length - 1]
    after = words[start + length] if last.touches_next and start + length < len(words) else None
    is_kind = after is not None and after.folded in _KIND
    if after is not None and not is_kind and (_STREET.fullmatch(after.folded) or _goes_on(after)):
        return False
    is_told = is_kind or _BEFORE.search(_joined(words, max(start - 2, 0), min(start, 2))) is not None
    return (length > 1) + words[start].is_capital + is_told >= 2


def _goes_on(after: _Word) -> bool:
    # "in Camden High Street": a capital letter that follows belongs to a longer name; "I" begins a clause.
    return after.is_capital and after.folded != "i"
