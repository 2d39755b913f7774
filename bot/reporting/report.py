"""A report is a list of entries that only grows; its current fields are derived from them.

Nothing here may change or drop an entry: what the reporter typed stays as they typed it, corrections are added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.messages import Channel, EvidenceItem


class ReportStatus(StrEnum):
    """Where a report stands, without its escalations."""

    DRAFT = "draft"  # being told; nobody else sees it
    CANCELLED = "cancelled"  # a draft that its reporter gave up; kept for a day, then forgotten
    SAVED = "saved"  # the reporter has finished and chosen who may see it
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Recipient(StrEnum):
    """Who may be given a report; consent is asked for each."""

    PARTY = "party"
    SPOC = "spoc"
    STATISTICS = "statistics"


class EntryKind(StrEnum):
    """Why an entry was added."""

    ANSWER = "answer"
    READ_OFF = "read_off"  # read from the reporter's own words by rules, and shown to them before anything is sent
    CORRECTION = "correction"
    ADDITION = "addition"  # told after the report was sent; the original stays
    EVIDENCE = "evidence"
    MESSAGE = "message"  # between the reporter and the party's staff, or from the SPOC; its `value` says whose
    NOTE = "note"  # about the report, by staff or by the program; its `value` says what


ANSWERING = frozenset({EntryKind.ANSWER, EntryKind.READ_OFF, EntryKind.CORRECTION, EntryKind.ADDITION})
"""Kinds of entry that answer a question of the form."""

ADDED_TO = frozenset({"more", "evidence"})
"""Questions whose answers stand beside one another; of every other the latest one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was added to a report, by whom, when, and where from."""

    id: str
    kind: EntryKind
    field: str  # which question of the form it answers; "" for a note
    words: str  # as typed, or the label of the button; never changed afterwards
    value: str  # the normalised answer, such as a choice's id or an ISO instant; "" when there is none
    author: str  # a member id
    channel: Channel
    at: datetime
    evidence: EvidenceItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The reporter's yes or no for one recipient, and the words they pressed."""

    recipient: Recipient
    given: bool
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What happened, as its reporter told it."""

    id: str
    reference: str  # what people say to each other, such as "AL-7K3M-9QXT"
    reporter: str  # a member id
    conversation_id: str  # where news about it goes
    status: ReportStatus
    created_at: datetime
    entries: tuple[Entry, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def fields(self) -> Mapping[str, Entry]:
        """The latest entry for each question of the form; of what was added a line at a time, all of it in one."""
        latest: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.kind in ANSWERING and entry.field:
                before = latest.get(entry.field) if entry.field in ADDED_TO else None
                latest[entry.field] = replace(entry, words=f"{before.words}\n{entry.words}") if before else entry
        return latest

    @property
    def evidence(self) -> tuple[Entry, ...]:
        """Every file and link that was added, oldest first."""
        return tuple(entry for entry in self.entries if entry.kind is EntryKind.EVIDENCE)

    def allows(self, recipient: Recipient) -> bool:
        """True when the latest word on this recipient was yes; silence is no."""
        given = [consent.given for consent in self.consents if consent.recipient is recipient]
        return bool(given) and given[-1]

    def with_entries(self, entries: Iterable[Entry]) -> "Report":
        """The same report with these entries added at the end."""
        return replace(self, entries=(*self.entries, *entries))
