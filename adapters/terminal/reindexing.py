"""`alongside reindex`: documents to an index, with a progress bar, beside the old one."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from adapters.clock import SystemClock
from adapters.settings import Settings
from adapters.terminal.progress import indexing_progress
from bot.errors import BotError
from index.build import build
from index.encoder import load_encoder
from index.errors import SearchError
from index.manifest import read_manifest
from knowledge.document import Document, read_documents
from knowledge.errors import DocumentError
from knowledge.splitting import split


class ReindexFailed(BotError):
    """The index could not be built. The one before it is untouched."""


def run_reindex(settings: Settings, paths: Sequence[Path], *, dry_run: bool, console: Console) -> None:
    """Build and publish the index. Raises ReindexFailed, which says what is wrong with which document."""
    try:
        documents = _documents(paths)
        if dry_run:
            _say_what_would_change(settings.data_dir / "index", documents, console)
            return
        encoder = load_encoder(settings.encoder)
        with indexing_progress() as progress:
            manifest = build(documents, encoder, settings.data_dir / "index", progress, built_at=SystemClock().now())
    except (SearchError, DocumentError) as error:
        raise ReindexFailed(str(error)) from error
    console.print(
        f"Indexed {manifest.passage_count} passages of {len(documents)} documents with {manifest.model}.", highlight=False
    )


def _documents(paths: Sequence[Path]) -> tuple[Document, ...]:
    if not paths:
        return read_documents()
    return tuple(document for path in paths for document in read_documents(path))


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
