"""The labelled questions: how a file is read, and that the bundled ones are true, enough, and kept apart from the gate."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from knowledge.document import read_documents
from knowledge.passage import DocumentClass, Passage
from knowledge.questions import (
    BadQuestions,
    LabelledQuestion,
    Places,
    Quote,
    bare,
    fingerprint,
    read_examples,
    read_gate,
    read_questions,
    written,
)
from knowledge.refusal import Reason, Refusal, Route
from knowledge.splitting import split
from tests.unit.invented_guidance import asks, make_passage, unanswered

PASSAGES = tuple(passage for document in read_documents() for passage in split(document))
EXAMPLES, GATE = read_examples(), read_gate()
FEWEST_OFFICIAL, FEWEST_OTHER = 15, 6
FEWEST_IN_THE_GATE = 250
TOO_ALIKE = 92
"""By rapidfuzz, of 100: "999 or 101" and "999 or 101?" have 95."""

ANSWERED = {"query": "do dogs bite", "answerable": True, "good": [{"document": "dogs-2031", "contains": "Dogs bite."}]}
UNANSWERED = {"query": "who will win", "answerable": False, "reason": "opinion", "route": "none"}


def file_of(folder: Path, *lines: object, name: str = "some.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


# --- reading ---


def test_a_line_is_a_question_with_what_answers_it_or_why_nothing_does(tmp_path: Path) -> None:
    follow_up = ANSWERED | {"query": "and at night", "context": "do dogs bite", "persona": "agent"}

    answered, later, refused = read_questions(file_of(tmp_path, ANSWERED, follow_up, UNANSWERED))

    quote = Quote(document="dogs-2031", contains="Dogs bite.")
    assert answered == LabelledQuestion(query="do dogs bite", good=(quote,))
    assert (later.text, later.persona) == ("do dogs bite and at night", "agent")
    assert refused == LabelledQuestion(query="who will win", refusal=Refusal(reason=Reason.OPINION))


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(list(read_questions(file_of(tmp_path, "", ANSWERED, "   ")))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "7",
        '"do dogs bite"',
        "null",
        "{}",
        {"query": "do dogs bite"},
        ANSWERED | {"query": " "},
        ANSWERED | {"query": 7},
        ANSWERED | {"query": None},
        ANSWERED | {"answerable": False},
        ANSWERED | {"answerable": "yes"},
        ANSWERED | {"good": []},
        ANSWERED | {"good": [{"document": "dogs-2031"}]},
        ANSWERED | {"good": [{"document": "dogs-2031", "contains": " …!"}]},
        ANSWERED | {"good": ["Dogs bite."]},
        UNANSWERED | {"answerable": True},
        UNANSWERED | {"reason": "because"},
        UNANSWERED | {"route": "mother"},
        {"query": "who will win", "answerable": False, "route": "none"},
        {"query": "who will win", "answerable": False, "reason": "opinion"},
    ],
    ids=str,
)
def test_a_bad_line_is_refused_with_file_and_line(tmp_path: Path, line: object) -> None:
    path = file_of(tmp_path, ANSWERED, "", line, UNANSWERED, name="own.jsonl")

    with pytest.raises(BadQuestions, match=r"^own\.jsonl, line 3: ") as caught:
        list(read_questions(path))

    assert (caught.value.file, caught.value.line) == ("own.jsonl", 3)


def test_folders_are_read_by_file_name_one_after_the_other(tmp_path: Path) -> None:
    for folder, name in (("one", "b"), ("one", "a"), ("two", "c")):
        (tmp_path / folder).mkdir(exist_ok=True)
        file_of(tmp_path / folder, UNANSWERED | {"query": name}, name=f"{name}.jsonl")

    found = read_examples(tmp_path / "one", tmp_path / "two", tmp_path / "nowhere")

    assert [question.query for question in found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "question",
    [
        asks("do “dogs” bite?", make_passage("Dogs bite — at night.")),
        LabelledQuestion(
            query="and then", context="do dogs bite", persona="staff", good=(Quote(document="a", contains="b"),) * 2
        ),
        unanswered("Pwy sy'n ennill?", Reason.NEAR_MISS, Route.ICO),
    ],
)
def test_a_question_is_written_as_it_is_read(tmp_path: Path, question: LabelledQuestion) -> None:
    assert tuple(read_questions(file_of(tmp_path, written(question)))) == (question,)


def test_the_fingerprint_tells_every_change_and_the_order() -> None:
    one, two = asks("do dogs bite", make_passage("Dogs bite.")), unanswered("who will win")
    changed = LabelledQuestion(query=one.query, good=one.good, persona="agent")

    prints = [fingerprint(questions) for questions in ((one, two), (two, one), (one,), (changed, two), ())]

    assert len(set(prints)) == 5
    assert prints[0] == fingerprint(iter((one, two)))
    assert all(len(digits) == 64 for digits in prints)


# --- where quoted words stand ---


def test_words_are_found_wherever_markup_and_line_breaks_fall() -> None:
    passage = make_passage("**Keep** leaflets\naway from [dogs](https://example.org).")

    for words in ("Keep leaflets", "keep LEAFLETS away", "leaflets  away from dogs"):
        assert Quote(document="door-guide-2031", contains=words).stands_in(passage)
        assert Places([passage]).of(Quote(document="door-guide-2031", contains=words)) == 0
    assert not Quote(document="another", contains="Keep leaflets").stands_in(passage)
    assert not Quote(document="door-guide-2031", contains="Keep cats").stands_in(passage)


def test_words_are_looked_for_elsewhere_only_when_their_document_is_gone() -> None:
    places = Places([make_passage("Dogs bite.", document_id="old"), make_passage("Dogs bite. Cats scratch.", document_id="new")])

    assert places.of(Quote(document="new", contains="Dogs bite")) == 1
    assert places.of(Quote(document="old", contains="Cats scratch")) is None
    assert places.of(Quote(document="gone", contains="Cats scratch")) == 1
    assert places.of(Quote(document="gone", contains="Birds peck")) is None
    assert places.of_all([Quote(document=name, contains="Dogs bite") for name in ("new", "old", "new")]) == (1, 0)


@pytest.mark.parametrize(("text", "letters"), [("Dial 999 *now*!", "dial999now"), ("— … !", ""), ("Sŵn Ŵyr", "sŵnŵyr")])
def test_bare_are_letters_and_digits(text: str, letters: str) -> None:
    assert bare(text) == letters


# --- the bundled ones ---


def test_every_quote_stands_in_the_document_that_it_names() -> None:
    """A quote that had slipped into another document would teach, and measure, the wrong answer."""
    texts: dict[str, list[str]] = {}
    for passage in PASSAGES:
        texts.setdefault(passage.source.document_id, []).append(bare(passage.text))
    quotes = {quote for question in (*EXAMPLES, *GATE) for quote in question.good}

    lost = [quote for quote in quotes if not any(bare(quote.contains) in text for text in texts.get(quote.document, ()))]

    assert lost == []


def test_every_passage_has_been_asked_for_in_many_ways() -> None:
    places = Places(PASSAGES)
    asked = Counter(place for question in EXAMPLES for place in places.of_all(question.good))

    too_few = {passage.id: asked[place] for place, passage in enumerate(PASSAGES) if asked[place] < _fewest(passage)}

    assert too_few == {}


def _fewest(passage: Passage) -> int:
    return FEWEST_OFFICIAL if passage.source.document_class is DocumentClass.OFFICIAL else FEWEST_OTHER


def test_every_reason_and_every_route_has_examples() -> None:
    refusals = Counter(question.refusal for question in EXAMPLES if question.refusal)
    reasons = {refusal.reason for refusal in refusals}

    assert reasons == set(Reason) - {Reason.UNSURE}, "unsure is what is said when no example resembles the question"
    assert {refusal.route for refusal in refusals} == set(Route)


def test_the_gate_is_large_enough_and_a_third_of_it_has_no_answer() -> None:
    without = [question for question in GATE if question.refusal]

    assert len(GATE) >= FEWEST_IN_THE_GATE
    assert len(without) / len(GATE) == pytest.approx(1 / 3, abs=0.03)
    assert {question.refusal.reason for question in without if question.refusal} == set(Reason) - {Reason.UNSURE}


def test_the_gate_asks_of_every_document_as_every_kind_of_person_in_every_style() -> None:
    assert {question.good[0].document for question in GATE if question.good} == {p.source.document_id for p in PASSAGES}
    personas = Counter(question.persona for question in GATE)
    assert set(personas) == {"candidate", "agent", "volunteer", "staff", "admin"}
    assert min(personas.values()) >= 30
    assert sum(bool(question.context) for question in GATE) >= 20


def test_no_question_of_the_gate_is_among_the_examples_nor_nearly_so() -> None:
    """A search that has seen its own examination passes it whatever it is worth."""
    gate, examples = ([" ".join(question.text.casefold().split()) for question in questions] for questions in (GATE, EXAMPLES))

    alike = process.cdist(gate, examples, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE)

    assert [(gate[row], examples[column]) for row, column in zip(*alike.nonzero(), strict=True)] == []
    assert {bare(text) for text in gate}.isdisjoint(bare(text) for text in examples), "signs do not make another question"


@pytest.mark.parametrize("questions", [EXAMPLES, GATE], ids=["examples", "gate"])
def test_nothing_is_asked_twice(questions: tuple[LabelledQuestion, ...]) -> None:
    times = Counter(question.text.casefold().strip() for question in questions)

    assert [text for text, count in times.items() if count > 1] == []
