"""Which force polices a postcode, offline: a candidate's postcode is never sent to anybody.

The table is a longest-prefix one (places/README.md). It must never settle a postcode that it does not know: a code
whose surroundings are split comes back with every force that is there, so that the person can be asked.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.tables import Row, read_table

_OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
# The last two letters are never C, I, K, M, O or V, which keeps "the M1 2pm" from being a postcode.
_INCODE = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_FULL = re.compile(rf"({_OUTCODE})\s*({_INCODE})")
_PART = re.compile(rf"({_OUTCODE})(?:\s+([0-9]))?")
_IN_TEXT = re.compile(rf"(?<![A-Z0-9])({_OUTCODE})\s{{0,2}}({_INCODE})(?![A-Z0-9])")
_MAX_TEXT_CHARS = 5_000  # what lies beyond is not searched
_MAX_CHARS = 16  # a longer answer is a sentence, not a postcode


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeKey:
    """One line of the table: a unit, a sector, an outcode or an area, and who polices it."""

    key: str
    force_id: str  # empty outside the United Kingdom
    is_certain: bool  # False: some known postcodes under the key belong to another force
    share: float | None  # of the known postcodes under the key, 0.0 to 1.0; None where nothing was counted


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeMatch:
    """What the table knows about a postcode or the beginning of one."""

    postcode: str  # tidy: upper case, one blank
    force_ids: tuple[str, ...]  # the likeliest first; none outside the United Kingdom
    is_certain: bool
    share: float | None


class Postcodes:
    """The table, looked up from the longest key to the shortest."""

    def __init__(self, keys: Iterable[PostcodeKey]) -> None:
        self._keys = {key.key: key for key in keys}
        self._by_outcode: dict[str, list[PostcodeKey]] = defaultdict(list)
        for key in self._keys.values():
            self._by_outcode[key.key.partition(" ")[0]].append(key)

    def match(self, postcode: str) -> PostcodeMatch | None:
        """Return what is known about a postcode ("GU35 9AA", "gu359aa"), its sector ("GU35 9") or its outcode ("GU35").

        None for anything else and for a code that the table does not hold.
        """
        tidy = tidied(postcode)
        return self._match(tidy) if tidy else None

    def matches_in(self, text: str) -> tuple[PostcodeMatch, ...]:
        """Return the complete postcodes that a text holds and the table knows. Shorter ones ("M25") are also roads."""
        upper = unicodedata.normalize("NFKC", text)[:_MAX_TEXT_CHARS].upper()
        found = (f"{match[1]} {match[2]}" for match in _IN_TEXT.finditer(upper))
        return tuple(match for code in dict.fromkeys(found) if (match := self._match(code)))

    def _match(self, code: str) -> PostcodeMatch | None:
        line = next((self._keys[key] for key in _ladder(code) if key in self._keys), None)
        if line is None:
            return None
        return PostcodeMatch(postcode=code, force_ids=self._forces(code, line), is_certain=line.is_certain, share=line.share)

    def _forces(self, code: str, line: PostcodeKey) -> tuple[str, ...]:
        # Known postcodes of the smaller force have lines of their own, so a complete postcode in a known sector is
        # settled. The beginning of one, or a sector newer than the table, can lie in any force found under the key.
        if line.is_certain or (_is_complete(code) and line.key == code[:-2]):
            return (line.force_id,) if line.force_id else ()
        neighbours = self._by_outcode[line.key.partition(" ")[0]]
        under = (other.force_id for other in neighbours if other.key.startswith(line.key))
        return tuple(dict.fromkeys((line.force_id, *under)))


def tidied(postcode: str) -> str | None:
    """Return a postcode, sector or outcode in upper case with one blank; None when the text is something else."""
    if len(postcode) > _MAX_CHARS:
        return None
    upper = unicodedata.normalize("NFKC", postcode).upper().strip(" \t\r\n.,;")
    match = _FULL.fullmatch(upper) or _PART.fullmatch(upper)
    return " ".join(part for part in match.groups() if part) if match else None


def load_postcodes(path: Path) -> Postcodes:
    """Read the postcode table; BadTable names the row and field of a cell that cannot be used."""
    return Postcodes(map(_key, read_table(path, ("level", "key", "force_id", "certainty", "share"))))


def _key(row: Row) -> PostcodeKey:
    certainty = row.one_of("certainty", ("exact", "majority", "outside the UK"))
    return PostcodeKey(
        key=row.filled("key"),
        force_id=row.text("force_id") if certainty == "outside the UK" else row.filled("force_id"),
        is_certain=certainty != "majority",
        share=row.share("share"),
    )


def _ladder(code: str) -> tuple[str, ...]:
    outcode = code.partition(" ")[0]
    sector = code[:-2] if _is_complete(code) else code
    area = re.split(r"[0-9]", outcode)[0]
    return (code, sector, outcode, area)


def _is_complete(code: str) -> bool:
    return len(code.partition(" ")[2]) == len("9AA")
