"""The texts that a question is compared with, and what each of them stands for.

Three kinds, in this order: the passages (each whole, then its sentences), the example questions that they answer, and the example
questions that nothing answers. Party names are taken out of all of them, as they are out of every question.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.texts import texts_of
from knowledge.parties import neutral
from knowledge.passage import Passage
from knowledge.questions import LabelledQuestion, Places, Quote, bare
from knowledge.refusal import Refusal, Route

FEWEST_OF_A_ROUTE = 10
"""Example questions from which on a route is learned by itself; below, only the reason is."""

MOST = 14_000
"""Rows at the most: learning takes memory with their square (0.8 GB for these) and time with their cube. Beyond, examples are
left out evenly; every passage and every sentence stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text."""

    text: str  # without party names
    passages: tuple[int, ...] = ()  # places of the passages that it stands for, the best first
    sentence: int | None = None  # place of the sentence of the first passage that it stands for; None for the whole
    refusal: int | None = None  # place in `Rows.refusals`


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All of them."""

    rows: tuple[Row, ...]
    sentences: tuple[tuple[str, ...], ...]  # of each passage, plain words as they stand in it
    refusals: tuple[Refusal, ...]  # what can be said instead of an answer
    unplaced: int = field(default=0)  # example questions whose words stand in no passage any more

    @property
    def own(self) -> int:
        """How many rows are passages and sentences; they are the first ones."""
        return sum(1 + len(of_passage) for of_passage in self.sentences)

    def targets(self, passage_count: int) -> NDArray[np.float32]:
        """Return 1.0 where a row stands for a passage or a refusal: shape (rows, passages + refusals)."""
        found = np.zeros((len(self.rows), passage_count + len(self.refusals)), dtype=np.float32)
        for number, row in enumerate(self.rows):
            found[number, list(row.passages)] = 1.0
            if row.refusal is not None:
                found[number, passage_count + row.refusal] = 1.0
        return found


def rows_of(passages: Sequence[Passage], questions: Sequence[LabelledQuestion]) -> Rows:
    """Return the rows of these passages and example questions."""
    texts = [texts_of(passage) for passage in passages]
    sentences = tuple(of_passage[1:] for of_passage in texts)
    own = list(_own_rows(texts))
    refusals = _refusals(questions)
    examples, unplaced = _examples(questions, Places(passages), sentences)
    refused = [
        Row(text=neutral(question.text), refusal=refusals.index(_learned(question.refusal, refusals)))
        for question in questions
        if question.refusal
    ]
    kept = _thinned([*examples, *refused], MOST - len(own))
    return Rows(rows=(*own, *kept), sentences=sentences, refusals=refusals, unplaced=unplaced)


def _own_rows(texts: Sequence[tuple[str, ...]]) -> Iterator[Row]:
    for place, (whole, *sentences) in enumerate(texts):
        yield Row(text=neutral(whole), passages=(place,))
        for number, sentence in enumerate(sentences):
            yield Row(text=neutral(sentence), passages=(place,), sentence=number)


def _examples(
    questions: Sequence[LabelledQuestion], places: Places, sentences: Sequence[tuple[str, ...]]
) -> tuple[list[Row], int]:
    found, unplaced = [], 0
    for question in questions:
        held = places.of_all(question.good)
        if held:
            sentence = _sentence(question.good, places, held[0], sentences[held[0]])
            found.append(Row(text=neutral(question.text), passages=held, sentence=sentence))
        unplaced += bool(question.good) and not held
    return found, unplaced


def _sentence(quotes: Sequence[Quote], places: Places, place: int, sentences: Sequence[str]) -> int | None:
    """Which sentence of its first passage answers a question: the one that holds the quoted words, or begins them."""
    words = bare(next(quote.contains for quote in quotes if places.of(quote) == place))
    for number, sentence in enumerate(map(bare, sentences)):
        if words in sentence or (sentence and sentence in words):
            return number
    return None


def _refusals(questions: Sequence[LabelledQuestion]) -> tuple[Refusal, ...]:
    counts = Counter(question.refusal for question in questions if question.refusal)
    often = {refusal for refusal, count in counts.items() if count >= FEWEST_OF_A_ROUTE}
    plain = {Refusal(reason=refusal.reason) for refusal in counts}
    return tuple(sorted(often | plain, key=lambda refusal: (refusal.reason, refusal.route)))


def _learned(refusal: Refusal | None, refusals: Sequence[Refusal]) -> Refusal:
    assert refusal is not None
    return refusal if refusal in refusals else Refusal(reason=refusal.reason, route=Route.NONE)


def _thinned(rows: list[Row], most: int) -> list[Row]:
    if len(rows) <= most:
        return rows
    kept = np.linspace(0, len(rows) - 1, max(most, 0)).astype(int)
    return [rows[number] for number in kept]
