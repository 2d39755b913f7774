"""Documents to an index, beside the one in use.

It must never touch the published build until the new one is whole and on the disk: a crash, a full disk or a broken
encoder leaves the old one as it was. What has not changed is not encoded again.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import IndexMissing, IndexNotWritten, IndexStale
from index.files import Contents, read, write
from index.lexical import Lexical
from index.loading import check_encoder
from index.manifest import FORMAT, Manifest, publish, read_manifest
from index.texts import headed, texts_of
from index.vectors import Vectors
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.splitting import split

LIBRARIES = ("alongside", "bm25s", "faiss-cpu", "numpy", "sentence-transformers", "torch")
PREFIX = "build-"
STEP = 32
"""Passages that are encoded between two reports of progress: about 120 texts, a second. Fewer would take longer in all, since
texts of like length are computed together."""

Rows = NDArray[np.float32]
Progress = Callable[[int, int], None]


def build(
    documents: Sequence[Document],
    encoder: Encoder,
    folder: Path,
    progress: Progress | None = None,
    *,
    built_at: datetime,
) -> Manifest:
    """Build an index of all documents and publish it in one step. Waits while another process builds in this folder.

    Args:
        documents: at least one; they replace what was indexed before.
        folder: created when missing.
        progress: told how many passages are ready, and how many there are; those that need no encoding count at once.
        built_at: the time to write down, aware.

    Raises:
        EncoderUnavailable: the encoder failed.
        IndexNotWritten: the disk is full, or the folder may not be written. In both cases the build before stays.
        ValueError: there is nothing to index.
    """
    passages = [passage for document in documents for passage in split(document)]
    if not passages:
        raise ValueError("An index of no passages would answer nobody.")
    with _alone_in(folder):
        known = _known_rows(folder, encoder)
        rows = _all_rows(passages, known, encoder, progress or (lambda done, total: None))
        return _published(documents, _contents(passages, rows, encoder), encoder, folder, built_at, known)


def _published(
    documents: Sequence[Document],
    contents: Contents,
    encoder: Encoder,
    folder: Path,
    built_at: datetime,
    known: Mapping[str, Rows],
) -> Manifest:
    before = _published_files(folder)
    with _own_errors(folder), _new_folder(folder) as files:
        write(contents, files)
        manifest = Manifest(
            format=FORMAT,
            model=encoder.name,
            dimension=encoder.dimension,
            documents={document.source.document_id: document.sha256 for document in documents},
            passage_count=len(contents.passages),
            encoded_count=sum(passage.id not in known for passage in contents.passages),
            row_count=contents.vectors.count,
            versions={library: version(library) for library in LIBRARIES},
            built_at=built_at,
            files=files.name,
        )
        publish(manifest, folder)
    # A process that has just read the old manifest may be opening its files: they stay until the next build.
    _tidy(folder, keep={files.name, before})
    return manifest


def _all_rows(passages: Sequence[Passage], known: Mapping[str, Rows], encoder: Encoder, progress: Progress) -> list[Rows]:
    new = [passage for passage in passages if passage.id not in known]
    fresh: dict[str, Rows] = {}
    progress(len(passages) - len(new), len(passages))
    for start in range(0, len(new), STEP):
        fresh |= _encoded(new[start : start + STEP], encoder)
        progress(len(passages) - len(new) + len(fresh), len(passages))
    return [known[passage.id] if passage.id in known else fresh[passage.id] for passage in passages]


def _encoded(passages: Sequence[Passage], encoder: Encoder) -> dict[str, Rows]:
    texts = [texts_of(passage) for passage in passages]
    rows = encoder.encode([text for of_passage in texts for text in of_passage])
    ends = np.cumsum([len(of_passage) for of_passage in texts])
    return {passage.id: part for passage, part in zip(passages, np.split(rows, ends[:-1]), strict=True)}


def _contents(passages: Sequence[Passage], rows: Sequence[Rows], encoder: Encoder) -> Contents:
    vectors = Vectors(encoder.dimension)
    vectors.add(np.concatenate(rows))
    return Contents(
        passages=tuple(passages),
        row_counts=tuple(len(part) for part in rows),
        vectors=vectors,
        lexical=Lexical([headed(passage) for passage in passages]),
    )


def _known_rows(folder: Path, encoder: Encoder) -> dict[str, Rows]:
    """The vectors of the published build by passage; none when there is no build, or it is damaged or another model's.

    A passage's id stands for its words and headings, so the same id has the same vectors.
    """
    try:
        manifest = read_manifest(folder)
        contents = read(folder / manifest.files)
        check_encoder(manifest, contents, encoder)
    except (IndexMissing, IndexStale):
        return {}
    rows = contents.vectors.rows(0, contents.vectors.count)
    ends = np.cumsum(contents.row_counts)
    return {passage.id: part for passage, part in zip(contents.passages, np.split(rows, ends[:-1]), strict=True)}


def _published_files(folder: Path) -> str | None:
    try:
        return read_manifest(folder).files
    except (IndexMissing, IndexStale):
        return None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One build at a time: two would take each other's unfinished folders for leavings."""
    lock = FileLock(folder / "build.lock")
    with _own_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder for a new build, which disappears again when the build fails."""
    files = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        yield files
    except BaseException:
        shutil.rmtree(files, ignore_errors=True)
        raise


def _tidy(folder: Path, keep: set[str | None]) -> None:
    """Remove older builds, and what a killed build left behind. Failing to is no failure of the new build."""
    for path in folder.glob(f"{PREFIX}*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _own_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as exc:  # FAISS says RuntimeError when a disk is full
        raise IndexNotWritten(folder) from exc
