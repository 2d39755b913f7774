"""Documents to an index, beside the one in use.

It must never touch the published build until the new one is whole and on the disk: a crash, a full disk or a broken
encoder leaves the old one as it was. What has not changed is not encoded again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import IndexMissing, IndexStale, IndexWorse
from index.evaluation import evaluate, figures
from index.files import Contents, read, write
from index.judging import Judge, learn_from, texts_of
from index.learning import learn
from index.loading import check_encoder, search_in
from index.manifest import FORMAT, Manifest, read_manifest
from index.publishing import alone_in, publish_build
from index.rows import rows_of
from index.vectors import Vectors
from knowledge.document import Document
from knowledge.messages import LabelledMessage
from knowledge.messages import fingerprint as messages_fingerprint
from knowledge.passage import Passage
from knowledge.questions import LabelledQuestion, fingerprint
from knowledge.splitting import split

LIBRARIES = ("alongside", "faiss-cpu", "numpy", "onnxruntime", "scikit-learn", "scipy", "sentence-transformers", "torch")

GATE = ("first", "in_three", "in_five", "refusal_f1")
"""The figures that decide whether a build is published."""

ALLOWANCE = 0.03
"""How far a figure may fall: with 220 questions that have an answer, chance alone moves it by about this much."""

FEWEST_MEASURED = 30
"""Questions of each kind, with and without an answer, below which the gate has nothing to say."""

STEP = 64
"""Texts that are encoded between two reports of progress: a fifth of a second."""

Matrix = NDArray[np.float32]
Progress = Callable[[int, int], None]


def build(
    documents: Sequence[Document],
    encoder: Encoder,
    folder: Path,
    progress: Progress | None = None,
    *,
    questions: Sequence[LabelledQuestion] = (),
    messages: Sequence[LabelledMessage] = (),
    gate: Sequence[LabelledQuestion] = (),
    may_be_worse: bool = False,
    built_at: datetime,
) -> Manifest:
    """Build an index of all documents and publish it in one step. Waits while another process builds in this folder.

    Args:
        documents: at least one; they replace what was indexed before.
        folder: created when missing.
        progress: told how many texts are ready, and how many there are; those that need no encoding count at once.
        questions: the example questions to learn from.
        messages: the labelled messages to learn from.
        gate: the questions of the release gate; without any, the build is published unmeasured.
        may_be_worse: publish it whatever the gate says.
        built_at: the time to write down, aware.

    Raises:
        EncoderUnavailable: the encoder failed.
        IndexNotWritten: the disk is full, or the folder may not be written.
        IndexWorse: the gate found it worse than the build before. In each case the build before stays.
        ValueError: there is nothing to index.
    """
    passages = [passage for document in documents for passage in split(document)]
    if not passages:
        raise ValueError("An index of no passages would answer nobody.")
    with alone_in(folder):
        known = _known_rows(folder, encoder)
        contents, encoded_count = _contents(passages, questions, messages, known, encoder, progress or (lambda done, total: None))
        measured = _measured(contents, encoder, gate)
        if not may_be_worse:
            _check(measured, folder)
        manifest = Manifest(
            format=FORMAT,
            model=encoder.name,
            dimension=encoder.dimension,
            documents={document.source.document_id: document.sha256 for document in documents},
            questions=fingerprint(questions),
            messages=messages_fingerprint(messages),
            passage_count=len(passages),
            encoded_count=encoded_count,
            row_count=len(contents.rows.rows),
            unplaced_count=contents.rows.unplaced,
            figures=measured,
            versions={library: version(library) for library in LIBRARIES},
            built_at=built_at,
            files="",
        )
        return publish_build(manifest, partial(write, contents), folder)


def _measured(contents: Contents, encoder: Encoder, gate: Sequence[LabelledQuestion]) -> dict[str, float]:
    if not gate:
        return {}
    outcomes = evaluate(search_in(contents, encoder), gate)
    found = figures(outcomes)
    enough = min(found.answerable, found.unanswerable) >= FEWEST_MEASURED
    return {name: round(getattr(found, name), 4) for name in GATE} if enough else {}


def _check(measured: dict[str, float], folder: Path) -> None:
    """Raise IndexWorse when a figure has fallen below that of the build in use by more than chance allows."""
    try:
        before = dict(read_manifest(folder).figures)
    except (IndexMissing, IndexStale):
        return
    if measured and any(measured[name] < before[name] - ALLOWANCE for name in before):
        raise IndexWorse(before, measured)


def _contents(
    passages: Sequence[Passage],
    questions: Sequence[LabelledQuestion],
    messages: Sequence[LabelledMessage],
    known: Mapping[str, Matrix],
    encoder: Encoder,
    progress: Progress,
) -> tuple[Contents, int]:
    rows = rows_of(passages, questions)
    texts, sent = [row.text for row in rows.rows], texts_of(messages)
    vector_of, encoded_count = _encoded([*texts, *sent], known, encoder, progress)
    matrix = np.array([vector_of[text] for text in texts], dtype=np.float32)
    learned = learn(rows, len(passages), matrix)
    judge = _judge(messages, np.array([vector_of[text] for text in sent], dtype=np.float32)) if messages else None
    contents = Contents(passages=tuple(passages), rows=rows, vectors=_indexed(matrix), learned=learned, judge=judge)
    return contents, encoded_count


def _judge(messages: Sequence[LabelledMessage], matrix: Matrix) -> Judge:
    return Judge(learn_from(messages, matrix), _indexed(matrix))


def _indexed(matrix: Matrix) -> Vectors:
    vectors = Vectors(matrix.shape[1])
    vectors.add(matrix)
    return vectors


def _encoded(
    texts: Sequence[str], known: Mapping[str, Matrix], encoder: Encoder, progress: Progress
) -> tuple[dict[str, Matrix], int]:
    """Return the vector of each text, and how many had to be computed."""
    new = list(dict.fromkeys(text for text in texts if text not in known))
    found = dict(known)
    progress(len(texts) - len(new), len(texts))
    for start in range(0, len(new), STEP):
        some = new[start : start + STEP]
        found |= dict(zip(some, encoder.encode(some), strict=True))
        progress(len(texts) - len(new) + min(start + STEP, len(new)), len(texts))
    return found, len(new)


def _known_rows(folder: Path, encoder: Encoder) -> dict[str, Matrix]:
    """The vectors of the published build by text; none when there is no build, or it is damaged or another model's."""
    try:
        manifest = read_manifest(folder)
        contents = read(folder / manifest.files)
        check_encoder(manifest, contents, encoder)
    except (IndexMissing, IndexStale):
        return {}
    texts = [row.text for row in contents.rows.rows]
    known = dict(zip(texts, contents.vectors.rows(0, contents.vectors.count), strict=True))
    if contents.judge:
        sent = contents.judge.vectors
        known |= dict(zip(contents.judge.judged.texts, sent.rows(0, sent.count), strict=True))
    return known
