"""Words about time as people mistype them, in the spelling that the other rules read: "Wensday", "yestaday", "ten miutes ago".

Only words about time are looked at, and a word is mended only when one of ours is near and begins with the same letter. Standard
library only: a red flag is looked for on machines where everything else is broken, and rules of all kinds are loaded with it.
"""

import re
from difflib import get_close_matches
from functools import cache

_KNOWN = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "august", "september", "october", "november", "december", "yesterday", "tomorrow", "tonight", "today", "morning",
    "afternoon", "evening", "night", "minutes", "minute", "hours", "about", "around", "between", "quarter", "eleven", "seven",
    "twelve", "twenty", "thirty", "weekend", "lunchtime", "midnight", "o'clock",
)  # fmt: skip
# Common words that are near to one of those, and are themselves.
_THEMSELVES = frozenset((
    "above", "ground", "round", "bright", "eight", "eighty", "fight", "light", "might", "right", "sight", "tight", "knight",
    "event", "events", "every", "marsh", "match", "hour", "house", "houses", "tours", "minus", "saturdays", "sundays", "mondays",
    "fridays", "tuesdays", "wednesdays", "thursdays", "nights", "mornings", "evenings", "afternoons", "weekends", "quarters",
    "warning", "twelfth", "eleventh", "seventh", "friend", "friends", "sunny", "money", "today's", "abuse", "noted", "nightly",
))  # fmt: skip
_WORD = re.compile(r"[a-z']{5,}")
_NEAR = 0.8  # of the letters, in order: "elven" and "eleven", "nihgt" and "night"


def in_known_spelling(said: str) -> str:
    """Return lower-case words about time with the mistyped ones mended."""
    return _WORD.sub(lambda found: _mended(found[0]), said)


@cache
def _mended(word: str) -> str:
    if word in _KNOWN or word in _THEMSELVES:
        return word
    near = get_close_matches(word, [known for known in _KNOWN if known[0] == word[0]], n=1, cutoff=_NEAR)
    return near[0] if near else word
