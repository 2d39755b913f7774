"""A document of a reply as a file: its name, and its bytes, made when they are wanted and always the same."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.export.copies import Copies
from bot.messages import Document, DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """What is sent or downloaded."""

    name: str  # says nothing of what the report is about
    media_type: str
    content: bytes


FileOf = Callable[[Document], Awaitable[DocumentFile]]
"""Makes the file of a document. Raises NotFound when its report is gone, StorageError."""

_MEDIA_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.JSON: "application/json",
    DocumentKind.ARCHIVE: "application/zip",
}


def name_of(document: Document) -> str:
    """Return the name of the file: ours and the reference, and nothing that tells what it is about."""
    return f"alongside-{document.reference or 'report'}.{document.kind}"


def files_by(copies: Copies) -> FileOf:
    """Return what makes files of documents."""
    makers = {DocumentKind.PDF: copies.pdf, DocumentKind.JSON: copies.json, DocumentKind.ARCHIVE: copies.archive}

    async def file_of(document: Document) -> DocumentFile:
        content = await makers[document.kind](document.organisation_id, document.report_id)
        return DocumentFile(name=name_of(document), media_type=_MEDIA_TYPES[document.kind], content=content)

    return file_of
