"""Reports that are not finished: set aside, cancelled, gone on with after days or on another device; and the one reminder.

A draft is rows from its first sentence (ADR 0005), so nothing has to be saved here. A reminder must never say what a draft is
about: somebody else may be holding the phone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.duties import Duty, DutyKind
from bot.errors import NotFound
from bot.escalation.notices import Notices
from bot.messages import EvidenceItem
from bot.ports import Clock, Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.asking import ask_next
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.mine import state_words
from bot.reporting.report import Report, ReportStatus
from bot.reporting.writing import REMIND_AFTER, close_report, forget_what_was_awaited, leave_question
from bot.talk import Talk, tag

KEPT_FOR = timedelta(hours=24)
"""How long a cancelled draft is kept, in case its reporter thinks again."""

UNFINISHED = frozenset({ReportStatus.DRAFT, ReportStatus.CANCELLED})
"""States from which a report can be gone on with."""

Remove = Callable[[str, EvidenceItem], Awaitable[None]]
"""Deletes a file of an organisation."""


async def set_aside(talk: Talk) -> None:
    """Leave the report as it is; it can be taken up again from the list, or on another device by its code."""
    report_id = talk.state.report_id
    close_report(talk)
    buttons = (talk.choice(f"r:{tag(report_id)}:resume", "report.resume"), talk.choice(f"r:{tag(report_id)}:code", "code"))
    talk.say("set_aside", *buttons, talk.choice("my"))


async def cancel(talk: Talk) -> None:
    """Give the report up: nothing is sent, and it is deleted after a day unless its reporter thinks again."""
    report = await talk.work.reports.get(talk.state.report_id)
    await talk.work.reports.set_status(report.id, ReportStatus.CANCELLED)
    await talk.work.audit.record("report.cancelled", subject_id=report.id, actor=talk.member_id)
    key = f"{DutyKind.FORGET_DRAFT}:{report.id}:{talk.now.isoformat()}"
    await talk.owe(DutyKind.FORGET_DRAFT, report.id, due_at=talk.now + KEPT_FOR, key=key)
    close_report(talk)
    talk.say("cancelled", talk.choice(f"r:{tag(report.id)}:resume", "report.resume"), talk.choice("my"))


async def go_on(talk: Talk, report: Report) -> None:
    """Take a draft up again at the question where it stood; a cancelled one is a draft again."""
    if report.status is ReportStatus.CANCELLED:
        await talk.work.reports.set_status(report.id, ReportStatus.DRAFT)
        await talk.work.duties.drop(DutyKind.FORGET_DRAFT, report.id)
    state = talk.state
    is_known = report.id in (state.aside, state.report_id)  # elsewhere nobody knows how far the further questions had come
    talk.remember(report_id=report.id, quick=is_known and state.quick, detailing=is_known and state.detailing, aside="")
    leave_question(talk)
    forget_what_was_awaited(talk)
    await ask_next(talk)


async def leave_if_over(talk: Talk) -> None:
    """When the report that is told here was sent, cancelled or deleted on another device, say so and leave it."""
    report = await _found(talk.work, talk.state.report_id) if talk.state.report_id else None
    if not talk.state.report_id or (report is not None and report.status is ReportStatus.DRAFT):
        return
    close_report(talk)
    if report is None:
        talk.say("told_elsewhere", talk.choice("report.quick"), talk.choice("my"), reference="", state="")
        return
    key, label = ("resume", "report.resume") if report.status is ReportStatus.CANCELLED else ("show", "show")
    state = state_words(talk.wording, report, await talk.work.escalations.of_report(report.id))
    talk.say("told_elsewhere", talk.choice(f"r:{tag(report.id)}:{key}", label), reference=report.reference, state=state)


async def give_code(talk: Talk, report: Report) -> None:
    """Give the report a fresh spare code; one that was given before stops working."""
    code = talk.ids.code()
    await talk.work.reports.set_code(report.id, code)
    await talk.work.audit.record("report.code_given", subject_id=report.id, actor=talk.member_id)
    talk.say("spare_code", talk.choice("my"), reference=report.reference, code=code)


async def open_by_code(talk: Talk, code: str) -> Report | None:
    """Let whoever has a code to its report, and return that; None when no report of this organisation has it."""
    report = await talk.work.reports.by_code(code)
    if report is None:
        talk.say("unknown_code", talk.choice("my"), talk.choice("help"))
        return None
    if report.conversation_id != talk.conversation_id:  # news goes where the reporter is now
        await talk.work.reports.move(report.id, talk.conversation_id)
    if report.reporter != talk.member_id:
        await talk.work.reports.let_in(report.id, talk.member_id)
        await talk.work.audit.record("report.opened_by_code", subject_id=report.id, actor=talk.member_id)
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The duties of drafts."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording
    remove_file: Remove

    async def remind(self, duty: Duty) -> None:
        """Say once that something is not finished, when nothing was added to it for a day; then never again."""
        now = self.clock.now()
        async with self.storage.work(duty.organisation_id) as work:
            report = await _found(work, duty.subject_id)
            if report is None or report.status is not ReportStatus.DRAFT:
                await work.duties.finish(duty)
                return
            told_at = max((entry.at for entry in report.entries), default=report.created_at)
            if told_at + REMIND_AFTER > now:
                await work.duties.postpone(duty, next_civil_hour(told_at + REMIND_AFTER))
                return
            await work.duties.finish(duty)
            buttons = [self.wording.choice(f"r:{tag(report.id)}:{key}", label) for key, label in _REMINDER_BUTTONS]
            await self.notices.tell(work, report, "draft_reminder", *buttons, now=now)

    async def forget(self, duty: Duty) -> None:
        """Delete a draft that was given up a day ago, files first: a crash in between leaves rows to try again by."""
        async with self.storage.reading(duty.organisation_id) as work:
            report = await _found(work, duty.subject_id)
        is_given_up = report is not None and report.status is ReportStatus.CANCELLED
        for entry in report.evidence if report and is_given_up else ():
            if entry.evidence:
                await self.remove_file(duty.organisation_id, entry.evidence)
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)
            if is_given_up:
                await work.duties.drop(DutyKind.KEEP_LINK, duty.subject_id)
                await work.reports.forget(duty.subject_id)
                await work.audit.record("report.forgotten", subject_id=duty.subject_id, actor="system")


_REMINDER_BUTTONS = (("resume", "reminder.go_on"), ("cancel", "report.forget"))


async def _found(work: UnitOfWork, report_id: str) -> Report | None:
    try:
        return await work.reports.get(report_id)
    except NotFound:  # forgotten already
        return None
