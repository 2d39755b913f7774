"""The index of all that is bundled, by the real encoder: what `alongside reindex` and `ask` really do."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from adapters.cli import app
from adapters.library import INDEX_FOLDER
from index.evaluation import evaluate, figures
from index.loading import load
from index.manifest import read_manifest
from index.publishing import adopt
from index.search import ALL, Search
from knowledge.passage import DocumentClass, Findings
from knowledge.questions import read_gate
from knowledge.refusal import Reason

pytestmark = pytest.mark.model

PUBLIC = frozenset({"official", "evidence", "historic"})
AT_THE_SURGERY = "someone keeps turning up outside my surgery, what do I do"
LEAST = {"first": 0.85, "in_three": 0.95, "in_five": 0.96, "answered": 0.94, "refused": 0.88, "refusal_f1": 0.9, "reason": 0.92}
"""The figures of the release gate, each a little below what was measured."""

JOINT_GUIDANCE = "joint-guidance-for-candidates-2024"


def ask(search: Search, question: str, collections: frozenset[str] = PUBLIC) -> Findings:
    return search.find(question, search.read(question), collections=collections)


# --- questions ---


def test_the_question_at_the_surgery_is_answered_from_the_joint_guidance(bundled_search: Search) -> None:
    findings = ask(bundled_search, AT_THE_SURGERY)

    assert findings.is_answer
    assert findings.rivals == 0
    assert findings.hits[0].passage.source.document_id == JOINT_GUIDANCE
    assert findings.hits[0].sentence == "Repeated unwanted contact may constitute harassment or stalking."


def test_the_question_at_the_surgery_is_answered_without_an_encoder_too(by_words: Search) -> None:
    findings = ask(by_words, AT_THE_SURGERY)

    assert findings.is_answer
    assert findings.hits[0].passage.source.document_class is DocumentClass.OFFICIAL


@pytest.mark.parametrize(
    ("question", "contained"),
    [
        ("what is PARS", "Personal Account Registration Service"),
        ("generative ai - eh?", "Generative AI is software"),
        ("how do i ask the home office for a bodyguard", "HomeOfficeprivatesecurity@homeoffice.gov.uk"),
        ("a man with a knife has been asking where i live", "access to weapons"),
        ("should i keep records of what happened", "Keep records"),
        ("can I turn comments off on my facebook posts", "disable comments"),
        ("how many candidates held back out of fear", "56%"),
        ("beth ydi PARS", "Personal Account Registration Service"),
    ],
)
def test_plain_questions_find_their_passage_among_the_first_three(bundled_search: Search, question: str, contained: str) -> None:
    findings = ask(bundled_search, question)

    assert findings.is_answer
    assert any(contained in hit.passage.text for hit in findings.hits[:3])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("when is the spending return due", Reason.NEAR_MISS),
        ("deposit how much", Reason.NEAR_MISS),
        ("what time is the last train to Leeds", Reason.OUT_OF_SCOPE),
        ("recipe for a tray bake for 30 helpers", Reason.OUT_OF_SCOPE),
        ("tell me a joke", Reason.OUT_OF_SCOPE),
        ("should i vote tory", Reason.OPINION),
        ("give me the home address of the other candidate", Reason.PRIVATE_DATA),
        ("write a threatening letter to my rival", Reason.MISUSE),
    ],
)
def test_what_the_guidance_does_not_answer_is_refused_and_it_is_said_why(
    bundled_search: Search, question: str, reason: Reason
) -> None:
    refusal = ask(bundled_search, question).refusal

    assert refusal is not None
    assert refusal.reason is reason


@pytest.mark.parametrize("question", ["", "asdf", "👍", "?", "lorem ipsum dolor sit amet"])
def test_what_is_no_question_is_no_answer(bundled_search: Search, question: str) -> None:
    assert not ask(bundled_search, question).is_answer


def test_a_partys_paper_is_found_only_where_it_is_subscribed_to(bundled_search: Search) -> None:
    question = "what does the labour social media policy say about trolling"

    public = ask(bundled_search, question)
    subscribed = ask(bundled_search, question, PUBLIC | {"party:labour"})

    assert all(hit.passage.source.document_class is not DocumentClass.PARTY for hit in public.hits)
    assert subscribed.hits[0].passage.source.party == "labour"


def test_every_passage_finds_itself(bundled_search: Search) -> None:
    for passage in bundled_search.passages:
        hits = ask(bundled_search, passage.text, frozenset({ALL})).hits

        assert passage in [hit.passage for hit in hits[:2]], passage.id


# --- the figures ---


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_the_release_gate_is_passed_with_room_to_spare(bundled_figures: dict[str, float], name: str, least: float) -> None:
    assert bundled_figures[name] >= least


@pytest.fixture(scope="session")
def bundled_figures(bundled_search: Search) -> dict[str, float]:
    """The figures of the release gate."""
    return asdict(figures(evaluate(bundled_search, read_gate())))


def test_without_an_encoder_most_questions_are_still_answered(by_words: Search) -> None:
    found = figures(evaluate(by_words, read_gate()))

    assert found.first >= 0.6
    assert found.in_five >= 0.8
    assert found.refusal_f1 >= 0.7


# --- building ---


def test_reindexing_what_is_bundled_encodes_nothing_learns_the_same_and_measures_it(
    bundled_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no `.env` lies about here
    folder = tmp_path / INDEX_FOLDER
    first = adopt(bundled_index, folder)

    said = CliRunner().invoke(app, ["reindex"], env={"ALONGSIDE_DATA_DIR": str(tmp_path)})

    assert said.exit_code == 0, said.output
    assert f"Indexed {first.passage_count} passages of {len(first.documents)} documents" in said.stdout
    assert "Release gate: first 0." in said.stdout
    again = read_manifest(folder)
    assert (again.encoded_count, again.built_at > first.built_at) == (0, True)
    assert (again.version, again.passage_count, again.row_count) == (first.version, first.passage_count, first.row_count)
    one, other = (np.load(folder / manifest.files / "learned.npz") for manifest in (first, again))
    with one, other:
        assert set(one.files) == set(other.files)
        assert all(np.allclose(one[name].astype(float), other[name].astype(float), atol=1e-2) for name in one.files)


def test_every_file_of_an_index_can_be_read_without_its_encoder(bundled_index: Path, bundled_search: Search) -> None:
    search = load(bundled_index, None)

    assert search.passages == bundled_search.passages
    assert search.read(AT_THE_SURGERY) is None
    assert ask(search, "what is PARS").is_answer
