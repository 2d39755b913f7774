"""What passes between the party's staff and a reporter: messages both ways, additions, and closing with a reason.

The staff write to a report, never to a person: who the reporter is they learn only when the reporter lets them. No report is
closed without its reporter being told why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import ChannelUnreachable, InvalidAnswer
from bot.escalation.asking_back import FROM_SPOC
from bot.escalation.notices import Notices
from bot.escalation.staff import handle_of, is_shown, why_not
from bot.messages import Channel
from bot.ports import Clock, StaffDesk, StaffNews, Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.answers import has_words
from bot.reporting.mine import CLOSED
from bot.reporting.report import Entry, EntryKind, Recipient, Report, ReportStatus
from bot.reporting.sharing import may_see
from bot.talk import tag

REASONS = ("advice_given", "passed_on", "nothing_more", "duplicate", "not_for_us", "other")
"""Why a report is closed; the last one needs words."""

MAX_CHARS = 2_000
"""Longest message to a reporter, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingStaff:
    """Puts what a reporter added before the staff."""

    storage: Storage
    desks: Mapping[str, StaffDesk]
    clock: Clock
    wording: Wording

    async def tell(self, duty: Duty) -> None:
        """Put one addition beside the card; tried again until the desk takes it."""
        async with self.storage.reading(duty.organisation_id) as work:
            report = await work.reports.get(duty.subject_id)
        desk, text = self.desks.get(duty.organisation_id), self._text(report, duty.key.rpartition(":")[2])
        try:
            if desk and text and report.allows(Recipient.PARTY):
                organisation_id, handle = duty.organisation_id, handle_of(report)
                await desk.add(StaffNews(organisation_id=organisation_id, reference=report.reference, handle=handle, text=text))
        except ChannelUnreachable as problem:
            due_at = self.clock.now() + retry_after(duty.tries, asked_s=problem.retry_after_s)
            async with self.storage.work(duty.organisation_id) as work:
                await work.duties.postpone(duty, due_at)
            return
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)

    def _text(self, report: Report, entry_id: str) -> str:
        """Return what was added in the same turn as this entry: the words that the staff may see, and a count of files.

        What the SPOC wrote stands alone.
        """
        last = next((entry for entry in report.entries if entry.id == entry_id), None)
        if last is None:
            return ""
        if last.value in FROM_SPOC:
            return self.wording.text(f"staff_news_{last.value}", reference=report.reference, text=last.words)
        added = [entry for entry in report.entries if (entry.at, entry.author) == (last.at, last.author)]
        shown = [each for each in added if each.kind is EntryKind.MESSAGE or may_see(report, each, Recipient.PARTY)]
        rows = [{"field": each.field, "words": each.words} for each in shown if each.words]
        files = sum(each.evidence is not None for each in added)
        is_message = last.kind is EntryKind.MESSAGE
        if not (rows or files):
            return ""
        return self.wording.text("staff_news", reference=report.reference, rows=rows, files=files, is_message=is_message)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTalk:
    """What the staff can say."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def write(self, organisation_id: str, report_id: str, text: str, *, by: str, message_id: str) -> str:
        """Send a message to the reporter of a report, once for an id; return what to show the staff.

        Raises:
            NotFound: there is no such report.
            InvalidAnswer: it has no words, or more than MAX_CHARS.
        """
        _checked(text)
        async with self.storage.work(organisation_id) as work:
            report = await work.reports.get(report_id)
            if not is_open_to_staff(report):
                return self.wording.text("staff_gone", reference=report.reference)
            if not _has(report, message_id):
                await self._add(work, report, EntryKind.MESSAGE, text, "from_staff", by, message_id)
                choice = self.wording.choice(f"r:{tag(report.id)}:message", "answer_staff")
                await self.notices.tell(work, report, "staff_message", choice, now=self.clock.now(), text=text)
        return self.wording.text("staff_message_sent", reference=report.reference)

    async def close(self, organisation_id: str, report_id: str, reason: str, words: str, *, by: str, message_id: str) -> str:
        """Close a report, tell its reporter why, and return what to show the staff.

        Raises:
            NotFound: there is no such report.
            InvalidAnswer: the reason is none of REASONS, or is "other" without words.
        """
        if reason not in REASONS or (reason == "other" and not has_words(words)):
            raise InvalidAnswer("reason", "no_words")
        why = ". ".join(filter(None, (self.wording.label(f"closed.{reason}"), words.strip())))
        _checked(why)
        async with self.storage.work(organisation_id) as work:
            report = await work.reports.get(report_id)
            if not is_shown(report):
                return why_not(self.wording, report)
            await self._add(work, report, EntryKind.NOTE, why, CLOSED + reason, by, message_id)
            await work.reports.set_status(report_id, ReportStatus.CLOSED)
            await work.duties.drop(DutyKind.NEXT_CONTACT, report_id)
            await work.audit.record(f"report.closed.{reason}", subject_id=report_id, actor="staff")
            buttons = [self.wording.choice(f"r:{tag(report.id)}:{key}", label) for key, label in _AFTER_CLOSING]
            await self.notices.tell(work, report, "closed", *buttons, now=self.clock.now(), why=why)
        return self.wording.text("staff_closed", reference=report.reference)

    async def reopen(self, organisation_id: str, report_id: str, *, by: str, message_id: str) -> str:
        """Open a closed report again and tell its reporter. Raises NotFound."""
        async with self.storage.work(organisation_id) as work:
            report = await work.reports.get(report_id)
            if not is_open_to_staff(report):
                return self.wording.text("staff_gone", reference=report.reference)
            if report.status is ReportStatus.SAVED:
                return self.wording.text("staff_reopened", reference=report.reference)
            await self._add(work, report, EntryKind.NOTE, "", "reopened", by, message_id)
            await work.reports.set_status(report_id, ReportStatus.SAVED)
            await work.audit.record("report.reopened", subject_id=report_id, actor="staff")
            await self.notices.tell(work, report, "reopened", now=self.clock.now())
        return self.wording.text("staff_reopened", reference=report.reference)

    async def _add(
        self, work: UnitOfWork, report: Report, kind: EntryKind, words: str, value: str, by: str, message_id: str
    ) -> None:
        added = Entry(
            id=message_id,
            kind=kind,
            field="",
            words=words,
            value=value,
            author=by,
            channel=Channel.SLACK,
            at=self.clock.now(),
        )
        await work.reports.append(report.id, [added])
        await work.audit.record(f"report.{value.rstrip(':')}", subject_id=report.id, actor="staff")


_AFTER_CLOSING = (("add", "add.information"), ("message", "message"), ("show", "show"))


def _checked(text: str) -> None:
    if not has_words(text):
        raise InvalidAnswer("message", "no_words")
    if len(text) > MAX_CHARS:
        raise InvalidAnswer("message", "too_long")


def is_open_to_staff(report: Report) -> bool:
    """True while the staff may speak about a report, a closed one too."""
    return report.status in (ReportStatus.SAVED, ReportStatus.CLOSED) and report.allows(Recipient.PARTY)


def _has(report: Report, entry_id: str) -> bool:
    return any(entry.id == entry_id for entry in report.entries)
