"""The life of an index: built beside, published whole, refused when it does not fit, and never half there."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build
from index.errors import EncoderUnavailable, IndexMissing, IndexNotWritten, IndexStale
from index.loading import load, search_by_words
from index.manifest import FILE, FORMAT, Manifest, read_manifest
from index.testing import BagOfWordsEncoder
from index.vectors import Vectors
from knowledge.questions import LabelledQuestion, fingerprint
from knowledge.splitting import split
from tests.unit.invented_guidance import asks, make_document, unanswered

AT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
PUBLIC = frozenset({"official"})
DOORS = """\
## At the door

- Rattle the gate before you open it, because a dog may sleep behind it.
- Step back after you have knocked, so that nobody feels crowded.

## After dark

Dark stairwells need a torch and a colleague, and the agent knows where you are. “Noël”, said nobody.
"""
STALLS = """\
## On the stall

A stall in the market needs two people at all times, and a telephone that is charged.
"""
DOCUMENTS = (make_document(DOORS), make_document(STALLS, document_id="stall-guide-2031"))
QUESTIONS = (
    asks("will an alsatian have my hand off", split(DOCUMENTS[0])[0], "Rattle the gate"),
    unanswered("when is the train"),
)


class Retrained(BagOfWordsEncoder):
    """Another model under the old name."""

    def encode(self, texts: object) -> NDArray[np.float32]:
        return np.roll(super().encode(texts), 1, axis=1)  # type: ignore[arg-type]


def built(folder: Path, documents: tuple[object, ...] = DOCUMENTS, **changes: object) -> Manifest:
    """Build with the questions above, unless they are changed."""
    encoder = changes.pop("encoder", None) or BagOfWordsEncoder()
    settings = {"questions": QUESTIONS, "built_at": AT} | changes
    return build(documents, encoder, folder, **settings)  # type: ignore[arg-type]


def first_hit(folder: Path, question: str = "torch in dark stairwells") -> str:
    search = load(folder, BagOfWordsEncoder(), DOCUMENTS)
    return search.find(question, search.read(question), collections=PUBLIC).hits[0].passage.text


# --- built and found again ---


def test_an_index_says_what_built_it(tmp_path: Path) -> None:
    manifest = built(tmp_path)

    assert read_manifest(tmp_path) == manifest
    assert manifest.format == FORMAT
    assert (manifest.model, manifest.dimension) == ("bag-of-words", 256)
    assert manifest.documents == {document.source.document_id: document.sha256 for document in DOCUMENTS}
    assert manifest.questions == fingerprint(QUESTIONS)
    assert manifest.passage_count == sum(len(split(document)) for document in DOCUMENTS)
    assert manifest.row_count == manifest.encoded_count > manifest.passage_count
    assert manifest.unplaced_count == 0
    assert manifest.built_at == AT
    assert {"faiss-cpu", "onnxruntime", "scikit-learn", "scipy", "alongside"} <= set(manifest.versions)


def test_the_version_says_what_was_searched_and_not_when_or_where(tmp_path: Path) -> None:
    version = built(tmp_path / "one").version

    assert len(version) == 12
    assert built(tmp_path / "two", built_at=AT.replace(year=2032)).version == version
    others = (
        built(tmp_path / "three", DOCUMENTS[:1]),
        built(tmp_path / "three", questions=QUESTIONS[:1]),
        built(tmp_path / "three", encoder=BagOfWordsEncoder(name="another")),
    )
    assert len({version, *(other.version for other in others)}) == 4
    search = load(tmp_path / "one", None)
    assert search.find("torch", None, collections=PUBLIC).version == version


def test_example_questions_whose_words_are_gone_are_counted(tmp_path: Path) -> None:
    assert built(tmp_path, DOCUMENTS[1:]).unplaced_count == 1


def test_passages_come_back_with_every_word_and_their_whole_source(tmp_path: Path) -> None:
    built(tmp_path)

    search = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS)

    assert search.passages == tuple(passage for document in DOCUMENTS for passage in split(document))
    assert "torch" in first_hit(tmp_path)


def test_without_an_encoder_an_index_is_searched_by_words(tmp_path: Path) -> None:
    built(tmp_path)

    search = load(tmp_path, None, DOCUMENTS)

    assert not search.has_encoder
    assert search.read("torch") is None
    assert "torch" in search.find("torch", None, collections=PUBLIC).hits[0].passage.text


def test_words_are_searched_even_when_nothing_was_ever_built() -> None:
    search = search_by_words(DOCUMENTS, QUESTIONS)

    assert search.read("torch") is None
    assert search.version == ""
    assert "torch" in search.find("torch", None, collections=PUBLIC).hits[0].passage.text


# --- refused when it does not fit ---


def test_a_missing_index_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as caught:
        load(tmp_path / "nowhere", BagOfWordsEncoder(), DOCUMENTS)

    assert caught.value.path == tmp_path / "nowhere"
    assert "alongside reindex" in str(caught.value)


@pytest.mark.parametrize(
    ("encoder", "why"),
    [
        (BagOfWordsEncoder(name="another"), "another is in use"),
        (BagOfWordsEncoder(dimension=64), "is in use"),
        (Retrained(), "other weights"),
    ],
)
def test_an_index_of_another_model_is_stale(tmp_path: Path, encoder: BagOfWordsEncoder, why: str) -> None:
    built(tmp_path)

    with pytest.raises(IndexStale, match=why):
        load(tmp_path, encoder, DOCUMENTS)


@pytest.mark.parametrize(
    ("documents", "named"),
    [
        (DOCUMENTS[:1], "stall-guide-2031"),
        ((*DOCUMENTS, make_document(STALLS, document_id="third-2031")), "third-2031"),
        ((make_document(DOORS.replace("torch", "lamp")), DOCUMENTS[1]), "door-guide-2031"),
    ],
)
def test_an_index_of_other_documents_is_stale_and_names_them(tmp_path: Path, documents: tuple[object, ...], named: str) -> None:
    built(tmp_path)

    with pytest.raises(IndexStale, match=named) as caught:
        load(tmp_path, BagOfWordsEncoder(), documents)  # type: ignore[arg-type]

    assert caught.value.why.count("2031") == 1, "only the one that differs is named"


@pytest.mark.parametrize("questions", [(), QUESTIONS[:1], tuple(reversed(QUESTIONS)), (*QUESTIONS, unanswered("any jokes"))])
def test_an_index_that_learned_from_other_questions_is_stale(tmp_path: Path, questions: tuple[LabelledQuestion, ...]) -> None:
    built(tmp_path)

    with pytest.raises(IndexStale, match="other example questions"):
        load(tmp_path, BagOfWordsEncoder(), DOCUMENTS, questions)
    assert load(tmp_path, BagOfWordsEncoder(), DOCUMENTS, QUESTIONS).has_encoder


def test_an_index_whose_documents_are_cut_otherwise_today_is_stale(tmp_path: Path) -> None:
    built(tmp_path)
    files = tmp_path / read_manifest(tmp_path).files / "passages.json"
    files.write_text(files.read_text().replace(split(DOCUMENTS[1])[0].id, "0" * 16))

    with pytest.raises(IndexStale, match="other passages"):
        load(tmp_path, BagOfWordsEncoder(), DOCUMENTS)


def delete_vectors(folder: Path, files: Path) -> None:
    (files / "vectors.faiss").unlink()


def cut_vectors_short(folder: Path, files: Path) -> None:
    os.truncate(files / "vectors.faiss", 100)


def lose_a_vector(folder: Path, files: Path) -> None:
    vectors = Vectors.load(files / "vectors.faiss")
    fewer = Vectors(vectors.dimension)
    fewer.add(vectors.rows(0, vectors.count - 1))
    fewer.save(files / "vectors.faiss")


def delete_what_was_learned(folder: Path, files: Path) -> None:
    (files / "learned.npz").unlink()


def empty_what_was_learned(folder: Path, files: Path) -> None:
    os.truncate(files / "learned.npz", 0)


def cut_what_was_learned_short(folder: Path, files: Path) -> None:
    os.truncate(files / "learned.npz", (files / "learned.npz").stat().st_size - 100)


def break_the_rows(folder: Path, files: Path) -> None:
    (files / "rows.json").write_text('{"rows": [[1, 2, 3]]}')


def lose_a_row(folder: Path, files: Path) -> None:
    stored = json.loads((files / "rows.json").read_text())
    (files / "rows.json").write_text(json.dumps(stored | {"rows": stored["rows"][1:]}))


def point_to_a_passage_that_is_not_there(folder: Path, files: Path) -> None:
    stored = json.loads((files / "rows.json").read_text())
    stored["rows"][0][1] = [len(stored["sentences"])]
    (files / "rows.json").write_text(json.dumps(stored))


def point_to_a_sentence_that_is_not_there(folder: Path, files: Path) -> None:
    stored = json.loads((files / "rows.json").read_text())
    stored["rows"][1][2] = 99
    (files / "rows.json").write_text(json.dumps(stored))


def add_a_reason(folder: Path, files: Path) -> None:
    stored = json.loads((files / "rows.json").read_text())
    (files / "rows.json").write_text(json.dumps(stored | {"refusals": [*stored["refusals"], ["opinion", "none"]]}))


def break_the_passages(folder: Path, files: Path) -> None:
    (files / "passages.json").write_text('{"passages": 7}')


def mix_two_builds(folder: Path, files: Path) -> None:
    stored = json.loads((files / "passages.json").read_text())
    (files / "passages.json").write_text(json.dumps(stored | {"passages": stored["passages"][1:]}))


def break_the_manifest(folder: Path, files: Path) -> None:
    (folder / FILE).write_text("{")


def empty_the_manifest(folder: Path, files: Path) -> None:
    (folder / FILE).write_bytes(b"")


def write_another_format(folder: Path, files: Path) -> None:
    fields = json.loads((folder / FILE).read_text())
    (folder / FILE).write_text(json.dumps(fields | {"format": FORMAT + 1}))


DAMAGES = (
    delete_vectors,
    cut_vectors_short,
    lose_a_vector,
    delete_what_was_learned,
    empty_what_was_learned,
    cut_what_was_learned_short,
    break_the_rows,
    lose_a_row,
    point_to_a_passage_that_is_not_there,
    point_to_a_sentence_that_is_not_there,
    add_a_reason,
    break_the_passages,
    mix_two_builds,
    break_the_manifest,
    empty_the_manifest,
    write_another_format,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_refused_and_mended_by_building_again(tmp_path: Path, damage: Callable[[Path, Path], None]) -> None:
    manifest = built(tmp_path)
    damage(tmp_path, tmp_path / manifest.files)

    with pytest.raises(IndexStale):
        load(tmp_path, BagOfWordsEncoder(), DOCUMENTS)
    with pytest.raises(IndexStale):
        load(tmp_path, None)
    built(tmp_path)

    assert "torch" in first_hit(tmp_path)


# --- only what changed costs anything ---


def test_an_unchanged_library_is_not_encoded_again(tmp_path: Path) -> None:
    built(tmp_path)
    encoder = BagOfWordsEncoder()

    manifest = built(tmp_path, encoder=encoder)

    assert manifest.encoded_count == 0
    assert len(encoder.encoded) == 1, "one text, to see that the model is the same"
    assert "torch" in first_hit(tmp_path)


def test_one_changed_passage_is_encoded_alone(tmp_path: Path) -> None:
    built(tmp_path)
    encoder = BagOfWordsEncoder()
    changed = (make_document(DOORS.replace("torch", "lantern")), DOCUMENTS[1])

    manifest = built(tmp_path, changed, encoder=encoder)

    assert manifest.encoded_count == 2, "the passage, and its one sentence that has changed"
    assert all("lantern" in text for text in encoder.encoded[1:])
    search = load(tmp_path, BagOfWordsEncoder(), changed)
    fresh = load(_fresh(tmp_path, changed), BagOfWordsEncoder(), changed)
    for question in ("lantern", "market stall", "gate with a dog"):
        assert search.find(question, search.read(question), collections=PUBLIC) == fresh.find(
            question, fresh.read(question), collections=PUBLIC
        )


def test_one_new_question_is_encoded_alone(tmp_path: Path) -> None:
    built(tmp_path)
    encoder = BagOfWordsEncoder()

    manifest = built(tmp_path, encoder=encoder, questions=(*QUESTIONS, unanswered("any jokes")))

    assert manifest.encoded_count == 1
    assert encoder.encoded[1:] == ["any jokes"]


def _fresh(folder: Path, documents: tuple[object, ...]) -> Path:
    built(folder / "fresh", documents)
    return folder / "fresh"


def test_a_removed_document_is_found_no_more(tmp_path: Path) -> None:
    built(tmp_path)

    manifest = built(tmp_path, DOCUMENTS[:1])

    assert manifest.encoded_count == 0
    search = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS[:1])
    assert all(passage.source.document_id == "door-guide-2031" for passage in search.passages)


@pytest.mark.parametrize("encoder", [BagOfWordsEncoder(name="another"), BagOfWordsEncoder(dimension=64), Retrained()])
def test_vectors_of_another_model_are_never_used_again(tmp_path: Path, encoder: BagOfWordsEncoder) -> None:
    built(tmp_path)

    manifest = built(tmp_path, encoder=encoder)

    assert manifest.encoded_count == manifest.row_count
    assert load(tmp_path, encoder, DOCUMENTS).has_encoder


def test_progress_counts_up_to_all_texts(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    manifest = built(tmp_path, progress=lambda done, total: seen.append((done, total)))

    assert seen[0] == (0, manifest.row_count)
    assert seen[-1] == (manifest.row_count, manifest.row_count)
    assert seen == sorted(seen)
    built(tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (manifest.row_count, manifest.row_count)


# --- the old one stays until the new one is whole ---


def test_a_build_that_fails_half_way_leaves_the_old_index_and_no_litter(tmp_path: Path) -> None:
    built(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())

    class Tired(BagOfWordsEncoder):
        def encode(self, texts: object) -> NDArray[np.float32]:
            if len(self.encoded) > 1:
                raise EncoderUnavailable(self.name, "It is out of memory.")
            return super().encode(texts)  # type: ignore[arg-type]

    many = "\n".join(f"## Part {number}\n\nPart {number} speaks of gate {number} alone.\n" for number in range(80))
    with pytest.raises(EncoderUnavailable):
        built(tmp_path, (make_document(many),), encoder=Tired(name="tired"))

    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert "torch" in first_hit(tmp_path)


@contextmanager
def files_of_at_most(size_bytes: int) -> Iterator[None]:
    """What a full disk does to a writer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size_bytes", [0, 100, 1500, 3500])
def test_a_full_disk_leaves_the_old_index_and_no_litter(tmp_path: Path, size_bytes: int) -> None:
    built(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    changed = (make_document(DOORS.replace("torch", "lantern")), DOCUMENTS[1])

    with files_of_at_most(size_bytes), pytest.raises(IndexNotWritten) as caught:
        built(tmp_path, changed)

    assert caught.value.path == tmp_path
    assert "torch" in first_hit(tmp_path)
    assert [name for name in sorted(path.name for path in tmp_path.iterdir()) if name != f"{FILE}.new"] == before


KILLED = """
import os, signal, sys
from pathlib import Path
from index.build import build
from index import files, manifest
from index.testing import BagOfWordsEncoder
from tests.unit.test_manifest import AT, DOCUMENTS

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

where, folder = sys.argv[1], Path(sys.argv[2])
if where == "before what was learned is written":
    files.write_learned = die
if where == "before it is published":
    Path.replace = die
progress = die if where == "while encoding" else None
build(DOCUMENTS[:1], BagOfWordsEncoder(name="new"), folder, progress, built_at=AT)
"""


@pytest.mark.parametrize("where", ["while encoding", "before what was learned is written", "before it is published"])
def test_a_build_that_is_killed_leaves_the_old_index_and_the_next_one_tidies_up(tmp_path: Path, where: str) -> None:
    built(tmp_path)

    killed = subprocess.run([sys.executable, "-c", KILLED, where, str(tmp_path)], check=False, cwd=Path(__file__).parents[2])

    assert killed.returncode == -signal.SIGKILL
    assert "torch" in first_hit(tmp_path)
    built(tmp_path)
    built(tmp_path)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 2, "the published build and the one before it"


def test_a_reader_that_is_just_opening_the_old_build_still_finds_its_files(tmp_path: Path) -> None:
    old = built(tmp_path)

    new = built(tmp_path, DOCUMENTS[:1])

    assert old.files != new.files
    assert (tmp_path / old.files / "vectors.faiss").exists()


def test_a_folder_that_cannot_be_written_is_said_to_be(tmp_path: Path) -> None:
    in_the_way = tmp_path / "index"
    in_the_way.write_text("a file where the folder should be")

    with pytest.raises(IndexNotWritten):
        built(in_the_way)


def test_an_index_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no passages"):
        built(tmp_path, ())

    assert list(tmp_path.iterdir()) == []
