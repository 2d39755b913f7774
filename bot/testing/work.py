"""A unit of work in memory: the parts of one organisation, over one snapshot of its rows."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from bot.advice import Advice, Verdict
from bot.duties import Duty, DutyKind
from bot.errors import ConversationChanged, LeaseLost, NotFound
from bot.escalation.directory import SpocContact
from bot.escalation.escalation import Acknowledgement, Attempt, Escalation, EscalationState
from bot.messages import Channel
from bot.organisations import Member, Organisation, Role
from bot.ports import Clock, Turn
from bot.profile import Profile
from bot.reporting.codes import same_code
from bot.reporting.report import Consent, Entry, Report, ReportStatus
from bot.state import ConversationRecord
from bot.testing.rows import DutySlot, OrganisationRows

Row = TypeVar("Row")


def _got(table: dict[str, Row], kind: str, id: str) -> Row:
    if id not in table:
        raise NotFound(kind, id)
    return table[id]


class _Part:
    def __init__(self, rows: OrganisationRows, clock: Clock) -> None:
        self._rows = rows
        self._clock = clock


class InMemoryMembers(_Part):
    """Implements `Members`."""

    async def find_or_add(self, channel: Channel, address: str) -> Member:
        """See the port."""
        for member in self._rows.members.values():
            if (member.channel, member.address) == (channel, address):
                return member
        member = Member(id=f"mem_{uuid.uuid4().hex}", channel=channel, address=address, roles=frozenset({Role.REPORTER}))
        self._rows.members[member.id] = member
        return member

    async def get(self, member_id: str) -> Member:
        """See the port."""
        return _got(self._rows.members, "member", member_id)

    async def grant(self, member_id: str, role: Role) -> None:
        """See the port."""
        member = await self.get(member_id)
        self._rows.members[member_id] = replace(member, roles=member.roles | {role})

    async def profile(self, member_id: str) -> Profile:
        """See the port."""
        await self.get(member_id)
        return self._rows.profiles.get(member_id, Profile())

    async def set_profile(self, member_id: str, profile: Profile) -> None:
        """See the port."""
        await self.get(member_id)
        self._rows.profiles[member_id] = profile

    async def all(self) -> Sequence[Member]:
        """See the port."""
        return list(self._rows.members.values())


class InMemoryConversations(_Part):
    """Implements `Conversations`."""

    async def find(self, channel: Channel, address: str) -> ConversationRecord | None:
        """See the port."""
        records = self._rows.conversations.values()
        return next((r for r in records if (r.channel, r.address) == (channel, address)), None)

    async def get(self, conversation_id: str) -> ConversationRecord:
        """See the port."""
        return _got(self._rows.conversations, "conversation", conversation_id)

    async def of_member(self, member_id: str) -> Sequence[ConversationRecord]:
        """See the port."""
        return sorted((each for each in self._rows.conversations.values() if each.member_id == member_id), key=lambda one: one.id)

    async def save(self, record: ConversationRecord) -> ConversationRecord:
        """See the port."""
        stored = await self.find(Channel(record.channel), record.address)
        if (stored.version if stored else 0) != record.version or (stored and stored.id != record.id):
            raise ConversationChanged
        written = replace(record, version=record.version + 1)
        self._rows.conversations[record.id] = written
        return written


class InMemoryTurns(_Part):
    """Implements `Turns`."""

    async def find(self, channel: Channel, address: str, inbound_key: str) -> Turn | None:
        """See the port."""
        wanted = (channel, address, inbound_key)
        turns = self._rows.turns.values()
        return next((t for t in turns if inbound_key and (t.channel, t.address, t.inbound_key) == wanted), None)

    async def add(self, turn: Turn) -> Turn:
        """See the port."""
        if await self.find(turn.channel, turn.address, turn.inbound_key):
            raise ConversationChanged
        stored = replace(turn, seq=len(await self.since(turn.conversation_id, 0)) + 1)
        self._rows.turns[turn.id] = stored
        return stored

    async def get(self, turn_id: str) -> Turn:
        """See the port."""
        return _got(self._rows.turns, "turn", turn_id)

    async def mark_sent(self, turn_id: str, at: datetime) -> None:
        """See the port."""
        self._rows.turns[turn_id] = replace(await self.get(turn_id), sent_at=at)

    async def since(self, conversation_id: str, seq: int) -> Sequence[Turn]:
        """See the port."""
        turns = [t for t in self._rows.turns.values() if t.conversation_id == conversation_id and t.seq > seq]
        return sorted(turns, key=lambda turn: turn.seq)


class InMemoryReports(_Part):
    """Implements `Reports`."""

    async def add(self, report: Report) -> None:
        """See the port."""
        self._rows.reports[report.id] = report

    async def append(self, report_id: str, entries: Sequence[Entry]) -> None:
        """See the port."""
        self._rows.reports[report_id] = (await self.get(report_id)).with_entries(entries)

    async def consent(self, report_id: str, consents: Sequence[Consent]) -> None:
        """See the port."""
        report = await self.get(report_id)
        self._rows.reports[report_id] = replace(report, consents=(*report.consents, *consents))

    async def set_status(self, report_id: str, status: ReportStatus) -> None:
        """See the port."""
        self._rows.reports[report_id] = replace(await self.get(report_id), status=status)

    async def get(self, report_id: str) -> Report:
        """See the port."""
        return _got(self._rows.reports, "report", report_id)

    async def of(self, member_id: str) -> Sequence[Report]:
        """See the port."""
        opened = {report_id for report_id, member in self._rows.access if member == member_id}
        own = [report for report in self._rows.reports.values() if report.reporter == member_id or report.id in opened]
        return sorted(own, key=lambda report: report.created_at, reverse=True)

    async def saved(self, *, limit: int) -> Sequence[Report]:
        """See the port."""
        kept = [report for report in self._rows.reports.values() if report.status is ReportStatus.SAVED]
        return sorted(kept, key=lambda report: report.created_at, reverse=True)[:limit]

    async def set_code(self, report_id: str, code: str) -> None:
        """See the port."""
        await self.get(report_id)
        self._rows.codes[report_id] = same_code(code)

    async def by_code(self, code: str) -> Report | None:
        """See the port."""
        found = next((id for id, each in self._rows.codes.items() if each == same_code(code)), None)
        return self._rows.reports.get(found) if found else None

    async def let_in(self, report_id: str, member_id: str) -> None:
        """See the port."""
        await self.get(report_id)
        self._rows.access.add((report_id, member_id))

    async def move(self, report_id: str, conversation_id: str) -> None:
        """See the port."""
        self._rows.reports[report_id] = replace(await self.get(report_id), conversation_id=conversation_id)

    async def forget(self, report_id: str) -> None:
        """See the port."""
        if (await self.get(report_id)).status is not ReportStatus.CANCELLED:
            raise NotFound("cancelled report", report_id)
        del self._rows.reports[report_id]
        self._rows.codes.pop(report_id, None)
        self._rows.access.difference_update({pair for pair in self._rows.access if pair[0] == report_id})


class InMemoryEscalations(_Part):
    """Implements `Escalations`."""

    async def add(self, escalation: Escalation) -> None:
        """See the port."""
        self._rows.escalations[escalation.id] = escalation

    async def get(self, escalation_id: str) -> Escalation:
        """See the port."""
        return _got(self._rows.escalations, "escalation", escalation_id)

    async def of_report(self, report_id: str) -> Sequence[Escalation]:
        """See the port."""
        return [escalation for escalation in self._rows.escalations.values() if escalation.report_id == report_id]

    async def update(self, escalation: Escalation) -> None:
        """See the port."""
        await self.get(escalation.id)
        self._rows.escalations[escalation.id] = escalation

    async def unfinished(self) -> Sequence[Escalation]:
        """See the port."""
        return [e for e in self._rows.escalations.values() if e.state is EscalationState.QUEUED]

    async def open(self) -> Sequence[Escalation]:
        """See the port."""
        return [escalation for escalation in self._rows.escalations.values() if escalation.is_open]

    async def since(self, at: datetime) -> Sequence[Escalation]:
        """See the port."""
        return [escalation for escalation in self._rows.escalations.values() if escalation.created_at >= at]

    async def add_attempt(self, attempt: Attempt) -> None:
        """See the port."""
        self._rows.attempts.append(attempt)

    async def attempts(self, escalation_id: str) -> Sequence[Attempt]:
        """See the port."""
        return [attempt for attempt in self._rows.attempts if attempt.escalation_id == escalation_id]

    async def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        """See the port."""
        if acknowledgement.id in self._rows.acknowledgements:
            return False
        self._rows.acknowledgements[acknowledgement.id] = acknowledgement
        return True


class InMemoryDuties(_Part):
    """Implements `Duties`."""

    async def add(self, duty: Duty) -> None:
        """See the port."""
        if all(slot.duty.key != duty.key for slot in self._rows.duties.values()):
            self._rows.duties[duty.id] = DutySlot(duty)

    async def finish(self, duty: Duty) -> None:
        """See the port."""
        self._rows.duties[duty.id] = replace(self._held(duty), is_open=False, finished_at=self._clock.now())

    async def postpone(self, duty: Duty, due_at: datetime) -> None:
        """See the port."""
        slot = self._held(duty)
        self._rows.duties[duty.id] = replace(slot, duty=replace(slot.duty, due_at=due_at, lease=""), leased_until=None)

    async def drop(self, kind: DutyKind, subject_id: str) -> None:
        """See the port."""
        for id, slot in list(self._rows.duties.items()):
            if (slot.duty.kind, slot.duty.subject_id) == (kind, subject_id):
                self._rows.duties[id] = replace(slot, is_open=False, finished_at=self._clock.now())

    async def is_live(self, kind: DutyKind, subject_id: str) -> bool:
        """See the port."""
        slots = self._rows.duties.values()
        return any(s.is_open and (s.duty.kind, s.duty.subject_id) == (kind, subject_id) for s in slots)

    async def is_behind(self, duty: Duty, kinds: Collection[DutyKind]) -> bool:
        """See the port."""
        for slot in self._rows.duties.values():  # in the order in which they were written
            if slot.duty.id == duty.id:
                return False
            if slot.is_open and slot.duty.subject_id == duty.subject_id and slot.duty.kind in kinds:
                return True
        return False

    async def hurry(self, kind: DutyKind, subject_id: str) -> bool:
        """See the port."""
        hurried = False
        for id, slot in self._rows.duties.items():
            if slot.is_open and (slot.duty.kind, slot.duty.subject_id) == (kind, subject_id):
                self._rows.duties[id] = replace(slot, duty=replace(slot.duty, due_at=min(slot.duty.due_at, self._clock.now())))
                hurried = True
        return hurried

    def _held(self, duty: Duty) -> DutySlot:
        slot = self._rows.duties.get(duty.id)
        if slot is None or not slot.is_open or not duty.lease or slot.duty.lease != duty.lease:
            raise LeaseLost(duty.id)
        return slot


class InMemoryAdviceLog(_Part):
    """Implements `AdviceLog`."""

    async def add(self, advice: Advice) -> None:
        """See the port."""
        keeps = self._rows.organisation.keeps_questions
        self._rows.advice[advice.id] = advice if keeps else replace(advice, question="")

    async def get(self, advice_id: str) -> Advice:
        """See the port."""
        return _got(self._rows.advice, "advice", advice_id)

    async def judge(self, advice_id: str, verdict: Verdict, *, gap: str = "") -> None:
        """See the port."""
        self._rows.advice[advice_id] = (await self.get(advice_id)).judged(verdict, gap=gap)

    async def gaps(self, *, limit: int = 100) -> Sequence[Advice]:
        """See the port."""
        gaps = [advice for advice in self._rows.advice.values() if advice.gap]
        return sorted(gaps, key=lambda advice: (advice.at, advice.id), reverse=True)[:limit]

    async def close_gap(self, advice_id: str) -> None:
        """See the port."""
        self._rows.advice[advice_id] = replace(await self.get(advice_id), gap="")

    async def forget_questions(self) -> int:
        """See the port."""
        kept = [advice for advice in self._rows.advice.values() if advice.question]
        self._rows.advice.update({advice.id: replace(advice, question="") for advice in kept})
        return len(kept)


class InMemorySpocContacts(_Part):
    """Implements `SpocContacts`."""

    async def add(self, contact: SpocContact) -> None:
        """See the port."""
        self._rows.spoc_contacts[contact.id] = contact

    async def get(self, contact_id: str) -> SpocContact:
        """See the port."""
        return _got(self._rows.spoc_contacts, "SPOC contact", contact_id)

    async def all(self) -> Sequence[SpocContact]:
        """See the port."""
        return sorted(self._rows.spoc_contacts.values(), key=lambda contact: (contact.added_at, contact.id))

    async def end(self, contact_id: str, last_day: date) -> None:
        """See the port."""
        self._rows.spoc_contacts[contact_id] = replace(await self.get(contact_id), valid_until=last_day)

    async def set_checked(self, contact_id: str, day: date) -> None:
        """See the port."""
        self._rows.spoc_contacts[contact_id] = replace(await self.get(contact_id), checked_on=day)

    async def replace_secret(self, contact_id: str, secret: str) -> None:
        """See the port."""
        self._rows.spoc_contacts[contact_id] = (await self.get(contact_id)).with_secret(secret)

    async def drop_older_secret(self, contact_id: str) -> None:
        """See the port."""
        self._rows.spoc_contacts[contact_id] = (await self.get(contact_id)).with_newest_secret_only()


class InMemoryAudit(_Part):
    """Implements `Audit`."""

    async def record(self, action: str, *, subject_id: str, actor: str) -> None:
        """See the port."""
        self._rows.audit.append((action, subject_id, actor))


class InMemoryWork:
    """Implements `UnitOfWork`."""

    def __init__(self, rows: OrganisationRows, clock: Clock) -> None:
        self._rows = rows
        self._clock = clock

    @property
    def organisation(self) -> Organisation:
        """Whose unit this is."""
        return self._rows.organisation

    @cached_property
    def members(self) -> InMemoryMembers:
        """The people."""
        return InMemoryMembers(self._rows, self._clock)

    @cached_property
    def conversations(self) -> InMemoryConversations:
        """The talks."""
        return InMemoryConversations(self._rows, self._clock)

    @cached_property
    def turns(self) -> InMemoryTurns:
        """What was said."""
        return InMemoryTurns(self._rows, self._clock)

    @cached_property
    def reports(self) -> InMemoryReports:
        """The reports."""
        return InMemoryReports(self._rows, self._clock)

    @cached_property
    def escalations(self) -> InMemoryEscalations:
        """The escalations."""
        return InMemoryEscalations(self._rows, self._clock)

    @cached_property
    def duties(self) -> InMemoryDuties:
        """What is to be done."""
        return InMemoryDuties(self._rows, self._clock)

    @cached_property
    def advice(self) -> InMemoryAdviceLog:
        """What was shown for the questions."""
        return InMemoryAdviceLog(self._rows, self._clock)

    @cached_property
    def spoc_contacts(self) -> InMemorySpocContacts:
        """Whom to reach at the police."""
        return InMemorySpocContacts(self._rows, self._clock)

    @cached_property
    def audit(self) -> InMemoryAudit:
        """Who did what."""
        return InMemoryAudit(self._rows, self._clock)
