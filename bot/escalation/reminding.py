"""Duties that come round by themselves: asking for the police reference again, and sending stored replies."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.duties import Duty, retry_after
from bot.errors import ChannelUnreachable, PersonUnreachable
from bot.escalation import police_reference
from bot.escalation.escalation import EscalationState
from bot.escalation.notices import Notices
from bot.messages import Channel
from bot.ports import Clock, Sender, Storage
from bot.rendering import Wording

log = logging.getLogger(__name__)


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
            way: dict[str, Any] = {"operation": "", "online_link": ""}  # said in full when it was sent
            await self.notices.tell(work, report, "not_a_crime_report", *choices, now=now, **way)
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
