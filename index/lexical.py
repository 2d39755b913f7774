"""Passages by their words: the only file that knows bm25s.

It catches what an encoder blurs, above all acronyms and numbers, and it still works when the encoder does not.
"""

import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.tokens import tokens

HALF_SCORE = 0.85
"""Which BM25 sum counts as 0.5, in weights of the rarest possible word, so that few passages are judged like many. Half and
double of it do equally well (docs/adr/0003)."""


class Lexical:
    """A BM25 index over texts, addressed by their position. Searching is safe from several threads."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bm25: Any = _bm25s().BM25(k1=1.2, b=0.75)  # Lucene's settings; none that we tried was better
        self._bm25.index([tokens(text) for text in texts], create_empty_token=False, show_progress=False)

    @property
    def count(self) -> int:
        """How many texts there are."""
        return int(self._bm25.scores["num_docs"])

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return how well each text fits the words of a question, shape (count,): 0.0 (no word in common) to below 1.0."""
        known = [token for token in dict.fromkeys(tokens(question)) if token in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self.count, dtype=np.float32)
        sums = np.asarray(self._bm25.get_scores(known), dtype=np.float32)
        return sums / (sums + HALF_SCORE * self._rarest())

    def _rarest(self) -> float:
        """The weight of a word that stands in one text only."""
        return math.log(1 + (self.count - 0.5) / 1.5)

    def save(self, folder: Path) -> None:
        """Write the index into a folder. Raises OSError when it cannot."""
        self._bm25.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        """Read an index from a folder. Raises OSError or ValueError when it is missing or damaged."""
        found = cls.__new__(cls)
        found._bm25 = _bm25s().BM25.load(folder)
        return found


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG and would write into our log
    return bm25s
