"""What a reporter, and the party's staff, are told when a person at the SPOC has spoken. Never more hopeful than the row."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from bot.duties import Duty, DutyKind
from bot.escalation import asking_back
from bot.escalation.escalation import Escalation, EscalationState, Progress
from bot.escalation.force_names import force_name
from bot.escalation.notices import Notices
from bot.escalation.progressing import BY_STAFF, Word
from bot.messages import Choice
from bot.ports import UnitOfWork
from bot.reporting.report import Entry, Recipient, Report
from bot.talk import tag

_NOTICE = {
    Progress.RECEIVED: "acknowledged",
    Progress.READING: "spoc_reading",
    Progress.ACTING: "spoc_acting",
    Progress.CLOSED: "spoc_closed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Tells of one word of the SPOC, in the transaction that writes it down."""

    work: UnitOfWork
    notices: Notices
    now: datetime
    desks: Container[str]  # the organisations whose staff have somewhere to see news

    async def progress(self, report: Report, before: Escalation, after: Escalation, word: Word) -> None:
        """Tell the reporter how far the police have come; what they wrote with it stands in the report, and the staff see it."""
        if word.words:
            await self._keep(report, asking_back.words(self.notices.ids, word, self.now), to_staff=word.how != BY_STAFF)
        is_reopened = before.progress is Progress.CLOSED and after.progress is Progress.ACTING
        name = "spoc_reopened" if is_reopened else _NOTICE[after.progress]
        facts = await self._facts(report, before, after, word)
        if after.progress is Progress.CLOSED:
            facts |= {"outcome": after.outcome.value}
        choices = self._after_closing(report) if after.progress is Progress.CLOSED else ()
        await self.notices.tell(self.work, report, name, *choices, now=self.now, about=after, words=word.words, **facts)

    async def question(
        self, report: Report, before: Escalation, after: Escalation, text: str, word: Word, *, is_direct: bool
    ) -> None:
        """Bring a question to the reporter, or to the staff who have the report and will ask them."""
        asked = asking_back.question(self.notices.ids, text, self.now)
        by_staff = self._has_staff(report) and not is_direct
        await self._keep(report, asked, to_staff=by_staff)
        if not by_staff:
            facts = await self._facts(report, before, after, word)
            answer = self.notices.wording.choice(f"r:{tag(report.id)}:add", "answer_spoc")
            await self.notices.tell(self.work, report, "spoc_question", answer, now=self.now, about=after, text=text, **facts)
        elif (before.state, before.progress) != (after.state, after.progress):
            await self.progress(report, before, after, word)

    async def _keep(self, report: Report, said: Entry, *, to_staff: bool) -> None:
        await self.work.reports.append(report.id, [said])
        if not (to_staff and self._has_staff(report)):
            return
        duty = Duty(
            id=self.notices.ids.new("dut"),
            organisation_id=self.work.organisation.id,
            kind=DutyKind.TELL_STAFF,
            subject_id=report.id,
            key=f"{DutyKind.TELL_STAFF}:{report.id}:{said.id}",
            due_at=self.now,
        )
        await self.work.duties.add(duty)

    def _has_staff(self, report: Report) -> bool:
        return report.allows(Recipient.PARTY) and self.work.organisation.id in self.desks

    def _after_closing(self, report: Report) -> tuple[Choice, ...]:
        buttons = [("add", "add.information"), *([("message", "message")] if self._has_staff(report) else []), ("show", "show")]
        return tuple(self.notices.wording.choice(f"r:{tag(report.id)}:{key}", label) for key, label in buttons)

    async def _facts(self, report: Report, before: Escalation, after: Escalation, word: Word) -> dict[str, object]:
        is_one_of_several = len(await self.work.escalations.of_report(report.id)) > 1
        return {
            "at": self.now,
            "practice": after.practice,
            "by_staff": word.how == BY_STAFF,
            "to_staff": self._has_staff(report),
            "is_first": before.state is not EscalationState.ACKNOWLEDGED,
            "force": force_name(after.force_id) if is_one_of_several else "",
        }
