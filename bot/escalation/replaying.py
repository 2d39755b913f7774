"""A person says "send it again": a delivery that waits goes now, one that was refused begins anew, one that arrived is repeated.

It must never send what its reporter has taken back, nor to anybody new: who gets it is decided elsewhere.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.duties import Duty, DutyKind
from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.passing_on import AGAIN, pass_on_duty
from bot.escalation.people import is_withdrawn
from bot.ports import Ids, UnitOfWork


class Replayed(StrEnum):
    """What became of the wish."""

    HURRIED = "hurried"  # its delivery was waiting, and is tried now
    ANEW = "anew"  # its delivery begins again
    REPEATED = "repeated"  # whoever has it is sent the same message once more, under the same id
    HELD = "held"  # nothing: there is nobody to send it to yet
    WITHDRAWN = "withdrawn"  # nothing: its reporter has taken it back


async def replay(work: UnitOfWork, escalation_id: str, ids: Ids, now: datetime, *, actor: str) -> Replayed:
    """Send an escalation again, and say what that means. Raises NotFound."""
    escalation = await work.escalations.get(escalation_id)
    report = await work.reports.get(escalation.report_id)
    if is_withdrawn(escalation, report):
        return Replayed.WITHDRAWN
    if escalation.state is EscalationState.HELD:
        return Replayed.HELD
    await work.audit.record("escalation.replayed", subject_id=escalation_id, actor=actor)
    if escalation.state in (EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED):
        await work.duties.add(pass_on_duty(escalation, "", work.organisation.id, ids, now, what=AGAIN + now.isoformat()))
        return Replayed.REPEATED
    return await _delivered_again(work, escalation, ids, now)


async def _delivered_again(work: UnitOfWork, escalation: Escalation, ids: Ids, now: datetime) -> Replayed:
    if escalation.state is EscalationState.REFUSED:
        await work.escalations.update(replace(escalation, state=EscalationState.QUEUED))
    if await work.duties.hurry(DutyKind.DELIVER, escalation.id):
        return Replayed.HURRIED
    await work.duties.add(
        Duty(
            id=ids.new("dut"),
            organisation_id=work.organisation.id,
            kind=DutyKind.DELIVER,
            subject_id=escalation.id,
            key=f"{DutyKind.DELIVER}:{escalation.id}:replayed-{now.isoformat()}",
            due_at=now,
        )
    )
    return Replayed.ANEW
