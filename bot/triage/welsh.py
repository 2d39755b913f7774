"""Welsh words about time, put into English, so that one set of rules counts both.

Only words that are nothing else in an English text about time: "am" stays unless a Welsh word stands by it.
"""

import re

_WORDS = {
    "o'r gloch": "o'clock", "neithiwr": "last night", "echdoe": "the day before yesterday", "ddoe": "yesterday",
    "heddiw": "today", "heno": "tonight", "yfory": "tomorrow", "dros nos": "overnight", "ar hyn o bryd": "right now",
    "nawr": "now", "r[wŵ]an": "now", "tua": "about", "ers": "since", "hanner awr wedi": "half past",
    "chwarter i": "quarter to", "chwarter wedi": "quarter past", "ugain (?:munud )?wedi": "twenty past",
    "ugain (?:munud )?i": "twenty to", "deg (?:munud )?wedi": "ten past", "deg (?:munud )?i": "ten to", "yn ôl": "ago",
    "bore '?ma": "this morning", "p(?:ryn|n)?a?wn '?ma": "this afternoon", "yr wythnos (?:yma|hon)": "this week",
    "yr wythnos diwetha\\w*": "last week", "nos": "night", "bore": "morning", "prynhawn": "afternoon", "pnawn": "afternoon",
    "d?dydd": "on", "ll?un": "monday", "[mf]awrth": "tuesday", "[mf]ercher": "wednesday", "iau": "thursday",
    "g?wener": "friday", "sadwrn": "saturday", "sul": "sunday", "y pasg": "easter", "munud": "minutes", "awr": "hour",
}  # fmt: skip
_NUMBERS = {
    "un ar ddeg": "eleven", "deuddeg": "twelve", "un": "one", "dd?au": "two", "[td]ri": "three", "[pb]edwar": "four",
    "[pb]ump": "five", "chwech": "six", "saith": "seven", "wyth": "eight", "naw": "nine", "dd?eg": "ten", "hanner": "half",
    "am": "at",
}  # fmt: skip

Patterns = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(words: dict[str, str]) -> Patterns:
    return tuple((re.compile(rf"(?<!\w){welsh}(?!\w)"), english) for welsh, english in words.items())


_IN_ENGLISH, _NUMBERS_IN_ENGLISH = _compiled(_WORDS), _compiled(_NUMBERS)


def in_english(said: str) -> str:
    """Return lower-case words about time with the Welsh ones in English."""
    lower = " ".join(said.lower().replace("’", "'").split())
    english = _replaced(lower, _IN_ENGLISH)
    return _replaced(english, _NUMBERS_IN_ENGLISH) if english != lower or re.search(r"\bam [a-z]", lower) else english


def _replaced(said: str, patterns: Patterns) -> str:
    for pattern, english in patterns:
        said = pattern.sub(english, said)
    return said
