"""What a message asks: one thing or several, for itself or going on from the question before."""

import pytest

from bot.answering.parts import is_follow_up, parts_of


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("who do i ring and what do i say", ("who do i ring", "what do i say")),
        ("What is a SPOC? How do I find mine? Do they ring me?", ("What is a SPOC?", "How do I find mine?", "Do they ring me?")),
        (
            "whats plait, only for people who were mps? and who minds everyone else",
            ("whats plait, only for people who were mps?", "and who minds everyone else"),
        ),
    ],
)
def test_several_questions_are_taken_apart(message: str, parts: tuple[str, ...]) -> None:
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "can i block him and report him",
        "She has had some nasty stuff. Is she just unlucky or is that a known problem?",
        "is it?",
        "what??? why???",
        "",
        "👍",
        "who and what and when and where and why and how",
        "one? " * 400,
        "Why is it so hard? Is it? Really?",
    ],
)
def test_one_question_stays_whole(message: str) -> None:
    assert parts_of(message) == (message.strip(),)


@pytest.mark.parametrize(
    "message",
    [
        "and on whatsapp?",
        "n if they refuse?",
        "what about tiktok",
        "how many of them signed up to it",
        "is that free",
        "A beth am Facebook?",
    ],
)
def test_what_goes_on_from_before_is_seen(message: str) -> None:
    assert is_follow_up(message)


@pytest.mark.parametrize(
    "message",
    [
        "someone keeps turning up outside my surgery, what do I do",
        "android phone hacked",  # begins with "and", but is a word of its own
        "what is PARS",
        "who do i ring",
        "so after the village hall do two fellas followed us back to the car park and stood there for a bit, is that bad",
        "",
    ],
)
def test_what_stands_for_itself_is_left_alone(message: str) -> None:
    assert not is_follow_up(message)
