"""A guidance document as it lies in `documents/`: its source, its blocks, and the hash of its file.

It must never mend what it reads. A document with a fault is refused as a whole, with the place and the remedy, because
half a document would be quoted as if it were all.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.blocks import Block, read_blocks
from knowledge.errors import DocumentError
from knowledge.front_matter import read_front_matter
from knowledge.passage import Source

NOT_A_DOCUMENT = "README.md"
FENCE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document, whole."""

    source: Source
    blocks: tuple[Block, ...]  # in the document's own order, footnotes and imprint included
    sha256: str  # of the file's bytes, 64 hexadecimal digits

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that may be given as an answer: all but footnotes, imprint and what stands above the title."""
        return tuple(block for block in self.blocks if not block.is_note)


def bundled_documents() -> Path:
    """The folder of the documents that come with Alongside."""
    return Path(__file__).parent / "documents"


def read_documents(folder: Path | None = None) -> tuple[Document, ...]:
    """Return every document of a folder, by file name; the bundled ones when no folder is given.

    Raises:
        DocumentError: one of them cannot be used, or there is none: an index of nothing would answer nobody.
    """
    return _in_folder(folder) if folder else _bundled()


@cache
def _bundled() -> tuple[Document, ...]:
    """Read once: a start needs them four times, and they come with the program and change only with it."""
    return _in_folder(bundled_documents())


def _in_folder(folder: Path) -> tuple[Document, ...]:
    paths = sorted(path for path in folder.glob("*.md") if path.name != NOT_A_DOCUMENT)
    if not paths:
        raise DocumentError("No document was found here.", remedy="Put Markdown files into it.", file=str(folder))
    return tuple(read_document(path) for path in paths)


def read_document(path: Path) -> Document:
    """Return one document.

    Args:
        path: a UTF-8 Markdown file with front matter, named after its id.

    Raises:
        DocumentError: the file cannot be read, or its front matter or Markdown has a fault.
    """
    raw = _read_bytes(path)
    front_matter, body, body_line = _parts(_decoded(raw, path.name), path.name)
    source = read_front_matter(front_matter, file=path.name)
    blocks = read_blocks(body, title=source.title, file=path.name, first_line=body_line)
    return Document(source=source, blocks=blocks, sha256=hashlib.sha256(raw).hexdigest())


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        remedy = "Check that the file is there and may be read."
        raise DocumentError("The file cannot be opened.", remedy=remedy, file=str(path)) from exc


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        remedy = "Save the file as UTF-8 text."
        raise DocumentError("The file is not UTF-8 text.", remedy=remedy, file=file, line=line) from exc


def _parts(text: str, file: str) -> tuple[str, str, int]:
    """The front matter, the body, and the line on which the body begins."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        remedy = "Begin the file with ---, the fields, and --- again."
        raise DocumentError("The front matter is missing.", remedy=remedy, file=file, line=1)
    end = lines.index(FENCE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2
