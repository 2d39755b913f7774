"""What of a person's words goes on paper: every character, or its number."""

import pytest

from adapters.export.characters import is_right_to_left, lines_of, needs_shaping, pieces, printable

LATIN = frozenset(range(32, 0x180)) | frozenset(map(ord, "“”–\u200d\u200f\ufe0f\U000e0067"))
"""What an invented font can draw."""


@pytest.mark.parametrize("text", ["Tŵr a thŷ", "“quoted” – so", "**stars** # [a](b) <i> {nb}", ""])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert printable(text, LATIN) == text


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\x00", "[U+0000]"),
        ("\x1b", "[U+001B]"),
        ("\u200b", "[U+200B]"),  # invisible, and of no use to a reader
        ("\u202e", "[U+202E]"),  # would write the rest of the line backwards
        ("\u2066", "[U+2066]"),
        ("\ue0fe", "[U+E0FE]"),  # private use: stands for the number of pages in the foot line
        ("\ud83d", "[U+D83D]"),
        ("中", "[U+4E2D]"),
        ("🔪", "[U+1F52A]"),
        ("\t", "    "),
        ("\u200d", "\u200d"),
        ("\u200f", "\u200f"),
    ],
)
def test_what_cannot_be_drawn_is_shown_as_its_number(char: str, shown: str) -> None:
    assert printable(f"a{char}b", LATIN) == f"a{shown}b"


def test_every_way_to_end_a_line_is_one_end() -> None:
    assert lines_of("a\r\nb\nc\rd\u2028e\u2029f\n\ng") == ["a", "b", "c", "d", "e", "f", "", "g"]
    assert lines_of("a\x0bb\x0cc\x85d") == ["a\x0bb\x0cc\x85d"], "these are shown as numbers instead"


@pytest.mark.parametrize(
    ("text", "is_needed"),
    [
        ("Tŵr 😀", False),
        ("w\u0302", True),
        ("سلام", True),
        ("שלום", True),
        ("ਕਿੱਥੇ", True),
        ("👍🏽", True),
        ("🇬🇧", True),
        ("👨‍👩‍👧", True),
        ("plain\u200e\u200f", False),
    ],
)
def test_only_letters_that_depend_on_their_neighbours_are_shaped(text: str, is_needed: bool) -> None:
    assert needs_shaping(text) is is_needed


@pytest.mark.parametrize(
    ("text", "is_rtl"), [("سلام abc", True), ("(123) שלום", True), ("abc سلام", False), ("123 !", False), ("", False)]
)
def test_the_first_letter_decides_the_side(text: str, is_rtl: bool) -> None:
    assert is_right_to_left(text) is is_rtl


def test_a_usual_text_is_one_piece() -> None:
    assert list(pieces("x" * 10_000, is_shaped=False)) == ["x" * 10_000]
    assert list(pieces("سلام " * 2_000, is_shaped=True)) == ["سلام " * 2_000]
    assert list(pieces("-" * 10_000, is_shaped=False)) == ["-" * 10_000]


@pytest.mark.parametrize(("text", "is_shaped"), [("ا" + "!" * 950, True), ("\u200f" * 950, False), ("\u200f\u200e" * 475, True)])
def test_what_would_hold_the_layout_up_comes_in_pieces_that_are_the_whole(text: str, is_shaped: bool) -> None:
    found = list(pieces(text, is_shaped=is_shaped))

    assert "".join(found) == text
    assert max(map(len, found)) <= 101
