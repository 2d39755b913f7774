"""The ladder: who is turned to, one after the other, while nobody at the police has answered. Why: docs/adr/0019.

A rung and all that it causes are one transaction: a crash repeats no rung and skips none. `Escalation.rung` says how many were
taken; a duty that stands for another one than the next does nothing, so that a timer that was written twice fires once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.duties import Duty, DutyKind
from bot.escalation.alarms import Why, alarm_duty
from bot.escalation.deadlines import REPEAT_EVERY, Deadlines
from bot.escalation.directory import Rank
from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.passing_on import pass_on_duty, reminder_duty
from bot.escalation.people import AT_THE_POLICE, People, is_waiting, people_of
from bot.escalation.silence import silence_duty
from bot.ports import Clock, Ids, Storage, UnitOfWork
from bot.reporting.report import Report


class Rung(StrEnum):
    """What a step of the ladder does. At each the organisation is alarmed, and at each but the last the reporter told."""

    REMIND = "remind"  # the SPOC who has it
    DEPUTY = "deputy"  # gets the escalation itself
    CONTROL_ROOM = "control_room"  # gets it too; its number, else 999 or 101, goes to the reporter and the staff
    SAFETY_LEAD = "safety_lead"  # the organisation's own
    REPEAT = "repeat"  # everybody again, daily


STEPS = (Rung.REMIND, Rung.DEPUTY, Rung.CONTROL_ROOM, Rung.SAFETY_LEAD)


def rung_at(number: int) -> Rung:
    """Return what the step of this number does, counted from 1."""
    return STEPS[number - 1] if number <= len(STEPS) else Rung.REPEAT


def next_rung(escalation: Escalation, people: People) -> Rung:
    """Return what the next step will do as things are now, steps that have nobody passed over."""
    return rung_at(_next(escalation.rung, people))


async def owe_ladder(work: UnitOfWork, escalation: Escalation, deadlines: Deadlines, ids: Ids, now: datetime) -> None:
    """Owe the next rung at its deadline, in the transaction that writes or raises the escalation; a held one is owed it too.

    What is owed already when it is raised stays: whichever comes first takes the rung, and the other finds it taken.
    """
    await work.duties.add(ladder_duty(escalation, work.organisation.id, ids, now, deadlines.acknowledge_by(escalation)))


def ladder_duty(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime, due_at: datetime) -> Duty:
    """Return the duty of the next rung. The times in its key let a ladder begin anew."""
    return Duty(
        id=ids.new("dut"),
        organisation_id=organisation_id,
        kind=DutyKind.LADDER,
        subject_id=escalation.id,
        key=f"{DutyKind.LADDER}:{escalation.id}:{escalation.rung + 1}:{now.isoformat()}:{due_at.isoformat()}",
        due_at=due_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laddering:
    """Climbs."""

    storage: Storage
    ids: Ids
    clock: Clock
    deadlines: Deadlines

    async def step(self, duty: Duty) -> None:
        """Take the next rung, unless a person has answered, the report is closed or its reporter has taken it back."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            await work.duties.finish(duty)
            if _number(duty) == escalation.rung + 1 and is_waiting(escalation, report):
                await self.climb(work, escalation, report)

    async def climb(self, work: UnitOfWork, escalation: Escalation, report: Report) -> None:
        """Take the next rung that exists, and owe the one after it."""
        now = self.clock.now()
        people = await people_of(work, escalation, report, now)
        climbed = replace(escalation, rung=_next(escalation.rung, people))
        await work.escalations.update(climbed)
        await work.audit.record(f"ladder.{rung_at(climbed.rung)}", subject_id=escalation.id, actor="system")
        for duty in self._deeds(work.organisation.id, climbed, people, now):
            await work.duties.add(duty)
        await work.duties.add(ladder_duty(climbed, work.organisation.id, self.ids, now, now + self._wait(climbed, people)))

    def _wait(self, escalation: Escalation, people: People) -> timedelta:
        is_last = _next(escalation.rung, people) > len(STEPS)
        return REPEAT_EVERY if is_last else self.deadlines.gap.of(escalation.urgency)

    def _deeds(self, organisation_id: str, escalation: Escalation, people: People, now: datetime) -> Iterator[Duty]:
        rung = rung_at(escalation.rung)
        if rung in (Rung.REMIND, Rung.REPEAT) and escalation.state is EscalationState.DELIVERED:
            yield reminder_duty(escalation, organisation_id, self.ids, now)
        for contact in people.can_be_sent(*_RECIPIENTS.get(rung, ())):
            yield pass_on_duty(escalation, contact.id, organisation_id, self.ids, now)
        yield alarm_duty(escalation, organisation_id, self.ids, now, Why.SILENT)
        if rung is not Rung.REPEAT:
            yield silence_duty(escalation, organisation_id, self.ids, now)


_RECIPIENTS: dict[Rung, Sequence[Rank]] = {
    Rung.DEPUTY: (Rank.SPOC, Rank.DEPUTY),
    Rung.CONTROL_ROOM: (Rank.CONTROL_ROOM,),
    Rung.REPEAT: tuple(AT_THE_POLICE),  # somebody may have been entered since; whoever has it is not sent it again
}


def _next(taken: int, people: People) -> int:
    """The number of the next step that exists. One that has nobody is passed over without a wait."""
    missing = {
        number
        for number, rung in enumerate(STEPS, start=1)
        if (rung is Rung.DEPUTY and not people.deputies) or (rung is Rung.SAFETY_LEAD and not people.safety_leads)
    }
    return next(number for number in range(taken + 1, taken + len(STEPS) + 2) if number not in missing)


def _number(duty: Duty) -> int:
    return int(duty.key.split(":")[2])
