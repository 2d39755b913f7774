"""The rows of one organisation in memory. Every value is frozen, so a copy of the tables is a snapshot."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.advice import Advice
from bot.duties import Duty
from bot.escalation.directory import SpocContact
from bot.escalation.escalation import Acknowledgement, Attempt, Escalation
from bot.organisations import Member, Organisation
from bot.ports import Turn
from bot.profile import Profile
from bot.reporting.report import Report
from bot.state import ConversationRecord


@dataclass(frozen=True, slots=True)
class DutySlot:
    """A duty and what the database knows about it."""

    duty: Duty
    leased_until: datetime | None = None
    is_open: bool = True
    finished_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """True when a worker may take it."""
        return self.is_open and self.duty.due_at <= now and (self.leased_until is None or self.leased_until <= now)


@dataclass(slots=True)
class OrganisationRows:
    """The tables of one organisation."""

    organisation: Organisation
    members: dict[str, Member] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)  # by member
    conversations: dict[str, ConversationRecord] = field(default_factory=dict)
    turns: dict[str, Turn] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # report id to spare code
    access: set[tuple[str, str]] = field(default_factory=set)  # report id and the member who came by the code
    escalations: dict[str, Escalation] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    acknowledgements: dict[str, Acknowledgement] = field(default_factory=dict)
    duties: dict[str, DutySlot] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)
    spoc_contacts: dict[str, SpocContact] = field(default_factory=dict)
    audit: list[tuple[str, str, str]] = field(default_factory=list)

    def copied(self) -> "OrganisationRows":
        """A snapshot: new tables, the same frozen rows."""
        return OrganisationRows(
            organisation=self.organisation,
            members=dict(self.members),
            profiles=dict(self.profiles),
            conversations=dict(self.conversations),
            turns=dict(self.turns),
            reports=dict(self.reports),
            codes=dict(self.codes),
            access=set(self.access),
            escalations=dict(self.escalations),
            attempts=list(self.attempts),
            acknowledgements=dict(self.acknowledgements),
            duties=dict(self.duties),
            advice=dict(self.advice),
            spoc_contacts=dict(self.spoc_contacts),
            audit=list(self.audit),
        )
