"""Read off where something happened, in the words that were typed.

All places that the text names are weighed (`where_signs`): an address and "outside the hall" weigh more than the
place somebody went home to. It must never invent: no place words, no place. A service such as Facebook is the
business of `platform`; a named group or page is a place.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import LONGEST, best
from bot.triage.place_phrases import CANDIDATE
from bot.triage.where_signs import ENOUGH, SIGNS

_LABEL = re.compile(r"^(?:where|location|place|venue|lle) ?[:=] ?", re.IGNORECASE)
_PLAIN_PREPOSITION = re.compile(r"^(?:at|in|on|into|intae|onto|to|from|fae|off|yn|ym|yng) ", re.IGNORECASE)


def straight(text: str) -> str:
    """The part that is read, with plain apostrophes: as long as it was, so that places in it are the same."""
    return text[:LONGEST].replace("’", "'")


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Return every wording of a place in the text."""
    return CANDIDATE.finditer(text)


def where(text: str) -> str | None:
    """Return the words about place as typed, or None."""
    plain = straight(text)
    span = best(plain, candidates(plain), SIGNS, enough=ENOUGH)
    if span is None:
        return None
    named = _LABEL.sub("", text[span[0] : span[1]])
    return _PLAIN_PREPOSITION.sub("", named).strip(" ,.") or None
