"""Cuts a document into passages that a frightened person can read: short, whole, and under their headings.

It must never change, drop or double a word, and never cut a list item or a sentence in two.

The rule. A passage never crosses a heading. Inside a section every way of cutting has a cost, and the cheapest way is
taken (`pieces.py` has the figures and their reasons):

- a lead-in ("The following indicators ...:") keeps its first items, and a quotation keeps the line that says whose it is;
- a list that fits with its lead-in stays whole; a longer one goes on in the next passage, between two items;
- a quotation, an address or a signature stays with what stands before it;
- paragraphs of 30 words and more stand alone, because each is a thought of its own; shorter ones join a neighbour;
- a single block of more than 120 words is cut between sentences, as evenly as the words allow.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from knowledge.document import Document
from knowledge.errors import DocumentError
from knowledge.passage import Passage
from knowledge.pieces import (
    MAX_WORDS,
    Piece,
    cost_of_cut,
    cost_of_joint,
    cost_of_length,
    joined,
    pieces_of,
    word_count,
)

ID_DIGITS = 16


def split(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in its own order, without footnotes and imprint.

    Returns:
        Passages of 1 to MAX_WORDS words. Text directly beneath the title has the title as its only heading. The same
        words under the same headings have the same id, whatever else changes in the document; words that stand twice
        under one heading make one passage.

    Raises:
        DocumentError: one sentence alone exceeds MAX_WORDS words.
    """
    found: dict[str, Passage] = {}
    for heading_path, text in _texts(document):
        passage_id = _id(document.source.document_id, heading_path, text)
        found.setdefault(
            passage_id,
            Passage(
                id=passage_id,
                text=text,
                heading_path=heading_path,
                source=document.source,
                position=len(found),
            ),
        )
    return tuple(found.values())


def _texts(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    for heading_path, section in groupby(document.body, key=lambda block: block.heading_path):
        pieces = tuple(pieces_of(tuple(section)))
        for piece in pieces:
            _check_length(piece, document)
        for text in _cheapest(pieces):
            yield heading_path or (document.source.title,), text


def _check_length(piece: Piece, document: Document) -> None:
    if word_count(joined((piece,))) > MAX_WORDS:
        raise DocumentError(
            f"One sentence has more than {MAX_WORDS} words.",
            remedy="Look for a full stop or a line break that was lost when the document was converted.",
            file=f"{document.source.document_id}.md",
            line=piece.block.line,
        )


def _cheapest(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the texts of the passages whose costs add up to least."""
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(pieces) + 1):
        ways = [
            (best[start][0] + _cost(pieces, start, end, text), (*best[start][1], text))
            for start, text in _last_passages(pieces, end)
        ]
        best.append(min(ways, key=lambda way: (way[0], len(way[1]))))
    yield from best[-1][1]


def _last_passages(pieces: Sequence[Piece], end: int) -> Iterator[tuple[int, str]]:
    """Yield every passage that may close with the piece before `end`, with the place where it begins."""
    for start in range(end - 1, -1, -1):
        text = joined(pieces[start:end])
        if word_count(text) > MAX_WORDS:
            return
        yield start, text


def _cost(pieces: Sequence[Piece], start: int, end: int, text: str) -> int:
    cut = cost_of_cut(pieces[start - 1], pieces[start]) if start else 0
    joints = sum(cost_of_joint(before, after) for before, after in pairwise(pieces[start:end]))
    return cut + joints + cost_of_length(word_count(text))


def _id(document_id: str, heading_path: tuple[str, ...], text: str) -> str:
    whole = "\n".join((document_id, *heading_path, text))
    return hashlib.sha256(whole.encode()).hexdigest()[:ID_DIGITS]
