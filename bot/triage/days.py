"""The day and the instant that words name: "Saturday 1pm", "the 3rd of April", "half ten yesterday".

Days lie in the past unless the words say that they are to come ("next", "tomorrow"). An hour without am or pm is
the last one that has been; on another day it is the one in which people are about.
"""

import re
from datetime import datetime, time, timedelta

from bot.triage.clock import is_exact, is_half_told, time_of_day
from bot.triage.times import DATE, MONTH

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"(?<!\w)(mon|tue|wed|thu|fri|sat|set|sun)(?:s|nes|rs|r|ur|ter)?(?:day)?(?:s|'s)?\b")
_DATED = re.compile(DATE)
_NUMBERED = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! of)")
_A_WEEK_EARLIER = re.compile(r"\ba week (?:last|past|ago|on|before)?")
_LAST_WEEK = re.compile(r"\blast (?:week|wk)\b")
_OF_A_NIGHT = re.compile(r"\bni(?:ght|te)\b")
_EARLY = 5  # an hour before this one, "last night", is of the next day
_OLDEST_YEAR = 1990
_JUST_OVER = timedelta(days=30)
_TO_COME = re.compile(r"\b(?:next|coming|tomorrow)\b")
_NAMES_DAY = re.compile(
    r"yesterday|today|tonight|last (?:ni|week|month)|this |early hours|overnight|weekend|night before|tomorrow"
)


def instant_of(said: str, sent: datetime, *, coming: bool = False) -> datetime | None:
    """Return the instant that English lower-case words name, the middle of what is vague, or None."""
    day = day_of(said, sent, coming=coming)
    at = time_of_day(_DATED.sub(" ", said))
    if day is None and at is None:
        return None
    if day is None:
        return _last(at or time(12), sent, told=is_half_told(said))
    return _no_later(day, said, sent, coming=coming)


def day_of(said: str, sent: datetime, *, coming: bool = False) -> datetime | None:
    """Return a moment of the day that the words name, or None when they name none."""
    dated = _DATED.search(said)
    if dated and (re.search(MONTH, dated[0]) or "/" in dated[0]):
        return _dated(dated[0], sent, coming=coming)
    numbered = _NUMBERED.search(said)
    if numbered:
        return _of_the_month(int(numbered[1]), sent, coming=coming)
    weekday = _WEEKDAY.search(said)
    if weekday is None and not _NAMES_DAY.search(said):
        return None
    return sent - timedelta(days=_days_back(said, sent, weekday=weekday, coming=coming))


def _days_back(said: str, sent: datetime, *, weekday: re.Match[str] | None, coming: bool) -> int:
    if weekday:
        back = (sent.weekday() - WEEKDAYS.index(weekday[1].replace("set", "sat"))) % 7
        if _TO_COME.search(said) or (coming and "last" not in said):
            return back - 7
        if "before last" in said or _A_WEEK_EARLIER.search(said):
            return back + 7
        if _LAST_WEEK.search(said):
            return sent.weekday() + 7 - WEEKDAYS.index(weekday[1].replace("set", "sat"))
        return back or (7 if "last" in said else 0)
    if "tomorrow" in said:
        return -1
    if "day before yesterday" in said:
        return 2
    if "yesterday" in said or "last ni" in said or "night before" in said:
        return 1
    if "weekend" in said:
        return (sent.weekday() + 2) % 7  # the Saturday
    return next((days for word, days in (("last week", 7), ("last month", 30)) if word in said), 0)


def _of_the_month(number: int, sent: datetime, *, coming: bool) -> datetime | None:
    """The day with that number in this month, or else in the last (the next) one that has it."""
    step = timedelta(days=1 if coming else -1)
    return next((day for day in (sent + step * count for count in range(62)) if day.day == number), None)


def _by_day(at: time, said: str) -> time:
    """On a day that is named, three is in the afternoon."""
    return at.replace(hour=at.hour + 12) if 1 <= at.hour <= 7 and not is_half_told(said) else at


def _last(at: time, sent: datetime, *, told: bool) -> datetime:
    """The last time that the clock said so: of both halves of the day when neither is told."""
    halves = [at] if told or at.hour > 12 or at.hour == 0 else [at, at.replace(hour=(at.hour + 12) % 24)]
    both = [datetime.combine(sent - timedelta(days=back), half, tzinfo=sent.tzinfo) for half in halves for back in (0, 1)]
    return max(instant for instant in both if instant <= sent)


def _no_later(day: datetime, said: str, sent: datetime, *, coming: bool) -> datetime:
    """The time on that day; "this morning" written at eight has not reached nine yet, "tonight at nine" is to come."""
    told = time_of_day(_DATED.sub(" ", said))
    at = _by_day(told, said) if told else time(12)
    instant = datetime.combine(day, at, tzinfo=sent.tzinfo)
    if told and told.hour < _EARLY and _OF_A_NIGHT.search(said) and is_exact(said) and (told.hour == 0 or is_half_told(said)):
        return datetime.combine(day + timedelta(days=1), told, tzinfo=sent.tzinfo)
    if instant <= sent or instant.date() != sent.date() or coming:
        return instant
    if told and told != at and datetime.combine(day, told, tzinfo=sent.tzinfo) <= sent:
        return datetime.combine(day, told, tzinfo=sent.tzinfo)
    return instant if "tonight" in said and is_exact(said) else sent


def _dated(said: str, sent: datetime, *, coming: bool) -> datetime | None:
    """The day of a date, day first as in the United Kingdom; without a year the last one that has been."""
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    month = next((number for number, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}", said)), None)
    if month is None:
        numbers[1:2], month = [], numbers[1]
    year = numbers[1] + (2000 if numbers[1] < 100 else 0) if len(numbers) > 1 else None
    year = year if year is not None and year >= _OLDEST_YEAR else None  # "16 April 1915" is a time of the clock
    return _in_year(sent, month, numbers[0], year, coming=coming)


def _in_year(sent: datetime, month: int, day: int, year: int | None, *, coming: bool) -> datetime | None:
    try:
        dated = sent.replace(year=year or sent.year, month=month, day=day)
        is_over = dated < sent and sent - dated > _JUST_OVER  # "what we hand in on 9 April", said on the 11th, has been
        if year is None and (is_over if coming else dated.date() > sent.date()):
            return dated.replace(year=sent.year + (1 if coming else -1))
    except ValueError:  # the 31st of February, or month 99
        return None
    return dated
