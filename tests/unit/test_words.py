"""A text as weighted words: which words it has, and how much each says."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from index.words import FEWEST_TEXTS, Words, words_of

TEXTS = (
    "Report the abuse to the police, and keep the messages as evidence.",
    "Abusive messages on Facebook are reported to Facebook.",
    "Who is my single point of contact (SPOC) at the police?",
    "The SPOC rings you, and you report what happened.",
    "Keep a record of harassing messages, messages and more messages.",
    "",
)
NEW = ("The police, the police, the police: who keeps a record?", "he was harrassed on fb, report it", "SPOC", "zebra", "")


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.known_from(TEXTS)


def test_a_text_has_words_pairs_and_the_parts_of_long_words() -> None:
    assert words_of("Call us now") == ["call", "us", "now", "call us", "us now"]
    assert words_of("police") == ["polic", "poli-"]
    assert words_of("harassment") == ["harassment", "hara-", "-ment"]


def test_a_misspelt_word_still_resembles_the_right_one() -> None:
    assert set(words_of("harrassment")) & set(words_of("harassment")) == {"-ment"}
    assert set(words_of("harased")) & set(words_of("harassing")) == {"hara-"}


def test_only_words_that_stand_in_two_texts_are_known(words: Words) -> None:
    often = {word for word in words.places if sum(word in words_of(text) for text in TEXTS) >= FEWEST_TEXTS}

    assert set(words.places) == often
    assert "spoc" in often
    assert "evidenc" not in words.places
    assert sorted(words.places.values()) == list(range(words.count))


@pytest.mark.parametrize("text", [text for text in (*TEXTS, *NEW) if text not in ("", "zebra")])
def test_a_row_has_length_one(words: Words, text: str) -> None:
    columns, weights = words.row(text)

    assert np.linalg.norm(weights) == pytest.approx(1.0, abs=1e-6)
    assert len(set(columns.tolist())) == len(columns) == len(weights)


@pytest.mark.parametrize("text", ["", "zebra", "👍", "xylophone quartz"])
def test_a_text_of_unknown_words_has_an_empty_row(words: Words, text: str) -> None:
    columns, weights = words.row(text)

    assert (columns.shape, weights.shape) == ((0,), (0,))


def test_a_rare_word_weighs_more_than_a_common_one_and_repeats_add_little(words: Words) -> None:
    weight = dict(zip(*(array.tolist() for array in words.row("spoc the messages messages")), strict=True))

    assert weight[words.places["spoc"]] > weight[words.places["the"]]
    assert weight[words.places["messag"]] < 2 * weight[words.places["spoc"]]


def test_rows_are_those_of_scikit_learn(words: Words) -> None:
    theirs = TfidfVectorizer(analyzer=words_of, min_df=FEWEST_TEXTS, sublinear_tf=True).fit(TEXTS)

    assert theirs.vocabulary_ == words.places
    for texts in (TEXTS, NEW):
        assert np.allclose(words.rows(texts).toarray(), theirs.transform(texts).toarray(), atol=1e-6)


def test_many_rows_are_the_single_rows(words: Words) -> None:
    together = words.rows(NEW).toarray()

    for text, row in zip(NEW, together, strict=True):
        columns, weights = words.row(text)
        assert np.array_equal(np.nonzero(row)[0], np.sort(columns))
        assert np.array_equal(row[columns], weights)
    assert words.rows([]).shape == (0, words.count)


def test_nothing_known_is_no_fault() -> None:
    assert Words.known_from([]).count == 0
    assert Words.known_from([]).rows(["police"]).shape == (1, 0)
