"""Writes into a report, in the turn's own transaction: drafts, answers, corrections. Entries are only ever added."""

from collections.abc import Sequence
from datetime import timedelta

from bot.duties import DutyKind
from bot.emergency import emergency_card
from bot.reporting.answers import Answer
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.links import owe_links
from bot.reporting.outside import is_outside_uk
from bot.reporting.report import ADDED_TO, Entry, EntryKind, Report, ReportStatus
from bot.talk import Talk
from bot.triage import RedFlag

REMIND_AFTER = timedelta(hours=20)
"""How long a draft may lie untouched before its one reminder: on the next day, and not at the same hour."""

_FLAGS = {"weapon": RedFlag.WEAPONS, "plan": RedFlag.FIXATED_PLAN, "private_details": RedFlag.DOXXING}
"""Answers of the form that are red flags of the joint guidance."""


async def begin(talk: Talk, *, is_quick: bool = False) -> Report:
    """Open a draft; nobody but its reporter sees it. An unfinished one brings one reminder."""
    report = Report(
        id=talk.ids.new("rep"),
        reference=talk.ids.reference(),
        reporter=talk.member_id,
        conversation_id=talk.conversation_id,
        status=ReportStatus.DRAFT,
        created_at=talk.now,
    )
    await talk.work.reports.add(report)
    await talk.work.audit.record("report.started", subject_id=report.id, actor=talk.member_id)
    await talk.owe(DutyKind.REMIND_DRAFT, report.id, due_at=next_civil_hour(talk.now + REMIND_AFTER))
    open_report(talk, report, is_quick=is_quick)
    return report


def open_report(talk: Talk, report: Report, *, is_quick: bool = False) -> None:
    """Make this the report that is being told."""
    talk.remember(report_id=report.id, step="what", quick=is_quick, detailing=False, last_text="", aside="", locating="")
    leave_question(talk)
    forget_what_was_awaited(talk)


def close_report(talk: Talk) -> None:
    """No report is being told any more; how it was told is remembered, in case it is gone on with."""
    talk.remember(aside=talk.state.report_id, report_id="", step="", last_field="")
    leave_question(talk)


def forget_what_was_awaited(talk: Talk) -> None:
    """The next words are the report's: they must not be taken for a reference or a message that was asked for before."""
    talk.remember(pending_escalation="", pending_platform="", adding="", writing_to_staff="", awaited="")


def leave_question(talk: Talk) -> None:
    """Forget what belongs to the one question that stood."""
    talk.remember(changing=False, choosing=False)


async def write(talk: Talk, report: Report, answers: Sequence[Answer]) -> Report:
    """Add answers, and return the report with them.

    One that is a red flag brings the emergency card first; a place abroad is kept, and whom to tell is said.
    """
    _card_for(talk, answers)
    if any(each.field == "where" and is_outside_uk(each.words) for each in answers):
        talk.say("outside_uk")
    entries: list[Entry] = []
    for answer in answers:
        entries.append(_entry(talk, report.with_entries(entries), answer))
    await talk.work.reports.append(report.id, entries)
    await owe_links(talk, report, entries)
    return report.with_entries(entries)


async def note(talk: Talk, report: Report, value: str, words: str = "") -> None:
    """Add a note about the report itself, such as who wrote a forwarded message."""
    await talk.work.reports.append(report.id, [entry(talk, EntryKind.NOTE, "", words, value)])


def entry(talk: Talk, kind: EntryKind, field: str, words: str, value: str) -> Entry:
    """Return a new entry of the person who speaks, now."""
    return Entry(
        id=talk.ids.new("ent"),
        kind=kind,
        field=field,
        words=words,
        value=value,
        author=talk.member_id,
        channel=talk.inbound.channel,
        at=talk.now,
    )


def _entry(talk: Talk, report: Report, answer: Answer) -> Entry:
    return entry(talk, _kind(report, answer), answer.field, answer.words, answer.value)


def _kind(report: Report, answer: Answer) -> EntryKind:
    if answer.is_read_off:
        return EntryKind.READ_OFF
    if report.status not in (ReportStatus.DRAFT, ReportStatus.CANCELLED):
        return EntryKind.CORRECTION if answer.field in report.fields and answer.field not in ADDED_TO else EntryKind.ADDITION
    is_changed = answer.field in report.fields and answer.field not in ADDED_TO
    return EntryKind.CORRECTION if is_changed else EntryKind.ANSWER


def _card_for(talk: Talk, answers: Sequence[Answer]) -> None:
    said = {(each.field, value) for each in answers if not each.is_read_off for value in each.value.split(",")}
    flags = tuple(flag for value, flag in _FLAGS.items() if ("aggravating", value) in said)
    if ("danger", "yes") in said:
        flags = (RedFlag.IMMEDIATE_DANGER, *flags)
    has_card = any(reply.kind == "emergency" for reply in talk.replies)
    if flags and not has_card:
        talk.replies.append(emergency_card(talk.wording, flags))
