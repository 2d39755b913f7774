"""Promise 2, of the one sentence that an answer stresses: it stands word for word in the passage that is quoted.

Letters and digits are compared, without the targets of links: the passage carries Markdown, the sentence plain words.
"""

import re
from functools import cache

import pytest

from index.rows import Rows, rows_of
from index.search import ALL, Search
from knowledge.document import read_documents
from knowledge.passage import Hit, Passage
from knowledge.questions import bare, read_examples, read_gate
from knowledge.splitting import split

PASSAGES = tuple(passage for document in read_documents() for passage in split(document))


@cache
def rows() -> Rows:
    """Made once, by the process that tests it: while tests are collected it would be made by each."""
    return rows_of(PASSAGES, read_examples())


def stands_in(sentence: str, passage: Passage) -> bool:
    return bare(sentence) in bare(re.sub(r"\]\([^)]*\)", "]", passage.text))


@pytest.mark.parametrize("place", range(len(PASSAGES)), ids=lambda place: f"{PASSAGES[place].source.document_id}-{place}")
def test_every_sentence_that_may_be_stressed_stands_word_for_word_in_its_passage(place: int) -> None:
    sentences = rows().sentences[place]

    assert [sentence for sentence in sentences if not stands_in(sentence, PASSAGES[place])] == []
    assert all(bare(sentence) for sentence in sentences)


def test_nearly_every_passage_has_one() -> None:
    """A few are an address or a name alone."""
    without = [passage for passage, sentences in zip(PASSAGES, rows().sentences, strict=True) if not sentences]

    assert len(without) <= len(PASSAGES) / 50


def test_a_sentence_of_another_passage_or_with_another_word_would_be_noticed() -> None:
    first, second = rows().sentences[0][0], rows().sentences[1][0]

    assert not stands_in(second, PASSAGES[0])
    assert not stands_in(first.replace("e", "a", 1), PASSAGES[0])


def test_a_party_that_a_sentence_names_is_not_taken_out_of_it() -> None:
    """Names are taken out only of what is compared."""
    named = [sentence for sentences in rows().sentences for sentence in sentences if "Labour" in sentence]

    assert len(named) >= 10


@pytest.mark.model
def test_the_index_in_use_compares_and_stresses_todays_texts(bundled_search: Search) -> None:
    """Were other texts in it, `FORMAT` of index/manifest.py was not raised when the way of making them changed."""
    assert bundled_search.passages == PASSAGES
    assert bundled_search._rows.sentences == rows().sentences
    assert [row.text for row in bundled_search._rows.rows] == [row.text for row in rows().rows]


@pytest.mark.model
def test_whatever_is_asked_what_is_stressed_is_a_sentence_of_the_passage_beside_it(bundled_search: Search) -> None:
    places = {passage.id: place for place, passage in enumerate(PASSAGES)}
    hits: list[Hit] = []
    for question in (*read_gate(), *read_examples()[::40]):
        vector = bundled_search.read(question.text)
        hits.extend(bundled_search.find(question.text, vector, collections=frozenset({ALL})).hits)

    assert len({hit.passage.id for hit in hits}) > len(PASSAGES) * 0.9
    wrong = [hit.passage.id for hit in hits if hit.sentence and hit.sentence not in rows().sentences[places[hit.passage.id]]]
    assert wrong == []
    assert sum(bool(hit.sentence) for hit in hits) > len(hits) * 0.95
