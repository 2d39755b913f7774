"""The promise of the next contact: when the reporter hears again, even if nothing has happened. A duty keeps it.

Some candidates never heard from anybody, says the evidence of 2025. What is said is where the report stands, and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind
from bot.escalation.escalation import Escalation, EscalationState, Tier
from bot.escalation.notices import Notices
from bot.escalation.tiers import tier_of
from bot.ports import Clock, Storage
from bot.rendering import Wording
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.mine import state_words
from bot.reporting.report import Report, ReportStatus
from bot.talk import Talk, tag

WITHIN = {
    Tier.IMMEDIATE: timedelta(hours=1),
    Tier.CRIMINAL_INDICATOR: timedelta(days=1),
    Tier.LAWFUL_BUT_AWFUL: timedelta(days=3),
    Tier.OTHER: timedelta(days=3),
}
"""How long a reporter waits at most for the first word. The later ones come after twice, then four times as long."""

SETTLED = frozenset({EscalationState.ACKNOWLEDGED, EscalationState.WITHDRAWN})
MOST_TIMES = 4
"""After so many words without any news the promise ends, and the last one says so."""


async def promise(talk: Talk, report: Report) -> datetime:
    """Owe the first word, and return by when it comes."""
    due_at = _due(tier_of(report, sent_at=talk.now), talk.now, times=0)
    await talk.work.duties.drop(DutyKind.NEXT_CONTACT, report.id)
    key = f"{DutyKind.NEXT_CONTACT}:{report.id}:{talk.now.isoformat()}:0"
    await talk.owe(DutyKind.NEXT_CONTACT, report.id, due_at=due_at, key=key)
    return due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingInTouch:
    """Keeps the promise."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def tell(self, duty: Duty) -> None:
        """Say where the report stands and when the next word comes; it ends when a person has it in hand, or it is closed."""
        now = self.clock.now()
        async with self.storage.work(duty.organisation_id) as work:
            report = await work.reports.get(duty.subject_id)
            escalations = await work.escalations.of_report(report.id)
            await work.duties.finish(duty)
            if report.status is not ReportStatus.SAVED or _is_settled(escalations):
                return
            base, _, count = duty.key.rpartition(":")
            times = int(count) + 1
            due_at = _due(tier_of(report, sent_at=now), now, times=times) if times < MOST_TIMES else None
            choice = self.wording.choice(f"r:{tag(report.id)}:show", "show")
            state = state_words(self.wording, report, escalations)
            await self.notices.tell(work, report, "next_contact", choice, now=now, state=state, next_contact=due_at)
            if due_at:
                await work.duties.add(_duty(self.notices, duty, f"{base}:{times}", due_at))


def _due(tier: Tier, now: datetime, *, times: int) -> datetime:
    at = now + WITHIN[tier] * 2**times
    return at if tier is Tier.IMMEDIATE and times == 0 else next_civil_hour(at)


def _is_settled(escalations: Sequence[Escalation]) -> bool:
    return any(each.state in SETTLED for each in escalations)


def _duty(notices: Notices, done: Duty, key: str, due_at: datetime) -> Duty:
    return Duty(
        id=notices.ids.new("dut"),
        organisation_id=done.organisation_id,
        kind=DutyKind.NEXT_CONTACT,
        subject_id=done.subject_id,
        key=key,
        due_at=due_at,
    )
