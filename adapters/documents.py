"""Which documents are in use: those that an admin has brought with `alongside reindex PATH`, else those of the package.

The admin's documents are kept in the data folder, so that a restart finds the same guidance that was published.
"""

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.errors import BotError
from knowledge.document import Document, read_documents


class DoubleDocument(BotError):
    """Two files have the same name, so that one would hide the other. Rename or remove one of them."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There are two documents called {name}. Rename or remove one of them.")
        self.name = name


def documents_in_use(data_dir: Path) -> tuple[Document, ...]:
    """Return the documents that are to be searched. Raises DocumentError."""
    own = _folder(data_dir)
    return read_documents(own if own.is_dir() else None)


def documents_from(paths: Sequence[Path]) -> tuple[Document, ...]:
    """Return the documents of several folders. Raises DocumentError, which names file and line, or DoubleDocument."""
    documents = tuple(document for path in paths for document in read_documents(path))
    names = Counter(document.source.document_id for document in documents)
    for name, count in names.items():
        if count > 1:
            raise DoubleDocument(name)
    return documents


def keep(paths: Sequence[Path], data_dir: Path) -> None:
    """Make the documents of these folders the ones in use. They have been read without a fault before."""
    beside = data_dir / "documents.new"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for path in paths:
        for file in sorted(path.glob("*.md")):
            shutil.copyfile(file, beside / file.name)
    forget(data_dir)
    beside.rename(_folder(data_dir))


def forget(data_dir: Path) -> None:
    """Go back to the documents of the package."""
    shutil.rmtree(_folder(data_dir), ignore_errors=True)


def _folder(data_dir: Path) -> Path:
    return data_dir / "documents"
