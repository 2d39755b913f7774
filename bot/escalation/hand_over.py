"""Writes what a reporter's yes to the SPOC leads to: an escalation for each force, and the duties that follow.

It belongs to the turn's transaction. An escalation that nobody can be sent yet is written too: it says why, and somebody is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.duties import DutyKind
from bot.escalation.alarms import alarm_if_stuck
from bot.escalation.assigning import Target
from bot.escalation.escalation import ASKABLE, Escalation, EscalationState, Held, Tier
from bot.escalation.ladder import owe_ladder
from bot.escalation.route import Route
from bot.escalation.tiers import tier_of
from bot.reporting.report import Report
from bot.talk import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was written: at least one escalation."""

    escalations: tuple[Escalation, ...]
    route: Route

    @property
    def is_sent(self) -> bool:
        """True when something is on its way."""
        return any(each.state is EscalationState.QUEUED for each in self.escalations)

    @property
    def is_practice(self) -> bool:
        """True when no police officer sees it."""
        return all(each.practice for each in self.escalations)

    @property
    def forces(self) -> tuple[str, ...]:
        """The names of the forces that it is on its way to, as far as they are known."""
        queued = {each.force_id for each in self.escalations if each.state is EscalationState.QUEUED}
        return tuple(force.name for force in self.route.forces if force.id in queued)

    @property
    def without_contact(self) -> tuple[str, ...]:
        """The names of the forces where nobody was entered."""
        missing = {each.force_id for each in self.escalations if each.held is Held.NO_CONTACT}
        return tuple(force.name for force in self.route.forces if force.id in missing)

    def held_for(self, *why: Held) -> Escalation | None:
        """Return the first escalation that is held for one of these reasons."""
        return next((each for each in self.escalations if each.held in why), None)


async def hand_over(talk: Talk, report: Report) -> HandedOver:
    """Write an escalation for each force that a report goes to."""
    tier = tier_of(report, sent_at=talk.now)
    assignment = await talk.assigning.assign(talk.work, report, tier, talk.now)
    written = [await _written(talk, report, target, tier) for target in assignment.targets]
    return HandedOver(escalations=tuple(written), route=assignment.route)


async def release(talk: Talk, report: Report, held: Escalation) -> HandedOver:
    """Look again where a held escalation goes, now that its reporter has answered; it is sent, or held with another reason."""
    assignment = await talk.assigning.assign(talk.work, report, held.urgency, talk.now)
    first, *more = assignment.targets
    changed = _aimed(replace(held, queued_at=talk.now), first)
    await talk.work.escalations.update(changed)
    await _owe(talk, changed)
    tier = held.urgency if held.raised_at else tier_of(report, sent_at=talk.now)
    written = [await _written(talk, report, target, tier) for target in more]
    return HandedOver(escalations=(changed, *written), route=assignment.route)


async def askable(talk: Talk, report: Report) -> Sequence[Escalation]:
    """Return a report's escalations that wait for an answer about the place."""
    return [each for each in await talk.work.escalations.of_report(report.id) if each.held in ASKABLE and each.is_open]


async def _written(talk: Talk, report: Report, target: Target, tier: Tier) -> Escalation:
    new = Escalation(
        id=talk.ids.new("esc"),
        report_id=report.id,
        tier=tier,
        state=EscalationState.QUEUED,
        created_at=talk.now,
        acknowledge_token=talk.ids.secret(),
        practice=target.practice,
    )
    escalation = _aimed(new, target)
    await talk.work.escalations.add(escalation)
    await owe_ladder(talk.work, escalation, talk.routes.deadlines, talk.ids, talk.now)
    await talk.work.audit.record("report.escalated", subject_id=escalation.id, actor=talk.member_id)
    await _owe(talk, escalation)
    return escalation


def _aimed(escalation: Escalation, target: Target) -> Escalation:
    state = EscalationState.HELD if target.held is not Held.NOT else EscalationState.QUEUED
    return replace(escalation, state=state, held=target.held, force_id=target.force_id, contact_id=target.contact_id)


async def _owe(talk: Talk, escalation: Escalation) -> None:
    if escalation.state is EscalationState.QUEUED:
        await talk.owe(DutyKind.DELIVER, escalation.id, due_at=talk.now)
    await alarm_if_stuck(talk.work, escalation, talk.ids, talk.now)
