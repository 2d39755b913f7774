"""From scores to probabilities: whether a question has an answer, and how likely each passage is right."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.calibration import BLIND, CAUTIOUS, FEWEST, Calibration, calibrated

PASSAGES, REFUSALS = 12, 3
Scores = NDArray[np.float32]


def examples(answered: int, unanswered: int, *, seed: int = 7) -> tuple[Scores, Scores]:
    """Scores as a search gives them: the right passage, or the right refusal, mostly stands out from the noise."""
    random = np.random.default_rng(seed)
    count = answered + unanswered
    targets = np.zeros((count, PASSAGES + REFUSALS), dtype=np.float32)
    right = np.concatenate((random.integers(PASSAGES, size=answered), PASSAGES + random.integers(REFUSALS, size=unanswered)))
    targets[np.arange(count), right] = 1.0
    noise = random.normal(0.0, 0.08, size=targets.shape)
    return np.asarray(noise + targets * random.uniform(0.1, 0.9, size=(count, 1)), dtype=np.float32), targets


def doubts(calibration: Calibration, scores: Scores) -> NDArray[np.float64]:
    return np.array([calibration.chance_of_no_answer(row, PASSAGES) for row in scores])


@pytest.fixture(scope="module")
def fitted() -> Calibration:
    return calibrated(*examples(800, 400), PASSAGES)


def test_questions_with_and_without_an_answer_are_told_apart_though_never_seen(fitted: Calibration) -> None:
    scores, _ = examples(200, 100, seed=8)

    found = doubts(fitted, scores)

    assert (found[:200] < 0.5).mean() > 0.9
    assert (found[200:] > 0.5).mean() > 0.9


def test_a_doubt_is_as_often_right_as_it_says(fitted: Calibration) -> None:
    scores, _ = examples(2000, 1000, seed=9)
    has_none = np.arange(3000) >= 2000

    found = doubts(fitted, scores)

    for low, high in ((0.0, 0.2), (0.2, 0.8), (0.8, 1.0)):
        among = (found >= low) & (found <= high)
        assert has_none[among].mean() == pytest.approx(found[among].mean(), abs=0.08)


def test_how_many_examples_have_no_answer_does_not_matter() -> None:
    """The examples have fewer without an answer than people ask: the share that is supposed is always the same."""
    scores, targets = examples(400, 400)
    few = np.r_[0:400, 400:480]

    many_of_them, few_of_them = calibrated(scores, targets, PASSAGES), calibrated(scores[few], targets[few], PASSAGES)

    fresh, _ = examples(300, 300, seed=8)
    difference = doubts(many_of_them, fresh) - doubts(few_of_them, fresh)
    assert abs(float(difference.mean())) < 0.03


def test_a_passage_is_as_often_right_as_it_says(fitted: Calibration) -> None:
    scores, targets = examples(2000, 0, seed=9)
    five = np.argsort(-scores[:, :PASSAGES], axis=1)[:, :5]
    chances = np.array([fitted.chances_of_being_right(row[best]) for row, best in zip(scores, five, strict=True)])
    rights = np.take_along_axis(targets, five, axis=1)

    for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0)):
        among = (chances >= low) & (chances <= high)
        assert rights[among].mean() == pytest.approx(chances[among].mean(), abs=0.1)


def test_a_better_score_is_likelier_right(fitted: Calibration) -> None:
    chances = fitted.chances_of_being_right(np.array([-5.0, 0.0, 0.2, 0.5, 1.0, 5.0], dtype=np.float32))

    assert chances.tolist() == sorted(chances.tolist())
    assert all(0.0 < chance < 1.0 for chance in chances)


@pytest.mark.parametrize("calibration", ["fitted", "CAUTIOUS", "BLIND"])
def test_what_raises_a_doubt_and_what_lowers_it(request: pytest.FixtureRequest, calibration: str) -> None:
    curves = {"CAUTIOUS": CAUTIOUS, "BLIND": BLIND}.get(calibration) or request.getfixturevalue(calibration)
    scores = np.array([0.2, 0.05, *[0.0] * (PASSAGES - 2), 0.1, 0.0, 0.0], dtype=np.float32)

    def doubt(place: int | None = None, *, hidden: float = 0.0) -> float:
        raised = scores.copy()
        if place is not None:
            raised[place] += 0.2
        return float(curves.chance_of_no_answer(raised, PASSAGES, hidden))

    assert doubt(0) < doubt(), "a passage that fits better"
    assert doubt(PASSAGES) > doubt(), "a refusal that fits better"
    assert doubt(hidden=0.25) > doubt(), "a passage that may not be shown and fits best"
    assert doubt(hidden=0.15) == doubt(), "one that fits less well than what may be shown"
    assert doubt(hidden=-0.2) == doubt()


@pytest.mark.parametrize("size", [0.0, 1.0, -1.0, 1e6, -1e6])
def test_a_chance_is_a_chance_whatever_the_scores(fitted: Calibration, size: float) -> None:
    scores = np.full(PASSAGES + REFUSALS, size, dtype=np.float32)

    assert 0.0 <= fitted.chance_of_no_answer(scores, PASSAGES) <= 1.0
    assert all(0.0 <= chance <= 1.0 for chance in fitted.chances_of_being_right(scores))


@pytest.mark.parametrize(
    ("answered", "unanswered", "curves"),
    [
        (0, 0, BLIND),
        (500, FEWEST - 1, BLIND),
        (FEWEST - 1, FEWEST - 1, BLIND),
        (FEWEST - 1, 500, CAUTIOUS),
        (0, FEWEST, CAUTIOUS),
        (FEWEST, FEWEST, None),
    ],
)
def test_too_few_examples_fit_nothing(answered: int, unanswered: int, curves: Calibration | None) -> None:
    found = calibrated(*examples(answered, unanswered), PASSAGES)

    assert found == curves if curves else found not in (CAUTIOUS, BLIND)


def test_the_curves_for_want_of_examples_answer_what_fits_and_refuse_what_fits_nothing() -> None:
    near = np.array([0.6, 0.1, *[0.0] * (PASSAGES + REFUSALS - 2)], dtype=np.float32)
    nothing = np.array([0.02, 0.02, *[0.0] * (PASSAGES - 2), 0.6, 0.0, 0.0], dtype=np.float32)

    for curves in (CAUTIOUS, BLIND):
        assert curves.chance_of_no_answer(near, PASSAGES) < 0.5
        assert curves.chance_of_no_answer(nothing, PASSAGES) > 0.5
        assert curves.chances_of_being_right(near)[0] > 0.5 > curves.chances_of_being_right(near)[1]
    assert BLIND.chance_of_no_answer(np.zeros(PASSAGES, dtype=np.float32), PASSAGES) > 0.5


@pytest.mark.parametrize("passage_count", [1, 2, 3])
def test_very_few_passages_are_no_fault(passage_count: int) -> None:
    random = np.random.default_rng(7)
    targets = np.zeros((120, passage_count + 1), dtype=np.float32)
    targets[np.arange(120), np.where(np.arange(120) < 60, np.arange(120) % passage_count, passage_count)] = 1.0
    scores = np.asarray(0.7 * targets + random.normal(0, 0.1, targets.shape), dtype=np.float32)

    fitted = calibrated(scores, targets, passage_count)

    assert fitted.chance_of_no_answer(scores[0], passage_count) < 0.5 < fitted.chance_of_no_answer(scores[-1], passage_count)
    assert fitted.chances_of_being_right(scores[0, :passage_count])[0] > 0.5
