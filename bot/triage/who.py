"""Read off who did it: a short description in the words that were typed.

It must never guess an identity: "a man in a grey coat" stays that. The writer and whom it happened to are left out;
a name that the text gives stays in the reporter's own words and nowhere else.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import best, straight
from bot.triage.people import CANDIDATE
from bot.triage.who_signs import ENOUGH, SIGNS

_LABEL = re.compile(r"^(?:who|pwy) ?[:=] ?", re.IGNORECASE)
_ENDS_AT = re.compile(
    r"\s(?:and|but|has|have|is|was|are|were|called|said|says|told|shouted|came|just|keeps"
    r"|posted|sent|yelled|threw|hit|rang|left)\b",
    re.IGNORECASE,
)


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Return every wording of a person in the text."""
    return CANDIDATE.finditer(text)


def who(text: str) -> str | None:
    """Return a description of somebody who is not the writer, as typed, or None."""
    plain = straight(text)
    span = best(plain, candidates(plain), SIGNS, enough=ENOUGH)
    return None if span is None else _shortened(_LABEL.sub("", text[span[0] : span[1]])) or None


def _shortened(described: str) -> str:
    """Cut off what the person did; the verb of "the man who keeps writing" belongs to the description."""
    own_verb = re.search(r" (?:who|that)\b\S*", described)
    end = _ENDS_AT.search(described, own_verb.end() + 2 if own_verb else 0)
    return (described[: end.start()] if end else described).strip(" ,.\"'")
