"""Which documents, example questions and index are in use, and the search over them.

The index is looked for in three places: the data folder; beside the installed program, where setting up has prepared the one of
the bundled documents; and if neither fits, it is built.
"""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from adapters.documents import documents_in_use
from index.build import build
from index.encoder import Encoder, load_encoder
from index.errors import EncoderUnavailable, IndexMissing, IndexNotWritten, IndexStale, MarkerUnavailable
from index.loading import load, search_by_words
from index.manifest import Manifest, read_manifest
from index.marker import Marker, load_marker
from index.publishing import adopt
from index.search import Search
from knowledge.document import Document, read_documents
from knowledge.messages import LabelledMessage, read_messages
from knowledge.questions import LabelledQuestion, bundled_questions, read_examples, read_gate

log = logging.getLogger(__name__)

INDEX_FOLDER = "index"
"""Where the index lies in the data folder."""

OWN_QUESTIONS = "questions"
"""Where the questions lie in the data folder that an admin has taught (`alongside gaps teach`)."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What is searched, and what the search learns from."""

    documents: tuple[Document, ...]
    questions: tuple[LabelledQuestion, ...]
    messages: tuple[LabelledMessage, ...]


def library_in_use(data_dir: Path) -> Library:
    """Return the documents and example questions in use. Raises DocumentError, BadQuestions."""
    return with_questions(documents_in_use(data_dir), data_dir)


def with_questions(documents: tuple[Document, ...], data_dir: Path) -> Library:
    """Return these documents with the example questions in use. Raises BadQuestions."""
    questions = read_examples(bundled_questions() / "examples", data_dir / OWN_QUESTIONS)
    return Library(documents=documents, questions=questions, messages=read_messages())


def prepared_folder() -> Path:
    """Where setting up puts the index of the bundled documents: in the environment that the program is installed in."""
    return Path(sys.prefix) / "share" / "alongside" / INDEX_FOLDER


def prepare(progress: Progress | None = None) -> Manifest:
    """Build the index of the bundled documents beside the program. Raises SearchError."""
    library = Library(documents=read_documents(), questions=read_examples(), messages=read_messages())
    return _build(library, load_encoder(), prepared_folder(), progress)


def _build(library: Library, encoder: Encoder, folder: Path, progress: Progress | None) -> Manifest:
    """Measured, so that the next `alongside reindex` has something to be compared with; published whatever it is worth."""
    return build(
        library.documents,
        encoder,
        folder,
        progress,
        questions=library.questions,
        messages=library.messages,
        gate=read_gate(),
        may_be_worse=True,
        built_at=datetime.now(UTC),
    )


def load_or_build(data_dir: Path, encoder_name: str | None, progress: Progress | None = None) -> Search:
    """Return the search over the library in use; the index is taken over or built when it is missing or does not fit.

    Without an encoder the published index is still searched by words. Raises SearchError, DocumentError, BadQuestions.
    """
    folder = data_dir / INDEX_FOLDER
    library = library_in_use(data_dir)
    encoder = encoder_or_none(encoder_name)
    found_in = partial(loaded, library=library, encoder=encoder, marker=marker_or_none())
    try:
        return found_in(folder)
    except (IndexMissing, IndexStale):
        adopted = _adopted(folder, found_in)
        if adopted:
            return adopted
        if encoder is None:
            raise
        _build(library, encoder, folder, progress)
        return found_in(folder)


def loaded(folder: Path, *, library: Library, encoder: Encoder | None, marker: Marker | None) -> Search:
    """Return the search over the index in a folder, if it is of this library. Raises as `index.loading.load`."""
    return load(folder, encoder, library.documents, library.questions, library.messages, marker)


def _adopted(folder: Path, found_in: Callable[[Path], Search]) -> Search | None:
    try:
        found = found_in(prepared_folder())
        adopt(prepared_folder(), folder)
    except (IndexMissing, IndexStale):
        return None
    except IndexNotWritten:
        log.warning("index.not_adopted", exc_info=True)  # a full disk must not cost the answers: it is searched where it lies
    return found


def take_over_prepared(folder: Path) -> None:
    """Put the prepared index where there is none yet, so that a first `reindex` encodes only what is new."""
    try:
        read_manifest(folder)
    except IndexMissing:
        with suppress(IndexMissing, IndexStale):
            adopt(prepared_folder(), folder)
    except IndexStale:
        return  # it is built anew, and this is not the place to judge it


def words_only(data_dir: Path) -> Search:
    """Return a search of the library in use by words; made in a few seconds, and needs no encoder and no index."""
    library = library_in_use(data_dir)
    return search_by_words(library.documents, library.questions)


def encoder_or_none(name: str | None) -> Encoder | None:
    """Return the encoder; None, and a line in the log, when it cannot be had."""
    try:
        return load_encoder(name)
    except EncoderUnavailable:
        log.exception("encoder.unavailable")
        return None


def marker_or_none() -> Marker | None:
    """Return the marker of reports; None, and a line in the log, when it cannot be had."""
    try:
        return load_marker()
    except MarkerUnavailable:
        log.exception("marker.unavailable")
        return None
