"""Cuts runs into pieces that fit into Slack's blocks: between paragraphs where possible, else lines, sentences, words.

It must never cut an emoji or an accented letter in two, and never loses a word. Lengths are those of what is sent: escapes and
marks count.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from adapters.slack.markup import BREAK, Run
from adapters.slack.mrkdwn import write_mrkdwn

MAX_SECTION_CHARS = 3000
"""Longest text of a section (docs.slack.dev/reference/block-kit/blocks/section-block)."""

_BORDERS = (BREAK, "\n", ". ", " ")
_JOINER = "\u200d"
_VARIANTS = {"\ufe0e", "\ufe0f", "\u20e3"}
_LONGEST_SIGN = 40
"""How far a cut is moved for the sake of one visible sign; text made of joiners alone is cut anyway."""


def split_runs(runs: Sequence[Run], limit: int = MAX_SECTION_CHARS) -> list[tuple[Run, ...]]:
    """Return the runs of each piece, in order, without blank space at the ends; none when nothing visible is left."""
    text = _text(runs)
    if not is_visible(text):
        return []
    trimmed = cut_out(runs, len(text) - len(text.lstrip()), len(text.rstrip()))
    if len(write_mrkdwn(trimmed)) <= limit:
        return [trimmed]
    text = _text(trimmed)
    if len(text) == 1:
        # Only what is added to it can make a single character too long.
        return [tuple(Run(run.text) for run in trimmed)]
    at = _cut(text)
    return split_runs(cut_out(trimmed, 0, at), limit) + split_runs(cut_out(trimmed, at, len(text)), limit)


def cut_out(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return the runs of the text between two places."""
    taken: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            taken.append(replace(run, text=text))
        at += len(run.text)
    return tuple(taken)


def is_visible(text: str) -> bool:
    """True when Slack would not call the text empty."""
    return any(not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn"} for char in text)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _cut(text: str) -> int:
    """Return the best place to cut, near the middle so that both halves get much shorter."""
    middle, quarter = len(text) // 2, len(text) // 4
    for border in _BORDERS:
        before = text.rfind(border, quarter, middle)
        after = text.find(border, middle, len(text) - quarter)
        found = [at + len(border) for at in (before, after) if at >= 0]
        if found:
            return min(found, key=lambda at: abs(at - middle))
    return _between_signs(text, middle)


def _between_signs(text: str, middle: int) -> int:
    last = min(len(text) - 1, middle + _LONGEST_SIGN)
    return next((at for at in range(max(middle, 1), last + 1) if not _is_within_sign(text, at)), max(middle, 1))


def _is_within_sign(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    is_modifier = right in _VARIANTS or unicodedata.combining(right) > 0 or "\U0001f3fb" <= right <= "\U0001f3ff"
    return _JOINER in (left, right) or is_modifier or _is_within_flag(text, at)


def _is_within_flag(text: str, at: int) -> bool:
    """A flag is two letters of a kind of their own, and a row of flags has no border but by counting."""
    begin = at
    while begin > 0 and _is_flag_letter(text[begin - 1]):
        begin -= 1
    return (at - begin) % 2 == 1 and _is_flag_letter(text[at])


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
