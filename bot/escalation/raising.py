"""A red flag in what is added: from then on the escalation counts as immediate, and its ladder does not wait for days any more.

It only ever rises. Whatever is corrected or taken back later lowers nothing, and one that counts as
immediate already stays as it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.escalation.alarms import Why, alarm_duty, alarm_if_stuck
from bot.escalation.escalation import Escalation, EscalationState, Held, Tier
from bot.escalation.hand_over import release
from bot.escalation.ladder import owe_ladder
from bot.escalation.people import is_waiting, is_withdrawn
from bot.escalation.tiers import tier_of
from bot.reporting.report import Entry, Recipient, Report, ReportStatus
from bot.talk import Talk


async def raise_if_urgent(talk: Talk, report: Report, added: Sequence[Entry], *, taken_in: Report | None = None) -> None:
    """Let the escalations of a report count as immediate from now on, when what was added holds a red flag.

    Args:
        talk: the turn that adds.
        report: as it is now.
        added: its last entries.
        taken_in: the draft that they come from, which is looked at instead: in the report its answers are words beside the name
            of their question, and "weapons: none of these" would read as a weapon.
    """
    is_urgent = _is_immediate(talk, taken_in) if taken_in else _holds_red_flag(talk, report, added)
    if report.status is not ReportStatus.SAVED or not is_urgent:
        return
    for each in await talk.work.escalations.of_report(report.id):
        if each.urgency is not Tier.IMMEDIATE and not is_withdrawn(each, report):
            await _raise(talk, report, each)


def _holds_red_flag(talk: Talk, report: Report, added: Sequence[Entry]) -> bool:
    """True when what was added is immediate by itself, or makes the report so; what it said before raises nothing."""
    before, alone = report.entries[: len(report.entries) - len(added)], tuple(added)
    if _is_immediate(talk, replace(report, entries=alone)):
        return True
    return _is_immediate(talk, report) and not _is_immediate(talk, replace(report, entries=before))


def _is_immediate(talk: Talk, told: Report) -> bool:
    return tier_of(told, sent_at=talk.inbound.sent_at) is Tier.IMMEDIATE


async def _raise(talk: Talk, report: Report, escalation: Escalation) -> None:
    raised = replace(escalation, raised_at=talk.now)
    await talk.work.escalations.update(raised)
    await talk.work.audit.record("escalation.raised", subject_id=raised.id, actor=talk.member_id)
    talk.owes = True
    if is_waiting(raised, report):
        await owe_ladder(talk.work, raised, talk.routes.deadlines, talk.ids, talk.now)
        await _move(talk, report, raised)
    elif raised.state is EscalationState.ACKNOWLEDGED and report.allows(Recipient.PARTY) and talk.has_staff_desk:
        await talk.work.duties.add(alarm_duty(raised, talk.organisation.id, talk.ids, talk.now, Why.RAISED))


async def _move(talk: Talk, report: Report, raised: Escalation) -> None:
    """When minutes count both sides of a boundary are told instead of asking which; what is stuck is told to a person at once."""
    if raised.held is Held.WHICH_SIDE:
        await release(talk, report, raised)
    else:
        await alarm_if_stuck(talk.work, raised, talk.ids, talk.now)
