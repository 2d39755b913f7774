"""What comes in is made storable, and no two words become one on the way."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import cleaned
from bot.messages import MAX_CHOICE_BYTES, Channel, FormAnswer, Inbound


def inbound(text: str = "", choice: str = "") -> Inbound:
    return Inbound(
        id="1",
        channel=Channel.WEB,
        person="kit",
        conversation="kit",
        sent_at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
        text=text,
        choice=choice,
    )


@pytest.mark.parametrize("text", ["two\nlines", "a\ttab", "Siân 👋🏽 ŵ", "‘quoted’ – dash", "👨‍👩‍👧", "مرحبا", ""])
def test_what_people_type_stays_as_it_is(text: str) -> None:
    assert cleaned(inbound(text)).text == text


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ufeff"])
def test_control_characters_are_left_out(odd: str) -> None:
    assert cleaned(inbound(f"he{odd}lp")).text == "help"


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_rare_line_break_is_a_line_break_and_does_not_join_two_words(separator: str) -> None:
    assert cleaned(inbound(f"he has a{separator}gun")).text == "he has a\ngun"


def test_a_lone_surrogate_costs_one_character_and_not_the_message() -> None:
    assert cleaned(inbound("he\ud800lp")).text == "he?lp"


def test_the_words_of_a_whole_form_are_cleaned_too() -> None:
    form = replace(inbound(), answers=(FormAnswer(field="what", words="he\ud800lp\x00"),))

    assert cleaned(form).answers[0].words == "he?lp"


def test_a_button_as_long_as_a_platform_allows_is_kept() -> None:
    longest = "x" * MAX_CHOICE_BYTES

    assert cleaned(inbound(choice=longest)).choice == longest


@pytest.mark.parametrize("choice", ["x" * (MAX_CHOICE_BYTES + 1), "ŵ" * 33])
def test_an_overlong_button_is_one_that_nobody_knows(choice: str) -> None:
    assert cleaned(inbound(choice=choice)).choice == "?"


@given(st.text(st.characters()), st.text(st.characters()))
def test_everything_that_comes_out_can_be_stored_and_is_clean(text: str, choice: str) -> None:
    once = cleaned(inbound(text, choice))

    assert "\x00" not in once.text + once.choice
    assert len(once.choice.encode()) <= MAX_CHOICE_BYTES
    assert once.text.encode().decode() == once.text
    assert cleaned(once) == once
