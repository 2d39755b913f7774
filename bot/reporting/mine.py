"""A reporter's own reports: the list, one of them and where it stands, a copy, and withdrawing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.duties import DutyKind
from bot.escalation.escalation import ASKABLE, Escalation, EscalationState
from bot.escalation.passing_on import WITHDRAWN, owe_those_passed_on, passed_on
from bot.escalation.stating import escalation_words
from bot.messages import Channel, Choice, Document, DocumentKind
from bot.ports import UnitOfWork
from bot.rendering import Quoted, Wording, escaped
from bot.reporting.asking import shown_answers
from bot.reporting.patterns import of_one_pattern
from bot.reporting.report import Consent, EntryKind, Recipient, Report, ReportStatus
from bot.talk import Talk, tag

CLOSED = "closed:"
"""How the note begins that says why a report was closed; its words are what the reporter was told."""

CAN_GIVE_FILES = frozenset({Channel.TELEGRAM, Channel.WEB})
"""Channels that a copy is sent to. A terminal cannot show it, and what is uploaded into Slack is kept by Slack."""

REACHED = frozenset({EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED})
SHOWN_AT_ONCE = 5
"""How many reports get buttons in the list; a keyboard with more is not readable on a phone."""


def state_words(wording: Wording, report: Report, escalations: Sequence[Escalation]) -> Quoted:
    """Return where a report stands, exactly as its rows say and no more hopeful."""
    if report.status is ReportStatus.CLOSED:
        return Quoted(escaped(f"{wording.label('state.closed')}: {why_closed(report)}"))
    if report.status is not ReportStatus.SAVED:
        return Quoted(escaped(wording.label(f"state.{report.status}")))
    alone = "state.party" if report.allows(Recipient.PARTY) else "state.diary"
    return Quoted(escaped(escalation_words(wording, escalations) or wording.label(alone)))


async def show_list(talk: Talk) -> None:
    """Show the reporter's reports, newest first, each with where it stands."""
    reports = await talk.work.reports.of(talk.member_id)
    rows = [
        {"reference": r.reference, "created_at": r.created_at, "state": await _state(talk.work, talk.wording, r)} for r in reports
    ]
    buttons = [Choice(id=f"r:{tag(r.id)}:show", label=f"{talk.wording.label('show')}: {r.reference}") for r in reports]
    talk.say("my_reports", *buttons[:SHOWN_AT_ONCE], talk.choice("report.start"), rows=rows)


def why_closed(report: Report) -> str:
    """Return the reason that the reporter was told when their report was closed."""
    closing = [entry.words for entry in report.entries if entry.kind is EntryKind.NOTE and entry.value.startswith(CLOSED)]
    return closing[-1] if closing else ""


async def show_one(talk: Talk, report: Report) -> None:
    """Show one report, where it stands, and what can be done with it."""
    own = await talk.work.reports.of(talk.member_id)
    is_askable = any(each.held in ASKABLE and each.is_open for each in await talk.work.escalations.of_report(report.id))
    buttons = [talk.choice(f"r:{tag(report.id)}:{key}", label) for key, label in _actions(talk, report, is_askable=is_askable)]
    talk.say(
        "show_report",
        *buttons,
        reference=report.reference,
        state=await _state(talk.work, talk.wording, report),
        answers=shown_answers(talk.wording, report),
        files=sum(entry.evidence is not None for entry in report.entries),
        messages=_messages(talk, report),
        pattern=[each.reference for each in of_one_pattern(report, own) if each.id != report.id],
    )


def _messages(talk: Talk, report: Report) -> list[dict[str, object]]:
    said = [entry for entry in report.entries if entry.kind is EntryKind.MESSAGE]
    return [{"at": each.at, "by": talk.wording.label(f"by.{each.value}"), "words": each.words} for each in said]


async def files(talk: Talk, report: Report) -> None:
    """Give the reporter their copy as files, or say where they can be had: not every channel is a place for them."""
    if talk.inbound.channel not in CAN_GIVE_FILES:
        talk.say("files_elsewhere", talk.choice(f"r:{tag(report.id)}:code", "code"), talk.choice("my"))
        return
    organisation_id = talk.organisation.id
    documents = tuple(
        Document(kind=kind, report_id=report.id, organisation_id=organisation_id, reference=report.reference)
        for kind in DocumentKind
    )
    reply = talk.wording.reply("report_files", talk.choice("my"), reference=report.reference)
    talk.replies.append(replace(reply, documents=documents))
    await talk.work.audit.record("report.exported", subject_id=report.id, actor=talk.member_id)


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
    for kind in (DutyKind.NEXT_CONTACT, DutyKind.ASK_PLATFORM):
        await talk.work.duties.drop(kind, report.id)
    talk.remember(locating="")  # nothing that is typed from now on may send it
    await talk.work.audit.record("report.withdrawn", subject_id=report.id, actor=talk.member_id)
    talk.say("withdrawn", talk.choice("my"), reference=report.reference, is_delivered=reached, to_party=to_party)


def _actions(talk: Talk, report: Report, *, is_askable: bool) -> list[tuple[str, str]]:
    copies = [("copy", "copy"), ("file", "files"), ("code", "code")]
    if report.status in (ReportStatus.DRAFT, ReportStatus.CANCELLED):
        return [("resume", "report.resume"), *copies]
    if report.status is ReportStatus.WITHDRAWN:
        return copies
    message = [("message", "message")] if report.allows(Recipient.PARTY) and talk.has_staff_desk else []
    if report.status is ReportStatus.CLOSED:
        return [("add", "add.information"), *message, *copies]
    agree = [("agree", "consent.agree")] if talk.routes.has_spoc and not report.allows(Recipient.SPOC) else []
    place = [("place", "place")] if is_askable else []
    return [*place, *agree, ("add", "add.information"), *message, *copies, ("withdraw", "withdraw")]


async def _state(work: UnitOfWork, wording: Wording, report: Report) -> Quoted:
    return state_words(wording, report, await work.escalations.of_report(report.id))


async def _has_reached(talk: Talk, report: Report) -> bool:
    escalations = await talk.work.escalations.of_report(report.id)
    return any([each.state in REACHED or await passed_on(talk.work, each) for each in escalations])


async def _withdraw_escalation(talk: Talk, escalation: Escalation) -> None:
    await talk.work.duties.drop(DutyKind.ASK_REFERENCE, escalation.id)
    if escalation.state in REACHED:
        await talk.owe(DutyKind.WITHDRAW, escalation.id, due_at=talk.now)
    talk.owes |= await owe_those_passed_on(talk.work, escalation, talk.ids, talk.now, what=WITHDRAWN)
    await talk.work.escalations.update(replace(escalation, state=EscalationState.WITHDRAWN))
