"""What was learned, as one file. Weights are stored in 16 bits: half the disk, and no ranking of a question changes by it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from index.calibration import Calibration
from index.learning import Learned, Matrix
from index.words import Words


def write_learned(learned: Learned, path: Path) -> None:
    """Write it. Only what was learned with vectors is kept: what words alone teach can be learned again in seconds.

    Raises OSError.
    """
    words = sorted(learned.words.places, key=lambda word: learned.words.places[word])
    curves = {
        name: asdict(curve) for name, curve in (("both", learned.calibration), ("alone", learned.calibration_alone)) if curve
    }
    np.savez(
        path,
        by_row=_half(learned.by_row),
        by_word=_half(learned.by_word),
        by_word_alone=_half(learned.by_word_alone),
        weights=learned.words.weights,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        curves=np.frombuffer(json.dumps(curves).encode(), dtype=np.uint8),
    )


def read_learned(path: Path) -> Learned:
    """Read it again. Raises OSError, ValueError or KeyError when it is missing or damaged."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:  # NumPy leaves a damaged file open
        words = stored["words"].tobytes().decode().splitlines()  # none of an empty text, where split gives one
        curves: dict[str, Any] = json.loads(stored["curves"].tobytes())
        return Learned(
            words=Words({word: place for place, word in enumerate(words)}, stored["weights"]),
            by_row=_full(stored["by_row"]),
            by_word=_full(stored["by_word"]),
            by_word_alone=_full(stored["by_word_alone"]),
            calibration=_curve(curves["both"]),
            calibration_alone=_curve(curves["alone"]),
        )


def _curve(fields: dict[str, Any]) -> Calibration:
    slope, constant = fields["right"]
    return Calibration(doubt=tuple(fields["doubt"]), right=(slope, constant))


def _half(weights: Matrix | None) -> np.ndarray[Any, np.dtype[np.float16]]:
    if weights is None:
        raise ValueError("What was learned without vectors is not kept in an index.")
    return weights.astype(np.float16)


def _full(weights: np.ndarray[Any, Any]) -> Matrix:
    return np.ascontiguousarray(weights, dtype=np.float32)
