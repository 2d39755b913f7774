"""Read off when something happened: the words as typed, the instant or the span they mean, and how sure that is.

Times are those of the United Kingdom and lie in the past of the moment when the text was sent, unless the words say
that they are to come. It must never guess where there is nothing: no words about time, no instant.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.triage.days import instant_of
from bot.triage.lengths import is_long, length_before
from bot.triage.named_days import in_dates
from bot.triage.said import TOGETHER, said_of_time, said_to_come
from bot.triage.shorthand import spelt_out
from bot.triage.spans import Span, span_of
from bot.triage.times import DATE
from bot.triage.welsh import in_english

_LONDON = "Europe/London"
_THIS_MOMENT = re.compile(
    r"\bnow\b|moment|minute ago|seconds?\b|as (?:i|we) (?:type|speak|write)|this (?:minute"
    r"|instant)|^just$|^newydd$|^still\b|^atm$|^rn$|currently"
    r"|any minute|^today$"
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

_UNDATED = re.compile(rf"{DATE}|\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When it happened, as far as it is told. Instants are ISO 8601 with the offset of the United Kingdom."""

    words: str | None = None  # as typed
    instant: str | None = None  # the beginning, when there is an end
    until: str | None = None  # the end of a span
    about: bool = False  # the words say that they are not exact, or name no clock time


def told(text: str, *, sent_at: datetime) -> Told:
    """Return when the text says that it happened; empty when it says nothing about time.

    Args:
        text: as typed.
        sent_at: when it was sent, aware.
    """
    found = said_of_time(text)
    if found is None:
        return Told()
    sent, coming = sent_at.astimezone(ZoneInfo(_LONDON)), said_to_come(text, found.at)
    told = _told(found.words, sent, coming=coming)
    # "A call at 10.50, where we've a rally tonight": a day that does not belong to the time of the clock.
    is_apart = told.words != found.clock and told.instant is not None and not coming
    return _told(found.clock, sent, coming=coming) if is_apart and datetime.fromisoformat(str(told.instant)) > sent else told


def _told(words: str, sent: datetime, *, coming: bool) -> Told:
    said = _plainly(words)
    span = _span(said, sent)
    instant = span.since if span else _instant(said, sent, coming=coming)
    until = _iso(span.until) if span else None
    return Told(words=words, instant=_iso(instant), until=until, about=instant is not None and _is_about(said))


def when(text: str, *, sent_at: datetime) -> tuple[str | None, str | None]:
    """Return the words about time as typed, and the one instant that stands for them.

    Where the words name a night, that is its middle ("last night" is nine), where `told` gives its beginning and end.

    Returns:
        Both None when the text says nothing about time; the instant alone None when the words name none ("all week").
    """
    found = said_of_time(text)
    if found is None:
        return None, None
    said, sent = _plainly(found.words), sent_at.astimezone(ZoneInfo(_LONDON))
    if said.startswith("all "):
        return found.words, None
    span = _span(said, sent) if re.search(r"between|from|since|for|\d ?[-–]|\bin\b", said) else None
    return found.words, _iso(span.since if span else _instant(said, sent, coming=said_to_come(text, found.at)))


def _plainly(words: str) -> str:
    return in_dates(in_english(spelt_out(words.replace(TOGETHER, " "))))


def _span(said: str, sent: datetime) -> Span | None:
    has_clock = bool(_CLOCK_TOLD.search(_UNDATED.sub(" ", said)))
    return span_of(said, sent, has_clock=has_clock)


def _instant(said: str, sent: datetime, *, coming: bool) -> datetime | None:
    if _COUNTED.search(said):
        return length_before(said, sent) or (sent if _THIS_MOMENT.search(said) else None)
    if _THIS_MOMENT.search(said):
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
