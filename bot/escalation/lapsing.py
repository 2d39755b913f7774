"""Acknowledged and then silent: after a while it counts as not answered again, the reporter is told, and the ladder begins anew.

What was acknowledged stays written down. It must never lapse while the police say that they act on it.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.duties import DutyKind
from bot.escalation.deadlines import Deadlines
from bot.escalation.escalation import Escalation, EscalationState, Progress
from bot.escalation.ladder import Laddering
from bot.ports import Clock, Storage
from bot.reporting.report import Recipient, Report, ReportStatus

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=120)
"""How old an escalation may be that is still watched: a campaign, and the months after it."""

SETTLED = frozenset({Progress.ACTING, Progress.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsing:
    """Looks for acknowledged escalations that have gone quiet."""

    storage: Storage
    clock: Clock
    deadlines: Deadlines
    laddering: Laddering

    async def look(self, organisation_id: str) -> None:
        """Let every one lapse that is due, each in a transaction of its own."""
        now = self.clock.now()
        async with self.storage.reading(organisation_id) as work:
            recent = await work.escalations.since(now - LOOK_BACK)
        for escalation in recent:
            if not self._is_due(escalation, now):
                continue
            try:
                await self._lapse(organisation_id, escalation.id, now)
            except Exception:  # one broken row must not keep the others from being seen; the next round finds it again
                log.exception("lapsing.failed", extra={"escalation": escalation.id})

    async def _lapse(self, organisation_id: str, escalation_id: str, now: datetime) -> None:
        async with self.storage.work(organisation_id) as work:
            escalation = await work.escalations.get(escalation_id)
            report = await work.reports.get(escalation.report_id)
            if not self._is_due(escalation, now) or not _is_wanted(report):
                return
            quiet = replace(escalation, state=EscalationState.DELIVERED, rung=0)
            await work.escalations.update(quiet)
            await work.audit.record("escalation.lapsed", subject_id=escalation_id, actor="system")
            await work.duties.drop(DutyKind.LADDER, escalation_id)
            await self.laddering.climb(work, quiet, report)

    def _is_due(self, escalation: Escalation, now: datetime) -> bool:
        if escalation.state is not EscalationState.ACKNOWLEDGED or escalation.progress in SETTLED:
            return False
        lapses_at = self.deadlines.lapses_at(escalation)
        return lapses_at is not None and lapses_at <= now


def _is_wanted(report: Report) -> bool:
    return report.status is ReportStatus.SAVED and report.allows(Recipient.SPOC)
