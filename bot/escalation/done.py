"""What has really been done about an escalation's silence: read from the attempts that were taken, never from what is owed."""

from collections.abc import Sequence
from datetime import datetime

from bot.escalation.directory import Rank
from bot.escalation.escalation import Attempt, Escalation
from bot.escalation.events import DELIVERED, ESCALATED, REMINDER, STAFF_ALARM, UNANSWERED
from bot.ports import UnitOfWork
from bot.rendering import Wording
from bot.reporting.report import Recipient, Report

_RANKS = {Rank.SPOC: "done.other", Rank.DEPUTY: "done.deputy", Rank.CONTROL_ROOM: "done.control_room"}
_EVENTS = {REMINDER: "done.reminded", STAFF_ALARM: "done.staff", UNANSWERED: "done.safety_lead"}

Row = dict[str, object]


async def done_about(work: UnitOfWork, escalation: Escalation, report: Report, wording: Wording) -> list[Row]:
    """Return what has been done, oldest first: `words` and `at` (aware UTC) of the latest time of each kind."""
    sealed = "" if report.allows(Recipient.PARTY) else "_sealed"
    ranks = {each.id: each.rank for each in await work.spoc_contacts.all()}
    taken = [each for each in await work.escalations.attempts(escalation.id) if each.outcome == DELIVERED]
    latest: dict[str, datetime] = {}
    for attempt in taken:
        label = _label(attempt, escalation, ranks.get(attempt.contact_id, Rank.SPOC))
        if label:
            latest[label + sealed if attempt.event in (STAFF_ALARM, UNANSWERED) else label] = attempt.at
    return [{"words": wording.label(label), "at": at} for label, at in sorted(latest.items(), key=lambda pair: pair[1])]


def is_told(attempts: Sequence[Attempt], since: datetime) -> bool:
    """True when somebody of the organisation has been told since a time."""
    return any(each.event in (STAFF_ALARM, UNANSWERED) and each.outcome == DELIVERED and each.at >= since for each in attempts)


def _label(attempt: Attempt, escalation: Escalation, rank: Rank) -> str:
    if attempt.event == ESCALATED:
        return "" if attempt.contact_id in ("", escalation.contact_id) else _RANKS.get(rank, "")
    return _EVENTS.get(attempt.event, "")
