"""The time of day in words: "half ten", "8.15", "7pm", "last night", as an hour and a minute.

It must never raise on a number that is no time ("at 63"): such words have no time of day.
"""

import re
from datetime import time

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
# The middle of each part of the day; the first word that is found counts.
_PARTS = (
    ("overnight", time(3)), ("early hours", time(3)), ("first thing", time(8)), ("dawn", time(6)), ("sunrise", time(6)),
    ("rush", time(8, 30)), ("school run", time(8, 40)), ("after school", time(15, 30)), ("dusk", time(20)), ("sunset", time(20)),
    ("closing time", time(23)), ("chucking out", time(23)), ("breakfast", time(8)), ("break", time(11)),
    ("mid morning", time(10, 30)), ("mid-morning", time(10, 30)), ("mornin", time(9)), ("lunch", time(12, 30)),
    ("dinner", time(12, 30)), ("forenoon", time(10, 30)), ("noon", time(15)), ("aft", time(15)),
    ("arvo", time(15)), ("tea", time(17)), ("evening", time(19)),
    ("tonight", time(20)), ("night", time(21)), ("nite", time(21)),
)  # fmt: skip
_TWENTY = {**_NUMBERS, "twenty": 20, "twenty-five": 25, "twenty five": 25}
_WORDS = "|".join(_NUMBERS)
_MINUTES = re.compile(rf"(?<!\w)(\d{{1,2}}|twenty[- ]five|twenty|{_WORDS}) (?:minutes )?(past|to) (\d{{1,2}}|{_WORDS})\b")
_BEFORE_MIDNIGHT = re.compile(rf"(?<!\w)(\d{{1,2}}|quarter|twenty[- ]five|twenty|{_WORDS}) (?:minutes )?to midnight")
_HOUR_WORD = re.compile(rf"(?<!\w)({_WORDS})\b(?: ?([ap])\.?m\b)?(?! (?:or|of|men|days|times|weeks))")
_SPELT = re.compile(r"(half|quarter) (past |to )?(\w+)")
_DIGITS = re.compile(r"(?<![\d/])(\d{1,2})(?:[:.](\d\d))?(?![\d/]|st|nd|rd|th)(?: ?([ap])\.?m)?(?! (?:of|[a-z]{3,9} \d{4}))")
_NIGHT = re.compile(r"in the mornin|early hours")  # twelve is midnight then
_LATE = re.compile(r"afternoon|\baft\b|arvo|evening|night|nite|tea")
_AFTER_MIDNIGHT = re.compile(r"in the mornin|overnight")
_AT_NIGHT = re.compile(r"\bni(?:ght|te)\b")
_AT_LUNCH = re.compile(r"lunch|dinner")
_SMALL_HOURS = 4
_HALF_TOLD = re.compile(
    rf"(?:\d|\b(?:{_WORDS})) ?[ap]\.?m\b|mornin|early hours|afternoon|\baft\b|arvo|evening|night|nite|tea\b|\bnoon"
    r"|midday|lunch|dinner|\b(?:0\d|1[3-9]|2[0-3])[:.]\d\d"
)


def time_of_day(said: str) -> time | None:
    """Return the time that English lower-case words name, exactly or as the middle of a part of the day."""
    if before := _BEFORE_MIDNIGHT.search(said):
        return time(23, 60 - (_number(before[1]) or 15))
    if "midnight" in said:
        return time(0, 30) if "half past midnight" in said else time(0)
    if "midday" in said or re.search(r"\bnoon\b", said):
        return time(12)
    return _exact(said) or next((at for word, at in _PARTS if word in said), None)


def is_half_told(said: str) -> bool:
    """True when the words tell the half of the day: "7pm", "07:30", "seven in the evening"."""
    return bool(_HALF_TOLD.search(said))


def is_exact(said: str) -> bool:
    """True when a time of the clock is named, not only a part of the day."""
    return "midnight" in said or bool(re.search(r"\bnoon\b|midday", said)) or _exact(said) is not None


def _exact(said: str) -> time | None:
    spelt, minutes = _SPELT.search(said), _MINUTES.search(said)
    if spelt:
        return _beside(30 if spelt[1] == "half" else 15, spelt[2] or "past", spelt[3], said)
    if minutes:
        return _beside(_number(minutes[1]) or 0, minutes[2], minutes[3], said)
    digits, word = _DIGITS.search(said), _HOUR_WORD.search(said)
    if digits:
        return _on_the_clock(int(digits[1]), int(digits[2] or 0), digits[3], said)
    return None if word is None else _on_the_clock(_NUMBERS[word[1]], 0, word[2], said)


def _number(said: str) -> int | None:
    return _TWENTY.get(said) or (int(said) if re.fullmatch("[0-9]{1,2}", said) else None)


def _beside(minutes: int, side: str, hour_said: str, said: str) -> time | None:
    """ "Ten to six", "half past nine", and "half ten", which is after ten."""
    hour = _number(hour_said)
    if hour is None or minutes > 30:
        return None
    if side.strip() == "to":
        return _on_the_clock((hour - 1) or 12, 60 - minutes, None, said)
    return _on_the_clock(hour, minutes, None, said)


def _on_the_clock(hour: int, minute: int, half: str | None, said: str) -> time | None:
    is_late = half == "p" or (half is None and bool(_LATE.search(said)) and not _AFTER_MIDNIGHT.search(said))
    is_small = half is None and 1 <= hour <= _SMALL_HOURS and bool(_AT_NIGHT.search(said))  # "two last night"
    if hour < 12 and is_late and not is_small:
        hour += 12
    if half is None and 1 <= hour <= _SMALL_HOURS and _AT_LUNCH.search(said):
        hour += 12
    if hour == 12 and (half == "a" or (half is None and (_NIGHT.search(said) or _AT_NIGHT.search(said)))):
        hour = 0
    return time(hour, minute) if 0 <= hour < 24 and minute < 60 else None
