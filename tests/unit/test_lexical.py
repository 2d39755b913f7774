"""The words of passages and questions: what must match, and what must not."""

from pathlib import Path

import pytest

from index.lexical import Lexical
from index.tokens import STOP_WORDS, tokens

TEXTS = (
    "Cyber security: the Personal Account Registration Service (PARS) tells you of an incident.",
    "Cyber security: Personal Internet Protection (PIP) warns you of a known malicious domain.",
    "Police: your single point of contact (SPOC) offers a briefing. SPoCs write to every candidate.",
    "Emergency: dial 999 when the danger is immediate and 101 when it has passed.",
    "Law: Section 127 of the Communications Act covers messages that are grossly offensive.",
    "Online: report the abuse on Facebook and keep the videos and images.",
)


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical(TEXTS)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("whats PARS", 0),
        ("pars??", 0),
        ("what is pip", 1),
        ("my SPOC", 2),
        ("who are the spocs", 2),
        ("SPoC's number", 2),
        ("is it 999", 3),
        ("101 or not", 3),
        ("s127", 4),
        ("s.127 comms", 4),
        ("section 127", 4),
        ("abused on fb", 5),
        ("they made a vid", 5),
    ],
)
def test_acronyms_numbers_and_chat_words_find_their_passage(lexical: Lexical, question: str, place: int) -> None:
    scores = lexical.scores(question)

    assert scores.argmax() == place
    assert scores[place] > 0


@pytest.mark.parametrize("word", ["PARS", "SPOC", "PIP", "CPS", "NCSC", "999", "101", "s127"])
def test_an_acronym_stays_one_whole_word(word: str) -> None:
    assert tokens(word) == [word.lower()]


def test_forms_of_a_word_are_one_word() -> None:
    assert len({tokens(word)[0] for word in ("abuse", "abuses", "abused", "abusing")}) == 1
    assert tokens("party") == tokens("parties")
    assert tokens("candidate’s") == tokens("candidates") == tokens("candidate")


def test_words_that_every_question_has_count_for_nothing(lexical: Lexical) -> None:
    assert tokens("What do I do, and who are they?") == []
    assert not lexical.scores("what do i do").any()


@pytest.mark.parametrize("question", ["", "   ", "👍🔥", "\x00\x07", "!!! ???", "zebra"])
def test_a_question_without_a_known_word_scores_nothing(lexical: Lexical, question: str) -> None:
    assert lexical.scores(question).tolist() == [0.0] * len(TEXTS)


def test_scores_stay_below_one_however_much_is_repeated(lexical: Lexical) -> None:
    scores = lexical.scores(" ".join(TEXTS) * 20)

    assert 0.5 < scores.max() < 1.0
    assert lexical.scores("PARS PARS PARS").tolist() == lexical.scores("PARS").tolist()


def test_a_saved_index_scores_the_same(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "lexical")

    loaded = Lexical.load(tmp_path / "lexical")

    assert loaded.count == len(TEXTS)
    assert loaded.scores("PARS briefing 999").tolist() == lexical.scores("PARS briefing 999").tolist()


def test_no_stop_word_is_a_number_or_an_acronym_of_the_guidance() -> None:
    assert STOP_WORDS.isdisjoint({"pars", "spoc", "pip", "cps", "npcc", "ncsc", "ai", "mp", "999", "101"})
