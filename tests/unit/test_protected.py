"""A protected characteristic is read only where the writer states it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.protected import CHARACTERISTICS, protected_characteristic


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'm trans and he shouted at me across the market", "gender_reassignment"),
        ("i’m gay, he knows it, and he waited for me", "sexual_orientation"),
        ("he tipped the leaflets over Wendy, who is in a wheelchair", "disability"),
        ("my agent is deaf and he screamed into her ear", "disability"),
        ("he spat at me because I'm Jewish", "religion_or_belief"),
        ("our Sikh candidate was followed home", "religion_or_belief"),
        ("as a black woman I get this every week", "race"),
        ("our volunteer was shoved, she's seven months pregnant", "pregnancy_and_maternity"),
        ("he said it because I'm a woman", "sex"),
        ("they laughed because of my age", "age"),
    ],
)
def test_what_the_writer_states_is_read(text: str, name: str) -> None:
    assert protected_characteristic(text) == name
    assert name in CHARACTERISTICS


@pytest.mark.parametrize(
    "text",
    [
        "Yusuf and Miriam were punched at the stall",
        "they called me a p*** and a terrorist",
        "he shouted that I'm a Muslim",
        "someone wrote 'I am gay' on our door",
        'the note says "she is a Jew"',
        "a black man in a grey coat shouted at us",
        "the man was blind drunk",
        "my arm is black and blue",
        "he told her to go back to her own country",
        "I'm not disabled, before you ask",
        "a gay bar on the high street was egged",
        "",
    ],
)
def test_names_slurs_and_the_words_of_others_are_not_statements(text: str) -> None:
    assert protected_characteristic(text) is None


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert protected_characteristic(text) in (None, *CHARACTERISTICS)
