"""The words of a text as they are compared: what is one word, and what is the same word."""

import pytest

from index.tokens import tokens


@pytest.mark.parametrize("word", ["PARS", "SPOC", "PIP", "CPS", "NCSC", "999", "101", "s127"])
def test_an_acronym_stays_one_whole_word(word: str) -> None:
    assert tokens(word) == tokens(f"{word}?") == [word.lower()]


def test_forms_of_a_word_are_one_word() -> None:
    assert len({tokens(word)[0] for word in ("abuse", "abuses", "abused", "abusing")}) == 1
    assert tokens("party") == tokens("parties")
    assert tokens("candidate’s") == tokens("candidate's") == tokens("candidates") == tokens("candidate")
    assert tokens("SPoC's") == tokens("spocs")


@pytest.mark.parametrize("section", ["s127", "s.127", "S. 127", "section 127", "Section 127", "sec 127", "sect. 127"])
def test_a_section_is_one_word_however_it_is_written(section: str) -> None:
    assert tokens(f"{section} comms") == ["s127", "comm"]


@pytest.mark.parametrize(
    ("typed", "written"), [("fb", "Facebook"), ("vids", "videos"), ("cops", "police"), ("pics", "images"), ("DMs", "messages")]
)
def test_what_is_typed_on_a_telephone_is_the_word_of_the_guidance(typed: str, written: str) -> None:
    assert tokens(typed) == tokens(written)


def test_common_words_count_too_and_all_keep_their_order() -> None:
    assert tokens("Who do I call, and when?") == ["who", "do", "i", "call", "and", "when"]


@pytest.mark.parametrize("text", ["", "   ", "👍🔥", "\x00\x07", "!!! ???", "_"])
def test_a_text_without_letters_and_digits_has_no_words(text: str) -> None:
    assert tokens(text) == []
