"""The texts that a question is compared with: which there are, in which order, and what each stands for."""

import numpy as np
import pytest

from index.rows import FEWEST_OF_A_ROUTE, Rows, rows_of
from knowledge.questions import LabelledQuestion, Quote
from knowledge.refusal import Reason, Refusal, Route
from tests.unit.invented_guidance import asks, make_passage, unanswered

DOGS = make_passage("Keep leaflets away from dogs. Rattle the **gate** before you open it. Bark!", heading="Dogs")
STAIRS = make_passage(
    "Dark stairwells need a torch. A colleague waits below, says Labour.", heading="Flats", document_id="flats-2031"
)
PASSAGES = (DOGS, STAIRS)


def quoting(passage: object, words: str) -> Quote:
    return Quote(document=passage.source.document_id, contains=words)  # type: ignore[attr-defined]


def example_rows(*questions: LabelledQuestion) -> list[tuple[tuple[int, ...], int | None]]:
    rows = rows_of(PASSAGES, questions)
    return [(row.passages, row.sentence) for row in rows.rows[rows.own :]]


def test_passages_come_first_each_with_its_sentences_then_the_answered_then_the_unanswered() -> None:
    rows = rows_of(
        PASSAGES, [unanswered("train times"), asks("is it dark", STAIRS), unanswered("any jokes"), asks("do dogs bite", DOGS)]
    )

    assert [(row.text, row.passages, row.sentence, row.refusal) for row in rows.rows] == [
        ("Dogs: Keep leaflets away from dogs. Rattle the gate before you open it. Bark!", (0,), None, None),
        ("Keep leaflets away from dogs.", (0,), 0, None),
        ("Rattle the gate before you open it.", (0,), 1, None),
        ("Flats: Dark stairwells need a torch. A colleague waits below, says party.", (1,), None, None),
        ("Dark stairwells need a torch.", (1,), 0, None),
        ("A colleague waits below, says party.", (1,), 1, None),
        ("is it dark", (1,), 0, None),
        ("do dogs bite", (0,), 0, None),
        ("train times", (), None, 0),
        ("any jokes", (), None, 0),
    ]
    assert rows.own == 6
    assert rows.unplaced == 0


def test_sentences_are_kept_as_they_stand_in_the_passage_with_every_name() -> None:
    assert rows_of(PASSAGES, ()).sentences == (
        ("Keep leaflets away from dogs.", "Rattle the gate before you open it."),
        ("Dark stairwells need a torch.", "A colleague waits below, says Labour."),
    )


def test_no_text_names_a_party() -> None:
    rows = rows_of(PASSAGES, [asks("do the Tories bite", DOGS), unanswered("is the SNP any good")])

    assert [row.text for row in rows.rows[rows.own :]] == ["do party bite", "is party any good"]


def test_a_follow_up_is_read_with_the_question_before_it() -> None:
    question = LabelledQuestion(query="and at night", context="do dogs bite", good=(quoting(DOGS, "away from dogs"),))

    rows = rows_of(PASSAGES, [question])

    assert rows.rows[rows.own].text == "do dogs bite and at night"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Rattle the **gate** before you open it.", 1),
        ("rattle   the gate", 1),
        ("RATTLE THE GATE", 1),
        ("Keep leaflets away from dogs. Rattle the gate before you open it.", 0),
        ("Bark!", None),
    ],
)
def test_a_quote_is_placed_by_its_letters_and_tells_the_sentence(words: str, sentence: int | None) -> None:
    assert example_rows(asks("how do I get past the dog", DOGS, words)) == [((0,), sentence)]


def test_every_passage_that_is_quoted_is_right_and_the_first_one_has_the_sentence() -> None:
    quotes = (quoting(STAIRS, "A colleague waits"), quoting(DOGS, "Keep leaflets"), quoting(DOGS, "Rattle"))

    assert example_rows(LabelledQuestion(query="how do we stay safe", good=quotes)) == [((1, 0), 1)]


def test_the_first_quote_that_still_stands_tells_the_sentence() -> None:
    quotes = (quoting(DOGS, "words that were taken out"), quoting(STAIRS, "A colleague waits"))

    rows = rows_of(PASSAGES, [LabelledQuestion(query="who waits", good=quotes)])

    assert (rows.rows[rows.own].passages, rows.rows[rows.own].sentence, rows.unplaced) == ((1,), 1, 0)


def test_the_words_of_a_document_that_is_gone_are_found_in_its_new_edition() -> None:
    quote = Quote(document="dogs-2027", contains="Rattle the gate before you open it.")

    assert example_rows(LabelledQuestion(query="how do I get past the dog", good=(quote,))) == [((0,), 1)]


def test_a_question_whose_words_are_gone_is_left_out_and_counted() -> None:
    gone = Quote(document="dogs-2027", contains="Feed the dog a sausage.")
    elsewhere = quoting(STAIRS, "Rattle the gate before you open it.")  # that document is there, and does not say so
    questions = [LabelledQuestion(query=f"dogs {number}", good=(quote,)) for number, quote in enumerate((gone, elsewhere))]

    rows = rows_of(PASSAGES, [*questions, asks("do dogs bite", DOGS), unanswered("train times")])

    assert rows.unplaced == 2
    assert [row.text for row in rows.rows[rows.own :]] == ["do dogs bite", "train times"]


def test_a_route_is_learned_by_itself_from_so_many_examples_on() -> None:
    often = [unanswered(f"election question {number}", Reason.NEAR_MISS, Route.OFCOM) for number in range(FEWEST_OF_A_ROUTE)]
    seldom = [unanswered("a question on privacy", Reason.NEAR_MISS, Route.ICO)]

    rows = rows_of(PASSAGES, [*often, *seldom])

    assert rows.refusals == (
        Refusal(reason=Reason.NEAR_MISS, route=Route.NONE),
        Refusal(reason=Reason.NEAR_MISS, route=Route.OFCOM),
    )
    assert [row.refusal for row in rows.rows[rows.own :]] == [1] * FEWEST_OF_A_ROUTE + [0]
    assert rows_of(PASSAGES, [*often[1:], *seldom]).refusals == (Refusal(reason=Reason.NEAR_MISS, route=Route.NONE),)


def test_targets_have_a_one_where_a_row_stands_for_a_passage_or_a_refusal() -> None:
    both = LabelledQuestion(query="how do we stay safe", good=(quoting(STAIRS, "A colleague"), quoting(DOGS, "Keep")))
    rows = rows_of(PASSAGES, [both, unanswered("train times"), unanswered("who will win", Reason.OPINION)])

    targets = rows.targets(len(PASSAGES))

    assert targets.dtype == np.float32
    assert [refusal.reason for refusal in rows.refusals] == [Reason.OPINION, Reason.OUT_OF_SCOPE]
    assert targets.tolist() == [
        *([[1, 0, 0, 0]] * 3),
        *([[0, 1, 0, 0]] * 3),
        [1, 1, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 1, 0],
    ]


def thinned(monkeypatch: pytest.MonkeyPatch, most: int) -> Rows:
    monkeypatch.setattr("index.rows.MOST", most)
    examples = [asks(f"do dogs bite {number}", DOGS) for number in range(60)]
    return rows_of(PASSAGES, [*examples, *(unanswered(f"train times {number}") for number in range(30))])


def test_too_many_examples_are_left_out_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = thinned(monkeypatch, most=36)

    assert len(rows.rows) == 36
    assert sum(row.refusal is None for row in rows.rows[rows.own :]) == 20
    numbers = [int(row.text.split()[-1]) for row in rows.rows[rows.own :] if row.refusal is None]
    assert numbers == sorted(set(numbers))
    assert {low // 20 for low in numbers} == {0, 1, 2}


@pytest.mark.parametrize("most", [0, 5, 6])
def test_thinning_never_takes_a_passage_or_a_sentence(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    rows = thinned(monkeypatch, most)

    assert rows.rows == rows_of(PASSAGES, ()).rows


def test_as_many_as_may_be_are_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(thinned(monkeypatch, most=96).rows) == 96
