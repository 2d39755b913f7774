"""Alarms: a person of the organisation learns that nobody at the police has answered, or can be reached.

It must never say more than the reporter agreed to: without their yes to the party it says which force is silent and for how long,
and nothing that tells the report. Every way is tried by itself, and what was told is read from the attempts.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import ChannelUnreachable
from bot.escalation.alarm_message import AlarmFacts, alarm_facts, alarm_text, unanswered
from bot.escalation.directory import SpocContact
from bot.escalation.done import is_told
from bot.escalation.escalation import ASKABLE, Attempt, Escalation, EscalationState, Tier
from bot.escalation.events import DELIVERED, STAFF_ALARM, UNANSWERED
from bot.escalation.people import is_answered_too_early, is_waiting, people_of
from bot.escalation.posting import Posting
from bot.escalation.silence import nobody_duty
from bot.ports import Clock, Ids, StaffDesk, Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Recipient, Report

log = logging.getLogger(__name__)

TOLD_WITHIN_TRIES = 3
"""After how many failed tries it is said that nobody could be told: about 20 seconds."""

MOST_TRIES = 16
"""When an alarm is given up, after about eight hours: the ladder's next one comes soon, and says how it stands then."""


class Why(StrEnum):
    """What an alarm is about."""

    SILENT = "silent"  # nobody has answered in time
    REFUSED = "refused"  # an address will not take it
    NO_CONTACT = "no_contact"  # nobody can be sent it
    RAISED = "raised"  # it was answered before it counted as immediate; for the desk alone, and only what the reporter shares


def alarm_duty(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime, why: Why) -> Duty:
    """Return the duty to alarm the organisation; to be written in the transaction of what it is about."""
    return Duty(
        id=ids.new("dut"),
        organisation_id=organisation_id,
        kind=DutyKind.ALARM,
        subject_id=escalation.id,
        key=f"{DutyKind.ALARM}:{escalation.id}:{why}:{escalation.rung}:{now.isoformat()}",
        due_at=now,
    )


async def alarm_if_stuck(work: UnitOfWork, escalation: Escalation, ids: Ids, now: datetime) -> None:
    """Owe an alarm at once for an escalation that only a person can move on: refused, or held without anybody to send it to.

    When minutes count nobody waits for the reporter to say where it was.
    """
    is_urgent = escalation.urgency is Tier.IMMEDIATE
    is_held = escalation.state is EscalationState.HELD and (is_urgent or escalation.held not in ASKABLE)
    if is_held or escalation.state is EscalationState.REFUSED:
        why = Why.NO_CONTACT if is_held else Why.REFUSED
        await work.duties.add(alarm_duty(escalation, work.organisation.id, ids, now, why))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarming:
    """Raises alarms: at the desk of the staff, and at the safety lead's address."""

    storage: Storage
    desks: Mapping[str, StaffDesk]  # by organisation
    posting: Posting
    ids: Ids
    clock: Clock
    wording: Wording

    async def sound(self, duty: Duty) -> None:
        """Try every way that nobody has been told by yet; it ends when all were, or the alarm is pointless."""
        async with self.storage.work(duty.organisation_id) as work:
            escalation = await work.escalations.get(duty.subject_id)
            report = await work.reports.get(escalation.report_id)
            if not _is_wanted(duty, escalation, report):
                await work.duties.finish(duty)
                return
            people = await people_of(work, escalation, report, self.clock.now())
            facts = await alarm_facts(work, escalation, report, people, self.wording, self.clock.now())
            told = await work.escalations.attempts(escalation.id)
        desk = self.desks.get(duty.organisation_id)
        leads = [each for each in people.safety_leads if each.endpoint and _why(duty) is not Why.RAISED]
        tries = await self._try(duty, escalation, facts, desk, leads, _since(told, _raised_at(duty)))
        async with self.storage.work(duty.organisation_id) as work:
            await self._write(work, duty, tries)

    async def _try(
        self,
        duty: Duty,
        escalation: Escalation,
        facts: AlarmFacts,
        desk: StaffDesk | None,
        leads: Sequence[SpocContact],
        told: frozenset[str],
    ) -> list[Attempt]:
        tries = []
        if desk and STAFF_ALARM not in told:
            tries.append(await self._at_desk(duty, desk, facts))
        message = unanswered(facts, duty, _raised_at(duty))
        for lead in leads:
            if lead.id not in told:
                tried = await self.posting.post(replace(message, id=f"{message.id}_{lead.id}"), escalation, lead)
                outcome = tried.outcome if tried.wait is None else "unreachable"
                tries.append(self._attempt(duty, UNANSWERED, outcome, contact_id=lead.id, status=tried.status))
        return tries

    async def _at_desk(self, duty: Duty, desk: StaffDesk, facts: AlarmFacts) -> Attempt:
        try:
            await desk.alarm(duty.organisation_id, alarm_text(facts, self.wording))
        except ChannelUnreachable:
            return self._attempt(duty, STAFF_ALARM, "unreachable")
        return self._attempt(duty, STAFF_ALARM, DELIVERED)

    def _attempt(self, duty: Duty, event: str, outcome: str, *, contact_id: str = "", status: int | None = None) -> Attempt:
        return Attempt(
            escalation_id=duty.subject_id,
            number=duty.tries,
            at=self.clock.now(),
            outcome=outcome,
            status=status,
            contact_id=contact_id,
            event=event,
        )

    async def _write(self, work: UnitOfWork, duty: Duty, tries: Sequence[Attempt]) -> None:
        for attempt in tries:
            await work.escalations.add_attempt(attempt)
        is_tried_again = duty.tries < MOST_TRIES and any(each.outcome == "unreachable" for each in tries)
        if is_tried_again:
            await work.duties.postpone(duty, self.clock.now() + retry_after(duty.tries))
        else:
            await work.duties.finish(duty)
        is_time_to_say_so = not is_tried_again or duty.tries == TOLD_WITHIN_TRIES
        if is_time_to_say_so and not is_told(await work.escalations.attempts(duty.subject_id), _raised_at(duty)):
            await self._nobody(work, duty)

    async def _nobody(self, work: UnitOfWork, duty: Duty) -> None:
        log.error("alarm.nobody_told", extra={"escalation": duty.subject_id, "organisation": duty.organisation_id})
        await work.audit.record("alarm.nobody_told", subject_id=duty.subject_id, actor="system")
        if _why(duty) is Why.RAISED:  # its reporter is not waiting for an answer, and hears of it when it lapses
            return
        escalation = await work.escalations.get(duty.subject_id)
        await work.duties.add(nobody_duty(escalation, duty.organisation_id, self.ids, self.clock.now()))


def _is_wanted(duty: Duty, escalation: Escalation, report: Report) -> bool:
    """True while there is something to be told."""
    if _why(duty) is Why.RAISED:
        return is_answered_too_early(escalation, report) and report.allows(Recipient.PARTY)
    return is_waiting(escalation, report)


def _why(duty: Duty) -> Why:
    return Why(duty.key.split(":", 4)[2])


def _raised_at(duty: Duty) -> datetime:
    return datetime.fromisoformat(duty.key.split(":", 4)[4])


def _since(attempts: Sequence[Attempt], at: datetime) -> frozenset[str]:
    """By which ways somebody has been told since a time: STAFF_ALARM, or a safety lead's id."""
    taken = [each for each in attempts if each.outcome == DELIVERED and each.at >= at]
    return frozenset(each.contact_id or each.event for each in taken if each.event in (STAFF_ALARM, UNANSWERED))
