"""Correcting an earlier answer in plain words: "change when to about 8", "no it was tuesday", "where should be Mill Lane".

It must be sure or silent: words that only look like a correction would replace a true answer. What it takes for one is shown to
the reporter at once, and the first answer stays in the report.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.triage.extracting import extract

LONGEST = 300
"""A longer message tells something of its own."""

_CHANGE = re.compile(
    r"^(?:please |can (?:you|i|we) |i(?:'d| would) like to |i (?:want|need) to |let me )?"
    r"(?:change|correct|edit|fix|update|amend|newid)\s+(?:the |my )?(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SHOULD_BE = re.compile(
    r"^(?:the |my )?(?P<field>[\w' ]{2,30}?) (?:should (?:be|say|read)|is wrong[,;:. ]+(?:it (?:was|is|'s)|it's)) (?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_IS_WRONG = re.compile(
    r"^(?:the |my |that )?(?P<field>[\w' ]{2,30}?) (?:is|was|are) (?:wrong|not right|incorrect)[.!]*$"
    r"|^wrong (?P<other>[\w ]{2,20})[.!]*$",
    re.IGNORECASE,
)
_NO_IT_WAS = re.compile(
    r"^(?:(?:no|nope|na|sorry|actually|wait|correction|oops|hang on|my mistake)\b[\s,.!–-]*)+"
    r"(?P<said>(?:(?:it|that|this) (?:was|is|happened)|it's|it wasn't .{1,40}? it was|i meant|i mean|meant|make (?:it|that)"
    r"|they were|he was|she was)\s+)?(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_I_MEANT = re.compile(r"^(?:i meant|i mean|make (?:it|that))\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"^(?:\s*(?:to|from .{1,40}? to|into|:|=|-|–)\s+)(?P<value>.+)$", re.IGNORECASE | re.DOTALL)
_AT = re.compile(r"^(?:at|in|on|outside|near|by|opposite)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A wish to change an earlier answer."""

    field: str
    words: str = ""  # the new answer; "" when it has to be asked for


def repair_in(
    text: str, names: Mapping[str, Sequence[str]], answered: Sequence[str], *, sent_at: datetime, standing: str
) -> Repair | None:
    """Return the correction that a message is, if it is one.

    Args:
        text: as typed.
        names: what people call each question of the form, in small letters, by its id.
        answered: the questions that have an answer, the latest answered last.
        sent_at: when it was sent, aware; "tuesday" is counted from it.
        standing: the question that was asked last; words that answer it are no correction.
    """
    said = text.strip()
    if len(said) > LONGEST:
        return None
    return _by_name(said, names) or _by_content(said, answered, sent_at, standing)


def is_plain_change(text: str, names: Mapping[str, Sequence[str]]) -> bool:
    """True for an order to change a named answer, such as "change where to the car park"."""
    return len(text) <= LONGEST and _by_name(text.strip(), names) is not None


def _by_name(said: str, names: Mapping[str, Sequence[str]]) -> Repair | None:
    change = _CHANGE.match(said)
    if change:
        return _named_first(change["rest"], names)
    should = _SHOULD_BE.match(said)
    if should:
        field = _field_called(should["field"], names)
        return Repair(field=field, words=should["rest"].strip()) if field else None
    wrong = _IS_WRONG.match(said)
    field = _field_called((wrong["field"] or wrong["other"]), names) if wrong else ""
    return Repair(field=field) if field else None


def _named_first(rest: str, names: Mapping[str, Sequence[str]]) -> Repair | None:
    lowered = rest.casefold()
    called = [(name, field) for field, all_names in names.items() for name in all_names]
    for name, field in sorted(called, key=lambda pair: -len(pair[0])):
        if re.match(rf"{re.escape(name)}(?!\w)", lowered):
            after = rest[len(name) :]
            to = _TO.match(after)
            if to:
                return Repair(field=field, words=to["value"].strip())
            return Repair(field=field) if not after.strip(" .!?") else None
    return None


def _field_called(name: str, names: Mapping[str, Sequence[str]]) -> str:
    called = name.strip().casefold()
    return next((field for field, all_names in names.items() if called in all_names), "")


def _by_content(said: str, answered: Sequence[str], sent_at: datetime, standing: str) -> Repair | None:
    opened = _NO_IT_WAS.match(said) or _I_MEANT.match(said)
    if not opened or not answered:
        return None
    rest = opened["rest"].strip().rstrip(".!")
    is_told = "said" not in opened.groupdict() or bool(opened["said"])
    field = _field_of(rest, answered, sent_at) or (answered[-1] if is_told else "")
    if not field or field == standing or field == "what":
        return None
    return Repair(field=field, words=rest)


def _field_of(rest: str, answered: Sequence[str], sent_at: datetime) -> str:
    """Tell by the words themselves which answer they replace; "" when they could be any."""
    read = extract(f"It happened {rest}", sent_at=sent_at)
    if read.when and len(read.when) * 2 >= len(rest) and "when" in answered:
        return "when"
    if "where" in answered and _AT.match(rest):
        return "where"
    return ""
