"""The escalations of an organisation, as an admin looks after them from the command line.

It must never print what a report says or who anybody is. Each function raises what `spoc_organisations.opened` raises beside
what it names.
"""

from datetime import timedelta

from adapters.clock import RandomIds, SystemClock
from adapters.escalation_lines import clock_line, line_of, sheet_of
from adapters.settings import Settings
from adapters.spoc_organisations import opened, within
from adapters.storage.database import Database
from adapters.storage.work import SqlWork
from bot.errors import NotFound, UserError
from bot.escalation.acknowledging import Acknowledging
from bot.escalation.escalation import Escalation, Outcome, Progress
from bot.escalation.notices import Notices
from bot.escalation.on_behalf import OnBehalf
from bot.escalation.replaying import Replayed, replay
from bot.escalation.response_times import response_times
from bot.rendering import Wording
from bot.reporting.report import Recipient

ADMIN = "admin"

SAID = {
    Replayed.HURRIED: "It was waiting to be tried again. It is tried now.",
    Replayed.ANEW: "Its delivery begins again.",
    Replayed.REPEATED: "Whoever has it is sent the same message once more, under the same id.",
    Replayed.HELD: "Nobody can be sent it yet: `escalations show` says why. Nothing was changed.",
    Replayed.WITHDRAWN: "Its reporter has withdrawn it. Nothing was changed.",
}


class UnknownEscalation(UserError):
    """There is no such escalation. `alongside escalations list` shows them with their ids."""


def list_escalations(settings: Settings, organisation_id: str, *, only_unanswered: bool, days: int) -> list[str]:
    """Return a line for each escalation, oldest first: all of the last days, or all that nobody has answered."""

    async def listed(work: SqlWork) -> list[str]:
        begin = SystemClock().now() - timedelta(days=days)
        rows = await work.escalations.open() if only_unanswered else await work.escalations.since(begin)
        return [line_of(each, await _reference(work, each)) for each in rows]

    return within(settings, organisation_id, listed) or ["None."]


def show_escalation(settings: Settings, organisation_id: str, escalation_id: str) -> list[str]:
    """Return what is known of an escalation, and its attempts. Raises UnknownEscalation."""

    async def shown(work: SqlWork) -> list[str]:
        escalation = await _found(work, escalation_id)
        return sheet_of(escalation, await _reference(work, escalation), await work.escalations.attempts(escalation_id))

    return within(settings, organisation_id, shown)


def replay_escalation(settings: Settings, organisation_id: str, escalation_id: str) -> list[str]:
    """Send an escalation again; return what to say. A server that runs takes it up. Raises UnknownEscalation."""

    async def again(work: SqlWork) -> Replayed:
        await _found(work, escalation_id)
        return await replay(work, escalation_id, RandomIds(), SystemClock().now(), actor=ADMIN)

    return [SAID[within(settings, organisation_id, again)]]


def acknowledge_escalation(
    settings: Settings, organisation_id: str, escalation_id: str, *, by: str, progress: Progress, outcome: Outcome
) -> list[str]:
    """Write down what the SPOC said by another way, and tell the reporter. Raises UnknownEscalation, InvalidAnswer."""
    wording, clock, ids = Wording(), SystemClock(), RandomIds()

    async def note(database: Database, chosen: str) -> str:
        acknowledging = Acknowledging(storage=database, notices=Notices(wording=wording, ids=ids), clock=clock)
        on_behalf = OnBehalf(acknowledging=acknowledging, wording=wording)
        try:
            return await on_behalf.note(chosen, escalation_id, progress, outcome, by=by, words="", message_id=ids.new("cli"))
        except NotFound as error:
            raise UnknownEscalation from error

    return [opened(settings, organisation_id, note).replace("**", "")]


def response_clock(settings: Settings, organisation_id: str, *, days: int) -> list[str]:
    """Return a line for each force: how it has answered the escalations of the last days."""

    async def read(work: SqlWork) -> list[str]:
        rows = await work.escalations.since(SystemClock().now() - timedelta(days=days))
        return [clock_line(each) for each in response_times(rows)]

    return within(settings, organisation_id, read) or ["None."]


async def _found(work: SqlWork, escalation_id: str) -> Escalation:
    try:
        return await work.escalations.get(escalation_id)
    except NotFound as error:
        raise UnknownEscalation from error


async def _reference(work: SqlWork, escalation: Escalation) -> str:
    """The reference, where the reporter lets the party know of the report."""
    report = await work.reports.get(escalation.report_id)
    return report.reference if report.allows(Recipient.PARTY) else ""
