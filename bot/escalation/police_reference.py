"""A message to the SPOC is not a crime report: the reporter is asked for the police reference until they have answered.

DESIGN promise 7. The reminders stop at any answer, "I don't want to" included; they never stop by themselves.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind
from bot.escalation.escalation import Escalation
from bot.messages import Choice
from bot.ports import Ids
from bot.rendering import Wording
from bot.reporting.answers import Answer
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.writing import write
from bot.talk import Talk, tag

REMINDERS = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""Waits before the first, the second and every later reminder."""

ANSWERS = ("police.given", "police.none_yet", "police.not_yet", "police.declined")
DECLINED = "declined"
NO_NUMBER_YET = "reported, no reference yet"


def reference_choices(wording: Wording, escalation: Escalation) -> tuple[Choice, ...]:
    """Return the buttons under the question."""
    return tuple(wording.choice(f"p:{tag(escalation.id)}:{key}", key) for key in ANSWERS)


def first_reminder(escalation: Escalation, organisation_id: str, ids: Ids, now: datetime) -> Duty:
    """Return the duty to ask again for the first time."""
    return _reminder(escalation.id, organisation_id, 0, ids, now)


def next_reminder(done: Duty, ids: Ids, now: datetime) -> Duty:
    """Return the duty that follows a reminder."""
    return _reminder(done.subject_id, done.organisation_id, int(done.key.rpartition(":")[2]) + 1, ids, now)


async def answer(talk: Talk, escalation: Escalation, key: str) -> None:
    """Take the reporter's answer by button."""
    report = await talk.work.reports.get(escalation.report_id)
    if key == "police.given":
        talk.remember(pending_escalation=escalation.id)
        talk.say("police_reference_wanted", reference=report.reference)
    elif key == "police.none_yet":
        await _keep(talk, escalation, NO_NUMBER_YET, report.reference)
    elif key == "police.declined":
        await _settle(talk, escalation, DECLINED)
        talk.say("police_declined", reference=report.reference)
    else:
        talk.say("police_not_yet")


async def take_number(talk: Talk) -> None:
    """Take the reference itself, as typed after "Yes, I have a reference". It is an answer of the report too, with its time."""
    escalation = await talk.work.escalations.get(talk.state.pending_escalation)
    report = await talk.work.reports.get(escalation.report_id)
    talk.remember(pending_escalation="")
    await write(talk, report, [Answer(field="police_reference", words=talk.inbound.text)])
    await _keep(talk, escalation, talk.inbound.text, report.reference)


async def _keep(talk: Talk, escalation: Escalation, words: str, reference: str) -> None:
    await _settle(talk, escalation, words)
    talk.say("police_reference_kept", talk.choice("my"), reference=reference, has_number=words != NO_NUMBER_YET)


async def _settle(talk: Talk, escalation: Escalation, words: str) -> None:
    await talk.work.escalations.update(replace(escalation, police_reference=words))
    await talk.work.duties.drop(DutyKind.ASK_REFERENCE, escalation.id)
    await talk.work.audit.record("police_reference.answered", subject_id=escalation.id, actor=talk.member_id)


def _reminder(escalation_id: str, organisation_id: str, number: int, ids: Ids, now: datetime) -> Duty:
    return Duty(
        id=ids.new("dut"),
        organisation_id=organisation_id,
        kind=DutyKind.ASK_REFERENCE,
        subject_id=escalation_id,
        key=f"{DutyKind.ASK_REFERENCE}:{escalation_id}:{number}",
        due_at=next_civil_hour(now + REMINDERS[min(number, len(REMINDERS) - 1)]),
    )
