"""Lengths of time in words: "10 mins", "half an hour", "a couple of weeks", and the instant that long before another.

Minutes and hours are counted on the real clock, days and longer on the calendar: a night in which the clocks change
is an hour longer or shorter, but noon stays noon.
"""

import re
from datetime import UTC, datetime, timedelta

_NUMBERS = {
    "half an": 0.5, "half a": 0.5, "a": 1, "an": 1, "one": 1, "a couple of": 2, "couple of": 2, "two": 2, "a few": 3, "few": 3,
    "several": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "twenty five": 25, "twenty-five": 25, "thirty": 30, "thirty five": 35,
    "thirty-five": 35, "forty": 40, "forty five": 45, "forty-five": 45, "fifty": 50, "ninety": 90,
}  # fmt: skip
_REAL = {"sec": 1, "min": 60, "hour": 3600, "hr": 3600}
_CALENDAR = {
    "day": 1,
    "night": 1,
    "evening": 1,
    "morning": 1,
    "week": 7,
    "wk": 7,
    "fortnight": 14,
    "month": 30,
    "mth": 30,
    "year": 365,
    "yr": 365,
}
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = "|".join([*_REAL, *_CALENDAR])
LENGTH = rf"(?:about |around |roughly |nearly |almost |just over |over )?(?:\d{{1,3}}|{_COUNT}) ?(?:{_UNIT})[a-z]*"
_PIECES = re.compile(rf"(\d{{1,3}}|{_COUNT}) ?({_UNIT})")


def length_before(said: str, sent: datetime) -> datetime | None:
    """Return the instant that long before `sent`, or None when the words are no length."""
    found = _PIECES.search(said)
    if found is None:
        return None
    count = float(found[1]) if found[1].isdecimal() else float(_NUMBERS[found[1]])
    if found[2] in _REAL:
        return (sent.astimezone(UTC) - timedelta(seconds=count * _REAL[found[2]])).astimezone(sent.tzinfo)
    return sent - timedelta(days=count * _CALENDAR[found[2]])


def is_long(said: str) -> bool:
    """True for days and longer, which nobody counts to the minute."""
    found = _PIECES.search(said)
    return found is not None and found[2] in _CALENDAR
