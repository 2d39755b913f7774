"""Learning which passage answers a question from the example questions: at index time, in seconds, always with the same result.

It is ridge regression with a kernel: a question resembles every row by its meaning (a Gaussian of the distance of their
vectors) and by its words, and the rows' answers are weighed so that they explain each other. With the same documents, questions
and encoder the same comes out; nothing is drawn by lot. Why this and not another method: docs/adr/0011.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.calibration import Calibration, calibrated
from index.rows import Rows
from index.threads import all_threads
from index.words import Words

Matrix = NDArray[np.float32]

NARROWNESS = 4.0
"""How quickly resemblance fades with distance: exp(-4 (1 - cosine)). 3 to 6 do equally well (docs/adr/0011)."""

SHARE_OF_WORDS = 0.3
"""How much the words count beside the meaning; 0.2 to 0.5 do equally well (docs/adr/0011)."""

RIDGE = 0.2
"""How much an example may be ignored for the sake of the others; 0.15 to 0.4 do equally well (docs/adr/0011)."""

RIDGE_OF_WORDS = 1.0
"""The same when words alone are compared (docs/adr/0011)."""

FOLDS = 3  # words alone are cheap to learn: they are judged by learning three times without a third of the examples

STEP = 1024  # rows whose words are compared at once: it bounds the memory beside the one square matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned."""

    words: Words
    by_row: Matrix | None  # shape (rows, passages + refusals); None when there was no encoder
    by_word: Matrix | None  # shape (words, passages + refusals): what the words add to the meaning
    by_word_alone: Matrix  # the same, learned without the meaning
    calibration: Calibration | None
    calibration_alone: Calibration

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows it was learned from (0 when from words alone), and how many passages and refusals there are."""
        return 0 if self.by_row is None else len(self.by_row), self.by_word_alone.shape[1]

    def scores(self, text: str, cosines: Matrix | None) -> Matrix:
        """Return how well each passage and each refusal fits, about 0.0 to 1.0, shape (passages + refusals,).

        Args:
            text: the question, without party names.
            cosines: of its vector with every row; None when there is no vector, and then words alone are compared.
        """
        columns, weights = self.words.row(text)
        if cosines is None or self.by_row is None or self.by_word is None:
            return np.asarray(weights @ self.by_word_alone[columns], dtype=np.float32)
        nearness = np.exp(NARROWNESS * (cosines - 1))
        return np.asarray(nearness @ self.by_row + weights @ self.by_word[columns], dtype=np.float32)


def learn(rows: Rows, passage_count: int, vectors: Matrix | None) -> Learned:
    """Return what the rows teach.

    Args:
        rows: passages and example questions.
        passage_count: how many passages there are.
        vectors: one L2-normalised row for each, shape (rows, dimension); None to learn from words alone, which takes about
            two seconds for 10,000 rows where the whole takes about ten.
    """
    with all_threads():
        return _learn(rows, passage_count, vectors)


def _learn(rows: Rows, passage_count: int, vectors: Matrix | None) -> Learned:
    words = Words.known_from([row.text for row in rows.rows])
    sparse = words.rows([row.text for row in rows.rows])
    targets = rows.targets(passage_count)
    asked = slice(rows.own, None)  # passages and sentences are no questions: what they score says nothing about what people type
    alone, alone_unseen = _by_words(sparse, targets)
    calibration_alone = calibrated(alone_unseen[asked], targets[asked], passage_count)
    if vectors is None:
        return Learned(
            words=words,
            by_row=None,
            by_word=None,
            by_word_alone=alone,
            calibration=None,
            calibration_alone=calibration_alone,
        )
    by_row, unseen = by_kernel(resemblance(vectors, sparse), targets)
    return Learned(
        words=words,
        by_row=by_row,
        by_word=np.asarray(SHARE_OF_WORDS * (sparse.T @ by_row), dtype=np.float32),
        by_word_alone=alone,
        calibration=calibrated(unseen[asked], targets[asked], passage_count),
        calibration_alone=calibration_alone,
    )


def resemblance(vectors: Matrix, sparse: Any) -> Matrix:
    """Return how much every two rows resemble each other, shape (rows, rows), in place: it is by far the largest thing here."""
    square = vectors @ vectors.T
    square -= 1
    square *= NARROWNESS
    np.exp(square, out=square)
    for start in range(0, len(square), STEP):
        square[start : start + STEP] += SHARE_OF_WORDS * (sparse[start : start + STEP] @ sparse.T).toarray()
    return square


def by_kernel(square: Matrix, targets: Matrix) -> tuple[Matrix, Matrix]:
    """Return the weights of the rows, and what each row scores by what is learned without it (leave-one-out, in closed form)."""
    from scipy.linalg import cho_factor, cho_solve
    from scipy.linalg.lapack import spotri

    square[np.diag_indices_from(square)] += RIDGE
    # Turned over it is the same matrix, in the order of columns that LAPACK works on in place; else it is copied.
    factor, _ = cho_factor(square.T, lower=True, overwrite_a=True, check_finite=False)
    weights = cho_solve((factor, True), targets, check_finite=False)
    inverse, _ = spotri(factor, lower=1, overwrite_c=1)
    return np.asarray(weights, dtype=np.float32), targets - weights / np.diag(inverse)[:, np.newaxis]


def _by_words(sparse: Any, targets: Matrix) -> tuple[Matrix, Matrix]:
    """Return the weights of the words, and what each row scores by what is learned without its third of the rows."""
    unseen = np.empty_like(targets)
    numbers = np.arange(len(targets))
    for fold in range(FOLDS):
        is_held_back = numbers % FOLDS == fold
        unseen[is_held_back] = sparse[is_held_back] @ _ridge(sparse[~is_held_back], targets[~is_held_back])
    return _ridge(sparse, targets), unseen


def _ridge(sparse: Any, targets: Matrix) -> Matrix:
    from sklearn.linear_model import Ridge

    if 0 in sparse.shape:  # of a document of one short sentence no word is known, and nothing is left when it is held back
        return np.zeros((sparse.shape[1], targets.shape[1]), dtype=np.float32)
    model = Ridge(alpha=RIDGE_OF_WORDS, fit_intercept=False, solver="sparse_cg", tol=1e-2)
    return np.ascontiguousarray(model.fit(sparse, targets).coef_.reshape(targets.shape[1], -1).T, dtype=np.float32)
