"""Finds everything in a text that somebody could ring, write to or open.

It errs on the side of finding: a number that slips through unseen could be given to a person in danger although
nobody has checked it. It must never decide what may be shown; that is the contact book's part. Every pattern is
bounded, so that a text of 5,000 characters takes milliseconds whatever it holds.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """What can be done with a found string."""

    LINK = "link"
    EMAIL = "email"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that can be rung, written to or opened."""

    kind: ContactKind
    as_written: str
    key: str  # one for every way of writing it: digits alone, no "https://", no "www.", small letters
    position: int  # where it begins, in characters, in the text after NFKC


_STOP = r"\s<>()\[\]{}|\"'“”‘’`"  # what ends a link, in prose, Markdown, HTML and Slack's <link|label>
_LABELS = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}"
_ENDINGS = "uk|com|org|net|eu|gov|edu|info|biz|scot|wales|cymru|london|io|ly|ai|app|dev|chat|help|online|site|link"
_LINK = rf"(?<![a-z0-9])(?:https?|ftp|tg|slack)://[^{_STOP}]{{1,500}}"
_EMAIL = rf"(?<![\w.+%-])[\w.+%-]{{1,64}}@{_LABELS}[a-z]{{2,24}}(?![a-z0-9])"
# A bare host counts by an ending in common use or by a path behind it (t.me/name), so that "a.m." does not.
_KNOWN_HOST = rf"(?:{_ENDINGS})(?![a-z0-9-])(?:[/?#][^{_STOP}]{{0,500}})?"
_HOST = rf"(?<![\w@./-]){_LABELS}(?:{_KNOWN_HOST}|[a-z]{{2,24}}/[^{_STOP}]{{1,500}})"

_DATE = r"(?<![0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2,4})(?![0-9])"
_GAP = r"[ \t.()‐‑–-]{0,3}"
# Seven digits or more that begin like a dialled number, or nine or more that begin otherwise.
_LONG = rf"(?<![\w+-])(?:(?:\+|\(?0)(?:{_GAP}[0-9]){{6,16}}|[1-9](?:{_GAP}[0-9]){{8,16}})(?![0-9a-z])"
_ENDS = r"(?![\w%]|[.,/-][0-9])"
# Numbers without an area code. 911 and 111 are here because people take them for 999 and 101.
_SERVICE = rf"(?<![\w.,£+-])(?:999|911|112|111|101|105|119|159|1471|1800[0-9]|11[68] ?[0-9]{{3}}){_ENDS}"
# Five digits from 60000 are the short codes of British mobile networks.
_SHORT = rf"(?<![\w.,£+-])[678][0-9]{{4}}{_ENDS}"
_TOLD = (
    r"\b(?:text|sms|call|ring|dial|press|phone|telephone|tel|forward)\b[:\s]{1,3}"
    rf"(?:[^\W\d_]{{1,20}}\s){{0,3}}?[\"“*_]{{0,3}}(?P<number>[0-9]{{2,6}}){_ENDS}"
)

# The order matters: digits inside a link belong to the link, and a date must be out of the way before numbers.
_PATTERNS: tuple[tuple[ContactKind | None, re.Pattern[str]], ...] = (
    (ContactKind.LINK, re.compile(_LINK, re.I)),
    (ContactKind.EMAIL, re.compile(_EMAIL, re.I)),
    (ContactKind.LINK, re.compile(_HOST, re.I)),
    (None, re.compile(_DATE)),
    (ContactKind.NUMBER, re.compile(_LONG, re.I)),
    (ContactKind.NUMBER, re.compile(_SERVICE)),
    (ContactKind.NUMBER, re.compile(_SHORT)),
    (ContactKind.NUMBER, re.compile(_TOLD, re.I)),
)


def find_contacts(text: str) -> tuple[Found, ...]:
    """Return every link, e-mail address and phone number in a text, in the order of the text.

    Dates, years, counts, times and percentages are not numbers to ring; a count that equals a service number
    ("101 voters") is taken for one. Short codes are found when the text tells somebody to ring or text them.
    """
    left = unicodedata.normalize("NFKC", text)
    found: list[Found] = []
    for kind, pattern in _PATTERNS:
        matches = list(pattern.finditer(left))
        found.extend(_found(kind, match) for match in matches if kind is not None)
        left = _without(left, matches)
    return tuple(sorted(found, key=lambda one: one.position))


def _found(kind: ContactKind, match: re.Match[str]) -> Found:
    start, end = _span(match)
    written = match.string[start:end].rstrip(".,;:!?*_~")
    return Found(kind=kind, as_written=written, key=_key(kind, written), position=start)


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("number") if "number" in match.re.groupindex else match.span()


def _without(text: str, matches: list[re.Match[str]]) -> str:
    # Blanks of the same length, so that later patterns see nothing of it and positions stay true.
    for start, end in map(_span, matches):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _key(kind: ContactKind, written: str) -> str:
    if kind is ContactKind.NUMBER:
        return re.sub(r"[^0-9]", "", re.sub(r"^(?:\+|00)44[^0-9]*0?", "0", written))
    if kind is ContactKind.EMAIL:
        return written.casefold()
    return re.sub(r"^[a-z]+://", "", written.casefold()).removeprefix("www.").rstrip("/")
