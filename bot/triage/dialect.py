"""Scots, Ulster and northern English spellings, read as the words that they are: "last nicht", "ower the heid", "ootside".

Only where the common spelling is as long as the typed one: what is read off is then at the same place in the typed words, which
are kept as they are. It must never hold a word that is common English for something else ("on", "wan" of a face is rare, "mar").
"""

import re

_COMMON = {
    "aboot": "about", "aff": "off", "ane": "one", "aroond": "around", "broon": "brown", "cooncil": "council",
    "cooncillor": "councillor", "doon": "down", "doun": "down", "dug": "dog", "efter": "after", "frae": "from",
    "groond": "ground", "hame": "home", "haund": "hand", "heid": "head", "hoose": "house", "licht": "light", "ma": "my",
    "mair": "more", "mither": "mother", "nicht": "night", "noo": "now", "oot": "out", "ootside": "outside", "ower": "over",
    "owd": "old", "richt": "right", "roond": "round", "skinheid": "skinhead", "skinheids": "skinheads", "stanes": "stones",
    "telt": "told", "toon": "town", "twa": "two", "wan": "one", "wes": "was", "windae": "window", "windaes": "windows",
    "wir": "our", "wis": "was", "wiz": "was", "wor": "our", "yin": "one", "yins": "ones",
}  # fmt: skip
_WORDS = re.compile(rf"(?<![\w'@])(?:{'|'.join(sorted(_COMMON, key=len, reverse=True))})(?![\w'@])", re.IGNORECASE)


def in_common_spelling(text: str) -> str:
    """Return the text, as long as it was, with these words as most people write them."""
    return _WORDS.sub(_common, text)


def _common(found: re.Match[str]) -> str:
    common = _COMMON[found[0].lower()]
    return common.capitalize() if found[0][0].isupper() else common
