"""Find the words about time in a text: which of them tell when it happened.

It must never take a number that is no time ("63 of them"), nor invent: no words about time, none are found.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import best, straight
from bot.triage.times import AGO, LASTING, LOOSE, NOW, RUN, SPAN
from bot.triage.when_signs import ENOUGH, SIGNS

_DID = (
    r"(?=(?: been)? (?!a\b|the\b|in\b|to\b|like\b|as\b|want|need|one\b)"
    r"\w+(?:ed|en|ut|nt|ot|id|me|ft|un|aw|ew|ad|ok|ne|ing|it)\b)"
)
_CANDIDATE = re.compile(
    rf"(?:\b(?:when|time|pryd) ?[:=] ?(?:[^\n;?!.]|\.(?=\d)){{2,40}}|(?<![\w'£#])(?:{SPAN}|{AGO}|{LASTING}"
    rf"|{RUN}|{NOW}|{LOOSE}|just{_DID})(?![\w%]))",
    re.IGNORECASE,
)


def candidates(text: str) -> Iterator[re.Match[str]]:
    return _CANDIDATE.finditer(text)


_AT = re.compile(r"^at ", re.IGNORECASE)
_LABEL = re.compile(r"^(?:when|time|pryd) ?[:=] ?", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|going to|gonna|gunna|would|due|see you|see u|next|coming|bring(?:ing)?|meet"
    r"|plan\w*|ready for|booked for"
    r"|tomorrow)\b(?:[^.!?\n]{0,40})$|'ll\b[^.!?\n]{0,40}$|'d\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)


def words_about_time(text: str) -> str | None:
    """Return the words that tell when it happened, as typed, or None."""
    plain = straight(text)
    span = best(plain, candidates(plain), SIGNS, enough=ENOUGH)
    if span is None:
        return None
    return _AT.sub("", _LABEL.sub("", text[span[0] : span[1]])).strip(" .,;:-") or None


def said_to_come(text: str, words: str) -> bool:
    """True when the text speaks of the time as one that lies ahead: "he'll be back on Friday"."""
    place = text.find(words)
    return place > 0 and bool(_TO_COME.search(text[max(0, place - 60) : place]))
