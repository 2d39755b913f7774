"""Duties that come round by themselves: asking for the police reference again, sending stored replies, and the watchman."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import ChannelUnreachable, PersonUnreachable
from bot.escalation import police_reference
from bot.escalation.escalation import EscalationState
from bot.escalation.notices import Notices
from bot.messages import Channel
from bot.ports import Clock, Ids, Sender, Storage, UnitOfWork
from bot.rendering import Wording

log = logging.getLogger(__name__)

WATCH_EVERY = timedelta(minutes=10)
"""How often the watchman looks: well inside the 15 minutes that an immediate report may wait."""

FINISHED_KEPT_FOR = timedelta(days=7)
"""How long a finished duty is kept: long enough to look into what happened, short enough for the table to stay small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """Asks again for the police reference."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def ask(self, duty: Duty) -> None:
        """Ask, and owe the next reminder; it ends when the reporter has answered or withdrawn."""
        now = self.clock.now()
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            await work.duties.finish(duty)
            if escalation.police_reference or escalation.state is EscalationState.WITHDRAWN:
                return
            report = await work.reports.get(escalation.report_id)
            choices = police_reference.reference_choices(self.wording, escalation)
            await self.notices.tell(work, report, "not_a_crime_report", *choices, now=now)
            await work.duties.add(police_reference.next_reminder(duty, self.notices.ids, now))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingReplies:
    """Sends the stored replies of a turn, when the channel has not done so itself."""

    storage: Storage
    senders: Mapping[Channel, Sender]
    clock: Clock

    async def send(self, duty: Duty) -> None:
        """Send; it ends when the channel took the replies or the person cannot be reached any more."""
        async with self.storage.reading(duty.organisation_id) as work:
            turn = await work.turns.get(duty.subject_id)
        sender = self.senders.get(turn.channel)
        is_sent = False
        try:
            if sender and not turn.sent_at:
                await sender.send(turn.address, turn.replies)
                is_sent = True
        except PersonUnreachable:
            log.warning("send.person_unreachable", extra={"channel": turn.channel.value, "turn": turn.id})
        except ChannelUnreachable as problem:
            due_at = self.clock.now() + retry_after(duty.tries, asked_s=problem.retry_after_s)
            async with self.storage.work(duty.organisation_id) as work:
                await work.duties.postpone(duty, due_at)
            return
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)
            if is_sent:
                await work.turns.mark_sent(turn.id, self.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """The watchman: no escalation may be open without a live duty to deliver it."""

    storage: Storage
    clock: Clock
    ids: Ids

    async def start(self) -> None:
        """Set the watchman going for every organisation; a round that is owed already stays as it is."""
        for organisation in await self.storage.organisations():
            async with self.storage.work(organisation.id) as work:
                if not await work.duties.is_live(DutyKind.WATCH, organisation.id):
                    await work.duties.add(self._round(organisation.id, self.clock.now()))

    async def look(self, duty: Duty) -> None:
        """Give every open escalation without a live duty a new one, say so in the log, and owe the next round."""
        await self.storage.purge_finished(FINISHED_KEPT_FOR)
        async with self.storage.work(duty.organisation_id) as work:
            for escalation in await work.escalations.unfinished():
                if not await work.duties.is_live(DutyKind.DELIVER, escalation.id):
                    await self._mend(work, duty, escalation.id)
            await work.duties.finish(duty)
            await work.duties.add(self._round(duty.organisation_id, self.clock.now() + WATCH_EVERY))

    async def _mend(self, work: UnitOfWork, duty: Duty, escalation_id: str) -> None:
        log.error("watchman.mended", extra={"escalation": escalation_id})
        await work.audit.record("watchman.mended", subject_id=escalation_id, actor="system")
        await work.duties.add(
            Duty(
                id=self.ids.new("dut"),
                organisation_id=duty.organisation_id,
                kind=DutyKind.DELIVER,
                subject_id=escalation_id,
                key=f"{DutyKind.DELIVER}:{escalation_id}:mended-by-{duty.id}",
                due_at=self.clock.now(),
            )
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
