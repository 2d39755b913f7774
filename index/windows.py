"""A long message in pieces that an encoder can do justice to: the danger may stand in one sentence of twenty."""

from collections.abc import Iterator

from knowledge.sentences import sentences

LONG_WORDS = 40
"""Words from which on a message is also read in pieces; a shorter one says one thing."""

PIECE_WORDS = 35
"""Words that a piece has at the most, unless one sentence alone has more."""

MOST_PIECES = 12
"""Each costs an encoding: a pasted thread of 10,000 characters is read in longer pieces instead of more."""


def windows(text: str) -> tuple[str, ...]:
    """Return the pieces of a long text; nothing for a short one.

    Whole sentences where there are any; each piece begins with the last sentence of the one before, when that is short.
    """
    count = len(text.split())
    if count <= LONG_WORDS:
        return ()
    most = max(PIECE_WORDS, 2 * count // MOST_PIECES)
    return tuple(_pieces([part for line in text.splitlines() for part in _short(line, most) if part.strip()], most))


def _pieces(parts: list[str], most: int) -> Iterator[str]:
    piece: list[str] = []
    for part in parts:
        if piece and sum(len(each.split()) for each in piece) + len(part.split()) > most:
            yield " ".join(piece)
            piece = piece[-1:] if len(piece[-1].split()) < most // 2 else []
        piece.append(part)
    if piece:
        yield " ".join(piece)


def _short(line: str, most: int) -> Iterator[str]:
    """Sentences; one without an end is cut by its words."""
    for sentence in sentences(line):
        words = sentence.split()
        for start in range(0, len(words), most):
            yield " ".join(words[start : start + most])
