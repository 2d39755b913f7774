"""What example questions teach: that it is found again, judged fairly, and always the same."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.calibration import BLIND, FEWEST, calibrated
from index.learned_file import read_learned, write_learned
from index.learning import NARROWNESS, RIDGE, RIDGE_OF_WORDS, SHARE_OF_WORDS, Learned, by_kernel, learn, resemblance
from index.rows import Rows, rows_of
from index.testing import BagOfWordsEncoder
from index.words import Words
from knowledge.questions import LabelledQuestion
from tests.unit.invented_guidance import asks, make_passage, unanswered

DOGS = make_passage("Keep leaflets away from dogs. Rattle the gate before you open it.", heading="Dogs")
STAIRS = make_passage("Dark stairwells need a torch and a colleague.", heading="Blocks of flats")
BADGES = make_passage("Every volunteer wears a badge with the agent's telephone number.", heading="Badges")
PASSAGES = (DOGS, STAIRS, BADGES)
EXAMPLES = (
    asks("will an alsatian bite my fingers", DOGS),
    asks("alsatian barking at me, what now", DOGS),
    asks("can't see a thing in the hallway", STAIRS),
    asks("the hallway is pitch black", STAIRS),
    asks("how do they know who i am", BADGES),
    asks("prove to folk who i am", BADGES),
    unanswered("when is the last train to Ayr"),
    unanswered("which train goes to Ely"),
)
ROOT = Path(__file__).parents[2]


def taught(questions: Sequence[LabelledQuestion] = EXAMPLES) -> tuple[Rows, NDArray[np.float32]]:
    rows = rows_of(PASSAGES, questions)
    return rows, BagOfWordsEncoder().encode([row.text for row in rows.rows])


def scores(question: str, questions: Sequence[LabelledQuestion], *, with_vector: bool) -> NDArray[np.float32]:
    rows, vectors = taught(questions)
    learned = learn(rows, len(PASSAGES), vectors)
    return learned.scores(question, vectors @ BagOfWordsEncoder().encode([question])[0] if with_vector else None)


# --- what is learned ---


@pytest.mark.parametrize("with_vector", [True, False])
@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("that alsatian will bite", 0),
        ("pitch black hallway", 1),
        ("why would they know who i am", 2),
        ("which train goes to Wem", 3),
    ],
)
def test_everyday_words_bring_the_passage_that_shares_none_of_them(question: str, place: int, with_vector: bool) -> None:
    assert scores(question, EXAMPLES, with_vector=with_vector).argmax() == place
    assert scores(question, EXAMPLES, with_vector=with_vector)[place] > 0.3
    assert scores(question, (), with_vector=with_vector).max() < 0.15, "nobody could have known before"


@pytest.mark.parametrize("with_vector", [True, False])
def test_a_passage_is_found_by_its_own_words_without_any_example(with_vector: bool) -> None:
    assert scores("a torch for dark stairwells", (), with_vector=with_vector).argmax() == 1


def test_many_questions_about_one_passage_do_not_hide_another() -> None:
    dogs = [asks(f"alsatian at my door {number}", DOGS) for number in range(40)]

    assert scores("who wears a badge", dogs, with_vector=True).argmax() == 2


def test_words_decide_where_the_meaning_is_the_same() -> None:
    """An encoder blurs acronyms: here one that takes every text for the same."""
    pars = make_passage("The service called PARS tells you of an incident.", heading="Alerts")
    pip = make_passage("The service called PIP warns you of an incident.", heading="Domains")
    rows = rows_of([pars, pip], [asks("what is PARS", pars), asks("what is PIP", pip)])
    blurred = np.ones((len(rows.rows), 1), dtype=np.float32)
    learned = learn(rows, 2, blurred)

    for place, question in enumerate(("PARS?", "PIP?")):
        assert learned.scores(question, np.ones(len(rows.rows), dtype=np.float32)).argmax() == place


def test_two_answers_to_one_question_are_both_right() -> None:
    twice = (*EXAMPLES, asks("is it safe at night", DOGS), asks("is it safe at night", STAIRS))

    found = scores("is it safe at night", twice, with_vector=True)

    assert set(np.argsort(-found)[:2].tolist()) == {0, 1}
    assert found[0] == pytest.approx(found[1], abs=0.1)


# --- how it is reckoned ---


def kernel() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    rows, vectors = taught()
    sparse = Words.known_from([row.text for row in rows.rows]).rows([row.text for row in rows.rows])
    return resemblance(vectors, sparse), rows.targets(len(PASSAGES))


def test_rows_resemble_each_other_by_meaning_and_words() -> None:
    rows, vectors = taught()
    words = Words.known_from([row.text for row in rows.rows])
    dense = words.rows([row.text for row in rows.rows]).toarray()

    square, _ = kernel()

    assert np.allclose(square, np.exp(-NARROWNESS * (1 - vectors @ vectors.T)) + SHARE_OF_WORDS * dense @ dense.T, atol=1e-5)
    assert np.array_equal(square, square.T)


def test_a_question_that_is_a_row_scores_what_its_row_explains() -> None:
    rows, vectors = taught()
    learned = learn(rows, len(PASSAGES), vectors)
    square, targets = kernel()
    weights = np.linalg.solve(square + RIDGE * np.eye(len(square)), targets)

    for number, row in enumerate(rows.rows):
        assert np.allclose(learned.scores(row.text, vectors @ vectors[number]), square[number] @ weights, atol=1e-4)


def test_what_a_row_scores_unseen_is_what_really_leaving_it_out_gives() -> None:
    square, targets = kernel()
    _, unseen = by_kernel(square.copy(), targets)

    for left_out in range(len(square)):
        others = np.arange(len(square)) != left_out
        weights = np.linalg.solve(square[np.ix_(others, others)] + RIDGE * np.eye(others.sum()), targets[others])
        assert np.allclose(unseen[left_out], square[left_out, others] @ weights, atol=1e-4)
    seen = square @ np.linalg.solve(square + RIDGE * np.eye(len(square)), targets)
    assert np.abs(unseen - seen).max() > 0.3, "what has been seen must not judge"


def test_the_curves_are_fitted_on_what_examples_score_unseen() -> None:
    things = ("gate", "torch", "badge", "dog", "leaflet", "stairs", "lamp", "letterbox")
    answered = [
        asks(f"the {thing} {number}?", PASSAGES[number % 3]) for number in range(FEWEST) for thing in things[number % 3 :: 3]
    ]
    unasked = [unanswered(f"train {number} to the {things[number % 8]}") for number in range(FEWEST)]
    rows, vectors = taught([*answered, *unasked])
    sparse = Words.known_from([row.text for row in rows.rows]).rows([row.text for row in rows.rows])
    targets = rows.targets(len(PASSAGES))
    weights, unseen = by_kernel(resemblance(vectors, sparse), targets)
    seen = np.asarray(resemblance(vectors, sparse) @ weights, dtype=np.float32)

    found = learn(rows, len(PASSAGES), vectors).calibration

    assert found is not None
    assert found.doubt == pytest.approx(calibrated(unseen[rows.own :], targets[rows.own :], len(PASSAGES)).doubt, rel=1e-3)
    assert found.doubt != pytest.approx(calibrated(seen[rows.own :], targets[rows.own :], len(PASSAGES)).doubt, rel=0.1)


def test_words_alone_are_a_ridge_over_words() -> None:
    rows, _ = taught()
    learned = learn(rows, len(PASSAGES), None)
    dense = learned.words.rows([row.text for row in rows.rows]).toarray()

    by_hand = np.linalg.solve(dense.T @ dense + RIDGE_OF_WORDS * np.eye(dense.shape[1]), dense.T @ rows.targets(len(PASSAGES)))

    assert np.allclose(dense @ learned.by_word_alone, dense @ by_hand, atol=0.02)


def test_words_alone_are_the_same_with_and_without_vectors() -> None:
    rows, vectors = taught()
    alone, both = learn(rows, len(PASSAGES), None), learn(rows, len(PASSAGES), vectors)

    assert alone.shape == (0, 4)
    assert both.shape == (len(rows.rows), 4)
    assert alone.calibration is None
    assert np.array_equal(alone.by_word_alone, both.by_word_alone)
    assert alone.calibration_alone == both.calibration_alone == BLIND


@pytest.mark.parametrize("text", ["Call 999.", "999", ""])
def test_a_document_of_one_short_sentence_is_learned_too(text: str) -> None:
    rows = rows_of([make_passage(text)], ())

    learned = learn(rows, 1, BagOfWordsEncoder().encode([row.text for row in rows.rows]))

    assert learned.scores("zebra", np.zeros(1, dtype=np.float32)).shape == (1,)
    assert learned.scores("zebra", None).tolist() == [0.0]


# --- always the same, and kept ---

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.unit.test_learning import file_of
file_of(Path(sys.argv[1]))
"""


def file_of(path: Path) -> str:
    rows, vectors = taught()
    write_learned(learn(rows, len(PASSAGES), vectors), path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_twice_the_same_is_learned_to_the_byte(tmp_path: Path) -> None:
    assert file_of(tmp_path / "one.npz") == file_of(tmp_path / "two.npz")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_learns_the_same_to_the_byte(tmp_path: Path, seed: str) -> None:
    """Where words are kept in a set, every process has an order of its own."""
    path = tmp_path / "other.npz"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", IN_ANOTHER_PROCESS, str(path)], check=True, cwd=ROOT, env=environment)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == file_of(tmp_path / "one.npz")


@pytest.fixture
def learned() -> Learned:
    rows, vectors = taught()
    return learn(rows, len(PASSAGES), vectors)


def test_what_was_kept_ranks_as_before(tmp_path: Path, learned: Learned) -> None:
    write_learned(learned, tmp_path / "learned.npz")
    _, vectors = taught()

    again = read_learned(tmp_path / "learned.npz")

    assert again.shape == learned.shape
    assert (again.calibration, again.calibration_alone) == (learned.calibration, learned.calibration_alone)
    assert again.words.places == learned.words.places
    for question in ("that alsatian will bite", "pitch black hallway", "a train to Wem"):
        for cosines in (vectors @ BagOfWordsEncoder().encode([question])[0], None):
            assert np.allclose(again.scores(question, cosines), learned.scores(question, cosines), atol=2e-3)


def test_a_document_without_known_words_is_kept_too(tmp_path: Path) -> None:
    rows = rows_of([make_passage("Call 999.")], ())
    write_learned(learn(rows, 1, BagOfWordsEncoder().encode([row.text for row in rows.rows])), tmp_path / "learned.npz")

    again = read_learned(tmp_path / "learned.npz")

    assert again.words.count == 0
    assert again.scores("call 999", None).tolist() == [0.0]


def test_what_words_alone_teach_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without vectors"):
        write_learned(learn(taught()[0], len(PASSAGES), None), tmp_path / "learned.npz")


@pytest.mark.parametrize("size_bytes", [0, 10, 1000])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, learned: Learned, size_bytes: int) -> None:
    path = tmp_path / "learned.npz"
    write_learned(learned, path)
    os.truncate(path, size_bytes)

    with pytest.raises(Exception, match=r".+"):  # of three libraries; `index.files.read` gives them one name
        read_learned(path)
