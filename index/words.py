"""A text as weighted words: what the learned search compares beside the meaning.

It catches what an encoder blurs (acronyms, numbers, names) and stands alone when there is no encoder. A text's words are its
stems, pairs of neighbours, and the beginnings and ends of long words, so that "harrassed" still resembles "harassing".
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.tokens import tokens

FEWEST_TEXTS = 2
"""A word that stands in one text only says nothing about another."""

LONG_BEGINNING, LONG_END = 5, 6  # letters from which on a word is also known by its first four, and by its last four
PART = 4


def words_of(text: str) -> list[str]:
    """Return the words, pairs and parts of words of a text, with repeats."""
    stems = tokens(text)
    pairs = [f"{first} {second}" for first, second in pairwise(stems)]
    beginnings = [f"{stem[:PART]}-" for stem in stems if len(stem) >= LONG_BEGINNING]
    ends = [f"-{stem[-PART:]}" for stem in stems if len(stem) >= LONG_END]
    return [*stems, *pairs, *beginnings, *ends]


class Words:
    """The known words and how much each says (tf-idf): rows of length 1. Never changes once it is made."""

    def __init__(self, places: Mapping[str, int], weights: NDArray[np.float32]) -> None:
        """Join the parts.

        Args:
            places: word -> its column, counted from 0.
            weights: how rare each is, shape (len(places),); the rarer, the heavier.
        """
        self.places = dict(places)
        self.weights = np.asarray(weights, dtype=np.float32)

    @classmethod
    def known_from(cls, texts: Sequence[str]) -> "Words":
        """Learn the words of these texts."""
        counts = Counter(word for text in texts for word in set(words_of(text)))
        kept = sorted(word for word, count in counts.items() if count >= FEWEST_TEXTS)
        rarity = [math.log((1 + len(texts)) / (1 + counts[word])) + 1 for word in kept]
        return cls({word: place for place, word in enumerate(kept)}, np.array(rarity, dtype=np.float32))

    @property
    def count(self) -> int:
        """How many words are known."""
        return len(self.places)

    def row(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the columns of a text's known words and their weights, of length 1 together; empty for a text without any."""
        found = Counter(place for word in words_of(text) if (place := self.places.get(word)) is not None)
        columns = np.fromiter(found.keys(), dtype=np.int64, count=len(found))
        often = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        weighted = (1 + np.log(often)) * self.weights[columns]
        return columns, np.asarray(weighted / max(float(np.linalg.norm(weighted)), 1e-9), dtype=np.float32)

    def rows(self, texts: Sequence[str]) -> Any:
        """Return the rows of many texts, as a sparse matrix of shape (len(texts), count)."""
        from scipy.sparse import csr_array

        parts = [self.row(text) for text in texts]
        ends = np.concatenate(([0], np.cumsum([len(columns) for columns, _ in parts])))
        columns = np.concatenate([columns for columns, _ in parts]) if parts else np.empty(0, dtype=np.int64)
        weights = np.concatenate([weights for _, weights in parts]) if parts else np.empty(0, dtype=np.float32)
        return csr_array((weights, columns, ends), shape=(len(texts), self.count))
