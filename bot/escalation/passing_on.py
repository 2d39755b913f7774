"""Duties of the ladder towards the police: reminding whoever has an escalation, and passing it on to who comes after them.

Whoever has been passed a report is also sent what is added to it, and told when it is withdrawn. Nothing of it may go to anybody
new once its reporter has taken it back.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.duties import Duty, DutyKind
from bot.escalation import payload
from bot.escalation.alarms import Why, alarm_duty
from bot.escalation.composing import Composing
from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.events import DELIVERED, ESCALATED
from bot.escalation.people import is_waiting, is_withdrawn
from bot.escalation.posting import Posting, Tried
from bot.escalation.reminder_message import reminder
from bot.ports import Clock, Ids, SpocMessage, Storage, UnitOfWork
from bot.reporting.report import Recipient, Report
from bot.reporting.sharing import may_see

WITHDRAWN = "withdrawn"
"""What the key of a duty ends in that tells somebody of a withdrawal; of one that brings an addition it is the entry's id."""

AGAIN = "again@"
"""How the key of a duty goes on, before the time, that sends it once more to whoever has it, because a person asked."""


def reminder_duty(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime) -> Duty:
    """Return the duty to remind whoever has it."""
    key = f"{DutyKind.REMIND_SPOC}:{escalation.id}:{escalation.rung}:{now.isoformat()}"
    return _duty(DutyKind.REMIND_SPOC, escalation, key, organisation_id, ids, now)


def pass_on_duty(
    escalation: Escalation, contact_id: str, organisation_id: str, ids: Ids, now: datetime, *, what: str = ""
) -> Duty:
    """Return the duty to pass an escalation on; the same contact is owed it once, and each addition (`what`) once.

    `contact_id` is "" for whoever has it, with an AGAIN.
    """
    key = f"{DutyKind.PASS_ON}:{escalation.id}:{contact_id}:{what}"
    return _duty(DutyKind.PASS_ON, escalation, key, organisation_id, ids, now)


async def owe_those_passed_on(work: UnitOfWork, escalation: Escalation, ids: Ids, now: datetime, *, what: str) -> bool:
    """Owe everybody who was passed an escalation what happened to it since; False when there is nobody.

    Args:
        what: WITHDRAWN, or the id of the last entry that was added.
    """
    contacts = sorted(await passed_on(work, escalation))
    for contact_id in contacts:
        await work.duties.add(pass_on_duty(escalation, contact_id, work.organisation.id, ids, now, what=what))
    return bool(contacts)


async def passed_on(work: UnitOfWork, escalation: Escalation) -> set[str]:
    """Return the ids of the contacts that the ladder has passed an escalation on to, and who have it."""
    taken = [each for each in await work.escalations.attempts(escalation.id) if each.outcome == DELIVERED]
    return {each.contact_id for each in taken if each.event == ESCALATED and each.contact_id != escalation.contact_id} - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingOn:
    """Sends them."""

    storage: Storage
    posting: Posting
    ids: Ids
    clock: Clock
    composing: Composing

    async def remind(self, duty: Duty) -> None:
        """Remind whoever has it; it ends when they took it, refused, or a person has answered meanwhile."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            number = int(duty.key.split(":")[2])
            is_stale = escalation.state is not EscalationState.DELIVERED or number != escalation.rung
            if is_stale or not is_waiting(escalation, report):
                await work.duties.finish(duty)
                return

        async def then(work: UnitOfWork, tried: Tried) -> None:
            await self._written(work, duty, "reminder", tried)

        message = reminder(report, escalation, duty, self.composing.wording, public_url=self.composing.public_url)
        await self.posting.send(duty, message, escalation, then)

    async def pass_on(self, duty: Duty) -> None:
        """Send it to the contact that the key names; it ends when they took it, refused, or nobody may be sent it any more."""
        _, _, contact_id, what = duty.key.split(":", 3)
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            contact = await work.spoc_contacts.get(contact_id) if contact_id else None
            is_owed = what == WITHDRAWN or not is_withdrawn(escalation, report)
            if not what:
                is_owed = is_waiting(escalation, report) and contact_id not in await passed_on(work, escalation)
            if not is_owed:
                await work.duties.finish(duty)
                return

        async def then(work: UnitOfWork, tried: Tried) -> None:
            await self._written(work, duty, "pass_on", tried)
            if not what and tried.problem is None:
                await self._catch_up(work, duty, contact_id, sent=sent)

        async with self.storage.reading(duty.organisation_id) as work:
            message, sent = await self._message(work, report, escalation, contact_id, what)
        await self.posting.send(duty, message, escalation, then, to=contact)

    async def _message(
        self, work: UnitOfWork, report: Report, escalation: Escalation, contact_id: str, what: str
    ) -> tuple[SpocMessage, int]:
        """The body that its first recipient was sent, under an id of its own for each contact; how many entries it tells of."""
        sent = len(report.entries)
        if what == WITHDRAWN:
            message = payload.withdrawn(report, escalation)
        elif what and not what.startswith(AGAIN):
            message = await self.composing.updated(work, report, escalation, what)
        else:
            message, sent = await self.composing.escalated(work, report, escalation)
        return (replace(message, id=f"{message.id}_{contact_id}") if contact_id else message), sent

    async def _catch_up(self, work: UnitOfWork, duty: Duty, contact_id: str, *, sent: int) -> None:
        """What was added or taken back while it was on its way goes after it: nobody else would send it."""
        escalation = await work.escalations.get(duty.subject_id)
        report = await work.reports.get(escalation.report_id)
        added = [entry.id for entry in report.entries[sent:] if may_see(report, entry, Recipient.SPOC)]
        what = WITHDRAWN if is_withdrawn(escalation, report) else added[-1] if added else ""
        if what:
            now = self.clock.now()
            await work.duties.add(pass_on_duty(escalation, contact_id, duty.organisation_id, self.ids, now, what=what))

    async def _written(self, work: UnitOfWork, duty: Duty, name: str, tried: Tried) -> None:
        await work.audit.record(f"{name}.{tried.outcome}", subject_id=duty.subject_id, actor="system")
        if tried.problem is not None:
            escalation = await work.escalations.get(duty.subject_id)
            await work.duties.add(alarm_duty(escalation, duty.organisation_id, self.ids, self.clock.now(), Why.REFUSED))


def _duty(kind: DutyKind, escalation: Escalation, key: str, organisation_id: str, ids: Ids, now: datetime) -> Duty:
    return Duty(id=ids.new("dut"), organisation_id=organisation_id, kind=kind, subject_id=escalation.id, key=key, due_at=now)
