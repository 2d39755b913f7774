"""Numbers in words where a time holds them: "the twenty first of April", "six fifty two in the morning", as digits.

It must never touch a number that is no part of a date or of a time of the clock: "two twenty pound notes".
"""

import re

_DAYS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ORDINALS = {
    **{name: number for number, name in enumerate(_DAYS, 1)},
    **{f"twenty {name}": 20 + number for number, name in enumerate(_DAYS[:9], 1)},
    "thirtieth": 30, "thirty first": 31,
}  # fmt: skip
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_HOURS = {name: number for number, name in enumerate((*_UNITS, "ten", "eleven", "twelve"), 1)}
_MINUTES = {
    **{f"oh {name}": number for number, name in enumerate(_UNITS, 1)},
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    **{f"{tens} {name}": 10 * count + number for count, tens in enumerate(("twenty", "thirty", "forty", "fifty"), 2)
       for number, name in enumerate(_UNITS, 1)},
}  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"


def _any_of(words: dict[str, int]) -> str:
    return "|".join(name.replace(" ", "[ -]") for name in sorted(words, key=len, reverse=True))


_DATE = re.compile(rf"\b({_any_of(_ORDINALS)})(?= (?:of )?{_MONTH})")
_CLOCK = re.compile(
    rf"(?:^|(?<=at )|(?<=about )|(?<=around )|(?<=gone ))({_any_of(_HOURS)})[ -]({_any_of(_MINUTES)})"
    r"(?= ?(?:[ap]\.?m\b|in the |this |last |on |yesterday|today|tonight|$))"
)


def in_digits(said: str) -> str:
    """Return lower-case words about time with the numbers of dates and of the clock in digits."""
    dated = _DATE.sub(lambda found: _ordinal(_ORDINALS[_spaced(found[1])]), said)
    return _CLOCK.sub(lambda found: f"{_HOURS[found[1]]}:{_MINUTES[_spaced(found[2])]:02}", dated)


def _spaced(words: str) -> str:
    return words.replace("-", " ")


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"
