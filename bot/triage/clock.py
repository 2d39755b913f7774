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
    ("overnight", time(3)), ("morning", time(9)), ("lunch", time(12, 30)), ("dinner", time(12, 30)),
    ("afternoon", time(15)), ("aft", time(15)), ("tea", time(17)), ("evening", time(19)), ("tonight", time(20)),
    ("night", time(21)), ("nite", time(21)),
)  # fmt: skip
_SPELT = re.compile(r"(half|quarter) (past |to )?(\w+)")
_DIGITS = re.compile(r"(?<![\d/])(\d{1,2})(?:[:.](\d\d))?(?![\d/]|st|nd|rd|th)(?: ?([ap])\.?m)?(?! (?:of|[a-z]{3,9} \d{4}))")
_LATE = re.compile(r"afternoon|evening|night|nite|tea")


def time_of_day(said: str) -> time | None:
    """Return the time that English lower-case words name, exactly or as the middle of a part of the day."""
    if "midnight" in said:
        return time(0)
    if "midday" in said or re.search(r"\bnoon\b", said):
        return time(12)
    return _exact(said) or next((at for word, at in _PARTS if word in said), None)


def _exact(said: str) -> time | None:
    spelt = _SPELT.search(said)
    if spelt:
        return _spelt(spelt, said)
    digits = _DIGITS.search(said)
    return None if digits is None else _on_the_clock(int(digits[1]), int(digits[2] or 0), digits[3], said)


def _spelt(found: re.Match[str], said: str) -> time | None:
    hour = _NUMBERS.get(found[3]) or (int(found[3]) if re.fullmatch("[0-9]{1,2}", found[3]) else None)
    if hour is None:
        return None
    minutes = 30 if found[1] == "half" else 15
    return _on_the_clock(hour - 1, 45, None, said) if found[2] == "to " else _on_the_clock(hour, minutes, None, said)


def _on_the_clock(hour: int, minute: int, half: str | None, said: str) -> time | None:
    if hour < 12 and (half == "p" or (half is None and _LATE.search(said))):
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return time(hour, minute) if 0 <= hour < 24 and minute < 60 else None
