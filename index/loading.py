"""From the files of the published build to a search, with every doubt cleared first.

It must never return a search over other documents, or over vectors of another model: such a search answers, and wrongly.
"""

from collections.abc import Sequence
from pathlib import Path

from index.encoder import Encoder
from index.errors import IndexStale
from index.files import Contents, read
from index.learning import learn
from index.manifest import Manifest, read_manifest
from index.marker import Marking
from index.rows import rows_of
from index.search import Search
from knowledge.document import Document
from knowledge.messages import LabelledMessage
from knowledge.messages import fingerprint as messages_fingerprint
from knowledge.questions import LabelledQuestion, fingerprint
from knowledge.splitting import split

SAME_VECTOR = 0.99
"""The least cosine of a text's stored vector and its vector of today. The same weights give 1.0 but for rounding."""


def load(
    folder: Path,
    encoder: Encoder | None,
    documents: Sequence[Document] | None = None,
    questions: Sequence[LabelledQuestion] | None = None,
    messages: Sequence[LabelledMessage] | None = None,
    marker: Marking | None = None,
) -> Search:
    """Return the search over the published build of an index folder.

    Args:
        folder: where `build` put it.
        encoder: the one to read questions with; None when it cannot be had, and then only words are compared.
        documents: when given, the index must have been built from exactly these.
        questions: when given, it must have learned from exactly these.
        messages: the same, of the labelled messages.
        marker: of reports; None when it cannot be had.

    Raises:
        IndexMissing: nothing has been built here yet.
        IndexStale: it was built from other documents or questions or by another model, or it is damaged. Building again mends it.
        EncoderUnavailable: the encoder fails; `load(folder, None)` still searches by words.
    """
    manifest = read_manifest(folder)
    if questions is not None and manifest.questions != fingerprint(questions):
        raise IndexStale("it has learned from other example questions")
    if messages is not None and manifest.messages != messages_fingerprint(messages):
        raise IndexStale("it has learned from other labelled messages")
    contents = read(folder / manifest.files)
    if encoder:
        check_encoder(manifest, contents, encoder)
    if documents is not None:
        _check_documents(manifest, contents, documents)
    return search_in(contents, encoder, version=manifest.version, marker=marker)


def search_in(contents: Contents, encoder: Encoder | None, *, version: str = "", marker: Marking | None = None) -> Search:
    """Return the search over a build's contents."""
    return Search(
        passages=contents.passages,
        rows=contents.rows,
        vectors=contents.vectors,
        learned=contents.learned,
        encoder=encoder,
        judge=contents.judge,
        marker=marker,
        version=version,
    )


def search_by_words(documents: Sequence[Document], questions: Sequence[LabelledQuestion]) -> Search:
    """Return a search that compares words only: for a first start without an encoder, when nothing has been built yet.

    It is made in memory, in a few seconds, and leaves no files.
    """
    passages = [passage for document in documents for passage in split(document)]
    rows = rows_of(passages, questions)
    return Search(passages=passages, rows=rows, vectors=None, learned=learn(rows, len(passages), None), encoder=None)


def check_encoder(manifest: Manifest, contents: Contents, encoder: Encoder) -> None:
    """Return when this encoder made the vectors. Raises IndexStale when another one did.

    The name is not enough: a model in a folder may be trained further under its old name. So the first text is read
    again, which also makes a new encoder quick for its first question.
    """
    if (manifest.model, manifest.dimension) != (encoder.name, encoder.dimension):
        raise IndexStale(f"it was built by the encoder {manifest.model}, and {encoder.name} is in use")
    today = encoder.encode([contents.rows.rows[0].text])[0]
    if float(today @ contents.vectors.rows(0, 1)[0]) < SAME_VECTOR:
        raise IndexStale(f"the encoder {encoder.name} has other weights than when it was built")


def _check_documents(manifest: Manifest, contents: Contents, documents: Sequence[Document]) -> None:
    now = {document.source.document_id: document.sha256 for document in documents}
    changed = {name for name, _ in now.items() ^ manifest.documents.items()}
    if changed:
        raise IndexStale(f"these documents are not what it was built from: {', '.join(sorted(changed))}")
    ids = [passage.id for document in documents for passage in split(document)]
    if ids != [passage.id for passage in contents.passages]:
        raise IndexStale("the documents are cut into other passages than when it was built")
