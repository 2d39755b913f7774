"""Signs the links by which a SPOC opens one file of a report, and says whether one may still be opened. Pure; nothing is stored.

A link is made of ids, an expiry and a signature by the escalation's own secret, so that the same message holds the same link at
each try. It must die with the reporter's consent, whatever its expiry says. See docs/adr/0020.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.escalation.escalation import Escalation, EscalationState
from bot.reporting.report import Entry, Recipient, Report, ReportStatus

VALID_FOR = timedelta(days=14)
"""How long a link opens, counted from the escalation or from the file if that came later, and never from a try to deliver."""

_USE = b"evidence link 1"
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,80})\.([A-Za-z0-9_-]{1,80})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})")


class Opening(StrEnum):
    """Whether a genuine link may be opened."""

    OPEN = "open"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"  # the reporter has withdrawn, or the SPOC may not see it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink:
    """What a token says, before anybody has looked whether it is genuine."""

    escalation_id: str
    entry_id: str
    expires_s: int  # seconds since 1970
    signature: str


def expires_at(escalation: Escalation, entry: Entry) -> datetime:
    """Return until when a file's link opens, to the second, UTC."""
    return (max(escalation.told_until, entry.at) + VALID_FOR).astimezone(UTC).replace(microsecond=0)


def address(public_url: str, escalation: Escalation, entry: Entry) -> str:
    """Return the link to one file of an escalation."""
    expires_s = int(expires_at(escalation, entry).timestamp())
    signed = _signed(escalation.id, entry.id, expires_s)
    return f"{public_url}/e/{signed}.{_signature(escalation, signed)}"


def read_token(token: str) -> EvidenceLink | None:
    """Return what a token says; None when it is none."""
    found = _TOKEN.fullmatch(token)
    if not found:
        return None
    return EvidenceLink(escalation_id=found[1], entry_id=found[2], expires_s=int(found[3]), signature=found[4])


def is_genuine(link: EvidenceLink, escalation: Escalation) -> bool:
    """True when we have signed a link, for this escalation, with nothing of it changed."""
    signed = _signed(link.escalation_id, link.entry_id, link.expires_s)
    is_its_own = link.escalation_id == escalation.id
    return hmac.compare_digest(_signature(escalation, signed), link.signature) and is_its_own


def opening(link: EvidenceLink, escalation: Escalation, report: Report, now: datetime) -> Opening:
    """Return whether a genuine link opens now. What was taken back comes first: it is the reason that counts."""
    is_withdrawn = EscalationState.WITHDRAWN is escalation.state or report.status is ReportStatus.WITHDRAWN
    if is_withdrawn or not report.allows(Recipient.SPOC):
        return Opening.TAKEN_BACK
    return Opening.EXPIRED if now.timestamp() >= link.expires_s else Opening.OPEN


def _signed(escalation_id: str, entry_id: str, expires_s: int) -> str:
    return f"{escalation_id}.{entry_id}.{expires_s}"


def _signature(escalation: Escalation, signed: str) -> str:
    """Sign by a key of its own: who sees a signature learns nothing of the secret that acknowledges."""
    key = hmac.digest(escalation.acknowledge_token.encode(), _USE, sha256)
    return base64.urlsafe_b64encode(hmac.digest(key, signed.encode(), sha256)).decode().rstrip("=")
