"""Which characters of a person's words can be put on paper, and what is put there for the others. Pure.

No character may vanish: what has no picture is shown as its number. Nothing that a person typed may steer the layout, such as a
mark that turns the direction of writing round.
"""

import re
import unicodedata
from collections.abc import Container, Iterator

_TAB = "    "
_LINE_ENDS = re.compile("\r\n|[\n\r\u2028\u2029]")
_JOINERS = "\u200c\u200d"  # they choose the form of the letters beside them, and join emoji
_DIRECTION_HINTS = "\u200e\u200f\u061c"  # marks of a direction, which begin no span; keyboards put them into Arabic and Hebrew
_FLAG_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))  # the flags of Wales, Scotland and England are spelled with them
_INVISIBLE = frozenset(_JOINERS + _DIRECTION_HINTS + _FLAG_TAGS)

_STRONG = frozenset({"L", "R", "AL", "EN", "AN"})
"""Unicode's bidirectional classes that end a neutral run (Unicode Standard Annex 9)."""

_LONGEST_RUN = 100
"""Of characters without a width, which fpdf2 measures again for each further one, or, in a text that it has to put in order, of
characters without a direction, for each of which it goes one call deeper."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without their ends."""
    return _LINE_ENDS.split(text)


def printable(text: str, drawn: Container[int]) -> str:
    """Return one line with every character that cannot be drawn replaced by its number, such as "[U+0007]".

    Args:
        text: one line.
        drawn: the code points that the fonts have.
    """
    return "".join(_printable(char, drawn) for char in text)


def needs_shaping(text: str) -> bool:
    """Return whether a text looks right only when its letters are chosen and ordered by their neighbours."""
    return any(_depends_on_neighbours(char) for char in text)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction is written from right to left."""
    first = next((kind for char in text if (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return first != "L"


def pieces(text: str, *, is_shaped: bool) -> Iterator[str]:
    """Yield a text in pieces that can be laid out; all but texts with more than a hundred equal or invisible signs are one."""
    start = run = 0
    for place, char in enumerate(text):
        holds_up = char in _INVISIBLE or (is_shaped and unicodedata.bidirectional(char) not in _STRONG)
        run = run + 1 if holds_up else 0
        if run > _LONGEST_RUN:
            yield text[start:place]
            start, run = place, 1
    yield text[start:]


def _printable(char: str, drawn: Container[int]) -> str:
    if char == "\t":
        return _TAB
    is_shown = char in _INVISIBLE or not unicodedata.category(char).startswith("C")
    return char if is_shown and ord(char) in drawn else f"[U+{ord(char):04X}]"


def _depends_on_neighbours(char: str) -> bool:
    return (
        (unicodedata.bidirectional(char) in ("R", "AL", "AN") and char not in _DIRECTION_HINTS)
        or unicodedata.category(char).startswith("M")
        or char in _JOINERS
        or char in _FLAG_TAGS
        or "\U0001f1e6" <= char <= "\U0001f1ff"  # two of them are a flag
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # the colour of the skin of the emoji before
    )
