"""Teaching: the passage that is meant is found or nothing is taught, and the file of taught questions is whole at any time."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.teaching import NotWritten, WordsInSeveral, WordsNotFound, quote_of, teach
from knowledge.document import Document
from knowledge.passage import DocumentClass
from knowledge.questions import LabelledQuestion, Quote, read_examples, read_questions
from knowledge.refusal import Reason, Refusal, Route
from tests.unit.invented_guidance import make_document

LONG = "Everybody who knocks at a door tells somebody else before they go where they are going and when they will be back again. "
DOORS = make_document(
    f"## At the door\n\n{LONG}Go in pairs and tell somebody.\n\n## In the street\n\n{LONG}Leave at once when you feel unsafe."
)
DOGS = make_document(f"## Dogs\n\n{LONG}Never feed a **dog** that you do not know.", document_id="dog-guide-2031")
OFFICIAL = frozenset({"official"})
ASKED = LabelledQuestion(query="may I feed it", good=(Quote(document="dog-guide-2031", contains="Never feed a dog"),))
REFUSED = LabelledQuestion(query="may I bite it", refusal=Refusal(reason=Reason.NEAR_MISS, route=Route.POLICE))


def test_the_one_passage_with_these_words_is_quoted_whatever_signs_and_capitals_they_have() -> None:
    expected = Quote(document="dog-guide-2031", contains="never feed a DOG, that you")

    assert quote_of("never feed  a DOG,\nthat you", [DOORS, DOGS], OFFICIAL) == expected


def test_words_that_stand_nowhere_are_refused_and_near_sentences_are_shown() -> None:
    with pytest.raises(WordsNotFound) as raised:
        quote_of("leave immediately when you feel unsafe", [DOORS, DOGS], OFFICIAL)

    assert raised.value.near[0] == "- door-guide-2031: Leave at once when you feel unsafe."
    assert raised.value.near[0] in str(raised.value)
    assert len(raised.value.near) <= 3


@pytest.mark.parametrize("words", ["", " ?!", "zzzzzz qqqqqq xxxxxx"])
def test_words_that_are_like_nothing_get_no_suggestion(words: str) -> None:
    with pytest.raises(WordsNotFound, match="Copy a sentence") as raised:
        quote_of(words, [DOORS], OFFICIAL)

    assert list(raised.value.near) == []


def test_words_of_several_passages_are_refused_with_their_places_until_the_document_is_chosen() -> None:
    with pytest.raises(WordsInSeveral) as raised:
        quote_of("tells somebody else before they go", [DOORS, DOGS], OFFICIAL)

    places = ["- door-guide-2031: At the door", "- door-guide-2031: In the street", "- dog-guide-2031: Dogs"]
    assert list(raised.value.places) == places
    chosen = quote_of("tells somebody else before they go", [DOORS, DOGS], OFFICIAL, document_id="dog-guide-2031")
    assert chosen.document == "dog-guide-2031"


def test_another_partys_paper_is_neither_quoted_nor_suggested() -> None:
    source = replace(DOGS.source, document_class=DocumentClass.PARTY, party="north")
    paper = Document(source=source, blocks=DOGS.blocks, sha256=DOGS.sha256)

    with pytest.raises(WordsNotFound) as raised:
        quote_of("Never feed a dog that you do not know", [DOORS, paper], OFFICIAL)

    assert "dog-guide-2031" not in str(raised.value)
    assert quote_of("Never feed a dog", [DOORS, paper], OFFICIAL | {"party:north"}).document == "dog-guide-2031"


def test_what_was_taught_is_read_as_it_was_taught_in_its_order_and_only_by_its_owner(tmp_path: Path) -> None:
    odd = replace(REFUSED, query="what of Z\u2028Y – “quoted”, gwêl ☎")
    for question in (ASKED, odd, REFUSED):
        teach(tmp_path, question)

    file = tmp_path / "questions" / "taught.jsonl"
    assert list(read_questions(file)) == [ASKED, odd, REFUSED]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_question_is_taught_once(tmp_path: Path) -> None:
    for question in (ASKED, REFUSED, ASKED):
        teach(tmp_path, question)

    assert list(read_questions(tmp_path / "questions" / "taught.jsonl")) == [ASKED, REFUSED]


def test_a_file_whose_last_line_was_left_open_by_hand_stays_readable(tmp_path: Path) -> None:
    teach(tmp_path, ASKED)
    file = tmp_path / "questions" / "taught.jsonl"
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")

    teach(tmp_path, REFUSED)

    assert list(read_questions(file)) == [ASKED, REFUSED]


def test_half_a_surrogate_pair_from_a_terminal_does_not_break_the_file(tmp_path: Path) -> None:
    teach(tmp_path, replace(ASKED, query="caf\udce9 please"))

    [question] = read_questions(tmp_path / "questions" / "taught.jsonl")
    assert question.query == "caf? please"


def test_questions_that_are_taught_at_once_are_all_kept(tmp_path: Path) -> None:
    questions = [replace(ASKED, query=f"question {number}") for number in range(20)]

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(lambda question: teach(tmp_path, question), questions))

    taught = list(read_questions(tmp_path / "questions" / "taught.jsonl"))
    assert sorted(question.query for question in taught) == sorted(question.query for question in questions)


def test_a_crash_before_the_last_step_leaves_the_old_file_and_the_next_one_works(tmp_path: Path) -> None:
    teach(tmp_path, ASKED)
    folder = tmp_path / "questions"
    (folder / "taught.jsonl.new").mkdir()  # so that the new file cannot be written

    with pytest.raises(NotWritten):
        teach(tmp_path, REFUSED)

    assert list(read_examples(folder)) == [ASKED]
    (folder / "taught.jsonl.new").rmdir()
    (folder / "taught.jsonl.new").write_text('{"query": "half a li', encoding="utf-8")
    assert list(read_examples(folder)) == [ASKED]
    teach(tmp_path, REFUSED)
    assert list(read_questions(folder / "taught.jsonl")) == [ASKED, REFUSED]


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("in the way", encoding="utf-8")

    with pytest.raises(NotWritten, match="the gap stays on the list"):
        teach(tmp_path, ASKED)
