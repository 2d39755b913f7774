"""What a SPOC is told beside the report itself: whom it went to, by when an answer is awaited, and what else of the reporter's
own they have.

It must never name another person's report, nor let two reports of one reporter be put together when the SPOC may know who told
the one and not who told the other: the name in one would sign both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.escalation.escalation import Escalation, EscalationState
from bot.escalation.force_names import force_name
from bot.escalation.route import Operation
from bot.ports import UnitOfWork
from bot.profile import Profile
from bot.reporting.patterns import pattern_of
from bot.reporting.report import Recipient, Report, ReportStatus
from bot.reporting.told import told


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyContact:
    """How the police may reach the reporter in an emergency, as the reporter has agreed."""

    words: str  # as typed
    agreed_at: str  # ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """An earlier report of the same reporter that a SPOC has."""

    reference: str
    escalated_at: datetime
    police_reference: str  # as the reporter gave it; "" when they gave none


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The empty one is an escalation of which nothing more is known."""

    force: str = ""  # the name of the force whose SPOC it goes to; "" for the one SPOC of the settings
    operation: Operation | None = None  # to quote; only where the route knows it
    deadline: datetime | None = None  # by when a person should have acknowledged
    emergency_contact: EmergencyContact | None = None
    pattern: tuple[str, ...] = ()  # references of the reporter's reports that they say are about the same person
    previous: tuple[Previous, ...] = ()  # oldest first


async def background_of(
    work: UnitOfWork,
    report: Report,
    escalation: Escalation,
    *,
    at: datetime,
    operation: Operation | None = None,
    deadline: datetime | None = None,
) -> Background:
    """Read what belongs beside a report.

    Args:
        work: of the reporter's organisation.
        report: the one that is sent.
        escalation: to whom.
        at: as of when (`payload.as_of`): what came later is left out, so that each try of a message holds the same.
        operation: as the route knows it.
        deadline: for acknowledging.
    """
    others = [each for each in await work.reports.of(report.reporter) if _may_be_put_together(each, report, at)]
    earlier = [(each, when) for each in others if (when := await _reached_at(work, each, escalation, at)) is not None]
    earlier.sort(key=lambda pair: (pair[1], pair[0].reference))
    return Background(
        force=force_name(escalation.force_id),
        operation=operation,
        deadline=deadline,
        emergency_contact=_emergency_contact(await work.members.profile(report.reporter), report, escalation),
        pattern=_pattern(report, [each for each, _ in earlier], at),
        previous=tuple(_previous(each, when, at) for each, when in earlier if not _says_nobody(report, each)),
    )


def _may_be_put_together(other: Report, report: Report, at: datetime) -> bool:
    """True for the reporter's own that the SPOC may see; what a member came to by a spare code may be somebody else's."""
    if other.id == report.id or other.reporter != report.reporter:
        return False
    if other.status is ReportStatus.WITHDRAWN or not other.allows(Recipient.SPOC):
        return False
    return _is_known(other) == _is_known(report) and _is_known(until(other, at)) == _is_known(until(report, at))


def _is_known(report: Report) -> bool:
    return told(report).knows_reporter(Recipient.SPOC)


async def _reached_at(work: UnitOfWork, other: Report, escalation: Escalation, at: datetime) -> datetime | None:
    """Return when another report was first escalated, if a SPOC had it by then; practice counts among practice only."""
    reached = [
        each.created_at
        for each in await work.escalations.of_report(other.id)
        if each.practice == escalation.practice
        and each.state is not EscalationState.WITHDRAWN
        and each.delivered_at is not None
        and each.delivered_at <= at
    ]
    return min(reached, default=None)


def _pattern(report: Report, others: Sequence[Report], at: datetime) -> tuple[str, ...]:
    pattern = pattern_of(until(report, at))
    return tuple(each.reference for each in others if pattern and pattern_of(until(each, at)) == pattern)


def _previous(other: Report, escalated_at: datetime, at: datetime) -> Previous:
    given = until(other, at).fields.get("police_reference")
    reference = given.words if given and not given.value else ""  # a value is a button that says that there is none
    return Previous(reference=other.reference, escalated_at=escalated_at, police_reference=reference)


def until(report: Report, at: datetime) -> Report:
    """Return a report as it stood at a moment, as far as its entries go."""
    return replace(report, entries=tuple(each for each in report.entries if each.at <= at))


def _emergency_contact(profile: Profile, report: Report, escalation: Escalation) -> EmergencyContact | None:
    """Goes with reports sent after they agreed, as they were told. A number is as good as a name: who said nobody has none."""
    is_agreed = profile.reach_me and profile.reach_me_at and datetime.fromisoformat(profile.reach_me_at) <= escalation.told_until
    if not is_agreed or _says_nobody(report):
        return None
    return EmergencyContact(words=profile.reach_me, agreed_at=profile.reach_me_at)


def _says_nobody(*reports: Report) -> bool:
    """True when the reporter was asked who may know them and said nobody; who was not asked has only not said it."""
    return any(told(each).value("identity") == "none" for each in reports)
