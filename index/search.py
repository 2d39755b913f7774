"""Finding the passages that fit a question, and deciding whether they are an answer.

It must never show a passage outside the collections that were asked for, and never raise for want of an encoder: without
a vector it compares words alone and is slower to call anything an answer.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import EncoderUnavailable
from index.lexical import Lexical
from index.ranking import MIN_SCORE, MIN_SCORE_BY_WORDS, handicaps, joined
from index.situations import Situations, told_in, words_for
from index.vectors import Vectors
from knowledge.passage import DocumentClass, Findings, Hit, Passage, Source

ALL = "all"
"""The collection that holds every passage, party papers included: for measuring, never for a person."""


def collection_of(source: Source) -> str:
    """Return the collection that a document belongs to: its class, or "party:<name>" for one party's own paper."""
    if source.document_class is DocumentClass.PARTY:
        return f"party:{source.party}"
    return source.document_class.value


class Search:
    """The passages of one built index. Safe from several threads; it never changes once it is made."""

    def __init__(
        self,
        *,
        passages: Sequence[Passage],
        row_counts: Sequence[int],
        vectors: Vectors,
        lexical: Lexical,
        encoder: Encoder | None,
    ) -> None:
        """Join the parts of an index.

        Args:
            passages: at least one, in the order in which they were indexed.
            row_counts: how many rows of `vectors` stand for each passage, 1 or more, side by side and the one for the whole of
                it first. Its best row counts, so more texts can stand for a passage without any change here.
            encoder: the one that made the vectors, or None when it cannot be had.
        """
        self.passages = tuple(passages)
        self._vectors = vectors
        self._first_rows = np.concatenate(([0], np.cumsum(row_counts)[:-1])).astype(np.int64)
        self._lexical = lexical
        self._encoder = encoder
        self._situations = Situations(encoder) if encoder else None
        sources = [passage.source for passage in self.passages]
        self._handicaps = handicaps(sources)
        self._collections = sorted({collection_of(source) for source in sources})
        self._collection_numbers = np.array([self._collections.index(collection_of(source)) for source in sources])

    @property
    def has_encoder(self) -> bool:
        """False when only words are compared."""
        return self._encoder is not None

    def read(self, text: str) -> NDArray[np.float32] | None:
        """Return a text's vector, shape (dimension,); None when there is no encoder or it fails on this text."""
        if self._encoder is None:
            return None
        try:
            return np.asarray(self._encoder.encode([text])[0], dtype=np.float32)
        except EncoderUnavailable:
            return None  # the search by words answers instead

    def find(
        self,
        question: str,
        vector: NDArray[np.float32] | None,
        *,
        collections: frozenset[str],
        limit: int = 5,
    ) -> Findings:
        """Return the passages that fit a question best.

        Args:
            question: the person's own words; never logged.
            vector: what `read` gave for them, so that a text is encoded once however often it is used.
            collections: "official", "evidence", "historic", "party:<name>", or "all".
            limit: how many hits are wanted, 1 or more.

        Returns:
            Hits with scores from above 0.0 to 1.0, best first; none when nothing fits at all.

        Raises:
            ValueError: the vector was made by another encoder, or the limit is below 1.
        """
        if limit < 1:
            raise ValueError("At least one hit must be asked for.")
        told = told_in(question)
        by_words = self._lexical.scores(f"{question} {words_for(told)}")
        scores = by_words if vector is None else joined(by_words, *self._cosines(vector, told))
        scores = np.where(self._is_in(collections), scores - self._handicaps, 0.0)
        places = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(Hit(passage=self.passages[place], score=float(scores[place])) for place in places if scores[place] > 0)
        minimum = MIN_SCORE_BY_WORDS if vector is None else MIN_SCORE
        return Findings(hits=hits, is_answer=bool(hits) and hits[0].score >= minimum)

    def _cosines(self, vector: NDArray[np.float32], told: Sequence[int]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For each passage, the cosine of its best row and of its first, which stands for the whole of it."""
        moved = self._situations.moved(vector, told) if self._situations else vector
        rows, cosines = self._vectors.search(moved, self._vectors.count)
        by_row = np.empty(self._vectors.count, dtype=np.float32)
        by_row[rows] = cosines
        return np.maximum.reduceat(by_row, self._first_rows), by_row[self._first_rows]

    def _is_in(self, collections: frozenset[str]) -> NDArray[np.bool_]:
        wanted = np.array([ALL in collections or name in collections for name in self._collections])
        return np.asarray(wanted[self._collection_numbers], dtype=np.bool_)
