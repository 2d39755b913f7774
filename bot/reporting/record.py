"""The whole record of a report, as its reporter takes it away: plain data, made of rows alone, the same every time.

Nothing here may invent a value or read a clock. No member id, storage key or secret may get into it: it leaves the house, and is
shown to whoever the reporter likes.
"""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from bot.escalation.escalation import Escalation
from bot.escalation.stating import one_in_words
from bot.rendering import UK_TIME, Wording, uk_time
from bot.reporting.chain import Record, first_hash, next_hash
from bot.reporting.form import FORM
from bot.reporting.mine import state_words
from bot.reporting.report import ANSWERING, Consent, Entry, EntryKind, Report

RECORD_VERSION = 1
"""Rises when a name in the record changes its meaning; names may be added without."""

NOT_PEOPLE = frozenset({"staff", "spoc", "system"})
"""What may stand for the author of an entry in place of somebody's id."""

_ANSWERS = ANSWERING | {EntryKind.EVIDENCE}
"""Entries whose value is the reporter's; of all others it is the program's, and may go on with an id behind a colon."""


def record_of(
    report: Report, escalations: Sequence[Escalation], wording: Wording, *, also_reporter: Collection[str] = frozenset()
) -> Record:
    """Return everything that is kept of a report, for the person whose report it is.

    Args:
        report: with all its entries and consents.
        escalations: the report's, oldest first.
        wording: for the names of questions and states.
        also_reporter: under which other ids the reporter wrote, having come back by the spare code; everybody else that wrote is
            of the party's staff.
    """
    created = times(report.created_at)
    first = first_hash(report.reference, created["utc"])
    entries = _entries(report, wording, {report.reporter, *also_reporter}, first)
    return {
        "version": RECORD_VERSION,
        "notice": wording.label("record.notice"),
        "reference": report.reference,
        "created": created,
        "last_entry": entries[-1]["time"] if entries else created,
        "status": {"id": report.status.value, "words": _plain(state_words(wording, report, escalations))},
        "fields": _fields(report, wording),
        "entries": entries,
        "consents": [_consent(consent, wording) for consent in report.consents],
        "escalations": [_escalation(escalation, wording) for escalation in escalations],
        "evidence": _evidence(report),
        "chain": {
            "how": wording.label("record.chain"),
            "first": first,
            "last": entries[-1]["hash"] if entries else first,
        },
    }


def times(at: datetime) -> dict[str, str]:
    """Return an instant twice: ISO 8601 in UTC, and as people in the UK write it, such as "14:02 on Friday 1 May 2026"."""
    return {"utc": at.astimezone(UTC).isoformat(), "uk": f"{uk_time(at)} {at.astimezone(UK_TIME).year}"}


def _entries(report: Report, wording: Wording, reporter: Collection[str], hash: str) -> list[Record]:
    """Only `said` is in the chain: a question may be worded better one day, and the old hashes must still fit."""
    rows: list[Record] = []
    for number, entry in enumerate(report.entries, start=1):
        said = _said(entry, reporter)
        hash = next_hash(hash, said)
        heading = _heading(wording, said)
        rows.append({"number": number, "heading": heading, "time": times(entry.at), "said": said, "hash": hash})
    return rows


def _heading(wording: Wording, said: Record) -> str:
    """Name what an entry is about: a question, what a note says, or what kind of entry it is."""
    if said["field"] and "file" not in said:
        return wording.label(f"field.{said['field']}")
    if said["kind"] == EntryKind.NOTE:
        try:
            return wording.label(f"record.note.{said['value']}")
        except KeyError:
            pass  # a kind of note that is younger than this list: the copy must not fail for want of its name
    kind = wording.label(f"record.kind.{said['kind']}")
    return kind[:1].upper() + kind[1:]


def _said(entry: Entry, reporter: Collection[str]) -> Record:
    said: Record = {
        "kind": entry.kind.value,
        "field": entry.field,
        "words": entry.words,
        "value": entry.value if entry.kind in _ANSWERS else entry.value.partition(":")[0],
        "author": _author(entry.author, reporter),
        "channel": entry.channel.value,
        "at": entry.at.astimezone(UTC).isoformat(),
    }
    if entry.evidence:
        item = entry.evidence
        said["file"] = {"sha256": item.sha256, "media_type": item.media_type, "size_bytes": item.size_bytes}
    return said


def _author(author: str, reporter: Collection[str]) -> str:
    return "reporter" if author in reporter else author if author in NOT_PEOPLE else "staff"


def _fields(report: Report, wording: Wording) -> list[Record]:
    answered = [(each, report.fields[each.id]) for each in FORM if each.id in report.fields]
    return [
        {"id": each.id, "kind": each.kind.value, "question": wording.label(f"field.{each.id}")}
        | {"words": entry.words, "value": entry.value, "time": times(entry.at)}
        for each, entry in answered
    ]


def _consent(consent: Consent, wording: Wording) -> Record:
    who = {"recipient": consent.recipient.value, "recipient_words": wording.label(f"record.recipient.{consent.recipient}")}
    return who | {"given": consent.given, "words": consent.words, "time": times(consent.at)}


def _escalation(escalation: Escalation, wording: Wording) -> Record:
    return {
        "state": escalation.state.value,
        "words": one_in_words(wording, escalation),
        "practice": escalation.practice,
        "created": times(escalation.created_at),
        "delivered": times(escalation.delivered_at) if escalation.delivered_at else None,
        "acknowledged": times(escalation.acknowledged_at) if escalation.acknowledged_at else None,
        "police_reference": "" if escalation.police_reference == "declined" else escalation.police_reference,
    }


def _evidence(report: Report) -> list[Record]:
    """List the files, counted from 1, each with the number of its entry; links are words, and stand among the entries."""
    kept = [(place, each, each.evidence) for place, each in enumerate(report.entries, start=1) if each.evidence]
    return [
        {"number": number, "entry": place, "caption": entry.words, "received": times(entry.at), "channel": entry.channel.value}
        | {"sha256": item.sha256, "media_type": item.media_type, "size_bytes": item.size_bytes, "quarantined": item.quarantined}
        for number, (place, entry, item) in enumerate(kept, start=1)
    ]


def _plain(markdown: str) -> str:
    """Take the backslashes off that keep a character from being read as Markdown."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown)
