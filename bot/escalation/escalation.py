"""An escalation is one report on its way to one SPOC. Its state is what the reporter may be told, and nothing more hopeful."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EscalationState(StrEnum):
    """How far it has come. Delivered means that a machine took it; only acknowledged means that a person has seen it."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"  # the address will not take it; a person has to act
    WITHDRAWN = "withdrawn"


class Tier(StrEnum):
    """How urgent it is; DESIGN calls the third one lawful but awful."""

    IMMEDIATE = "immediate"
    CRIMINAL_INDICATOR = "criminal_indicator"
    LAWFUL_BUT_AWFUL = "lawful_but_awful"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """One report, one SPOC, one state."""

    id: str
    report_id: str
    tier: Tier
    state: EscalationState
    created_at: datetime
    acknowledge_token: str  # the secret in the link that acknowledges without a login
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""  # as the SPOC named themselves; never shown in a log
    police_reference: str = ""  # "" until asked and answered; "declined" when the reporter does not want to
    practice: bool = False  # True when the SPOC is the sandbox: every word about it says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to deliver an escalation."""

    escalation_id: str
    number: int  # counted from 1
    at: datetime
    outcome: str  # "delivered", "unreachable" or "refused"
    status: int | None  # the HTTP status; None when nothing answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A person has seen it: who, how, when."""

    id: str  # the callback's own id, so that the same callback twice is one acknowledgement
    subject_id: str  # an escalation id, or a report id when the party's staff acknowledge
    by: str  # as they named themselves
    how: str  # "callback", "link" or "staff"
    at: datetime
