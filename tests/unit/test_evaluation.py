"""The figures of the release gate: each is counted from outcomes that are known."""

from dataclasses import replace

import pytest

from index.evaluation import Figures, Outcome, by_group, evaluate, figures
from index.search import Search
from index.testing import BagOfWordsEncoder
from knowledge.passage import DocumentClass, Findings, Hit
from knowledge.questions import LabelledQuestion, Quote
from knowledge.refusal import Reason, Refusal, Route
from tests.unit.invented_guidance import asks, make_passage, search_over, unanswered

DOGS = make_passage("Keep leaflets away from dogs. Rattle the gate before you open it.", heading="Dogs")
STAIRS = make_passage("Dark stairwells need a torch and a colleague.", document_id="flats-2031")
HIT = Hit(passage=DOGS, score=0.9)
REFUSED = Findings(hits=(HIT,), refusal=Refusal(reason=Reason.OPINION))
ANSWERED = Findings(hits=(HIT,))


def answerable(
    place: int | None, *, is_answer: bool = True, query: str = "do dogs bite at night", context: str = "", persona: str = ""
) -> Outcome:
    question = replace(asks(query, DOGS), context=context, persona=persona)
    return Outcome(question=question, findings=ANSWERED if is_answer else REFUSED, place=place)


def without_answer(*, is_answer: bool, reason: Reason = Reason.OPINION) -> Outcome:
    return Outcome(question=unanswered("who will win", reason), findings=ANSWERED if is_answer else REFUSED, place=None)


# --- the figures ---


def test_where_the_right_passage_stands_is_counted_whether_or_not_it_was_given() -> None:
    found = figures([answerable(1), answerable(1, is_answer=False), answerable(3), answerable(5), answerable(None)])

    assert (found.answerable, found.unanswerable) == (5, 0)
    assert (found.first, found.in_three, found.in_five) == (0.4, 0.6, 0.8)
    assert found.answered == 0.8


def test_what_should_be_refused_is_counted_with_what_should_not() -> None:
    rightly, missed, wrongly = 6, 2, 1
    outcomes = [
        *([without_answer(is_answer=False)] * rightly),
        *([without_answer(is_answer=True)] * missed),
        *([answerable(1, is_answer=False)] * wrongly),
        *([answerable(1)] * 3),
    ]
    precision, recall = rightly / (rightly + wrongly), rightly / (rightly + missed)

    found = figures(outcomes)

    assert found.refused == recall
    assert found.refusal_f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert found.answered == 0.75


def test_a_reason_is_counted_only_of_what_was_rightly_refused() -> None:
    outcomes = [
        without_answer(is_answer=False, reason=Reason.OPINION),
        without_answer(is_answer=False, reason=Reason.MISUSE),
        without_answer(is_answer=True, reason=Reason.OPINION),
        answerable(1, is_answer=False),
    ]

    assert figures(outcomes).reason == 0.5


def test_a_route_is_no_reason() -> None:
    question = unanswered("who will win", Reason.OPINION, Route.PERSON)

    assert figures([Outcome(question=question, findings=REFUSED, place=None)]).reason == 1.0


def test_nothing_to_count_counts_as_nothing() -> None:
    assert figures([]) == Figures(
        answerable=0,
        unanswerable=0,
        first=0.0,
        in_three=0.0,
        in_five=0.0,
        answered=0.0,
        refused=0.0,
        refusal_f1=0.0,
        reason=0.0,
    )


@pytest.mark.parametrize(
    ("outcome", "is_miss"),
    [
        (answerable(1), False),
        (answerable(2), True),
        (answerable(None), True),
        (answerable(1, is_answer=False), True),
        (without_answer(is_answer=False), False),
        (without_answer(is_answer=True), True),
    ],
)
def test_a_miss_is_what_shows_a_person_the_wrong_thing(outcome: Outcome, is_miss: bool) -> None:
    assert outcome.is_miss is is_miss


# --- by group ---


def test_outcomes_are_grouped_by_document_style_asker_and_kind() -> None:
    outcomes = [
        answerable(1, query="dogs", persona="agent"),
        answerable(None, query="what shall we do about a dog", persona="agent"),
        answerable(1, query="and at night", context="do dogs bite", persona="volunteer"),
        answerable(1, query="dog " * 20),
        without_answer(is_answer=False, reason=Reason.MISUSE),
    ]

    groups = by_group(outcomes)

    assert {
        name: {group: found.answerable + found.unanswerable for group, found in of.items()} for name, of in groups.items()
    } == {
        "document": {"door-guide-2031": 4},
        "style": {"terse": 2, "plain": 1, "follow-up": 1, "long": 1},
        "who asks": {"agent": 2, "volunteer": 1},
        "kind": {"has an answer": 4, "misuse": 1},
    }
    assert groups["who asks"]["agent"].first == 0.5


# --- outcomes ---


@pytest.fixture
def search() -> Search:
    paper = make_passage("Teal stewards rattle.", document_id="teal", document_class=DocumentClass.PARTY, party="teal")
    return search_over([STAIRS, DOGS, paper], BagOfWordsEncoder())


def test_each_question_gets_the_place_of_its_first_right_passage(search: Search) -> None:
    first = asks("keep leaflets away from dogs", DOGS)
    second = asks("keep leaflets away from dogs and dark stairwells", STAIRS)
    either = LabelledQuestion(query=second.query, good=(*second.good, *first.good))

    outcomes = evaluate(search, [first, second, either, asks("zebra", DOGS)])

    assert [outcome.place for outcome in outcomes[:3]] == [1, 2, 1]
    assert all(outcome.findings.is_answer for outcome in outcomes[:3])
    assert not outcomes[3].findings.is_answer


def test_a_partys_paper_is_measured_too(search: Search) -> None:
    question = LabelledQuestion(query="do teal stewards rattle", good=(Quote(document="teal", contains="stewards rattle"),))

    assert [outcome.place for outcome in evaluate(search, [question])] == [1]


def test_a_follow_up_is_asked_with_the_question_before_it(search: Search) -> None:
    alone = asks("and then what", DOGS)
    followed = replace(alone, context="keep leaflets away from dogs")

    before, after = evaluate(search, [alone, followed])

    assert not before.findings.is_answer
    assert after.findings.is_answer
    assert after.place == 1


def test_a_question_on_a_document_that_is_not_there_is_left_out(search: Search) -> None:
    gone = LabelledQuestion(query="may we camp", good=(Quote(document="camping-2031", contains="Nobody camps here."),))

    outcomes = evaluate(search, [gone, unanswered("train times"), asks("dogs", DOGS)])

    assert [outcome.question.query for outcome in outcomes] == ["train times", "dogs"]
    assert outcomes[0].place is None
