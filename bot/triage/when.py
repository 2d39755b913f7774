"""Read off when something happened: the words as typed, and the instant they mean.

Times are those of the United Kingdom and lie in the past of the moment when the text was sent. It must never
guess where there is nothing: no words about time, no instant. Uncertainty is dropped here by taking the middle
("yesterday" is noon, "last night" is nine), which is why the words are kept beside it.
"""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.triage.clock import time_of_day

_LONDON = "Europe/London"
_LONGEST = 2_000  # characters that are read; the time is told early, and hostile texts are long

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WELSH = {
    "neithiwr": "last night", "ddoe": "yesterday", "heddiw": "today", "heno": "tonight", "tua": "about",
    "bore '?ma": "this morning", "prynhawn '?ma": "this afternoon", "nos": "night", "bore": "morning",
    "prynhawn": "afternoon", "d?dydd": "on", "llun": "monday", "mawrth": "tuesday", "mercher": "wednesday",
    "iau": "thursday", "gwener": "friday", "sadwrn": "saturday", "sul": "sunday",
}  # fmt: skip

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?: \d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|noon|midday|midnight|\d{1,2} o'?clock"
    r"|half (?:past )?\w{1,6}|quarter (?:to|past) \w{1,6})"
)
_ABOUT = r"(?:(?:at|about|around|roughly|approx|just (?:after|before)|after|before|since|by|tua|am) ){0,2}"
_BARE_HOUR = r"(?:(?<=tua )|(?<=about )|(?<=around )|(?<=at ))\d{1,2}"
_WEEKDAY = r"(?<!\w)(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b"
_PART = r"(?: ?(?:morning|afternoon|evening|night|lunchtime|dinner ?time|tea ?time|nite|aft))?"
_DAY = (
    rf"(?:yesterday{_PART}|today|tonight|last (?:night|nite)|this (?:morning|afternoon|evening)|earlier today|overnight"
    rf"|the other day|(?:on |last |this (?:past )?)?{_WEEKDAY}{_PART}|(?:last|over the|at the|the|this) week(?:end)?"
    rf"|last month|(?:on )?(?:the )?(?:{_DATE})|neithiwr|(?:bore |prynhawn )?ddoe|heddiw|heno|bore '?ma|prynhawn '?ma"
    r"|(?:nos|bore|prynhawn|dydd|ddydd) (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul))"
)
_AGO = (
    r"(?:about |around )?(?:\d{1,3}|an?|half an|a few|a couple of|couple of|two|three|four|five|ten|twenty)"
    r" (?:min(?:ute)?|hour|hr|day|week|month|year)s?(?: ago| since| back)"
)
# The fullest wording first.
_SHAPES = tuple(
    re.compile(rf"(?<![\w'])(?:{shape})(?!\w)", re.IGNORECASE)
    for shape in (
        rf"{_ABOUT}(?:{_CLOCK}|\d{{1,2}}) {_DAY}",
        rf"{_DAY},? {_ABOUT}(?:{_CLOCK}|{_BARE_HOUR})",
        _AGO,
        r"(?:just|right) now|a (?:moment|minute|second) ago|as (?:i|we) type|this (?:minute|second)|ar hyn o bryd",
        _DAY,
        rf"{_ABOUT}{_CLOCK}",
        r"all (?:week|day|morning|afternoon|evening|night)",
        r"just(?= \w+(?:ed|en|ut|nt|ot|id|me|ft|un|aw)\b)",
    )
)
_LEADING_AT = re.compile(r"^at ", re.IGNORECASE)
_THIS_MOMENT = re.compile(r"now|moment|minute ago|second|type|^just$|hyn o bryd|^today$", re.IGNORECASE)
_COUNTED = re.compile(r" (?:ago|since|back)$")


def when(text: str, *, sent_at: datetime) -> tuple[str | None, str | None]:
    """Return the words about time as typed, and the instant they mean as ISO 8601 with the UK offset.

    Args:
        text: as typed.
        sent_at: when it was sent, aware.

    Returns:
        Both None when the text says nothing about time; the instant alone None when the words name none ("all week").
    """
    said = _words(text[:_LONGEST])
    if said is None:
        return None, None
    instant = _instant(_english(said), sent_at.astimezone(ZoneInfo(_LONDON)))
    return said, None if instant is None else instant.isoformat(timespec="minutes")


def _words(text: str) -> str | None:
    straight = text.replace("’", "'")
    found = next((match for shape in _SHAPES if (match := shape.search(straight))), None)
    return None if found is None else _LEADING_AT.sub("", text[found.start() : found.end()]).strip(" .,")


def _english(said: str) -> str:
    lower = said.lower().replace("’", "'")
    for welsh, english in _WELSH.items():
        lower = re.sub(rf"(?<!\w){welsh}(?!\w)", english, lower)
    return lower


def _instant(said: str, sent: datetime) -> datetime | None:
    if said.startswith("all "):
        return None
    if _THIS_MOMENT.search(said):
        return sent
    if _COUNTED.search(said):
        return _parsed(_countable(said), sent)
    day = _day(said, sent)
    return None if day is None else _no_later(day, time_of_day(re.sub(_DATE, "", said)) or time(12), sent)


def _no_later(day: datetime, at: time, sent: datetime) -> datetime:
    """The time on that day; "this morning" written at eight has not reached nine yet."""
    instant = datetime.combine(day, at, tzinfo=sent.tzinfo)
    return min(instant, sent) if instant.date() == sent.date() else instant


def _day(said: str, sent: datetime) -> datetime | None:
    named = re.search(_DATE, said)
    if named:
        return _parsed(named[0].replace(" of ", " "), sent)
    return sent - timedelta(days=_days_back(said, sent))


def _days_back(said: str, sent: datetime) -> int:
    weekday = re.search(_WEEKDAY, said)
    if weekday:
        wanted = next(number for number, day in enumerate(_WEEKDAYS) if day.startswith(weekday[0][:3]))
        return (sent.weekday() - wanted) % 7 or (7 if "last" in said else 0)
    if "yesterday" in said or "last ni" in said:
        return 1
    if "weekend" in said:
        return (sent.weekday() + 2) % 7  # the Saturday
    return next((days for word, days in (("other day", 3), ("week", 7), ("month", 30)) if word in said), 0)


def _countable(said: str) -> str:
    plain = re.sub(r"about |around ", "", said).replace("half an hour", "30 minutes").replace("a few", "3")
    return re.sub(r"(?:since|back)$", "ago", re.sub(r"(?:a )?couple of", "2", plain))


def _parsed(said: str, sent: datetime) -> datetime | None:
    # Imported here: the red-flag check shares this package and must work when this library is missing.
    import dateparser

    base = sent.replace(tzinfo=None)
    settings = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "RELATIVE_BASE": base}
    found = dateparser.parse(said, languages=["en"], settings=settings)
    return None if found is None else found.replace(tzinfo=sent.tzinfo)
