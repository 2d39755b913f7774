"""A duty is a row that says "do X at T". It is written in the transaction that causes it, so neither exists without the other.

State lives in the other tables; a duty must never be the only place where something is known.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE_S = 90.0
"""How long a worker keeps a duty to itself, in seconds. Longer than its longest call (a 30 s webhook, twice)."""


class DutyKind(StrEnum):
    """What is to be done."""

    DELIVER = "deliver"  # subject: an escalation id; send it to the SPOC
    WITHDRAW = "withdraw"  # subject: an escalation id; tell the SPOC that the reporter withdrew
    SHOW_STAFF = "show_staff"  # subject: a report id; put the card before the party's staff
    SEND = "send"  # subject: a turn id; send its replies to the person
    ASK_REFERENCE = "ask_reference"  # subject: an escalation id; ask whether it was reported to the police
    REMIND_DRAFT = "remind_draft"  # subject: a report id; say once that something is not finished
    FORGET_DRAFT = "forget_draft"  # subject: a report id; delete a draft that was given up
    NEXT_CONTACT = "next_contact"  # subject: a report id; say where it stands, as was promised
    TELL_STAFF = "tell_staff"  # subject: a report id; the key ends in the entry that the party's staff are to see
    UPDATE = "update"  # subject: an escalation id; the key ends in the entry that the SPOC is to be sent
    ASK_PLATFORM = "ask_platform"  # subject: a report id; ask whether the platform has answered
    KEEP_LINK = "keep_link"  # subject: a report id; the key ends in the entry whose links are to be kept
    LADDER = "ladder"  # subject: an escalation id; take the rung that the key names, while nobody has answered
    REMIND_SPOC = "remind_spoc"  # subject: an escalation id; remind whoever has it
    PASS_ON = "pass_on"  # subject: an escalation id; the key names the contact, and what is sent after the first message
    ALARM = "alarm"  # subject: an escalation id; tell a person of the organisation; the key names why, the rung and when
    TELL_SILENCE = "tell_silence"  # subject: an escalation id; tell its reporter how it stands
    ASK_CONTACTED = "ask_contacted"  # subject: a member id; ask once whether their SPOC has been in touch
    REVOKE_CONTACT = "revoke_contact"  # subject: an escalation id; the key ends in when the emergency contact was taken back
    WATCH = "watch"  # subject: an organisation id; look for open escalations without a live duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing to do. `key` is unique per organisation: the same key again is the same duty, and is not added twice."""

    id: str
    organisation_id: str
    kind: DutyKind
    subject_id: str
    key: str
    due_at: datetime
    tries: int = 0  # how often a worker has claimed it, this time included
    lease: str = ""  # a token; only its holder may write the outcome


FAST_RETRIES_S = (5, 15, 30, 60, 120, 300, 600, 900, 1200)
"""Waits after the first failures, in seconds: at least nine tries in the first hour, with any jitter."""

SLOW_RETRY_S = 3600
"""Wait after every later failure. There is no last try: only a person, or an acknowledgement, ends a delivery."""


def retry_after(tries: int, *, asked_s: float | None = None, jitter: float = 0.0) -> timedelta:
    """Return how long to wait after a failed try.

    Args:
        tries: how often it has been tried, 1 or more.
        asked_s: what the other side asked for in `Retry-After`, in seconds; the longer of the two waits counts, up to a day.
        jitter: 0.0 to 1.0, spread over a fifth of the wait, so that many duties do not come back at once.
    """
    wait_s = float(FAST_RETRIES_S[tries - 1] if tries <= len(FAST_RETRIES_S) else SLOW_RETRY_S)
    wait_s = max(wait_s, min(asked_s or 0.0, 86_400.0))
    return timedelta(seconds=wait_s * (1 + 0.2 * jitter))
