"""Duties that bring a report to the SPOC, and the truth about it to the reporter.

Each reads what is to be sent, sends it outside any transaction, and writes the outcome, the notice and the next duty in one.
A withdrawal never ends a delivery that is under way: the delivery finds it when it writes its outcome, and says what happened.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation import payload
from bot.escalation.escalation import Attempt, Escalation, EscalationState
from bot.escalation.notices import Notices
from bot.ports import Clock, SpocMessage, SpocNotifier, Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Entry, Recipient, Report
from bot.reporting.sharing import may_see

TELL_AFTER_TRIES = 3
"""After how many failed tries the reporter is told that the SPOC does not answer: about 50 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """Delivers to the SPOC."""

    storage: Storage
    spoc: SpocNotifier
    notices: Notices
    clock: Clock
    wording: Wording
    public_url: str
    jitter: Callable[[], float] = random.random

    async def deliver(self, duty: Duty) -> None:
        """Send an escalation; it ends when it was taken or refused, and is tried again as long as nobody answers."""
        async with self.storage.reading(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
        if escalation.state is not EscalationState.QUEUED:
            await self._finish(duty)
            return
        message = payload.escalated(report, escalation, self.wording, public_url=self.public_url)
        status, problem = await self._try(message, practice=escalation.practice)
        async with self.storage.work(duty.organisation_id) as work:
            await self._write(work, duty, status, problem, sent=len(report.entries))

    async def withdraw(self, duty: Duty) -> None:
        """Tell the SPOC that the reporter has withdrawn; tried again until it was taken or refused."""
        async with self.storage.reading(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
        _, problem = await self._try(payload.withdrawn(report, escalation), practice=escalation.practice)
        async with self.storage.work(duty.organisation_id) as work:
            if isinstance(problem, SpocUnreachable):
                await work.duties.postpone(duty, self._next(duty, problem))
            else:
                await work.duties.finish(duty)
                await work.audit.record("withdrawal.sent", subject_id=escalation.id, actor="system")

    async def update(self, duty: Duty) -> None:
        """Send the SPOC what was added to a report that they have; tried again until it was taken or refused."""
        async with self.storage.reading(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
        if escalation.state is EscalationState.WITHDRAWN or not report.allows(Recipient.SPOC):
            await self._finish(duty)
            return
        entry_id = duty.key.rpartition(":")[2]
        message = payload.updated(report, escalation, self.wording, entry_id=entry_id, public_url=self.public_url)
        _, problem = await self._try(message, practice=escalation.practice)
        async with self.storage.work(duty.organisation_id) as work:
            if isinstance(problem, SpocUnreachable):
                await work.duties.postpone(duty, self._next(duty, problem))
                return
            await work.duties.finish(duty)
            outcome = "refused" if problem else "sent"
            await work.audit.record(f"update.{outcome}", subject_id=escalation.id, actor="system")
            name = "update_refused" if problem else "update_delivered"
            await self.notices.tell(work, report, name, now=self.clock.now(), practice=escalation.practice)

    async def _try(self, message: SpocMessage, *, practice: bool) -> tuple[int | None, SpocUnreachable | SpocRefused | None]:
        if practice and not self.spoc.practice:
            return None, SpocRefused(None)  # told in a practice set-up: the police must not take it for real
        if self.spoc.practice and not practice:
            return None, SpocUnreachable()  # told in earnest: it waits for the real SPOC, and the sandbox must not take it
        try:
            return await self.spoc.notify(message), None
        except (SpocUnreachable, SpocRefused) as problem:
            return problem.status, problem

    async def _write(
        self,
        work: UnitOfWork,
        duty: Duty,
        status: int | None,
        problem: SpocUnreachable | SpocRefused | None,
        *,
        sent: int,  # how many entries the message had
    ) -> None:
        now = self.clock.now()
        escalation = await work.escalations.get(duty.subject_id)
        report = await work.reports.get(escalation.report_id)
        outcome = "delivered" if problem is None else "refused" if isinstance(problem, SpocRefused) else "unreachable"
        attempt = Attempt(escalation_id=escalation.id, number=duty.tries, at=now, outcome=outcome, status=status)
        await work.escalations.add_attempt(attempt)
        if isinstance(problem, SpocUnreachable):
            await self._later(work, duty, problem, report, now)
            return
        await work.duties.finish(duty)
        await work.audit.record(f"escalation.{outcome}", subject_id=escalation.id, actor="system")
        if problem is None:
            await self._delivered(work, escalation, report, now)
            await self._send_the_rest(work, escalation, report, report.entries[sent:], now)
        else:
            await self._refused(work, escalation, report, now)

    async def _later(self, work: UnitOfWork, duty: Duty, problem: SpocUnreachable, report: Report, now: datetime) -> None:
        await work.duties.postpone(duty, self._next(duty, problem))
        if duty.tries == TELL_AFTER_TRIES:
            await self.notices.tell(work, report, "delayed", now=now)

    async def _delivered(self, work: UnitOfWork, escalation: Escalation, report: Report, now: datetime) -> None:
        if escalation.state is EscalationState.WITHDRAWN:  # withdrawn while it was on its way: the SPOC has it, so tell them
            withdrawal = Duty(
                id=self.notices.ids.new("dut"),
                organisation_id=work.organisation.id,
                kind=DutyKind.WITHDRAW,
                subject_id=escalation.id,
                key=f"{DutyKind.WITHDRAW}:{escalation.id}",
                due_at=now,
            )
            await work.duties.add(withdrawal)
            await work.escalations.update(replace(escalation, delivered_at=now))
            await self.notices.tell(work, report, "withdrawn_late", now=now)
            return
        if escalation.state is EscalationState.QUEUED:  # an acknowledgement may have overtaken the answer
            await work.escalations.update(replace(escalation, state=EscalationState.DELIVERED, delivered_at=now))
            await self.notices.tell(work, report, "delivered", now=now, at=now, practice=escalation.practice)

    async def _send_the_rest(
        self, work: UnitOfWork, escalation: Escalation, report: Report, since: Sequence[Entry], now: datetime
    ) -> None:
        """What was added while the message was on its way goes after it: nobody else would send it."""
        added = [entry for entry in since if may_see(report, entry, Recipient.SPOC)]
        if not added or escalation.state is EscalationState.WITHDRAWN:
            return
        rest = Duty(
            id=self.notices.ids.new("dut"),
            organisation_id=work.organisation.id,
            kind=DutyKind.UPDATE,
            subject_id=escalation.id,
            key=f"{DutyKind.UPDATE}:{escalation.id}:{added[-1].id}",
            due_at=now,
        )
        await work.duties.add(rest)

    async def _refused(self, work: UnitOfWork, escalation: Escalation, report: Report, now: datetime) -> None:
        if escalation.state is EscalationState.QUEUED:
            await work.escalations.update(replace(escalation, state=EscalationState.REFUSED))
            await self.notices.tell(work, report, "refused", now=now)

    async def _finish(self, duty: Duty) -> None:
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)

    def _next(self, duty: Duty, problem: SpocUnreachable) -> datetime:
        return self.clock.now() + retry_after(duty.tries, asked_s=problem.retry_after_s, jitter=self.jitter())
