"""The small language that rules are written in, so that they can be read and corrected without knowing regex.

    kill(ed/ing)? (her/him)     brackets hold choices divided by "/"; "?" after a letter or bracket: may be left out
    threat*                     any ending
    won't let .. out            two dots: up to three words may stand between
    ( up/~down)?                a space that belongs to a choice is written "~" beside a "/"
    {us}                        a list of words with a name, from `vocabulary`

Phrases are divided by line ends or " | "; a line that ends in "/" goes on. Whole words only. A repeat never stands
inside a repeat, and every gap is bounded, so the work stays in proportion to the text.
"""

import re
from collections.abc import Mapping

_BESIDE_SLASH = re.compile(r"(?<=/)\s+|\s+(?=/)")
_NAME = re.compile(r"\{(\w+)\}")
_SPELLING = (
    # "email (to)?": an optional choice takes the space before it along, or "email" alone would not be found.
    (re.compile(r" (\([^()]*[^ ~()]\)\?)(?= |$)"), r"( \1)?"),
    (re.compile(r"\((?!\?)"), "(?:"),
    (re.compile(r"/"), "|"),
    (re.compile(r"(?<!\\[A-Za-z])(?<=[\w\]])\*"), r"\\w*"),
    (re.compile(r"\.\. "), r"(?:\\S+ ){0,3}"),
    (re.compile(r"~"), " "),
)


def source(block: str, lists: Mapping[str, str]) -> str:
    """Return the regular expression for any of the phrases in `block`.

    Args:
        block: phrases in the language of this module.
        lists: the named lists, each already a regular expression of its own.

    Raises:
        KeyError: a list is named that does not exist; raised while the rules are being defined.
    """
    phrases = [" ".join(_BESIDE_SLASH.sub("", phrase).split()) for line in block.splitlines() for phrase in line.split(" | ")]
    return r"(?:(?<!\w)|(?='))(?:" + "|".join(_spelt(phrase, lists) for phrase in phrases if phrase) + r")(?!\w)"


def _spelt(phrase: str, lists: Mapping[str, str]) -> str:
    for written, meant in _SPELLING:
        phrase = written.sub(meant, phrase)
    return _NAME.sub(lambda found: lists[found[1]], phrase)
