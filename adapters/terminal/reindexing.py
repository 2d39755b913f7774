"""`alongside reindex`: documents to an index, with a progress bar, beside the old one."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from adapters.clock import SystemClock
from adapters.documents import documents_from, documents_in_use, forget, keep
from adapters.library import INDEX_FOLDER, Library, take_over_prepared, with_questions
from adapters.settings import Settings
from adapters.terminal.progress import indexing_progress
from bot.errors import BotError
from index.build import build
from index.encoder import load_encoder
from index.errors import SearchError
from index.manifest import Manifest, read_manifest
from knowledge.document import Document, read_documents
from knowledge.errors import DocumentError
from knowledge.questions import BadQuestions, read_gate
from knowledge.splitting import split


class ReindexFailed(BotError):
    """The index could not be built. The one before it is untouched."""


def run_reindex(
    settings: Settings, paths: Sequence[Path], *, bundled: bool, dry_run: bool, anyway: bool, console: Console
) -> None:
    """Build and publish the index, and keep the documents that it was built from.

    Raises:
        ReindexFailed: says what is wrong with which document. What was in use before stays in use.
        DoubleDocument: two of the folders hold a document of the same name.
    """
    try:
        documents = _documents(settings.data_dir, paths, bundled=bundled)
        if dry_run:
            _say_what_would_change(settings.data_dir / INDEX_FOLDER, documents, console)
            return
        manifest = _built(settings, with_questions(documents, settings.data_dir), anyway=anyway)
    except (SearchError, DocumentError, BadQuestions) as error:
        raise ReindexFailed(str(error)) from error
    if paths:
        keep(paths, settings.data_dir)
    elif bundled:
        forget(settings.data_dir)
    indexed = f"Indexed {manifest.passage_count} passages of {len(documents)} documents with {manifest.model}."
    console.print(indexed, highlight=False)
    console.print(f"Learned from {manifest.row_count} texts.{_left_out(manifest)}{_measured(manifest)}", highlight=False)
    console.print("A server that is running takes this up at its next start.")


def _built(settings: Settings, library: Library, *, anyway: bool) -> Manifest:
    encoder = load_encoder(settings.encoder)
    take_over_prepared(settings.data_dir / INDEX_FOLDER)
    with indexing_progress() as progress:
        return build(
            library.documents,
            encoder,
            settings.data_dir / INDEX_FOLDER,
            progress,
            questions=library.questions,
            messages=library.messages,
            gate=read_gate(),
            may_be_worse=anyway,
            built_at=SystemClock().now(),
        )


def _left_out(manifest: Manifest) -> str:
    """Example questions that no document answers any more are worth a look: their guidance may have gone by mistake."""
    if not manifest.unplaced_count:
        return ""
    return f" {manifest.unplaced_count} example questions were left out: the words that answered them stand in no document now."


def _measured(manifest: Manifest) -> str:
    if not manifest.figures:
        return " The release gate has too few questions on these documents to measure them."
    figures = ", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in manifest.figures.items())
    return f" Release gate: {figures}."


def _documents(data_dir: Path, paths: Sequence[Path], *, bundled: bool) -> tuple[Document, ...]:
    if paths:
        return documents_from(paths)
    return read_documents() if bundled else documents_in_use(data_dir)


def _say_what_would_change(folder: Path, documents: Sequence[Document], console: Console) -> None:
    before = _published(folder)
    now = {document.source.document_id: document.sha256 for document in documents}
    for name in sorted(before.keys() | now.keys()):
        state = "new" if name not in before else "gone" if name not in now else "changed" if before[name] != now[name] else "same"
        console.print(f"{state:8} {name}", highlight=False)
    passages = sum(len(split(document)) for document in documents)
    console.print(f"{passages} passages. Nothing was changed.", highlight=False)


def _published(folder: Path) -> dict[str, str]:
    try:
        return dict(read_manifest(folder).documents)
    except SearchError:  # none yet, or one that cannot be used: then everything is new
        return {}
