"""The duty to ask whether a platform has answered: twice at most, in the daytime.

It must never ask after an outcome, a "don't ask again" or a withdrawal: all of that is looked up in the report when it is due.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.duties import Duty, DutyKind
from bot.escalation.notices import Notices
from bot.ports import Clock, Storage
from bot.rendering import Wording
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.platform_report import (
    OUTCOMES,
    WAITING,
    Said,
    choices_of,
    name_of,
    platform_of,
    question_key,
    reported_in,
    stands_at,
)
from bot.reporting.report import Report, ReportStatus
from bot.talk import Talk

ASKED_AFTER = (timedelta(hours=48), timedelta(days=7))
"""How long after the report it is asked. 48 hours are what Report Harmful Content asks for (its row of the contact book)."""

LEAST_BETWEEN = timedelta(days=2)
"""Between the two questions, when the first one came late."""


async def owe_question(talk: Talk, report: Report) -> None:
    """Owe the first question, counted from when it was reported to the platform."""
    reported = reported_in(report)
    if reported:
        due_at = next_civil_hour(reported.at + ASKED_AFTER[0])
        await talk.owe(DutyKind.ASK_PLATFORM, report.id, due_at=due_at, key=question_key(report, reported, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingPlatform:
    """Asks whether the platform has answered."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def ask(self, duty: Duty) -> None:
        """Ask, and after the first time owe the second; it ends when there is an outcome or the report was withdrawn."""
        now = self.clock.now()
        async with self.storage.work(duty.organisation_id) as work:
            report = await work.reports.get(duty.subject_id)
            await work.duties.finish(duty)
            reported = reported_in(report)
            if (
                report.status is not ReportStatus.SAVED
                or stands_at(report) not in WAITING
                or not (reported and platform_of(report))
            ):
                return
            choices = choices_of(self.wording, report, *OUTCOMES, Said.STOP)
            await self.notices.tell(work, report, "platform_answered", *choices, now=now, platform=name_of(self.wording, report))
            if duty.key == question_key(report, reported, 0):
                due_at = next_civil_hour(max(reported.at + ASKED_AFTER[1], now + LEAST_BETWEEN))
                await work.duties.add(self._second(duty, question_key(report, reported, 1), due_at))

    def _second(self, first: Duty, key: str, due_at: datetime) -> Duty:
        return Duty(
            id=self.notices.ids.new("dut"),
            organisation_id=first.organisation_id,
            kind=DutyKind.ASK_PLATFORM,
            subject_id=first.subject_id,
            key=key,
            due_at=due_at,
        )
