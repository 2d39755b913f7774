"""The duty that brings a report to the SPOC, and the truth about it to the reporter.

It reads what is to be sent, sends it outside any transaction, and writes the outcome, the notice and the next duty in one.
A withdrawal never ends a delivery that is under way: the delivery finds it when it writes its outcome, and says what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.duties import Duty, DutyKind
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.alarms import alarm_if_stuck
from bot.escalation.composing import Composing
from bot.escalation.escalation import Escalation, EscalationState, Held
from bot.escalation.events import ESCALATED
from bot.escalation.force_names import force_name
from bot.escalation.notices import Notices
from bot.escalation.posting import Posting, Tried
from bot.ports import Clock, Storage, UnitOfWork
from bot.reporting.report import Entry, Recipient, Report
from bot.reporting.sharing import may_see

TELL_AFTER_TRIES = 3
"""After how many failed tries the reporter is told that the SPOC does not answer: about 50 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """Delivers to the SPOC."""

    storage: Storage
    posting: Posting
    notices: Notices
    clock: Clock
    composing: Composing

    async def deliver(self, duty: Duty) -> None:
        """Send an escalation; it ends when it was taken or refused, and is tried again as long as nobody answers."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            if not escalation.is_to_be_sent:
                await self._overtaken(work, duty, escalation, report)
                return
            try:
                contact = await self.posting.contact_of(work, escalation)
            except SpocRefused:
                await self._hold(work, duty, escalation, report)
                return
            message, sent = await self.composing.escalated(work, report, escalation)
        tried = await self.posting.post(message, escalation, contact)
        async with self.storage.work(duty.organisation_id) as work:
            await self._write(work, duty, tried, sent=sent)

    async def _overtaken(self, work: UnitOfWork, duty: Duty, escalation: Escalation, report: Report) -> None:
        """Acknowledged or withdrawn before we knew that it had arrived: the answer was lost, or the process that was given it.

        What was added or taken back meanwhile would else never be sent: nobody knew then that the SPOC had the rest.
        """
        now = self.clock.now()
        await self.posting.finish(work, duty)
        if escalation.state is EscalationState.ACKNOWLEDGED:
            _, sent = await self.composing.escalated(work, report, escalation)
            await self._send_the_rest(work, escalation, report, report.entries[sent:], now)
        elif escalation.state is EscalationState.WITHDRAWN and await _may_have_it(work, duty, escalation):
            await self._owe_withdrawal(work, escalation, now)
            await self.notices.tell(work, report, "withdrawn_perhaps", now=now, about=escalation)

    async def _hold(self, work: UnitOfWork, duty: Duty, escalation: Escalation, report: Report) -> None:
        """Whoever should get it is not there any more, and nobody came after them."""
        await work.duties.finish(duty)
        held = replace(escalation, state=EscalationState.HELD, held=Held.NO_CONTACT, contact_id="")
        await work.escalations.update(held)
        await alarm_if_stuck(work, held, self.notices.ids, self.clock.now())
        await work.audit.record("escalation.held", subject_id=escalation.id, actor="system")
        await self.notices.tell(work, report, "spoc_gone", now=self.clock.now(), about=escalation)

    async def _write(self, work: UnitOfWork, duty: Duty, tried: Tried, *, sent: int) -> None:
        """Write the outcome; `sent` is how many entries the message had."""
        now = self.clock.now()
        escalation = await work.escalations.get(duty.subject_id)
        report = await work.reports.get(escalation.report_id)
        number = await self.posting.written(work, duty, escalation, tried)
        if tried.wait is not None:
            return
        if isinstance(tried.problem, SpocUnreachable):
            if number == TELL_AFTER_TRIES:
                await self.notices.tell(work, report, "delayed", now=now, about=escalation, force=_force(escalation))
            return
        await self.posting.finish(work, duty)
        await work.audit.record(f"escalation.{tried.outcome}", subject_id=escalation.id, actor="system")
        if tried.problem is None:
            escalation = await self._delivered(work, escalation, report, tried, now)
            await self._send_the_rest(work, escalation, report, report.entries[sent:], now)
        else:
            await self._refused(work, escalation, report, now)

    async def _delivered(
        self, work: UnitOfWork, escalation: Escalation, report: Report, tried: Tried, now: datetime
    ) -> Escalation:
        changed = replace(escalation, delivered_at=escalation.delivered_at or now, contact_id=tried.contact_id)
        if escalation.state is EscalationState.WITHDRAWN:  # withdrawn while it was on its way: the SPOC has it, so tell them
            await self._owe_withdrawal(work, escalation, now)
            await work.escalations.update(changed)
            await self.notices.tell(work, report, "withdrawn_late", now=now, about=escalation)
        elif escalation.state is EscalationState.QUEUED:  # an acknowledgement may have overtaken the answer
            changed = replace(changed, state=EscalationState.DELIVERED)
            await work.escalations.update(changed)
            await self.notices.tell(
                work, report, "delivered", now=now, about=escalation, at=now, practice=escalation.practice, force=_force(changed)
            )
        elif escalation.is_to_be_sent:  # the staff heard from the SPOC first, and the reporter knows more than "delivered"
            await work.escalations.update(changed)
        return changed

    async def _send_the_rest(
        self, work: UnitOfWork, escalation: Escalation, report: Report, since: Sequence[Entry], now: datetime
    ) -> None:
        """What was added while the message was on its way goes after it: nobody else would send it."""
        added = [entry for entry in since if may_see(report, entry, Recipient.SPOC)]
        if added and escalation.state is not EscalationState.WITHDRAWN:
            key = f"{DutyKind.UPDATE}:{escalation.id}:{added[-1].id}"
            await work.duties.add(self._duty(work, DutyKind.UPDATE, escalation.id, key, now))

    async def _refused(self, work: UnitOfWork, escalation: Escalation, report: Report, now: datetime) -> None:
        if escalation.state is EscalationState.QUEUED:
            refused = replace(escalation, state=EscalationState.REFUSED)
            await work.escalations.update(refused)
            await alarm_if_stuck(work, refused, self.notices.ids, now)
            await self.notices.tell(work, report, "refused", now=now, about=escalation, force=_force(escalation))

    async def _owe_withdrawal(self, work: UnitOfWork, escalation: Escalation, now: datetime) -> None:
        key = f"{DutyKind.WITHDRAW}:{escalation.id}"
        await work.duties.add(self._duty(work, DutyKind.WITHDRAW, escalation.id, key, now))

    def _duty(self, work: UnitOfWork, kind: DutyKind, subject_id: str, key: str, now: datetime) -> Duty:
        organisation_id = work.organisation.id
        id = self.notices.ids.new("dut")
        return Duty(id=id, organisation_id=organisation_id, kind=kind, subject_id=subject_id, key=key, due_at=now)


async def _may_have_it(work: UnitOfWork, duty: Duty, escalation: Escalation) -> bool:
    """True when a try got no answer, or was never written down, and nobody is telling the SPOC of the withdrawal."""
    if await work.duties.is_live(DutyKind.WITHDRAW, duty.subject_id):
        return False
    attempts = await work.escalations.attempts(escalation.id)
    own = [each for each in attempts if (each.event, each.contact_id) == (ESCALATED, escalation.contact_id)]
    return duty.tries - 1 > len(own) or any(each.status is None for each in own)


def _force(escalation: Escalation) -> str:
    """The name of the force, where its own contact has it; the one SPOC of the settings may be anybody's."""
    return force_name(escalation.force_id) if escalation.contact_id else ""
