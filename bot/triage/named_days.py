"""Days and times with a name of their own, put into words that the other rules count.

A day whose date is not the same each year keeps no weekday either: "Good Friday" said in June is not last Friday, and
a wrong date in a report is worse than none.
"""

import re

_WORDS = {
    r"hallowe'?en": "31 october", "bonfire night": "5 november", "christmas eve": "24 december",
    "christmas day": "25 december", "boxing day": "26 december", "new year'?s eve": "31 december",
    "new year'?s day": "1 january", r"good friday|easter (?:sun|mon)\w*": "easter", r"remembrance (?:sun)?day": "remembrance",
    "bank holiday weekend": "bank holiday", "last eve(?:ning)?": "yesterday evening", r"0([1-9])([0-5]\d)": r"0\1:\2",
}  # fmt: skip
_PATTERNS = tuple((re.compile(rf"(?<![\w/:.])(?:{words})(?![\w/:.])"), plain) for words, plain in _WORDS.items())


def in_dates(said: str) -> str:
    """Return lower-case English words about time with the named days as dates: "5 november" for "bonfire night"."""
    for pattern, plain in _PATTERNS:
        said = pattern.sub(plain, said)
    return said
