"""A reporter's own reports: the list, one of them, a copy, going on with a draft, and withdrawing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.duties import DutyKind
from bot.escalation.escalation import Escalation, EscalationState
from bot.messages import Choice
from bot.ports import UnitOfWork
from bot.rendering import Quoted, Wording, escaped
from bot.reporting.form import FORM
from bot.reporting.report import Consent, Recipient, Report, ReportStatus
from bot.reporting.telling import ask_next
from bot.talk import Talk, tag

REACHED = frozenset({EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED})
SHOWN_AT_ONCE = 5
"""How many reports get buttons in the list; a keyboard with more is not readable on a phone."""


def state_words(wording: Wording, report: Report, escalations: Sequence[Escalation]) -> Quoted:
    """Return where a report stands, exactly as its rows say and no more hopeful."""
    latest = escalations[-1] if escalations else None
    if report.status is not ReportStatus.SAVED:
        return Quoted(escaped(wording.label(f"state.{report.status}")))
    if latest is None or latest.state is EscalationState.WITHDRAWN:
        return Quoted(escaped(wording.label("state.party" if report.allows(Recipient.PARTY) else "state.diary")))
    practice = wording.label("state.practice") if latest.practice else ""
    return Quoted(escaped(wording.label(f"state.{latest.state}") + practice))


async def show_list(talk: Talk) -> None:
    """Show the reporter's reports, newest first, each with where it stands."""
    reports = await talk.work.reports.of(talk.member_id)
    rows = [
        {"reference": r.reference, "created_at": r.created_at, "state": await _state(talk.work, talk.wording, r)} for r in reports
    ]
    buttons = [Choice(id=f"r:{tag(r.id)}:show", label=f"{talk.wording.label('show')}: {r.reference}") for r in reports]
    talk.say("my_reports", *buttons[:SHOWN_AT_ONCE], talk.choice("report.start"), rows=rows)


async def show_one(talk: Talk, report: Report) -> None:
    """Show one report and what can be done with it."""
    answers = [(each.id, report.fields[each.id].words) for each in FORM if each.id in report.fields]
    state = await _state(talk.work, talk.wording, report)
    buttons = [talk.choice(f"r:{tag(report.id)}:{key}", label) for key, label in _actions(talk, report)]
    talk.say("show_report", *buttons, reference=report.reference, state=state, answers=answers)


async def copy(talk: Talk, report: Report) -> None:
    """Give the reporter every entry as it was made, oldest first."""
    rows = [
        {
            "at": entry.at,
            "field": talk.wording.label(f"field.{entry.field}") if entry.field else "",
            "words": f"{entry.evidence.media_type}, SHA-256 {entry.evidence.sha256}" if entry.evidence else entry.words,
        }
        for entry in report.entries
        if entry.words or entry.evidence
    ]
    state = await _state(talk.work, talk.wording, report)
    talk.say("report_copy", talk.choice("my"), reference=report.reference, created_at=report.created_at, rows=rows, state=state)
    await talk.work.audit.record("report.copied", subject_id=report.id, actor=talk.member_id)


async def go_on(talk: Talk, report: Report) -> None:
    """Take a draft up again at its first open question."""
    talk.remember(report_id=report.id, changing=False)
    await ask_next(talk)


async def ask_withdraw(talk: Talk, report: Report) -> None:
    """Ask once before a report is withdrawn."""
    prefix = f"r:{tag(report.id)}:"
    buttons = (talk.choice(prefix + "withdraw.sure", "withdraw.sure"), talk.choice("my", "withdraw.no"))
    talk.say("withdraw_sure", *buttons, reference=report.reference, is_delivered=await _has_reached(talk, report))


async def withdraw(talk: Talk, report: Report) -> None:
    """Withdraw a report: nothing more goes out, and a SPOC who has it is told."""
    reached = await _has_reached(talk, report)
    for escalation in await talk.work.escalations.of_report(report.id):
        await _withdraw_escalation(talk, escalation)
    to_party = report.allows(Recipient.PARTY) and talk.has_staff_desk
    refused = [Consent(recipient=each, given=False, words=talk.wording.label("withdraw"), at=talk.now) for each in Recipient]
    await talk.work.reports.consent(report.id, refused)
    await talk.work.reports.set_status(report.id, ReportStatus.WITHDRAWN)
    await talk.work.audit.record("report.withdrawn", subject_id=report.id, actor=talk.member_id)
    talk.say("withdrawn", talk.choice("my"), reference=report.reference, is_delivered=reached, to_party=to_party)


def _actions(talk: Talk, report: Report) -> list[tuple[str, str]]:
    if report.status is ReportStatus.DRAFT:
        return [("resume", "report.resume"), ("copy", "copy")]
    if report.status is not ReportStatus.SAVED:
        return [("copy", "copy")]
    agree = [("agree", "consent.agree")] if talk.routes.has_spoc and not report.allows(Recipient.SPOC) else []
    return [*agree, ("copy", "copy"), ("withdraw", "withdraw")]


async def _state(work: UnitOfWork, wording: Wording, report: Report) -> Quoted:
    return state_words(wording, report, await work.escalations.of_report(report.id))


async def _has_reached(talk: Talk, report: Report) -> bool:
    return any(each.state in REACHED for each in await talk.work.escalations.of_report(report.id))


async def _withdraw_escalation(talk: Talk, escalation: Escalation) -> None:
    await talk.work.duties.drop(DutyKind.ASK_REFERENCE, escalation.id)
    if escalation.state in REACHED:
        await talk.owe(DutyKind.WITHDRAW, escalation.id, due_at=talk.now)
    await talk.work.escalations.update(replace(escalation, state=EscalationState.WITHDRAWN))
