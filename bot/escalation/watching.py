"""The watchman: no escalation may be open without a live duty, none held that could be sent, none acknowledged and forgotten.

What it mends it says in the log and in the audit: it is a net, and a fall into it is a fault somewhere else.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind
from bot.escalation.deadlines import Deadlines
from bot.escalation.escalation import Escalation, EscalationState, Held
from bot.escalation.ladder import ladder_duty
from bot.escalation.lapsing import Lapsing
from bot.escalation.people import is_waiting
from bot.ports import Clock, Ids, Storage, UnitOfWork

log = logging.getLogger(__name__)

WATCH_EVERY = timedelta(minutes=10)
"""How often the watchman looks: well inside the 15 minutes that an immediate report may wait."""

FINISHED_KEPT_FOR = timedelta(days=7)
"""How long a finished duty is kept: long enough to look into what happened, short enough for the table to stay small."""

AssignHeld = Callable[[UnitOfWork, Escalation, datetime], Awaitable[Escalation | None]]
"""Returns a held escalation as queued, when its force has somebody by now; None while it still has nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Looks round every few minutes, for every organisation."""

    storage: Storage
    clock: Clock
    ids: Ids
    deadlines: Deadlines
    lapsing: Lapsing
    assign_held: AssignHeld

    async def start(self) -> None:
        """Set the watchman going for every organisation; a round that is owed already stays as it is."""
        for organisation in await self.storage.organisations():
            async with self.storage.work(organisation.id) as work:
                if not await work.duties.is_live(DutyKind.WATCH, organisation.id):
                    await work.duties.add(self._round(organisation.id, self.clock.now()))

    async def look(self, duty: Duty) -> None:
        """Mend what is open without a live duty, send what was held and can go, let the silent lapse, and owe the next round."""
        await self.storage.purge_finished(FINISHED_KEPT_FOR)
        async with self.storage.reading(duty.organisation_id) as work:
            open_ones = await work.escalations.open()
        await self._look_at(duty, open_ones)
        await self.lapsing.look(duty.organisation_id)
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)
            await work.duties.add(self._round(duty.organisation_id, self.clock.now() + WATCH_EVERY))

    async def _look_at(self, duty: Duty, open_ones: Sequence[Escalation]) -> None:
        for each in open_ones:
            try:
                async with self.storage.work(duty.organisation_id) as work:
                    await self._mended(work, duty, await work.escalations.get(each.id))
            except Exception:  # one broken row must not keep the watchman from all the others; the next round finds it again
                log.exception("watchman.failed", extra={"escalation": each.id})

    async def _mended(self, work: UnitOfWork, duty: Duty, escalation: Escalation) -> None:
        escalation = await self._assigned(work, escalation)
        if escalation.state is EscalationState.QUEUED and not await work.duties.is_live(DutyKind.DELIVER, escalation.id):
            key = f"{DutyKind.DELIVER}:{escalation.id}:mended-by-{duty.id}"
            await self._mend(work, escalation, self._duty(escalation, key, duty.organisation_id))
        await self._mend_ladder(work, escalation)

    async def _assigned(self, work: UnitOfWork, escalation: Escalation) -> Escalation:
        """A held escalation goes as soon as its force has somebody."""
        if escalation.held is not Held.NO_CONTACT or escalation.state is not EscalationState.HELD:
            return escalation
        report = await work.reports.get(escalation.report_id)
        found = await self.assign_held(work, escalation, self.clock.now()) if is_waiting(escalation, report) else None
        if found is None:
            return escalation
        await work.escalations.update(found)
        await work.audit.record("escalation.assigned", subject_id=found.id, actor="system")
        key = f"{DutyKind.DELIVER}:{found.id}:assigned-{self.clock.now().isoformat()}"
        await work.duties.add(self._duty(found, key, work.organisation.id))
        return found

    async def _mend_ladder(self, work: UnitOfWork, escalation: Escalation) -> None:
        report = await work.reports.get(escalation.report_id)
        if not is_waiting(escalation, report) or await work.duties.is_live(DutyKind.LADDER, escalation.id):
            return
        now = self.clock.now()
        due_at = now if escalation.rung else max(now, self.deadlines.acknowledge_by(escalation))
        await self._mend(work, escalation, ladder_duty(escalation, work.organisation.id, self.ids, now, due_at))

    async def _mend(self, work: UnitOfWork, escalation: Escalation, owed: Duty) -> None:
        log.error("watchman.mended", extra={"escalation": escalation.id, "kind": owed.kind.value})
        await work.audit.record("watchman.mended", subject_id=escalation.id, actor="system")
        await work.duties.add(owed)

    def _duty(self, escalation: Escalation, key: str, organisation_id: str) -> Duty:
        return Duty(
            id=self.ids.new("dut"),
            organisation_id=organisation_id,
            kind=DutyKind.DELIVER,
            subject_id=escalation.id,
            key=key,
            due_at=self.clock.now(),
        )

    def _round(self, organisation_id: str, due_at: datetime) -> Duty:
        return Duty(
            id=self.ids.new("dut"),
            organisation_id=organisation_id,
            kind=DutyKind.WATCH,
            subject_id=organisation_id,
            key=f"{DutyKind.WATCH}:{due_at.isoformat()}",
            due_at=due_at,
        )
