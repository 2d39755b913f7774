"""Whom a ladder can turn to for one escalation, as the directory has them today.

It must never turn to somebody twice for the same rung, nor mix practice and earnest.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.escalation.directory import Directory, Rank, SpocContact
from bot.escalation.escalation import Escalation, EscalationState
from bot.ports import UnitOfWork
from bot.rendering import UK_TIME
from bot.reporting.report import Recipient, Report, ReportStatus

AT_THE_POLICE = frozenset({Rank.SPOC, Rank.DEPUTY, Rank.CONTROL_ROOM})


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody of an escalation's force, and the organisation's own safety lead; each part may be empty."""

    everybody: tuple[SpocContact, ...]
    has_it: str  # the id of the contact that the escalation itself goes to; "" for the one SPOC of the settings

    @property
    def deputies(self) -> tuple[SpocContact, ...]:
        """Who comes after the one that has it: deputies, and any other SPOC who takes messages."""
        others = [each for each in self.everybody if each.id != self.has_it]
        return tuple(each for each in others if each.rank is Rank.DEPUTY or (each.rank is Rank.SPOC and each.endpoint))

    @property
    def control_rooms(self) -> tuple[SpocContact, ...]:
        """The control room, also when it is the one that has it: its telephone is another way."""
        return self._of(Rank.CONTROL_ROOM)

    @property
    def safety_leads(self) -> tuple[SpocContact, ...]:
        """The organisation's own; never sent a report, only told that there is silence."""
        return self._of(Rank.SAFETY_LEAD)

    @property
    def number(self) -> str:
        """The control room's telephone number; "" when none was entered. 999 and 101 are right then."""
        return next((each.phone for each in self.control_rooms if each.phone), "")

    @property
    def takes_only_email(self) -> tuple[SpocContact, ...]:
        """The SPOCs to whom a person has to write, since nothing here sends e-mail."""
        return tuple(each for each in self._of(Rank.SPOC) if each.email and not each.endpoint)

    def can_be_sent(self, *ranks: Rank) -> tuple[SpocContact, ...]:
        """Those of these ranks at the police who take messages and are not the one that has it."""
        return tuple(
            each
            for each in self.everybody
            if each.rank in AT_THE_POLICE and each.rank in ranks and each.endpoint and each.id != self.has_it
        )

    def _of(self, rank: Rank) -> tuple[SpocContact, ...]:
        return tuple(each for each in self.everybody if each.rank is rank)


def is_waiting(escalation: Escalation, report: Report) -> bool:
    """True while a person's answer is to come: open, and its reporter still wants the police to have it."""
    return escalation.is_open and report.status is ReportStatus.SAVED and report.allows(Recipient.SPOC)


def is_answered_too_early(escalation: Escalation, report: Report) -> bool:
    """True when the police acknowledged it before it was raised, and have said nothing since."""
    is_live = escalation.state is EscalationState.ACKNOWLEDGED and report.status is ReportStatus.SAVED
    heard_at = escalation.progress_at or escalation.acknowledged_at
    is_early = bool(escalation.raised_at and heard_at and heard_at <= escalation.raised_at)
    return is_live and is_early and report.allows(Recipient.SPOC)


def is_withdrawn(escalation: Escalation, report: Report) -> bool:
    """True when its reporter has taken it back: nothing of the report may go to anybody new."""
    return escalation.state is EscalationState.WITHDRAWN or not report.allows(Recipient.SPOC)


async def people_of(work: UnitOfWork, escalation: Escalation, report: Report, now: datetime) -> People:
    """Return whom an escalation's ladder can turn to at this time."""
    profile = await work.members.profile(report.reporter)
    today = now.astimezone(UK_TIME).date()
    directory = Directory(await work.spoc_contacts.all())
    ladder = directory.ladder(escalation.force_id, profile.election, today, practice=escalation.practice)
    return People(everybody=ladder, has_it=escalation.contact_id)
