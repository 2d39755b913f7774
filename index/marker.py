"""Marks in a message which stretches tell where, when and who, as labelled reports have taught: a network of our own.

It gives chances and never a decision. It must never see which party a message names, never compute with a file that is not the
one that was measured, and never be needed: without it the rules read alone. `python -m benchmarks.fit_marker` learned it (0022).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import MarkerUnavailable
from index.onnx_encoder import load_tokenizer, session_of
from knowledge.marks import PARTS, Mark, Marks
from knowledge.parties import neutral_with_places

FOLDER = Path(__file__).parent / "marker_weights"
MODEL, FACTS = "marker.onnx", "marker.json"

LONGEST_STRETCH = 30
"""Word pieces that a mark has at the most; the longest labelled one has 27."""

LONGEST_TEXT = 1_500
"""Characters that are looked at: more than the core weighs, and a pasted thread must not hold up the emergency card."""

MOST_MARKS = 12
LEAST_CHANCE = 0.005

SHAPES = 12
"""How many shapes a word piece may have, see `shape`; the weights are lower case only."""

_WORD_CHARACTER = re.compile(r"[^\W_]")
_IMPOSSIBLE = -1e4

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the network reads it."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    places: tuple[tuple[int, int], ...]  # from which character to which; empty for the two signs around the text


class Session(Protocol):
    """A network of ONNX Runtime, as `index.onnx_encoder` makes it."""

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Array], /) -> Sequence[Any]:
        """Return the named outputs."""


class Tokenizer(Protocol):
    """A tokeniser, as `index.onnx_encoder` makes it."""

    def encode(self, text: str, /) -> Any:
        """Return the word pieces of a text with their offsets."""


class Marking(Protocol):
    """Marks texts."""

    def mark(self, text: str) -> Marks:
        """Return what a reader would mark in a text. Raises MarkerUnavailable."""


class Marker:
    """Marks texts with the network. Safe from several threads; it never changes."""

    def __init__(self, session: Session, tokenizer: Tokenizer, facts: Mapping[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._kinds, self._platforms = tuple(facts["kinds"]), tuple(facts["platforms"])

    def mark(self, text: str) -> Marks:
        """Return what a reader would mark in a text; of a long one, in its first 250 word pieces or so.

        Raises:
            MarkerUnavailable: the network failed on this text, or for want of memory.
        """
        try:
            pieces = pieces_of(self._tokenizer, text[:LONGEST_TEXT])
            spans, nothing, kind, platform = self._computed(pieces)
        except Exception as exc:  # ONNX Runtime has a dozen kinds of its own; each means the same to the caller
            raise MarkerUnavailable("It failed while reading a text; look at the cause.") from exc
        each = [chances_of(scores, none, pieces) for scores, none in zip(spans, nothing, strict=True)]
        return Marks(
            text=text,
            marked={part: _marks(found, pieces) for part, (found, _) in zip(PARTS, each, strict=True)},
            nothing={part: none for part, (_, none) in zip(PARTS, each, strict=True)},
            kind=dict(zip(self._kinds, map(float, _shares(kind)), strict=True)),
            platform=dict(zip(self._platforms, map(float, _shares(platform)), strict=True)),
        )

    def _computed(self, pieces: Pieces) -> Sequence[Array]:
        inputs = {"ids": np.array([pieces.ids], dtype=np.int64), "shapes": np.array([pieces.shapes], dtype=np.int64)}
        return [np.asarray(each)[0] for each in self._session.run(["spans", "nothing", "kind", "platform"], inputs)]


def load_marker(folder: Path = FOLDER) -> Marker:
    """Return the marker that comes with Alongside; takes about 0.3 seconds and 60 MB.

    Raises:
        MarkerUnavailable: its file or a library is missing, or the file is not the one that was measured.
    """
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        content = (folder / MODEL).read_bytes()
        if hashlib.sha256(content).hexdigest() != facts["sha256"]:
            raise ValueError(f"{MODEL} is not the file that was measured")
        return Marker(session_of(content), load_tokenizer(), facts)
    except Exception as exc:  # of three libraries and the disk: each means the same to the caller
        raise MarkerUnavailable("Install Alongside again.") from exc


def pieces_of(tokenizer: Tokenizer, text: str) -> Pieces:
    """Return a text as the network reads it: without party names, and without what lies beyond the tokeniser's limit."""
    # Half a surrogate pair, as broken clients send it, would make the tokeniser fail; one sign for one keeps every place.
    readable, typed = neutral_with_places(text.encode("utf-8", errors="replace").decode("utf-8"))
    read = tokenizer.encode(readable)
    inside = [(int(start), int(end)) for start, end in read.offsets]
    places = tuple((typed[start][0], typed[end - 1][1]) if end > start else (0, 0) for start, end in inside)
    return Pieces(ids=tuple(read.ids), shapes=tuple(shape(readable, *place) for place in inside), places=places)


def shape(text: str, start: int, end: int) -> int:
    """Return what the lower-case weights cannot see of the word that a piece stands in or at: capitals, digits, a new line."""
    if end <= start:
        return 0
    word = _word_around(text, start)
    begins_line = 6 if "\n" in text[max(0, start - 1) : start] else 0
    return begins_line + _sort(word or text[start:end])


def _sort(word: str) -> int:
    if word[0].isdigit():
        return 4
    if word[0].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3 if _WORD_CHARACTER.match(word) else 5


def _word_around(text: str, start: int) -> str:
    end = start
    while start > 0 and _WORD_CHARACTER.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD_CHARACTER.match(text[end]):
        end += 1
    return text[start:end]


def chances_of(scores: Array, nothing: float, pieces: Pieces) -> tuple[Array, float]:
    """Return the chance of each stretch, shape (first piece, last piece), and that of nothing; together 1.0."""
    possible = np.where(possible_stretches(pieces), scores, _IMPOSSIBLE)
    shares = _shares(np.append(possible.ravel(), nothing))
    return shares[:-1].reshape(scores.shape), float(shares[-1])


def possible_stretches(pieces: Pieces) -> Array:
    """Return which stretches may be marked: from a piece of the text to the same one or a later one, not too long."""
    is_text = np.array([end > start for start, end in pieces.places])
    first, last = np.ogrid[: len(is_text), : len(is_text)]
    return np.asarray((last >= first) & (last - first < LONGEST_STRETCH) & is_text[:, None] & is_text[None, :])


def _marks(chances: Array, pieces: Pieces) -> tuple[Mark, ...]:
    best = np.argsort(-chances, axis=None, kind="stable")[:MOST_MARKS]
    found = [(*np.unravel_index(place, chances.shape), float(chances.flat[place])) for place in best]
    return tuple(
        Mark(start=pieces.places[first][0], end=pieces.places[last][1], chance=chance)
        for first, last, chance in found
        if chance >= LEAST_CHANCE
    )


def _shares(scores: Array) -> Array:
    grown = np.exp(scores - scores.max())
    return np.asarray(grown / grown.sum())
