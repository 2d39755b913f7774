"""Invented records for the storage tests; each maker takes what matters in a test and fills in the rest."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.advice import Advice, Outcome
from bot.duties import Duty, DutyKind
from bot.escalation.escalation import Escalation, EscalationState, Tier
from bot.messages import Channel, Choice, Citation, EvidenceItem, Reply
from bot.organisations import Organisation
from bot.ports import Turn, UnitOfWork
from bot.reporting.report import Consent, Entry, EntryKind, Recipient, Report, ReportStatus
from bot.state import ConversationRecord, State

NORTH = Organisation(
    id="org_north", name="North Lane Campaign", collections=frozenset({"official", "party:north"}), safety_contact="Sam Example"
)
SOUTH = Organisation(id="org_south", name="South Lane Campaign", collections=frozenset({"official"}))

AT = datetime(2026, 5, 1, 9, 30, 15, 123456, tzinfo=UTC)
"""When things happened, to the microsecond: a store that cuts it off would show."""

ADDRESS = "01632 960123"
"""Where the person of these tests is, on their channel."""

_numbers = itertools.count(1)


def fresh(prefix: str) -> str:
    """Return an id that no other record of this run has."""
    return f"{prefix}_{next(_numbers):06d}"


async def a_conversation(work: UnitOfWork, address: str = ADDRESS) -> ConversationRecord:
    """Write a member and their conversation, and return it."""
    member = await work.members.find_or_add(Channel.TELEGRAM, address)
    record = ConversationRecord(
        id=fresh("con"), channel=Channel.TELEGRAM, address=address, member_id=member.id, state=State(welcomed=True)
    )
    return await work.conversations.save(record)


async def a_report(work: UnitOfWork, address: str = ADDRESS) -> Report:
    """Write a report with everything that it belongs to, and return it."""
    report = make_report(await a_conversation(work, address))
    await work.reports.add(report)
    return report


async def an_escalation(work: UnitOfWork, address: str = ADDRESS) -> Escalation:
    """Write an escalation with everything that it belongs to, and return it."""
    escalation = make_escalation((await a_report(work, address)).id)
    await work.escalations.add(escalation)
    return escalation


def make_turn(conversation: ConversationRecord, *, organisation_id: str = NORTH.id, inbound_key: str = "update-1") -> Turn:
    """Return a turn with everything that a reply can have."""
    citation = Citation(
        passage_id="p1",
        quote="**Ring** the police – “at once”.",
        title="Example Guidance",
        issuer="Example Council",
        section="Safety",
        published="2024-05-01",
        link="https://example.org/guidance",
        document_class="official",
    )
    replies = (
        Reply(kind="answer", text="Here is *it* – gwêl isod ☎", citations=(citation,)),
        Reply(kind="ask", text="Is that all?", choices=(Choice(id="yes", label="Yes"), Choice(id="no", label="No"))),
    )
    return Turn(
        id=fresh("trn"),
        organisation_id=organisation_id,
        conversation_id=conversation.id,
        channel=Channel.TELEGRAM,
        address=conversation.address,
        inbound_key=inbound_key,
        said="who do I ring? ☎",
        replies=replies,
        created_at=AT,
    )


def make_entry(author: str, *, words: str = "he followed me – twice", at: datetime = AT) -> Entry:
    """Return an answer to a question of the form."""
    return Entry(
        id=fresh("ent"),
        kind=EntryKind.ANSWER,
        field="what",
        words=words,
        value="stalking",
        author=author,
        channel=Channel.TELEGRAM,
        at=at,
    )


def make_photo(author: str) -> Entry:
    """Return an entry with a file."""
    item = EvidenceItem(sha256="ab" * 32, media_type="image/jpeg", size_bytes=5_000_000_000, storage_key="evi_" + "0" * 32)
    return replace(make_entry(author, words="a photo"), kind=EntryKind.EVIDENCE, evidence=item)


def make_consent(*, given: bool = True) -> Consent:
    """Return the reporter's word on the SPOC."""
    return Consent(recipient=Recipient.SPOC, given=given, words="Yes, forward it" if given else "No", at=AT)


def make_report(conversation: ConversationRecord, *, created_at: datetime = AT) -> Report:
    """Return a report with an answer, a photo and a consent."""
    author = conversation.member_id
    return Report(
        id=fresh("rep"),
        reference=fresh("AL"),
        reporter=author,
        conversation_id=conversation.id,
        status=ReportStatus.DRAFT,
        created_at=created_at,
        entries=(make_entry(author), make_photo(author)),
        consents=(make_consent(),),
    )


def make_escalation(report_id: str, *, created_at: datetime = AT, raised_at: datetime | None = None) -> Escalation:
    """Return a queued escalation."""
    return Escalation(
        id=fresh("esc"),
        report_id=report_id,
        tier=Tier.CRIMINAL_INDICATOR,
        state=EscalationState.QUEUED,
        created_at=created_at,
        acknowledge_token=fresh("secret"),
        practice=True,
        raised_at=raised_at,
    )


def make_advice(conversation: ConversationRecord, *, at: datetime = AT, gap: str = "") -> Advice:
    """Return advice of two passages; a refusal when it has a gap."""
    return Advice(
        id=fresh("adv"),
        conversation_id=conversation.id,
        at=at,
        guidance_version="0123456789ab",
        outcome=Outcome.REFUSED if gap else Outcome.ASKED_WHICH,
        passages=() if gap else ("3815ff24ecdfed93", "0000000000000001"),
        reason="near_miss" if gap else "",
        route="police" if gap else "",
        question="may Kim Example ring my gran? ☎",
        gap=gap,
    )


def make_duty(due_at: datetime, *, key: str = "", organisation_id: str = NORTH.id, subject_id: str = "esc_1") -> Duty:
    """Return a duty to deliver."""
    id = fresh("dut")
    return Duty(
        id=id, organisation_id=organisation_id, kind=DutyKind.DELIVER, subject_id=subject_id, key=key or id, due_at=due_at
    )


A_MINUTE = timedelta(minutes=1)
