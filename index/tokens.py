"""The words of a text as they are compared: the same for passages and questions.

It must never lose an acronym or a number: PARS, SPOC, PIP, 999, 101 and s127 are what people copy from a letter.
"""

import re

_SECTION = re.compile(r"\b(?:section|sect|sec|s)\.?\s*(\d+)\b")  # "Section 127", "s.127" and "s127" are one word
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘")

SAME_WORD = {
    "bobby": "police",
    "bobbies": "police",
    "cops": "police",
    "coppers": "police",
    "dm": "message",
    "dms": "message",
    "fb": "facebook",
    "insta": "instagram",
    "mps": "mp",
    "msps": "msp",
    "pic": "image",
    "pics": "image",
    "photo": "image",
    "photos": "image",
    "picture": "image",
    "pictures": "image",
    "vid": "video",
    "vids": "video",
    "wassup": "whatsapp",
    "yt": "youtube",
}
"""One word as it is typed on a telephone, and as the guidance writes it."""

_ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST_STEM = 3
SHORTEST_INFLECTED = 5  # shorter words stay as they are: PARS is not "par", and CPS is not "cp"


def tokens(text: str) -> list[str]:
    """Return every word in its order, the common ones too, in lower case and without the commonest endings."""
    joined = _SECTION.sub(r"s\1", text.casefold().translate(_APOSTROPHES))
    return [_stem(SAME_WORD.get(word, word)) for word in _WORD.findall(joined)]


def _stem(word: str) -> str:
    """A word's form for comparing, not for reading: "abuse", "abused" and "abusing" are all "abus"."""
    if len(word) < SHORTEST_INFLECTED or not word.isalpha() or word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("y") + "i" if word.endswith("y") else word  # "party" as "parties", which has lost its "es"
