"""Several reports about the same subject, or of the same event. It is only ever suggested; a person confirms it.

A reporter is asked about their own reports and nobody else's. The staff are told of others that they may see anyway; that
somebody else reported the same must never reach a reporter.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from bot.reporting.kinds import OTHER
from bot.reporting.report import EntryKind, Recipient, Report, ReportStatus
from bot.reporting.told import told
from bot.reporting.writing import note
from bot.talk import Talk, tag
from bot.triage.subjects import subjects_in

SAME, DIFFERENT = "pattern:", "no_pattern:"
"""How the notes begin that say that a report is one of a pattern, or not; the pattern's or the other report's id follows."""

SAME_EVENT_WITHIN = timedelta(hours=3)
"""How far apart two witnesses put one event."""

ALIKE = 80
"""How alike two places must be, 0 to 100 (rapidfuzz token_set_ratio), to be taken for the same."""


def subjects(report: Report) -> frozenset[str]:
    """Return the accounts, numbers, plates and addresses that a report names."""
    return frozenset[str]().union(*(subjects_in(entry.words) for entry in report.entries))


def pattern_of(report: Report) -> str:
    """Return the id of the pattern that a person put a report into; "" when nobody did."""
    notes = [entry.value for entry in report.entries if entry.kind is EntryKind.NOTE]
    return next((value.removeprefix(SAME) for value in reversed(notes) if value.startswith(SAME)), "")


def of_one_pattern(report: Report, others: Sequence[Report]) -> list[Report]:
    """Return the reports of the same pattern, oldest first, this one among them; nothing when it is in none."""
    pattern = pattern_of(report)
    together = [each for each in others if pattern and pattern_of(each) == pattern and each.status is not ReportStatus.DRAFT]
    return sorted(together, key=lambda each: each.created_at)


def repeats_among(report: Report, others: Sequence[Report]) -> int:
    """Return how many other reports that the staff may see name the same account, number, plate or address.

    A count and nothing more: one reporter's words are never shown beside another's.
    """
    named = subjects(report)
    seen = [each for each in others if each.id != report.id and each.allows(Recipient.PARTY)]
    return sum(not named.isdisjoint(subjects(each)) for each in seen) if named else 0


def same_event(report: Report, others: Sequence[Report]) -> list[Report]:
    """Return reports of other people, which the staff may see, that seem to tell of the same event: place, time and kind."""
    seen = (each for each in others if each.reporter != report.reporter and each.allows(Recipient.PARTY))
    return [each for each in seen if _is_same_event(report, each)]


async def suggest(talk: Talk, report: Report) -> None:
    """Ask whether a report is about the same person as an earlier one of the reporter's, when both name the same."""
    earlier = await _earlier(talk, report)
    if earlier:
        buttons = [talk.choice(f"r:{tag(report.id)}:{key}", label) for key, label in _BUTTONS]
        talk.say("same_person", *buttons, reference=report.reference, earlier=earlier.reference)


async def confirm(talk: Talk, report: Report) -> None:
    """Put both reports into one pattern."""
    earlier = await _earlier(talk, report)
    if earlier is None:
        talk.say("pattern_kept", talk.choice("my"), references=[report.reference])
        return
    pattern = pattern_of(earlier) or talk.ids.new("pat")
    if not pattern_of(earlier):
        await note(talk, earlier, SAME + pattern)
    await note(talk, report, SAME + pattern)
    own = await talk.work.reports.of(talk.member_id)
    together = of_one_pattern(next(each for each in own if each.id == report.id), own)
    talk.say("pattern_kept", talk.choice("my"), references=[each.reference for each in together])


async def refuse(talk: Talk, report: Report) -> None:
    """Remember that they are not the same, so that it is not asked again."""
    earlier = await _earlier(talk, report)
    if earlier:
        await note(talk, report, DIFFERENT + earlier.id)
    talk.say("pattern_refused", talk.choice("my"))


_BUTTONS = (("same", "pattern.same"), ("different", "pattern.different"))


async def _earlier(talk: Talk, report: Report) -> Report | None:
    """Return the newest other report of the same reporter that names the same subject, unless that was answered already."""
    named, refused = subjects(report), {entry.value for entry in report.entries if entry.value.startswith(DIFFERENT)}
    if not named or pattern_of(report):
        return None
    own = [each for each in await talk.work.reports.of(talk.member_id) if each.created_at <= report.created_at]
    alike = (each for each in own if each.id != report.id and DIFFERENT + each.id not in refused)
    finished = (each for each in alike if each.status in (ReportStatus.SAVED, ReportStatus.CLOSED))
    return next((each for each in finished if not named.isdisjoint(subjects(each))), None)


def _is_same_event(one: Report, other: Report) -> bool:
    first, second = told(one), told(other)
    kinds = set(first.kinds) & set(second.kinds) - {OTHER}
    places = (one.fields.get("where"), other.fields.get("where"))
    if not kinds or not places[0] or not places[1]:
        return False
    is_there = fuzz.token_set_ratio(places[0].words.casefold(), places[1].words.casefold()) >= ALIKE
    return is_there and _are_near(first.value("when"), second.value("when"))


def _are_near(first: str, second: str) -> bool:
    begun = [_begin(value) for value in (first, second)]
    return begun[0] is not None and begun[1] is not None and abs(begun[0] - begun[1]) <= SAME_EVENT_WITHIN


def _begin(value: str) -> datetime | None:
    """The beginning of a stored time; None for a bare day, which is too wide to compare, and for no time."""
    first = value.split("/")[0].rstrip("~")
    return datetime.fromisoformat(first) if "T" in first else None
