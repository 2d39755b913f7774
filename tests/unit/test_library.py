"""Which index is searched: the one in the data folder, the one beside the program, or a new one; and what it learned from."""

import logging
from pathlib import Path

import pytest

import adapters.library
from adapters.library import INDEX_FOLDER, OWN_QUESTIONS, library_in_use, load_or_build, take_over_prepared, words_only
from index.errors import EncoderUnavailable, IndexMissing, IndexNotWritten
from index.manifest import read_manifest
from index.search import Search
from index.testing import BagOfWordsEncoder
from knowledge.questions import BadQuestions, LabelledQuestion, Quote, written
from tests.unit.invented_guidance import unanswered

TEXT = """\
---
id: door-guide-2031
title: Guide to the doorstep
issuer: Office of Doorsteps
published: 2031-02-03
class: official
nations: [England, Wales]
election: elections of 2031
licence: Open Government Licence v3.0
source_url: https://doorsteps.example.org/guide
review_by: 2032-05-06
---

# Guide to the doorstep

## Dogs

Keep leaflets away from dogs. Rattle the gate before you open it.

## Flats

Dark stairwells need a torch and a colleague.
"""
ON_DOGS = Quote(document="door-guide-2031", contains="Keep leaflets away from dogs.")
BUNDLED = LabelledQuestion(query="will an alsatian bite", good=(ON_DOGS,))
TAUGHT = LabelledQuestion(query="does a poodle snap", good=(ON_DOGS,))


@pytest.fixture
def encoder() -> BagOfWordsEncoder:
    return BagOfWordsEncoder()


@pytest.fixture
def data_dir(tmp_path: Path, encoder: BagOfWordsEncoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one document in use; what comes with the program lies beside it, and is as small."""
    monkeypatch.setattr(adapters.library, "bundled_questions", lambda: tmp_path / "bundled")
    monkeypatch.setattr(adapters.library, "prepared_folder", lambda: tmp_path / "prepared")
    monkeypatch.setattr(adapters.library, "load_encoder", lambda name: encoder)
    monkeypatch.setattr(adapters.library, "read_messages", lambda: ())
    teach(tmp_path / "bundled" / "examples", BUNDLED)
    (tmp_path / "data" / "documents").mkdir(parents=True)
    (tmp_path / "data" / "documents" / "door-guide-2031.md").write_text(TEXT)
    return tmp_path / "data"


@pytest.fixture
def prepared(data_dir: Path, encoder: BagOfWordsEncoder) -> Path:
    """The index that setting up has made of the same documents."""
    load_or_build(data_dir, None)
    (data_dir / INDEX_FOLDER).rename(data_dir.parent / "prepared")
    encoder.encoded.clear()
    return data_dir.parent / "prepared"


def teach(folder: Path, *questions: LabelledQuestion) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "questions.jsonl").write_text("".join(f"{written(question)}\n" for question in questions))


def answers(search: Search, question: str) -> bool:
    found = search.find(question, search.read(question), collections=frozenset({"official"}))
    return found.is_answer and "dogs" in found.hits[0].passage.text


def break_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str | None) -> BagOfWordsEncoder:
        raise EncoderUnavailable("some-model", "It is broken.")

    monkeypatch.setattr(adapters.library, "load_encoder", fail)


# --- what is learned from ---


def test_an_admins_own_questions_are_learned_beside_the_bundled_ones(data_dir: Path) -> None:
    assert library_in_use(data_dir).questions == (BUNDLED,)

    teach(data_dir / OWN_QUESTIONS, TAUGHT)

    assert library_in_use(data_dir).questions == (BUNDLED, TAUGHT)
    assert answers(load_or_build(data_dir, None), "does a poodle snap at you")


def test_a_new_question_makes_the_index_anew_and_encodes_nothing_else(data_dir: Path, encoder: BagOfWordsEncoder) -> None:
    assert not answers(load_or_build(data_dir, None), "does a poodle snap at you")
    encoder.encoded.clear()

    teach(data_dir / OWN_QUESTIONS, TAUGHT)

    assert answers(load_or_build(data_dir, None), "does a poodle snap at you")
    assert TAUGHT.query in encoder.encoded
    assert BUNDLED.query not in encoder.encoded


def test_a_fault_in_an_admins_questions_is_named_by_file_and_line(data_dir: Path) -> None:
    teach(data_dir / OWN_QUESTIONS, TAUGHT)
    with (data_dir / OWN_QUESTIONS / "questions.jsonl").open("a") as file:
        file.write("{}\n")

    with pytest.raises(BadQuestions, match=r"questions\.jsonl, line 2"):
        load_or_build(data_dir, None)


# --- which index ---


def test_with_no_index_anywhere_one_is_built(data_dir: Path) -> None:
    search = load_or_build(data_dir, None)

    assert answers(search, "will an alsatian bite me")
    assert read_manifest(data_dir / INDEX_FOLDER).version == search.version


def test_the_one_in_the_data_folder_is_used_again(data_dir: Path) -> None:
    load_or_build(data_dir, None)
    before = read_manifest(data_dir / INDEX_FOLDER)

    load_or_build(data_dir, None)

    assert read_manifest(data_dir / INDEX_FOLDER) == before


def test_the_prepared_one_is_taken_over_without_encoding_anything(
    data_dir: Path, prepared: Path, encoder: BagOfWordsEncoder
) -> None:
    search = load_or_build(data_dir, None)

    assert len(encoder.encoded) == 1, "one text, to see that the model is the same"
    assert answers(search, "will an alsatian bite me")
    assert read_manifest(data_dir / INDEX_FOLDER).built_at == read_manifest(prepared).built_at


def test_the_prepared_one_does_not_fit_other_documents(data_dir: Path, prepared: Path) -> None:
    (data_dir / "documents" / "door-guide-2031.md").write_text(TEXT.replace("torch", "lamp"))

    search = load_or_build(data_dir, None)

    assert any("lamp" in passage.text for passage in search.passages)
    assert read_manifest(data_dir / INDEX_FOLDER).documents != read_manifest(prepared).documents


def test_the_prepared_one_does_not_fit_other_questions(data_dir: Path, prepared: Path) -> None:
    teach(data_dir / OWN_QUESTIONS, unanswered("when is the train"))

    load_or_build(data_dir, None)

    assert read_manifest(data_dir / INDEX_FOLDER).questions != read_manifest(prepared).questions


def test_on_a_full_disk_the_prepared_one_is_searched_where_it_lies(
    data_dir: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(prepared: Path, folder: Path) -> None:
        raise IndexNotWritten(folder)

    monkeypatch.setattr(adapters.library, "adopt", fail)
    with caplog.at_level(logging.WARNING):
        search = load_or_build(data_dir, None)

    assert answers(search, "will an alsatian bite me")
    assert "index.not_adopted" in caplog.text


# --- without an encoder ---


@pytest.mark.parametrize("is_prepared", [True, False])
def test_without_an_encoder_an_index_is_searched_by_words(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, is_prepared: bool
) -> None:
    if is_prepared:
        request.getfixturevalue("prepared")
    else:
        load_or_build(data_dir, None)
    break_the_encoder(monkeypatch)

    search = load_or_build(data_dir, None)

    assert not search.has_encoder
    assert answers(search, "keep leaflets from dogs")


def test_without_an_encoder_and_an_index_it_says_so_and_words_can_still_be_searched(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_the_encoder(monkeypatch)

    with pytest.raises(IndexMissing):
        load_or_build(data_dir, None)

    assert answers(words_only(data_dir), "keep leaflets from dogs")
    assert not (data_dir / INDEX_FOLDER).exists()


def test_a_first_reindex_takes_over_what_setting_up_has_prepared(prepared: Path, data_dir: Path) -> None:
    folder = data_dir / INDEX_FOLDER

    take_over_prepared(folder)

    assert read_manifest(folder).version == read_manifest(prepared).version
    before = read_manifest(folder).files
    take_over_prepared(folder)
    assert read_manifest(folder).files == before, "what is there already stays"


def test_without_a_prepared_index_there_is_nothing_to_take_over(data_dir: Path) -> None:
    take_over_prepared(data_dir / INDEX_FOLDER)

    with pytest.raises(IndexMissing):
        read_manifest(data_dir / INDEX_FOLDER)
