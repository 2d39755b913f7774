"""One invented report that a SPOC has, and a message of each type: what schema, signatures and links are tried on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from adapters.spoc.pinging import ping_message
from bot.candidate.handshake import revoked_message
from bot.escalation import payload
from bot.escalation.alarm_message import AlarmFacts, SharedFacts, unanswered
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import Election
from bot.escalation.escalation import Escalation, EscalationState, Tier
from bot.escalation.passing_on import reminder_duty
from bot.escalation.reminder_message import reminder
from bot.messages import Channel, EvidenceItem
from bot.ports import SpocMessage
from bot.rendering import Wording
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.testing import FixedIds, SettableClock
from bot.testing.outside import START

PUBLIC_URL = "https://alongside.example.org"
WHAT = "Siân saw a man with a knife outside the library. He said “cael eich lladd” 👋"

PHOTO = EvidenceItem(sha256="a" * 64, media_type="image/png", size_bytes=3, storage_key="evi_" + "0" * 32)
HOSTILE = EvidenceItem(sha256="b" * 64, media_type="text/html", size_bytes=9, storage_key="evi_" + "1" * 32, quarantined="script")


def make_entry(field: str, words: str, value: str = "", **overrides: object) -> Entry:
    """Return an answer that was given when the report was told."""
    facts: dict[str, object] = {
        "id": f"ent_{field}",
        "kind": EntryKind.ANSWER,
        "field": field,
        "words": words,
        "value": value,
        "author": "mem_1",
        "channel": Channel.WEB,
        "at": START,
    }
    return Entry(**facts | overrides)  # type: ignore[arg-type]


def make_file(item: EvidenceItem = PHOTO, **overrides: object) -> Entry:
    """Return a file of the report."""
    facts: dict[str, object] = {"id": f"ent_{item.sha256[0]}", "kind": EntryKind.EVIDENCE, "evidence": item}
    return make_entry("evidence", "", item.media_type, **facts | overrides)


def make_report(*entries: Entry, **overrides: object) -> Report:
    """Return a report whose reporter lets the SPOC see it, and nobody else."""
    facts: dict[str, object] = {
        "id": "rep_1",
        "reference": "AL-0001-TEST",
        "reporter": "mem_1",
        "conversation_id": "con_1",
        "status": ReportStatus.SAVED,
        "created_at": START,
        "entries": entries or (make_entry("what", WHAT), make_entry("when", "last night", "2026-04-30"), make_file()),
        "consents": (Consent(recipient=Recipient.SPOC, given=True, words="Send: SPOC only", at=START),),
    }
    return Report(**facts | overrides)  # type: ignore[arg-type]


def make_escalation(**overrides: object) -> Escalation:
    """Return the way of that report to its SPOC."""
    facts: dict[str, object] = {
        "id": "esc_1",
        "report_id": "rep_1",
        "tier": Tier.IMMEDIATE,
        "state": EscalationState.DELIVERED,
        "created_at": START,
        "acknowledge_token": "secret-1",
        "delivered_at": START,
        "force_id": "kent",
    }
    return Escalation(**facts | overrides)  # type: ignore[arg-type]


def make_messages() -> Mapping[str, SpocMessage]:
    """Return a message of each type, by its type."""
    wording, escalation = Wording(), make_escalation()
    later = make_entry("more", "He came back.", id="ent_later", kind=EntryKind.ADDITION, at=START + timedelta(hours=1))
    report = make_report().with_entries([later])
    silent = replace(escalation, rung=1)
    duty = reminder_duty(silent, "org_green_street", FixedIds(), START)
    messages = [
        payload.escalated(report, escalation, wording, public_url=PUBLIC_URL, until="ent_a"),
        payload.updated(report, escalation, wording, entry_id=later.id, public_url=PUBLIC_URL),
        payload.withdrawn(report, escalation),
        reminder(report, silent, duty, wording, public_url=PUBLIC_URL),
        revoked_message(report, escalation, at=START),
        unanswered(make_alarm(report, escalation), duty, START),
        ping_message(make_contact(), "msg_ping", SettableClock()),
    ]
    return {message.type: message for message in messages}


def make_alarm(report: Report, escalation: Escalation) -> AlarmFacts:
    """Return what an organisation is told of silence, when its reporter agreed to that."""
    shared = SharedFacts(
        reference=report.reference,
        escalation_id=escalation.id,
        tier=escalation.tier,
        state=escalation.state.value,
        held=escalation.held.value,
        since=START,
        done=(),
        number="",
        to_write_to=(),
    )
    return AlarmFacts(force="Kent Police", hours=3, practice=False, shared=shared)


def make_contact() -> SpocContact:
    """Return an invented contact."""
    return SpocContact(
        id="con_1",
        force_id="kent",
        elections=frozenset({Election.LOCAL}),
        rank=Rank.SPOC,
        name="An Example",
        valid_from=date(2026, 1, 1),
        added_at=START,
    )
