"""Read off when something happened: the words as typed, the instant or the span they mean, and how sure that is.

Times are those of the United Kingdom and lie in the past of the moment when the text was sent, unless the words say
that they are to come. It must never guess where there is nothing: no words about time, no instant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.triage.choosing import most
from bot.triage.clock import is_exact
from bot.triage.days import instant_of
from bot.triage.lengths import is_long, length_before
from bot.triage.marking import MARKED, nothing_signs
from bot.triage.named_days import in_dates
from bot.triage.said import TOGETHER, Saying, sayings
from bot.triage.shorthand import spelt_out
from bot.triage.spans import Span, span_of
from bot.triage.times import DATE
from bot.triage.welsh import in_english
from knowledge.marks import Marks

_LONDON = "Europe/London"
_THIS_MOMENT = re.compile(
    r"\bnow\b|moment|minute ago|seconds?\b|(?:as|while) (?:i|we) (?:type|speak|write)|this (?:minute"
    r"|instant)|^just$|^newydd$|^still\b|^atm$|^rn$|currently"
    r"|any minute|^today$|at present|this very (?:minute|second|moment)|^(?:it'?s |its )?(?:all )?happening\b"
    r"|as it (?:occurs|happens)|\bnoo\b"
)
# Some day or other: an instant would be a guess.
_SOME_TIME = re.compile(
    r"\b(?:the )?other (?:day|night|nite|evening|evenin|morning|week|month)\b|^most (?!of)\w+|\bodd hours\b|\ba few times\b"
    r"|^(?:some ?time|at some point|one (?:day|night|evening|morning)) (?:last|this|in the (?:past|last)) "
    r"(?:week|month|fortnight)"
)
_COUNTED = re.compile(r" (?:ago|since|back)$| ago\b")
_SAID_UNSURE = re.compile(
    r"\b(?:about|abt|around|roughly|approx\w*|circa|or so|or two|nearly|almost|gone"
    r"|just (?:after|before)|after|before|towards|i think"
    r"|i suppose|a few|few|a couple of|couple of|several|ages|a while|not long|earlier)\b|ish\b"
)
_CLOCK_TOLD = re.compile(
    r"\d|\bnoon|midday|midnight|half|quarter|o'clock|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)

_DISTANCES = (
    (-0.1, "the future"), (0.1, "this moment"), (1.1, "an hour"), (6, "six hours"), (24, "a day"), (72, "three days"),
    (192, "a week"),
)  # fmt: skip
_UNDATED = re.compile(rf"{DATE}|\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When it happened, as far as it is told. Instants are ISO 8601 with the offset of the United Kingdom."""

    words: str | None = None  # as typed
    instant: str | None = None  # the beginning, when there is an end
    until: str | None = None  # the end of a span
    about: bool = False  # the words say that they are not exact, or name no clock time


def told(text: str, *, sent_at: datetime, marks: Marks | None = None) -> Told:
    """Return when the text says that it happened; empty when it says nothing about time.

    Args:
        text: as typed.
        sent_at: when it was sent, aware.
        marks: those of this text; None when nothing looked at it.
    """
    read = readings(text, sent_at=sent_at, marks=marks)
    place = most("when" if marks is None else "when" + MARKED, options(read, marks))
    return read[place].told if place < len(read) else Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read when it happened."""

    told: Told
    signs: tuple[str, ...]  # for the points of `choosing`


def readings(text: str, *, sent_at: datetime, marks: Marks | None = None) -> list[Reading]:
    """Return every way to read when it happened; empty when the text says nothing about time."""
    sent = sent_at.astimezone(ZoneInfo(_LONDON))
    return [_reading(saying, sent) for saying in sayings(text, marks)]


def options(read: Sequence[Reading], marks: Marks | None = None) -> list[tuple[str, ...]]:
    """Return the signs of each reading, and at the end those of "none of them"."""
    beside = nothing_signs("when", marks) if marks else ()
    return [*(reading.signs for reading in read), ("none", f"none of {min(len(read), 3)}", *beside)]


def _reading(saying: Saying, sent: datetime) -> Reading:
    told = _told(saying.words, sent, coming=saying.is_to_come)
    is_so = {"span": told.until is not None, "about": told.about, "read as ahead": saying.is_to_come}
    return Reading(told=told, signs=(*saying.signs, _distance(told, sent), *(name for name, is_it in is_so.items() if is_it)))


def _distance(told: Told, sent: datetime) -> str:
    """How long before the message it was: nobody reports what is still to come."""
    if told.instant is None:
        return "no instant"
    hours = (sent - datetime.fromisoformat(told.instant)).total_seconds() / 3600
    return next((f"within {name}" for most_hours, name in _DISTANCES if hours <= most_hours), "longer ago")


def _told(words: str, sent: datetime, *, coming: bool) -> Told:
    said = _plainly(words)
    span = _span(said, sent)
    instant = span.since if span else _instant(said, sent, coming=coming)
    until = _iso(span.until) if span else None
    return Told(words=words, instant=_iso(instant), until=until, about=instant is not None and _is_about(said))


def _plainly(words: str) -> str:
    return in_dates(in_english(spelt_out(words.replace(TOGETHER, " "))))


def _span(said: str, sent: datetime) -> Span | None:
    has_clock = bool(_CLOCK_TOLD.search(_UNDATED.sub(" ", said)))
    return span_of(said, sent, has_clock=has_clock)


def _instant(said: str, sent: datetime, *, coming: bool) -> datetime | None:
    if _SOME_TIME.search(said):
        return None
    if _COUNTED.search(said):
        return length_before(said, sent) or (sent if _THIS_MOMENT.search(said) else None)
    if _THIS_MOMENT.search(said) and not is_exact(_UNDATED.sub(" ", said)):  # "at ten to two just now" names its time
        return sent
    return instant_of(said, sent, coming=coming)


def _is_about(said: str) -> bool:
    if _SAID_UNSURE.search(said) or is_long(said) or said == "today":
        return True
    if _THIS_MOMENT.search(said) or _COUNTED.search(said):
        return False
    return not _CLOCK_TOLD.search(_UNDATED.sub(" ", said))


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="minutes")
