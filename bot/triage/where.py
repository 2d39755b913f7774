"""Read off where something happened, in the words that were typed.

All places that the text names are weighed (`where_signs`): an address and "outside the hall" weigh more than the
place somebody went home to. It must never invent: no place words, no place. A service such as Facebook is the
business of `platform`; a named group or page is a place.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import best, straight
from bot.triage.place_phrases import CANDIDATE
from bot.triage.where_signs import ENOUGH, SIGNS

_LABEL = re.compile(r"^(?:where|location|place|venue|lle) ?[:=] ?", re.IGNORECASE)
_PLAIN_PREPOSITION = re.compile(r"^(?:at|in|on|into|intae|onto|to|from|fae|off|yn|ym|yng) ", re.IGNORECASE)

# "shouted at Wendy": somebody, not somewhere.
_AT_SOMEBODY = re.compile(
    r"\b(?:shout|swear|swore|yell|scream|look|laugh|star|thr|point|aim|sw[iu]ng|spat|wav|smil|grin|honk|jeer|bark|snarl)\w*"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
_AT_A_NAME = re.compile(r"at [A-Z]\w+$")


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Return every wording of a place in the text."""
    return (found for found in CANDIDATE.finditer(text) if not _is_somebody(found))


def _is_somebody(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return bool(_AT_A_NAME.match(found[0]) and _AT_SOMEBODY.search(before))


def where(text: str) -> str | None:
    """Return the words about place as typed, or None."""
    plain = straight(text)
    span = best(plain, candidates(plain), SIGNS, enough=ENOUGH)
    if span is None:
        return None
    named = _LABEL.sub("", text[span[0] : span[1]])
    return _PLAIN_PREPOSITION.sub("", named).strip(" ,.") or None
