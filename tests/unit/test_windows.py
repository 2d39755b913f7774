"""A long message is read in pieces, none of its words is left out, and a pasted book does not cost a thousand encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.windows import LONG_WORDS, MOST_PIECES, windows


def test_a_short_message_is_one_thing() -> None:
    assert windows("He is outside. He has a knife.") == ()
    assert windows("") == ()


def test_the_sentence_in_the_middle_has_a_piece_with_little_else() -> None:
    dull = "We counted the leaflets again and there were enough for the whole of the west ward. "
    text = dull * 3 + "He says he will be waiting at the gate on Friday. " + dull * 3

    piece = next(piece for piece in windows(text) if "waiting at the gate" in piece)

    assert len(piece.split()) <= 40


@given(st.lists(st.sampled_from(["he", "is", "here.", "Now!", "why?", "\n", "a"]), min_size=LONG_WORDS + 1, max_size=400))
def test_no_word_is_left_out(words: list[str]) -> None:
    text = " ".join(words)
    pieces = windows(text)

    if pieces:
        assert set(text.split()) == {word for piece in pieces for word in piece.split()}


@pytest.mark.parametrize("text", ["word " * 2000, "One. " * 2000, "a" * 10_000, "\n".join(["line of a thread"] * 500)])
def test_even_a_pasted_book_has_few_pieces(text: str) -> None:
    assert len(windows(text)) <= MOST_PIECES + 1
