"""Reports, entries, evidence and consents as rows, and back."""

from typing import Any

from adapters.storage.tables import consents, entries, evidence
from adapters.storage.transaction import Row, Transaction
from bot.messages import Channel, EvidenceItem
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus


def report_row(report: Report) -> Row:
    """A report without what was added to it."""
    return {
        "id": report.id,
        "reference": report.reference,
        "reporter": report.reporter,
        "conversation_id": report.conversation_id,
        "status": report.status.value,
        "created_at": report.created_at,
    }


def report_of(row: Row, *, entries: tuple[Entry, ...], consents: tuple[Consent, ...]) -> Report:
    """The report of a row."""
    return Report(
        id=row["id"],
        reference=row["reference"],
        reporter=row["reporter"],
        conversation_id=row["conversation_id"],
        status=ReportStatus(row["status"]),
        created_at=row["created_at"],
        entries=entries,
        consents=consents,
    )


def entry_row(entry: Entry, report_id: str) -> dict[str, Any]:
    """An entry without its file."""
    return {
        "id": entry.id,
        "report_id": report_id,
        "kind": entry.kind.value,
        "field": entry.field,
        "words": entry.words,
        "value": entry.value,
        "author": entry.author,
        "channel": entry.channel.value,
        "at": entry.at,
    }


def evidence_row(entry_id: str, item: EvidenceItem) -> Row:
    """The file of an entry."""
    return {
        "entry_id": entry_id,
        "sha256": item.sha256,
        "media_type": item.media_type,
        "size_bytes": item.size_bytes,
        "storage_key": item.storage_key,
        "quarantined": item.quarantined,
        "thumbnail_key": item.thumbnail_key,
    }


def entry_of(tx: Transaction, row: Row) -> Entry:
    """The entry of a row that is joined with its file."""
    opened = tx.opened(entries, row)
    return Entry(
        id=opened["id"],
        kind=EntryKind(opened["kind"]),
        field=opened["field"],
        words=opened["words"],
        value=opened["value"],
        author=opened["author"],
        channel=Channel(opened["channel"]),
        at=opened["at"],
        evidence=_item_of(tx, row) if row["storage_key"] else None,
    )


def _item_of(tx: Transaction, row: Row) -> EvidenceItem:
    opened = tx.opened(evidence, {**row, "entry_id": row["id"]})
    return EvidenceItem(
        sha256=opened["sha256"],
        media_type=opened["media_type"],
        size_bytes=opened["size_bytes"],
        storage_key=opened["storage_key"],
        quarantined=opened["quarantined"],
        thumbnail_key=opened["thumbnail_key"],
    )


def consent_row(consent: Consent, report_id: str, *, id: str) -> dict[str, Any]:
    """The reporter's word on one recipient."""
    return {
        "id": id,
        "report_id": report_id,
        "recipient": consent.recipient.value,
        "given": consent.given,
        "words": consent.words,
        "at": consent.at,
    }


def consent_of(tx: Transaction, row: Row) -> Consent:
    """The consent of a row."""
    return Consent(
        recipient=Recipient(row["recipient"]), given=row["given"], words=tx.opened(consents, row)["words"], at=row["at"]
    )
