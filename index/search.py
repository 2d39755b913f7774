"""Finding the passages that answer a question, or saying that none does and why.

It must never show a passage outside the collections that were asked for, never see which party a question names, and never
raise for want of an encoder: without a vector it compares words alone and is more often unsure.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.calibration import Calibration
from index.encoder import Encoder
from index.errors import EncoderUnavailable, MarkerUnavailable
from index.judging import Judge
from index.learning import Learned
from index.marker import Marking
from index.ranking import handicaps, rivals
from index.refusing import why
from index.rows import Rows
from index.threads import answer_on_one_thread
from index.vectors import Vectors
from index.windows import windows
from knowledge.marks import Marks
from knowledge.parties import neutral
from knowledge.passage import DocumentClass, Findings, Hit, Passage, Source
from knowledge.refusal import Reason, Refusal
from knowledge.signals import Signals

ALL = "all"
"""The collection that holds every passage, party papers included: for measuring, never for a person."""

DOUBT = 0.5
"""The chance of there being no answer from which on none is given (docs/adr/0012)."""

LEAST = 0.02
"""A score below this has nothing in common with the question: not even a near miss."""

ALONE = 0.3
"""How much a question that goes on from another counts by itself, the rest in its company (docs/adr/0012)."""

NO_INCIDENT = 0.95
"""The chance of there being no incident above which a message is not marked: that takes as long as everything else together."""

log = logging.getLogger(__name__)

_LINK = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(r"\w")

Vector = NDArray[np.float32]


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
        rows: Rows,
        vectors: Vectors | None,
        learned: Learned,
        encoder: Encoder | None,
        judge: Judge | None = None,
        marker: Marking | None = None,
        version: str = "",
    ) -> None:
        """Join the parts of an index.

        Args:
            passages: at least one, in the order in which they were indexed.
            rows: the texts that questions are compared with.
            vectors: a row for each of them; None for a search by words alone.
            learned: what they teach.
            encoder: the one that made the vectors, or None when it cannot be had.
            judge: of messages; None when the build has learned from none.
            marker: of reports; None when it cannot be had.
            version: which build this is; see `Manifest.version`.
        """
        self.version = version
        self._judge = judge
        self._marker = marker
        answer_on_one_thread()
        self.passages = tuple(passages)
        self._place_of = {passage.id: place for place, passage in enumerate(self.passages)}
        self._rows = rows
        self._vectors = vectors
        self._learned = learned
        self._encoder = encoder
        self._sentence_rows = _sentence_rows(rows, len(self.passages))
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
            return np.asarray(self._encoder.encode([neutral(text)])[0], dtype=np.float32)
        except EncoderUnavailable:
            return None  # the search by words answers instead

    def find(
        self,
        question: str,
        vector: Vector | None,
        *,
        collections: frozenset[str],
        limit: int = 5,
        whole: tuple[str, Vector | None] | None = None,
    ) -> Findings:
        """Return the passages that answer a question best, or the nearest misses and why they are none.

        Args:
            question: the person's own words; never logged.
            vector: what `read` gave for them, so that a text is encoded once however often it is used.
            collections: "official", "evidence", "historic", "party:<name>", or "all".
            limit: how many hits are wanted, 1 or more.
            whole: the question behind the one that it goes on from ("how do I report" and "and on whatsapp?"), and its vector.

        Raises:
            ValueError: the vector was made by another encoder, or the limit is below 1.
        """
        if limit < 1:
            raise ValueError("At least one hit must be asked for.")
        cosines = self._cosines(vector)
        scores = self._learned.scores(neutral(question), cosines)
        if whole:
            cosines = self._cosines(whole[1])
            scores = ALONE * scores + (1 - ALONE) * self._learned.scores(neutral(whole[0]), cosines)
        is_in = self._is_in(collections)
        hidden = float(scores[: len(is_in)].max(initial=0.0, where=~is_in))
        scores[: len(is_in)] -= self._handicaps
        scores[: len(is_in)][~is_in] = 0.0
        hits = self._hits(scores, cosines, limit)
        refusal = self._refusal(scores, hidden, by_words=cosines is None) or (None if hits else Refusal(reason=Reason.UNSURE))
        return Findings(hits=hits, refusal=refusal, rivals=0 if refusal else rivals(hits), version=self.version)

    def _cosines(self, vector: Vector | None) -> Vector | None:
        return None if vector is None or self._vectors is None else self._vectors.cosines(vector)

    def signals(self, text: str, vector: Vector | None) -> tuple[Signals, ...]:
        """Return what labelled messages say of a message: first of the whole, then of each piece of a long one.

        Args:
            text: the person's own words; never logged.
            vector: what `read` gave for them; without one nothing is said.
        """
        if self._judge is None or vector is None or not _WORD.search(_LINK.sub("", text)):
            return ()  # a link or signs alone say nothing, and resemble anything
        pieces = [(piece, self.read(piece)) for piece in windows(text)]
        whole, *others = (self._judge.judge(said, of) for said, of in ((text, vector), *pieces) if of is not None)
        return (replace(whole, marks=self._marks(text, whole)), *others)

    def _marks(self, text: str, judged: Signals) -> Marks | None:
        """What is marked in a message that may tell of an incident: the others, most of them, need not wait for it."""
        if self._marker is None or judged.severity["none"] > NO_INCIDENT:
            return None
        try:
            return self._marker.mark(text)
        except MarkerUnavailable:
            log.exception("marker.failed")
            return None  # the rules read alone

    def passage(self, passage_id: str, *, collections: frozenset[str]) -> Passage | None:
        """Return the passage of this id; None when there is none in these collections."""
        place = self._place_of.get(passage_id)
        return None if place is None or not self._is_in(collections)[place] else self.passages[place]

    def _hits(self, scores: NDArray[np.float32], cosines: NDArray[np.float32] | None, limit: int) -> tuple[Hit, ...]:
        of_passages = scores[: len(self.passages)]
        best = np.argsort(-of_passages, kind="stable")[:limit]
        chances = self._calibration(by_words=cosines is None).chances_of_being_right(of_passages[best])
        return tuple(
            Hit(passage=self.passages[place], score=float(chance), sentence=self._sentence(place, cosines))
            for place, chance in zip(best, chances, strict=True)
            if of_passages[place] >= LEAST
        )

    def _sentence(self, place: int, cosines: NDArray[np.float32] | None) -> str:
        """The sentence whose own words, or whose example questions, are nearest to the question."""
        numbers, sentences = self._sentence_rows[place]
        if cosines is None or not len(numbers):
            return ""
        return self._rows.sentences[place][sentences[int(cosines[numbers].argmax())]]

    def _refusal(self, scores: NDArray[np.float32], hidden: float, *, by_words: bool) -> Refusal | None:
        doubt = self._calibration(by_words=by_words).chance_of_no_answer(scores, len(self.passages), hidden)
        return why(scores[len(self.passages) :], self._rows.refusals, hidden) if doubt >= DOUBT else None

    def _calibration(self, *, by_words: bool) -> Calibration:
        learned = self._learned
        return learned.calibration_alone if by_words or learned.calibration is None else learned.calibration

    def _is_in(self, collections: frozenset[str]) -> NDArray[np.bool_]:
        wanted = np.array([ALL in collections or name in collections for name in self._collections])
        return np.asarray(wanted[self._collection_numbers], dtype=np.bool_)


def _sentence_rows(rows: Rows, count: int) -> list[tuple[NDArray[np.int64], list[int]]]:
    """For each passage, the rows that stand for one of its sentences, and for which."""
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in range(count)]
    for number, row in enumerate(rows.rows):
        if row.sentence is not None:
            numbers, sentences = found[row.passages[0]]
            numbers.append(number)
            sentences.append(row.sentence)
    return [(np.array(numbers, dtype=np.int64), sentences) for numbers, sentences in found]
