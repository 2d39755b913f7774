"""Puts a message to a SPOC together from the rows: the report as it stood, and what belongs beside it.

One message id must be one body at every try and to every recipient, so that a message tells of the report as it stood when it was
escalated, and whatever came later follows in a message of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.escalation import payload
from bot.escalation.background import Background, background_of
from bot.escalation.deadlines import USUAL, Deadlines
from bot.escalation.escalation import Escalation
from bot.escalation.route import OPERATIONS
from bot.ports import SpocMessage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """Puts messages together. `public_url` is where the SPOC reaches us."""

    wording: Wording
    public_url: str
    deadlines: Deadlines = USUAL

    async def escalated(self, work: UnitOfWork, report: Report, escalation: Escalation) -> tuple[SpocMessage, int]:
        """Return the message that brings a report, and how many of its entries that tells of."""
        told = [entry.id for entry in report.entries if entry.at <= escalation.told_until]
        until = told[-1] if told else ""
        background = await self._background(work, report, escalation, payload.as_of(report, escalation, until))
        message = payload.escalated(
            report, escalation, self.wording, public_url=self.public_url, until=until, background=background
        )
        return message, len(told) or len(report.entries)

    async def updated(self, work: UnitOfWork, report: Report, escalation: Escalation, entry_id: str) -> SpocMessage:
        """Return the message that brings it again, with an addition that ends with this entry."""
        background = await self._background(work, report, escalation, payload.as_of(report, escalation, entry_id))
        return payload.updated(
            report, escalation, self.wording, entry_id=entry_id, public_url=self.public_url, background=background
        )

    async def _background(self, work: UnitOfWork, report: Report, escalation: Escalation, at: datetime) -> Background:
        profile = await work.members.profile(report.reporter)
        return await background_of(
            work,
            report,
            escalation,
            at=at,
            operation=OPERATIONS.get(profile.election),
            deadline=self.deadlines.acknowledge_by(escalation.counted_at(at)),
        )
