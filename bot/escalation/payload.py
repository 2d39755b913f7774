"""What the SPOC is sent: versioned JSON bodies made from the form, with only what its reporter agreed to share.

One message id is one body, however often it is tried: a message tells of the report as it stood at one entry, and what came later
goes in a later message. The one exception is what was taken back meanwhile, which no try brings any more.
"""

from dataclasses import replace
from datetime import datetime

from bot.escalation import payload_parts as parts
from bot.escalation.background import Background
from bot.escalation.escalation import Escalation
from bot.escalation.summary import summary
from bot.ports import SpocMessage
from bot.rendering import Wording
from bot.reporting.form import FORM
from bot.reporting.report import Recipient, Report
from bot.reporting.sharing import may_see, shared_fields

PAYLOAD_VERSION = 2

NOTHING_KNOWN = Background()


def escalated(
    report: Report,
    escalation: Escalation,
    wording: Wording,
    *,
    public_url: str,
    until: str = "",
    background: Background = NOTHING_KNOWN,
) -> SpocMessage:
    """Return the message that brings a report to the SPOC.

    Args:
        report: as it is now.
        escalation: on its way to whom.
        wording: for the summary.
        public_url: where the SPOC reaches us.
        until: id of the last entry that it tells of; "" for all of them, and then an addition between two tries changes the body.
        background: what belongs beside the report, as of `as_of`.
    """
    data = _whole(report, escalation, wording, public_url, until, background)
    return SpocMessage(id=f"msg_{escalation.id}", type="report.escalated", at=escalation.created_at, data=data)


def updated(
    report: Report,
    escalation: Escalation,
    wording: Wording,
    *,
    entry_id: str,
    public_url: str,
    background: Background = NOTHING_KNOWN,
) -> SpocMessage:
    """Return the message that brings the whole report again, with the fields that were added or corrected since it was escalated.

    Args as for `escalated`, and:
        entry_id: of the last entry of the addition; it makes the message's id, so that trying again is the same message.
    """
    then = _as_it_stood(report, escalation, entry_id)
    added = [each for each in then.entries if each.at > escalation.told_until and may_see(then, each, Recipient.SPOC)]
    changed = [each.id for each in FORM if any(entry.field == each.id for entry in added)]
    data = _whole(report, escalation, wording, public_url, entry_id, background) | {"changed": changed}
    at = as_of(report, escalation, entry_id)
    return SpocMessage(id=f"msg_{escalation.id}_{entry_id}", type="report.updated", at=at, data=data)


def withdrawn(report: Report, escalation: Escalation) -> SpocMessage:
    """Return the message that tells the SPOC that the reporter has withdrawn; it says nothing of the report but its name."""
    return SpocMessage(
        id=f"msg_{escalation.id}_withdrawn", type="report.withdrawn", at=escalation.created_at, data=head(report, escalation)
    )


def as_of(report: Report, escalation: Escalation, until: str = "") -> datetime:
    """Return the moment that a message tells of: when it was escalated, or when its last entry was made if that came later."""
    last = next((each.at for each in report.entries if each.id == until), escalation.told_until)
    return max(last, escalation.told_until)


def head(report: Report, escalation: Escalation) -> dict[str, object]:
    """Return what every message about a report begins with."""
    return {
        "version": PAYLOAD_VERSION,
        "reference": report.reference,
        "escalation": escalation.id,
        "practice": escalation.practice,
    }


def acknowledge(escalation: Escalation, public_url: str) -> dict[str, object]:
    """Return the two ways to acknowledge."""
    return {
        "link": f"{public_url}/a/{escalation.id}.{escalation.acknowledge_token}",
        "callback": f"{public_url}/spoc/acknowledgements",
    }


def _whole(
    report: Report, escalation: Escalation, wording: Wording, public_url: str, until: str, background: Background
) -> dict[str, object]:
    then = _as_it_stood(report, escalation, until)
    now = {each.id for each in shared_fields(report, Recipient.SPOC)}
    shown = [each for each in shared_fields(then, Recipient.SPOC) if each.id in now]  # a name that was taken back stays back
    red_flags = parts.flags(then, shown)
    escalation = escalation.counted_at(as_of(report, escalation, until))
    return head(report, escalation) | {
        "tier": escalation.urgency.value,
        "red_flags": red_flags,
        "reported_at": report.created_at.isoformat(),
        "escalated_at": escalation.created_at.isoformat(),
        "revision": 1 + sum(each.at > escalation.told_until for each in then.entries),
        **parts.beside(escalation, background),
        "fields": parts.fields(then, shown),
        "consent": parts.consent(then),
        "contact": parts.contact(then, shown, background),
        "evidence": parts.evidence(then, escalation, public_url),
        "summary": summary(then, escalation, wording, shown, red_flags, background),
        "acknowledge": acknowledge(escalation, public_url),
        "notice": wording.label("payload.notice"),
    }


def _as_it_stood(report: Report, escalation: Escalation, until: str) -> Report:
    """Return a report with its entries up to one of them, and the consents up to the same moment."""
    ids = [each.id for each in report.entries]
    if until not in ids:
        return report
    at = as_of(report, escalation, until)
    consents = tuple(each for each in report.consents if each.at <= at)
    return replace(report, entries=report.entries[: ids.index(until) + 1], consents=consents)
