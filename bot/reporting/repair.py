"""Correcting an earlier answer in plain words: "change when to about 8", "no it was tuesday", "where should be Mill Lane".

It must be sure or silent: words that only look like a correction would replace a true answer. What it takes for one is shown to
the reporter at once, and the first answer stays in the report.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.reporting.kinds import ONLINE_PLATFORMS
from bot.triage.extracting import extract

LONGEST = 300
"""A longer message tells something of its own."""

LONGEST_NEW = 80
"""Without the name of a question, more characters than this are a story and no new answer."""

MOST_WORDS_OF_AN_APP = 4
"""Most words of a message that names an app and nothing else, such as "on his Facebook page"."""

BY_NAME = frozenset({"where", "who", "witnesses", "name"})
"""Answers that a mere name can replace; only the one that was given last, for a name does not say what it is of."""

_CHANGE = re.compile(
    r"^(?:please |can (?:you|i|we) |i(?:'d| would) like to |i (?:want|need) to |let me )?"
    r"(?:change|correct|edit|fix|update|amend|newid)\s+(?:the )?(?P<rest>.+)$",
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
_STREET = r"\b(?:road|street|lane|avenue|close|drive|square|hill|park)$"
_NAME = re.compile(rf"^(?!(?:A|An|The|My|Our|Two|Three)\s)[A-Z@]|{_STREET}")
_AT = re.compile(rf"^(?i:at|in|on|outside|inside|near|by|opposite|behind)\s(?:the\s|our\s|[A-Z0-9]|.*{_STREET})")
_ON = re.compile(r"^on\s+", re.IGNORECASE)
_BESIDE = re.compile(r"^(?:with|like|about|after|before|for|to|from)\s", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


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


def looks_like_a_correction(text: str) -> bool:
    """True when a message begins as corrections do ("no it was ...", "oops, ..."); what it corrects is for `repair_in` to say."""
    said = text.strip()
    return len(said) <= LONGEST and bool(_NO_IT_WAS.match(said) or _I_MEANT.match(said) or _SHOULD_BE.match(said))


def is_plain_change(text: str, names: Mapping[str, Sequence[str]]) -> bool:
    """True for an order to change a named answer, such as "change where to the car park"."""
    return len(text) <= LONGEST and _by_name(text.strip(), names) is not None


def _by_name(said: str, names: Mapping[str, Sequence[str]]) -> Repair | None:
    change = _CHANGE.match(said)
    if change:
        rest = change["rest"]
        return _named_first(rest, names) or _named_first(rest.removeprefix("my "), names)
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
    rest = opened["rest"].strip().rstrip(".!") if opened else ""
    if not opened or not answered or len(rest) > LONGEST_NEW:
        return None
    is_told = "said" not in opened.groupdict() or bool(opened["said"])
    field = _field_of(rest, answered, sent_at) or (_field_told(rest, answered, sent_at) if is_told else "")
    words = _ON.sub("", rest) if field == "platform" else rest
    return Repair(field=field, words=words) if field and field != standing else None


def _field_of(rest: str, answered: Sequence[str], sent_at: datetime) -> str:
    """Tell by the words themselves which answer they replace; "" when they could be any."""
    read = extract(f"It happened {rest}", sent_at=sent_at)
    if "when" in answered and _is_most(read.when, rest):
        return "when"
    if "platform" in answered and read.platform in ONLINE_PLATFORMS and len(rest.split()) <= MOST_WORDS_OF_AN_APP:
        return "platform"
    is_place = bool(_AT.match(rest)) and _is_most(read.where, rest)
    return "where" if is_place and "where" in answered else ""


def _field_told(rest: str, answered: Sequence[str], sent_at: datetime) -> str:
    """The same behind "no, it was": a person, a number or a name may replace an answer too. A feeling replaces none."""
    latest = answered[-1]
    if _NAME.search(rest):
        return latest if latest in BY_NAME else ""
    if latest == "count" and _NUMBER.match(rest):
        return latest
    person = None if _BESIDE.match(rest) else extract(f"{rest} shouted at me", sent_at=sent_at).who
    if person and rest.casefold().startswith(person.casefold()) and _is_most(person, rest):
        return "whom" if latest == "whom" else "who" if "who" in answered else ""
    return ""


def _is_most(found: str | None, rest: str) -> bool:
    return bool(found) and len(str(found)) * 2 >= len(rest)
