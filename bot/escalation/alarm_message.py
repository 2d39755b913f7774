"""What an alarm says. One place decides it: with the reporter's yes to the party what they need to act, else nearly nothing."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.duties import Duty
from bot.escalation.done import Row, done_about
from bot.escalation.escalation import Escalation, EscalationState, Tier
from bot.escalation.events import UNANSWERED
from bot.escalation.force_names import force_name
from bot.escalation.payload import PAYLOAD_VERSION
from bot.escalation.people import People
from bot.ports import SpocMessage, UnitOfWork
from bot.rendering import Quoted, Wording
from bot.reporting.report import Recipient, Report

FROM_HOURS_IN_DAYS = 48
"""From how many hours on they are said as days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmFacts:
    """All that may be said. What a party without the reporter's yes may not know is not in here at all."""

    force: str  # its name; "" when it is not known
    hours: int  # how long there has been no answer, whole hours
    practice: bool
    shared: "SharedFacts | None" = None  # None without the reporter's yes to the party


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFacts:
    """What the party may know, because the reporter agreed."""

    reference: str
    escalation_id: str
    tier: Tier
    state: str
    held: str
    since: datetime
    done: tuple[Row, ...]
    number: str  # of the control room; "" when none was entered
    to_write_to: tuple[str, ...]  # ids of SPOC contacts who take e-mail alone


async def alarm_facts(
    work: UnitOfWork, escalation: Escalation, report: Report, people: People, wording: Wording, now: datetime
) -> AlarmFacts:
    """Return what may be said about an escalation to its organisation."""
    since = escalation.acknowledged_at or escalation.created_at
    facts = AlarmFacts(
        force=force_name(escalation.force_id), hours=(now - since) // timedelta(hours=1), practice=escalation.practice
    )
    if not report.allows(Recipient.PARTY):
        return facts
    shared = SharedFacts(
        reference=report.reference,
        escalation_id=escalation.id,
        tier=escalation.urgency,
        state=escalation.state.value,
        held=escalation.held.value,
        since=since,
        done=tuple(await done_about(work, escalation, report, wording)),
        number=people.number,
        to_write_to=tuple(each.id for each in people.takes_only_email),
    )
    return replace(facts, shared=shared)


def alarm_text(facts: AlarmFacts, wording: Wording) -> str:
    """Return the alarm for the desk of the staff, in the Markdown subset."""
    if facts.shared is None:
        days = facts.hours // 24 if facts.hours >= FROM_HOURS_IN_DAYS else 0
        return wording.text("alarm_sealed", force=facts.force, hours=facts.hours, days=days, practice=facts.practice)
    shared = facts.shared
    return wording.text(
        "alarm_raised" if shared.state == EscalationState.ACKNOWLEDGED else "alarm",
        force=facts.force,
        practice=facts.practice,
        reference=shared.reference,
        escalation=Quoted(shared.escalation_id),  # an id of ours: inside a command nothing is escaped
        tier=wording.label(f"tier.{shared.tier}"),
        is_immediate=shared.tier is Tier.IMMEDIATE,
        state="" if shared.state == EscalationState.ACKNOWLEDGED else wording.label(f"alarm.{shared.held or shared.state}"),
        at=shared.since,
        rows=shared.done,
        number=shared.number,
        contacts=[Quoted(each) for each in shared.to_write_to],
    )


def unanswered(facts: AlarmFacts, duty: Duty, at: datetime) -> SpocMessage:
    """Return the message for the safety lead's address; the duty makes its id, so that trying again is the same message."""
    data: dict[str, object] = {
        "version": PAYLOAD_VERSION,
        "practice": facts.practice,
        "force": facts.force,
        "hours": facts.hours,
    }
    if facts.shared:
        shared = facts.shared
        data |= {
            "reference": shared.reference,
            "escalation": shared.escalation_id,
            "tier": shared.tier.value,
            "state": shared.state,
            "held": shared.held,
            "since": shared.since.isoformat(),
            "done": [f"{row['words']} ({row['at']})" for row in shared.done],
        }
    return SpocMessage(id=f"msg_alarm_{duty.id}", type=UNANSWERED, at=at, data=data)
