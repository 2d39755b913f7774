"""An escalation is one report on its way to one SPOC. Its state is what the reporter may be told, and nothing more hopeful."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class EscalationState(StrEnum):
    """How far it has come. Delivered means that a machine took it; only acknowledged means that a person has seen it."""

    HELD = "held"  # nobody to send it to yet; `Escalation.held` says why, and a person has been told
    QUEUED = "queued"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"  # the address will not take it; a person has to act
    WITHDRAWN = "withdrawn"


class Held(StrEnum):
    """Why nobody can be sent an escalation yet."""

    NOT = ""
    WHERE = "where"  # the force is not known; the reporter has been asked
    WHICH_SIDE = "which_side"  # the place crosses a boundary of forces; the reporter has been asked
    NO_CONTACT = "no_contact"  # the force is known, and nobody there was entered who can be sent a message
    OUTSIDE_UK = "outside_uk"  # no force of the United Kingdom


ASKABLE = frozenset({Held.WHERE, Held.WHICH_SIDE})
"""What the reporter can settle."""


class Progress(StrEnum):
    """How far the police have come, as they say themselves."""

    NONE = ""
    RECEIVED = "received"  # a person has it
    READING = "reading"
    ACTING = "acting"
    CLOSED = "closed"  # with an `Outcome`


class Outcome(StrEnum):
    """With what the police have closed it. The names are ours; the evidence of 2025 tells of answers such as these."""

    NONE = ""
    CRIME_RECORDED = "crime_recorded"
    ADVICE_GIVEN = "advice_given"
    PASSED_ON = "passed_on"  # to another force or unit
    ALREADY_KNOWN = "already_known"
    NO_FURTHER_ACTION = "no_further_action"
    NO_RESOURCES = "no_resources"
    FREEDOM_OF_EXPRESSION = "freedom_of_expression"
    OTHER = "other"


class Tier(StrEnum):
    """How urgent it is; DESIGN calls the third one lawful but awful."""

    IMMEDIATE = "immediate"
    CRIMINAL_INDICATOR = "criminal_indicator"
    LAWFUL_BUT_AWFUL = "lawful_but_awful"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """One report, one force, one state."""

    id: str
    report_id: str
    tier: Tier  # as it was when it was escalated; `urgency` is how it counts now
    state: EscalationState
    created_at: datetime
    acknowledge_token: str  # the secret in the link that acknowledges without a login
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""  # as the SPOC named themselves; never shown in a log
    police_reference: str = ""  # "" until asked and answered; "declined" when the reporter does not want to
    practice: bool = False  # True when the SPOC is the sandbox: every word about it says so
    force_id: str = ""  # of the table of forces; "" while it is not known, and for the one SPOC of the settings
    contact_id: str = ""  # of the directory; "" while nobody is, and for the one SPOC of the settings
    held: Held = Held.NOT  # why nobody can be sent it, while the state is HELD
    queued_at: datetime | None = None  # when it was given to a contact after having been held; None when it never was held
    progress: Progress = Progress.NONE
    progress_at: datetime | None = None
    outcome: Outcome = Outcome.NONE
    acted_at: datetime | None = None  # when the police first said that they act on it, or had closed it
    rung: int = 0  # how many steps of the ladder have been taken since it was last acknowledged
    raised_at: datetime | None = None  # since when it counts as immediate, whatever its tier; None when it never was raised

    @property
    def urgency(self) -> Tier:
        """How urgent it counts now: as its tier says, and as immediate once it was raised."""
        return Tier.IMMEDIATE if self.raised_at else self.tier

    def counted_at(self, at: datetime) -> "Escalation":
        """Return it as it counted at a moment: a message that tells of that moment stays the same when it is raised later."""
        return replace(self, raised_at=None) if self.raised_at and self.raised_at > at else self

    @property
    def told_until(self) -> datetime:
        """The moment that its first message tells of: entries made later go in messages of their own."""
        return self.queued_at or self.created_at

    @property
    def is_open(self) -> bool:
        """True while a human answer is still to come: somebody has to be told until there is one."""
        return self.state in (EscalationState.HELD, EscalationState.QUEUED, EscalationState.DELIVERED, EscalationState.REFUSED)

    @property
    def is_to_be_sent(self) -> bool:
        """True while the message itself has still to go: what the SPOC said by telephone to the staff is no delivery."""
        is_heard = self.state is EscalationState.ACKNOWLEDGED and self.delivered_at is None
        return self.state is EscalationState.QUEUED or is_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to deliver an escalation."""

    escalation_id: str
    number: int  # counted from 1
    at: datetime
    outcome: str  # "delivered", "unreachable" or "refused"
    status: int | None  # the HTTP status; None when nothing answered
    contact_id: str = ""  # whom it was sent to; "" for the one SPOC of the settings
    event: str = "report.escalated"  # the type of the message
    elapsed_ms: int | None = None  # until the answer or the giving up
    excerpt: str = ""  # the beginning of the answer, without what could name anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A person has seen it: who, how, when."""

    id: str  # the callback's own id, so that the same callback twice is one acknowledgement
    subject_id: str  # an escalation id, or a report id when the party's staff acknowledge
    by: str  # as they named themselves
    how: str  # "callback", "link" or "staff"
    at: datetime
