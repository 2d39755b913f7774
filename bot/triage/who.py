"""Read off who did it: a short description in the words that were typed.

It must never guess an identity: "a man in a grey coat" stays that. Only people described are found; a name that
the text gives stays in the reporter's own words and nowhere else.
"""

import re

_LONGEST = 2_000  # characters that are read; hostile texts are long
_NOUN = (
    r"(?:(?:wo)?m[ae]n|blokes?|lads?|guys?|fellas?|feller|chaps?|gentleman|lady|boys?|girls?|youths?|teenagers?|kids|person"
    r"|stranger|neighbour|driver|resident|constituent|councillor|journalist|photographer|protesters?|account|troll|caller"
    r"|heckler|weirdo|supporter|ex|boyfriend|gang|group|mob|dyn|fenyw|boi)"
)
_KIND = (
    r"(?:(?:same|old|older|young|younger|little|tall|big|bald|drunk|angry|local|white|masked|hooded|anonymous|wee"
    r"|well-dressed|middle-aged|elderly|unknown|random|strange) ){0,2}"
)
_DETERMINER = r"(?:(?:the|an?|some|one|two|three|four|five|this|that|another|same|several|my|our) )?"
_CLAUSE = r"(?:,? (?:who(?:['’]?s)?|that|in|with|from|at|of|on|wearing|I'd guess) (?:[\w'’£-]{1,20},? ?){1,7})?"
_SHAPES = (
    re.compile(rf"\b{_DETERMINER}{_KIND}{_NOUN}\b(?! (?:up|it)\b){_CLAUSE}", re.IGNORECASE),
    re.compile(r"\b(?:some ?(?:one|body|1)|sum1|rhywun)\b(?: (?:in|from|at|with) (?:[\w'’-]{1,20} ?){1,4})?", re.IGNORECASE),
)
_ENDS_AT = re.compile(
    r"\s(?:and|but|has|have|is|was|are|were|called|said|says|told|shouted|came|just|keeps|posted|sent)\b", re.IGNORECASE
)
_OUR_SIDE = re.compile(r"\b(?:our|my) (?:candidate|agent|volunteers?|team|kids|boys?|girls?|lads?)\b", re.IGNORECASE)


def who(text: str) -> str | None:
    """Return the first description of somebody who is not the writer, as typed, or None."""
    for shape in _SHAPES:
        for match in shape.finditer(text[:_LONGEST]):
            if not _OUR_SIDE.search(match[0]):
                return _shortened(match[0])
    return None


def _shortened(described: str) -> str:
    """Cut off what the person did; the verb of "the man who keeps writing" belongs to the description."""
    own_verb = described.find(" who")
    end = _ENDS_AT.search(described, own_verb + 6 if own_verb >= 0 else 0)
    return (described[: end.start()] if end else described).strip(" ,")
