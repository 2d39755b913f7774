"""Twins for tests, public and documented: an encoder and a marker that need no model and always say the same.

It must never be used to answer a person: it compares words, not meanings.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.errors import MarkerUnavailable
from index.tokens import tokens
from knowledge.marks import PARTS, Marks


class BagOfWordsEncoder:
    """Texts that share words have like vectors. Deterministic across processes and machines, a few microseconds a text."""

    def __init__(self, *, name: str = "bag-of-words", dimension: int = 256) -> None:
        self._name = name
        self._dimension = dimension
        self.encoded: list[str] = []  # every text that was asked for, in order: shows what work was done

    @property
    def name(self) -> str:
        """Which weights these are; give another name to stand for another model."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text; a text without words has a row of zeros."""
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for token in tokens(text):
                place, sign = _place(token, self._dimension)
                row[place] += sign
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def _place(token: str, dimension: int) -> tuple[int, float]:
    digest = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest())
    return digest % dimension, 1.0 if digest >> 63 else -1.0


class BlankMarker:
    """Marks nothing, and keeps what it was shown; one that is `broken` raises."""

    def __init__(self, *, broken: bool = False) -> None:
        self.shown: list[str] = []
        self._broken = broken

    def mark(self, text: str) -> Marks:
        """Return no marks. Raises MarkerUnavailable when it is broken."""
        self.shown.append(text)
        if self._broken:
            raise MarkerUnavailable("It is meant to be.")
        return Marks(text=text, marked={part: () for part in PARTS}, nothing=dict.fromkeys(PARTS, 1.0), kind={}, platform={})
