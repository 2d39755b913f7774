"""The party's staff: the card that shows them a report, their acknowledgement, and their wish that the SPOC be told.

They see a report only while its reporter agrees; nothing goes to the SPOC on their word alone (DESIGN promise 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.duties import Duty, DutyKind, retry_after
from bot.errors import ChannelUnreachable
from bot.escalation.escalation import Acknowledgement, Escalation
from bot.escalation.notices import Notices
from bot.escalation.tiers import tier_of
from bot.messages import Channel, Choice
from bot.ports import Clock, Ids, ReportCard, StaffDesk, Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.mine import state_words
from bot.reporting.patterns import repeats_among, same_event
from bot.reporting.report import Entry, EntryKind, Recipient, Report, ReportStatus
from bot.talk import tag

ASKED = "spoc_suggested_by_staff"
"""What the note says that is added when the staff ask for the SPOC to be told."""


MOST_OTHERS = 500
"""Reports that a new one is compared with; of a campaign's thousands the newest matter."""

CARD = "card:"
"""How the note begins that says under which handle the staff's desk keeps the card of a report."""


def handle_of(report: Report) -> str:
    """Return the newest handle of a report's card; "" when there is none."""
    notes = [entry.value for entry in report.entries if entry.kind is EntryKind.NOTE and entry.value.startswith(CARD)]
    return notes[-1].removeprefix(CARD) if notes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowingStaff:
    """Puts a report before the party's staff, when its reporter agreed to that."""

    storage: Storage
    desks: Mapping[str, StaffDesk]
    clock: Clock
    ids: Ids
    wording: Wording

    async def show(self, duty: Duty) -> None:
        """Show the card; tried again until the desk takes it."""
        async with self.storage.reading(duty.organisation_id) as work:
            report = await work.reports.get(duty.subject_id)
            escalations = await work.escalations.of_report(report.id)
            others = await work.reports.saved(limit=MOST_OTHERS)
        desk, handle = self.desks.get(duty.organisation_id), ""
        try:
            if desk and report.status is ReportStatus.SAVED and report.allows(Recipient.PARTY):
                handle = await desk.show(self._card(duty.organisation_id, report, list(escalations), others))
        except ChannelUnreachable as problem:
            wait = retry_after(duty.tries, asked_s=problem.retry_after_s)
            async with self.storage.work(duty.organisation_id) as work:
                await work.duties.postpone(duty, self.clock.now() + wait)
            return
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)
            await work.audit.record("report.shown_to_staff", subject_id=report.id, actor="system")
            if handle:
                await work.reports.append(report.id, [self._note(handle)])

    def _note(self, handle: str) -> Entry:
        return Entry(
            id=self.ids.new("ent"),
            kind=EntryKind.NOTE,
            field="",
            words="",
            value=CARD + handle,
            author="system",
            channel=Channel.SLACK,
            at=self.clock.now(),
        )

    def _card(self, organisation_id: str, report: Report, escalations: list[Escalation], others: Sequence[Report]) -> ReportCard:
        tier = tier_of(report, sent_at=report.created_at)
        return ReportCard(
            organisation_id=organisation_id,
            report=report,
            tier=self.wording.label(f"tier.{tier}"),
            criteria=self.wording.label(f"criteria.{tier}"),
            repeats=repeats_among(report, others),
            same_event=tuple(each.reference for each in same_event(report, others)),
            forwarded=self.wording.label("state.party")
            if not escalations
            else str(state_words(self.wording, report, escalations)),
            may_escalate=not escalations,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffActions:
    """What the staff can do with a card."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def acknowledge(self, organisation_id: str, report_id: str, *, by: str, acknowledgement_id: str) -> str:
        """Write down that the staff have seen a report, tell its reporter, and return what to show the staff. Raises NotFound."""
        now = self.clock.now()
        async with self.storage.work(organisation_id) as work:
            report = await work.reports.get(report_id)
            if not is_shown(report):
                return why_not(self.wording, report)
            seen = Acknowledgement(id=acknowledgement_id, subject_id=report_id, by=by, how="staff", at=now)
            if await work.escalations.acknowledge(seen):
                await work.audit.record("report.acknowledged_by_staff", subject_id=report_id, actor="staff")
                await self.notices.tell(work, report, "staff_acknowledged", now=now, at=now)
                if not await work.escalations.of_report(report_id):  # else the SPOC's word is still to come
                    await work.duties.drop(DutyKind.NEXT_CONTACT, report_id)
        return self.wording.text("staff_told_seen", reference=report.reference)

    async def escalate(self, organisation_id: str, report_id: str, *, by: str) -> str:
        """Ask the reporter whether the SPOC may be told, and return what to show the staff. Raises NotFound."""
        async with self.storage.work(organisation_id) as work:
            report = await work.reports.get(report_id)
            if not is_shown(report):
                return why_not(self.wording, report)
            if report.allows(Recipient.SPOC):
                return self.wording.text("staff_already", reference=report.reference)
            choices = [
                self.wording.choice(f"r:{tag(report.id)}:{key}", label)
                for key, label in (("agree", "consent.agree"), ("refuse", "consent.refuse"))
            ]
            now = self.clock.now()
            if not _is_asked_already(report):
                await self._ask(work, report, by, choices, now)
        return self.wording.text("staff_asked", reference=report.reference)

    async def _ask(self, work: UnitOfWork, report: Report, by: str, choices: list[Choice], now: datetime) -> None:
        asked = Entry(
            id=self.notices.ids.new("ent"),
            kind=EntryKind.NOTE,
            field="",
            words="",
            value=ASKED,
            author=by,
            channel=Channel.SLACK,
            at=now,
        )
        await work.reports.append(report.id, [asked])
        await self.notices.tell(work, report, "staff_ask_spoc", *choices, now=now)
        await work.audit.record("escalation.suggested_by_staff", subject_id=report.id, actor="staff")


def _is_asked_already(report: Report) -> bool:
    """Two presses, or two replicas, must not ask a frightened person twice."""
    return any(entry.value == ASKED for entry in report.entries)


def is_shown(report: Report) -> bool:
    """True while the staff may act on a report."""
    return report.status is ReportStatus.SAVED and report.allows(Recipient.PARTY)


def why_not(wording: Wording, report: Report) -> str:
    """Return what the staff are told about a report on which they can't act now."""
    is_closed = report.status is ReportStatus.CLOSED and report.allows(Recipient.PARTY)
    return wording.text("staff_is_closed" if is_closed else "staff_gone", reference=report.reference)
