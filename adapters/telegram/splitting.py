"""Cuts runs into messages that Telegram takes: at most 4,096 characters, cut between paragraphs where possible.

It must never cut a tag, an emoji or an accented letter in two. Lengths are in UTF-16 code units, the stricter of the two ways in
which Telegram counts (code points for the limit, UTF-16 for positions), so that a message full of emoji is never too long.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from adapters.telegram.markup import BREAK, Run

MAX_MESSAGE_UTF16 = 4096
"""Longest text of a message, after its tags are taken off (core.telegram.org/bots/api#sendmessage)."""

_JOINER = "\u200d"
_VARIANTS = {"\ufe0e", "\ufe0f", "\u20e3"}
_LONGEST_CLUSTER = 40
"""How far back a cut is moved for the sake of one visible sign; text made of joiners alone is cut anyway."""


def split_runs(runs: Sequence[Run], limit: int = MAX_MESSAGE_UTF16) -> list[tuple[Run, ...]]:
    """Return the runs of each message, in order, without blank space at either end; none when nothing visible is left."""
    spans = _spans("".join(run.text for run in runs), limit)
    return [_between(runs, start, end) for start, end in spans]


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def is_visible(text: str) -> bool:
    """True when Telegram would not call the text empty."""
    return any(not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"} for char in text)


def _spans(text: str, limit: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = _cut(text, start, limit)
        piece = text[start:end]
        if is_visible(piece):
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    start += len(text[start:]) - len(text[start:].lstrip())
    end = _reach(text, start, limit)
    if end == len(text):
        return end
    # The border itself may lie just behind the limit, since blank space at the end is not sent.
    for border in (BREAK, "\n", " "):
        at = text.rfind(border, start + 1, end + len(border))
        if at > start:
            return at
    return _between_signs(text, start, end)


def _reach(text: str, start: int, limit: int) -> int:
    units = 0
    for at in range(start, len(text)):
        units += 2 if text[at] > "\uffff" else 1
        if units > limit:
            return at
    return len(text)


def _between_signs(text: str, start: int, end: int) -> int:
    earliest = max(start + 1, end - _LONGEST_CLUSTER)
    return next((at for at in range(end, earliest, -1) if not _is_within_sign(text, at)), end)


def _is_within_sign(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    return (
        _JOINER in (left, right)
        or right in _VARIANTS
        or unicodedata.combining(right) > 0
        or "\U0001f3fb" <= right <= "\U0001f3ff"  # skin tones
        or _is_within_flag(text, at)
    )


def _is_within_flag(text: str, at: int) -> bool:
    """A flag is two letters of a kind of their own, and a row of flags has no border but by counting."""
    begin = at
    while begin > 0 and _is_flag_letter(text[begin - 1]):
        begin -= 1
    return (at - begin) % 2 == 1 and _is_flag_letter(text[at])


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _between(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    taken: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            taken.append(Run(text, run.tags))
        at += len(run.text)
    return tuple(taken)
