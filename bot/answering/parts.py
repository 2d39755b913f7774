"""What a message asks for: its parts, when it asks several things, and the question before, when it makes no sense without it."""

import re

MOST_PARTS = 3
"""More answers than this cannot be read at a glance; the message is then searched for as a whole."""

FEWEST_WORDS = 3
"""Words that a part needs to be asked by itself; "is it?" belongs to what stands before it."""

_END = re.compile(r"(?<=\?)\s+")
_ASKING = "who|whos|what|whats|what's|when|where|wheres|how|hows|why|which|can|could|do|does|did|is|are|should|will|has|have"
_ANOTHER = re.compile(rf"[,;.]?\s+(?:and|n|also|plus)\s+(?=(?:also\s+)?(?:{_ASKING})\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\b(?:{_ASKING})\b", re.IGNORECASE)

_GOES_ON = "and|n|but|so|ok and|what about|whatabout|wot about|how about|what if|also|same for|even|then|beth am|a beth"
_FOLLOWS = re.compile(rf"^\W*(?:{_GOES_ON})\b", re.IGNORECASE)
_BACK = "it|its|that|this|those|these|them|they|their|theirs|he|she|him|her|his|there|one|ones|both|either|instead|else"
_POINTS_BACK = re.compile(rf"\b(?:{_BACK})\b", re.IGNORECASE)
SHORT = 8
"""Words up to which a message that points back ("how many of them") is taken to follow the question before."""


def parts_of(text: str) -> tuple[str, ...]:
    """Return the questions that a message asks, in its own words; the whole message alone when it asks one thing."""
    found: list[str] = []
    for piece in _END.split(text.strip()):
        for part in _ANOTHER.split(piece):
            if found and not _stands_alone(part):
                found[-1] = f"{found[-1]} {part.strip()}"
            else:
                found.append(part.strip())
    asked = tuple(part for part in found if part)
    is_several = 1 < len(asked) <= MOST_PARTS and all(_stands_alone(part) for part in asked)
    return asked if is_several else (text.strip(),)


def is_follow_up(text: str) -> bool:
    """True when a message seems to go on from the one before: "and on whatsapp?", "how many of them signed up"."""
    if _FOLLOWS.match(text):
        return len(text.split()) <= 2 * SHORT
    return len(text.split()) <= SHORT and bool(_POINTS_BACK.search(text))


def _stands_alone(part: str) -> bool:
    return len(part.split()) >= FEWEST_WORDS and bool(_ASKS.search(part))
