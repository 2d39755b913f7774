"""Duties that follow a delivery: what was added, and that the reporter has withdrawn. They go to whoever has the report."""

from dataclasses import dataclass

from bot.duties import Duty
from bot.escalation import payload
from bot.escalation.composing import Composing
from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.notices import Notices
from bot.escalation.posting import Posting, Tried
from bot.ports import Clock, Storage, UnitOfWork
from bot.reporting.report import Recipient, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Sends updates and withdrawals, one after the other."""

    storage: Storage
    posting: Posting
    notices: Notices
    clock: Clock
    composing: Composing

    async def withdraw(self, duty: Duty) -> None:
        """Tell the SPOC that the reporter has withdrawn; tried again until it was taken or refused."""
        read = await self._read(duty)
        if read is None:
            return
        escalation, report = read

        async def then(work: UnitOfWork, _tried: Tried) -> None:
            await work.audit.record("withdrawal.sent", subject_id=duty.subject_id, actor="system")

        await self.posting.send(duty, payload.withdrawn(report, escalation), escalation, then)

    async def update(self, duty: Duty) -> None:
        """Send the SPOC what was added to a report that they have; tried again until it was taken or refused."""
        read = await self._read(duty)
        if read is None:
            return
        escalation, report = read
        if escalation.state is EscalationState.WITHDRAWN or not report.allows(Recipient.SPOC):
            async with self.storage.work(duty.organisation_id) as work:
                await self.posting.finish(work, duty)
            return

        async def then(work: UnitOfWork, tried: Tried) -> None:
            outcome, name = ("refused", "update_refused") if tried.problem else ("sent", "update_delivered")
            await work.audit.record(f"update.{outcome}", subject_id=duty.subject_id, actor="system")
            await self.notices.tell(work, report, name, now=self.clock.now(), about=escalation, practice=escalation.practice)

        entry_id = duty.key.rpartition(":")[2]
        async with self.storage.reading(duty.organisation_id) as work:
            message = await self.composing.updated(work, report, escalation, entry_id)
        await self.posting.send(duty, message, escalation, then)

    async def _read(self, duty: Duty) -> tuple[Escalation, Report] | None:
        """Return what the duty is about; None when an earlier message has to arrive first."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            if await self.posting.is_early(work, duty):
                return None
            return escalation, await work.reports.get(escalation.report_id)
