"""From learned scores to probabilities: is this passage right, and has the question an answer at all?

What is learned must never be judged by the examples that it was learned from: it has seen them. So both are fitted on scores that
every example was given by what was learned without it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

SHARE_WITHOUT_ANSWER = 1 / 3
"""How many of the questions are supposed to have no answer, as in the release gate; the examples have fewer."""

FEWEST = 40
"""Examples of each kind, with and without an answer, below which nothing can be fitted and `CAUTIOUS` or `BLIND` is used."""

FIRST_FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Two logistic curves."""

    doubt: tuple[float, ...]  # weights of the features of `_features`, then the constant
    right: tuple[float, float]  # slope and constant over a passage's score

    def chance_of_no_answer(self, scores: Scores, passage_count: int, hidden: float = 0.0) -> float:
        """Return how likely it is that a question has no answer, 0.0 to 1.0.

        Args:
            scores: of one question, shape (passages + refusals,); passages that may not be shown have 0.0.
            passage_count: how many of them are passages.
            hidden: the best score of a passage that may not be shown. When it fits better than all that may, it counts as a
                refusal: nobody is given the next best thing instead.
        """
        features = _features(scores[np.newaxis], passage_count)[0]
        features[0] += hidden if hidden > features[1] else 0.0
        return float(_logistic(float(features @ np.array(self.doubt[:-1])) + self.doubt[-1]))

    def chances_of_being_right(self, scores: Scores) -> NDArray[np.float64]:
        """Return for each passage how likely it is that it answers, 0.0 to 1.0, in the order of the scores."""
        slope, constant = self.right
        return _logistic(slope * scores.astype(np.float64) + constant)


CAUTIOUS = Calibration(doubt=(2.4, -6.9, -38.7, 5.2, -3.1), right=(34.3, -3.85))
"""For documents that an admin has brought and nobody has written questions for: what is fitted on the bundled ones when their
example questions are kept from them, and only those that nothing answers are learned. Scores are low there, and mean more."""

BLIND = Calibration(doubt=(4.0, -5.9, -16.4, 4.0, 1.55), right=(26.7, -4.66))
"""For documents without examples of any kind, found in the same way: little tells a question with an answer from one without."""


def calibrated(scores: Scores, targets: Scores, passage_count: int) -> Calibration:
    """Fit the curves.

    Args:
        scores: what each example question was given by what was learned without it, shape (n, passages + refusals).
        targets: 1.0 where a passage answers it or a refusal is right, of the same shape.
        passage_count: how many of the columns are passages.
    """
    has_none = targets[:, :passage_count].max(axis=1, initial=0.0) == 0
    if min(int(has_none.sum()), int((~has_none).sum())) < FEWEST:
        return BLIND if has_none.sum() < FEWEST else CAUTIOUS
    return Calibration(
        doubt=_doubt(_features(scores, passage_count), has_none),
        right=_right(scores[~has_none, :passage_count], targets[~has_none, :passage_count]),
    )


def _features(scores: Scores, passage_count: int) -> NDArray[np.float64]:
    """All refusals together, the best passage, the second best, the best refusal: shape (n, 4)."""
    passages, refusals = scores[:, :passage_count].astype(np.float64), scores[:, passage_count:].astype(np.float64)
    best_two = -np.partition(-passages, 1, axis=1)[:, :2] if passage_count > 1 else np.repeat(passages, 2, axis=1)
    return np.column_stack((refusals.sum(axis=1), best_two, refusals.max(axis=1, initial=0.0)))


def _doubt(features: NDArray[np.float64], has_none: NDArray[np.bool_]) -> tuple[float, ...]:
    share = has_none.mean()
    wanted = SHARE_WITHOUT_ANSWER / (1 - SHARE_WITHOUT_ANSWER) * (1 - share) / share
    return _fitted(features, has_none, weights=np.where(has_none, wanted, 1.0))


def _right(scores: Scores, targets: Scores) -> tuple[float, float]:
    few = min(FIRST_FEW, scores.shape[1])
    first = np.argpartition(-scores, few - 1, axis=1)[:, :few]
    rights = np.take_along_axis(targets, first, axis=1).ravel() > 0
    if rights.all() or not rights.any():  # of a single passage, say: there is no curve between one kind alone
        return CAUTIOUS.right
    slope, constant = _fitted(np.take_along_axis(scores, first, axis=1).reshape(-1, 1), rights)
    return slope, constant


def _fitted(
    features: NDArray[np.floating], is_so: NDArray[np.bool_], weights: NDArray[np.float64] | None = None
) -> tuple[float, ...]:
    from sklearn.linear_model import LogisticRegression

    curve = LogisticRegression(C=100.0).fit(features.astype(np.float64), is_so, sample_weight=weights)
    return (*(float(weight) for weight in curve.coef_[0]), float(curve.intercept_[0]))


def _logistic(value: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30.0, 30.0))), dtype=np.float64)
