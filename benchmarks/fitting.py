"""Points for signs, so that of a few options a right one has the most: a conditional logistic regression.

It must never depend on the order of the messages, and its points are rounded, so that two fits on one machine give one file.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

FEWEST = 4
"""Options that must have a sign before it gets points: fewer teach one message by heart."""

LEAST = 0.03
"""Points below this change no choice, and are left out of the file."""

Points = dict[str, dict[str, float]]
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one message: the signs of each with their values, and which are right (several may be, or none)."""

    signs: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    counts: float = 1.0  # how much, beside another message


def chosen(choice: Choice, points: Mapping[str, float]) -> int:
    """Return which option has the most points, the first of equals."""
    given = [sum(value * points.get(name, 0.0) for name, value in signs.items()) for signs in choice.signs]
    return given.index(max(given))


def fitted(choices: Sequence[Choice], *, held: float, by_hand: Mapping[str, float]) -> dict[str, float]:
    """Return the points of each sign.

    Args:
        held: how strongly they are held near the points that were set by hand, or near nothing where none were.
        by_hand: those. They stay as they are where too few messages have the sign.
    """
    telling = [choice for choice in choices if any(choice.right) and not all(choice.right)]
    counted = Counter(name for choice in telling for signs in choice.signs for name in signs)
    names = sorted(name for name, count in counted.items() if count >= FEWEST)
    matrix, of_message = _matrix(telling, {name: place for place, name in enumerate(names)})
    right = np.array([float(each) for choice in telling for each in choice.right])
    start = np.array([by_hand.get(name, 0.0) for name in names])
    counts = np.array([choice.counts for choice in telling])
    found = minimize(_loss, start, args=(start, matrix, of_message, right, counts, held), jac=True, method="L-BFGS-B")
    points = {**by_hand, **dict(zip(names, map(float, found.x), strict=True))}
    return {name: round(given, 2) for name, given in points.items() if abs(given) >= LEAST or name in by_hand}


def _matrix(choices: Sequence[Choice], columns: Mapping[str, int]) -> tuple[csr_matrix, NDArray[np.intp]]:
    """One row for each option, and the number of the message that it belongs to."""
    options = [(number, signs) for number, choice in enumerate(choices) for signs in choice.signs]
    known = [[(columns[name], value) for name, value in signs.items() if name in columns] for _, signs in options]
    ends = np.cumsum([0, *(len(row) for row in known)])
    places, values = [place for row in known for place, _ in row], [value for row in known for _, value in row]
    matrix = csr_matrix((values, places, ends), shape=(len(options), len(columns)))
    return matrix, np.array([number for number, _ in options], dtype=np.intp)


def _loss(
    points: Array, start: Array, matrix: csr_matrix, of_message: NDArray[np.intp], right: Array, counts: Array, held: float
) -> tuple[float, Array]:
    """How little of each message's chances goes to its right options, and the slope of that."""
    given = matrix @ points
    highest = np.full(of_message[-1] + 1, -np.inf)
    np.maximum.at(highest, of_message, given)
    weight = np.exp(given - highest[of_message])
    total, of_right = np.bincount(of_message, weight), np.bincount(of_message, weight * right) + 1e-12
    loss = float(counts @ (np.log(total) - np.log(of_right)) + held * ((points - start) @ (points - start)) / 2)
    each = counts[of_message] * (weight / total[of_message] - weight * right / of_right[of_message])
    slope = matrix.T @ each + held * (points - start)
    return loss, slope
