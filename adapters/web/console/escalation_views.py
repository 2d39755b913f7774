"""Escalations as the console shows them.

What may be said of one is decided in `bot.escalation.alarm_message` alone: of a report that its reporter has not shared with the
party the force and whole hours. The deadline, the rung and the reminders would tell the tier, and exact times whose report it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.escalation.alarm_message import AlarmFacts, alarm_facts
from bot.escalation.deadlines import Deadlines
from bot.escalation.escalation import Attempt, Escalation, Progress
from bot.escalation.events import ESCALATED
from bot.escalation.ladder import Rung, next_rung
from bot.escalation.people import is_waiting, people_of
from bot.ports import UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with the clocks; only of a report that is shared."""

    answered_at: datetime | None  # when somebody had answered, before they fell silent again
    deadline: datetime  # by when a person must have answered, or said something again
    is_late: bool
    progress: Progress
    rung: int  # how many steps of the ladder were taken
    next_step: Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationView:
    """One escalation."""

    id: str
    is_open: bool
    facts: AlarmFacts
    standing: Standing | None  # None without the reporter's yes to the party


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Makes the views."""

    wording: Wording
    deadlines: Deadlines

    async def at(self, work: UnitOfWork, escalation: Escalation, report: Report, now: datetime) -> EscalationView:
        """Return an escalation as it may be shown."""
        people = await people_of(work, escalation, report, now)
        facts = await alarm_facts(work, escalation, report, people, self.wording, now)
        deadline = self.deadlines.lapses_at(escalation) or self.deadlines.acknowledge_by(escalation)
        standing = Standing(
            answered_at=escalation.acknowledged_at,
            deadline=deadline,
            is_late=escalation.is_open and deadline <= now,
            progress=escalation.progress,
            rung=escalation.rung,
            next_step=next_rung(escalation, people),
        )
        is_open = is_waiting(escalation, report)
        return EscalationView(id=escalation.id, is_open=is_open, facts=facts, standing=standing if facts.shared else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt as it may be shown."""

    at: datetime | None  # None for a report that is not shared
    event: str
    outcome: str
    status: int | None
    elapsed_ms: int | None
    excerpt: str


def tries_of(escalation: Escalation, attempts: Sequence[Attempt], *, is_shared: bool) -> list[Try]:
    """Return the attempts, newest first.

    Of a report that is not shared only how its own delivery went, without times: reminders, and messages to whoever comes next on
    the ladder, would tell the tier.
    """
    own = [each for each in attempts if each.event == ESCALATED and each.contact_id == escalation.contact_id]
    tries = [_try(each) for each in reversed(attempts if is_shared else own)]
    return tries if is_shared else [replace(each, at=None, excerpt="") for each in tries]


def _try(attempt: Attempt) -> Try:
    names = ("at", "event", "outcome", "status", "elapsed_ms", "excerpt")
    return Try(**{name: getattr(attempt, name) for name in names})
