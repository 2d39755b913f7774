"""What was learned from labelled messages, as two files of a build: the weights, and the messages' vectors."""

import json
from pathlib import Path

import numpy as np

from index.judging import Judge, Judged
from index.vectors import Vectors
from index.words import Words

WEIGHTS = "judged.npz"
VECTORS = "messages.faiss"


def write_judge(judge: Judge, folder: Path) -> None:
    """Write it. Raises OSError or RuntimeError."""
    judged = judge.judged
    listed = sorted(judged.words.places, key=lambda word: judged.words.places[word])
    np.savez(
        folder / WEIGHTS,
        by_row=judged.by_row.astype(np.float16),
        by_word=judged.by_word.astype(np.float16),
        weights=judged.words.weights,
        usual=judged.usual,
        severity=judged.severity,
        danger=judged.danger,
        names=np.frombuffer(json.dumps({"words": listed, "texts": judged.texts}).encode(), dtype=np.uint8),
    )
    judge.vectors.save(folder / VECTORS)


def read_judge(folder: Path) -> Judge | None:
    """Read it again; None when the build has learned from no messages.

    Raises:
        OSError, ValueError, KeyError, RuntimeError: a file is missing or damaged, or they do not belong together.
    """
    if not (folder / WEIGHTS).exists():
        return None
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        names = json.loads(stored["names"].tobytes())
        judged = Judged(
            texts=tuple(names["texts"]),
            words=Words({word: place for place, word in enumerate(names["words"])}, stored["weights"]),
            by_row=np.ascontiguousarray(stored["by_row"], dtype=np.float32),
            by_word=np.ascontiguousarray(stored["by_word"], dtype=np.float32),
            usual=stored["usual"],
            severity=stored["severity"],
            danger=stored["danger"],
        )
    vectors = Vectors.load(folder / VECTORS)
    if not vectors.count == len(judged.texts) == len(judged.by_row):
        raise ValueError("the messages and their vectors do not belong together")
    return Judge(judged, vectors)
