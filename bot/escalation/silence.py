"""What the reporter hears of silence: how it stands, what has really been done about it, and whom they can ring.

It is written when it is sent and not when it is owed: what is told in the morning must be true in the morning. Only news of an
immediate one comes at night.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.duties import Duty, DutyKind
from bot.escalation.done import done_about
from bot.escalation.escalation import Escalation, Tier
from bot.escalation.force_names import force_name
from bot.escalation.notices import Notices
from bot.escalation.people import is_waiting, people_of
from bot.ports import Clock, Ids, Storage, UnitOfWork
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.report import Report

SETTLE = timedelta(seconds=30)
"""How long a rung has to get through before the reporter is told of it: what has been taken by then is told as done."""

NOBODY = "nobody"
"""How the key ends of the duty to say that nobody of the organisation could be told."""

FROM_CONTROL_ROOM = 3
"""From this rung on the reporter is given the control room's own number."""


def silence_duty(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime) -> Duty:
    """Return the duty to tell the reporter of the rung that has just been taken."""
    return _duty(escalation, f"{escalation.rung}:{now.isoformat()}", organisation_id, ids, now + SETTLE)


def nobody_duty(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime) -> Duty:
    """Return the duty to say that nobody could be told; written twice it is one."""
    return _duty(escalation, NOBODY, organisation_id, ids, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingSilence:
    """Tells the reporter."""

    storage: Storage
    notices: Notices
    clock: Clock

    async def tell(self, duty: Duty) -> None:
        """Tell it, unless a person has answered meanwhile, it is over, or the next rung's word is on its way."""
        what = duty.key.split(":")[2]
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            await work.duties.finish(duty)
            if not is_waiting(escalation, report) or what not in (NOBODY, str(escalation.rung)):
                return
            name = "nobody_told" if what == NOBODY else "unanswered"
            facts: dict[str, Any] = await self._facts(work, escalation, report, name)
            await self.notices.tell(work, report, name, now=self.clock.now(), **facts)

    async def _facts(self, work: UnitOfWork, escalation: Escalation, report: Report, name: str) -> dict[str, object]:
        people = await people_of(work, escalation, report, self.clock.now())
        is_at_its_end = escalation.rung > FROM_CONTROL_ROOM or not people.safety_leads
        return {
            "state": escalation.state.value,
            "held": escalation.held.value,
            "force": force_name(escalation.force_id),
            "at": escalation.acknowledged_at or escalation.delivered_at or escalation.created_at,
            "is_lapsed": escalation.acknowledged_at is not None,
            "is_immediate": escalation.urgency is Tier.IMMEDIATE,
            "practice": escalation.practice,
            "rows": await done_about(work, escalation, report, self.notices.wording),
            "number": people.number if escalation.rung >= FROM_CONTROL_ROOM else "",
            "safety_contact": work.organisation.safety_contact if name == "nobody_told" or is_at_its_end else "",
        }


def _duty(escalation: Escalation, what: str, organisation_id: str, ids: Ids, at: datetime) -> Duty:
    return Duty(
        id=ids.new("dut"),
        organisation_id=organisation_id,
        kind=DutyKind.TELL_SILENCE,
        subject_id=escalation.id,
        key=f"{DutyKind.TELL_SILENCE}:{escalation.id}:{what}",
        due_at=at if escalation.urgency is Tier.IMMEDIATE else next_civil_hour(at),
    )
