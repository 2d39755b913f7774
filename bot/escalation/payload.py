"""What the SPOC is sent: a versioned JSON body made from the form, with only what its reporter agreed to share."""

from bot.escalation.escalation import Escalation
from bot.ports import SpocMessage
from bot.rendering import Wording
from bot.reporting.form import FORM
from bot.reporting.report import Entry, Recipient, Report
from bot.reporting.sharing import may_see, shared_fields

PAYLOAD_VERSION = 1


def escalated(report: Report, escalation: Escalation, wording: Wording, *, public_url: str) -> SpocMessage:
    """Return the message that brings a report to the SPOC."""
    data = _whole(report, escalation, wording, public_url)
    return SpocMessage(id=f"msg_{escalation.id}", type="report.escalated", at=escalation.created_at, data=data)


def updated(report: Report, escalation: Escalation, wording: Wording, *, entry_id: str, public_url: str) -> SpocMessage:
    """Return the message that brings the whole report again, with the fields that were added or corrected since it was sent.

    Args:
        report: as it is now.
        escalation: the one that the SPOC has.
        wording: for the summary.
        entry_id: of the last entry of the addition; it makes the message's id, so that trying again is the same message.
        public_url: where the SPOC reaches us.
    """
    since = (entry for entry in report.entries if entry.at > escalation.created_at)
    added = [entry for entry in since if may_see(report, entry, Recipient.SPOC)]
    changed = [each.id for each in FORM if any(entry.field == each.id for entry in added)]
    data = _whole(report, escalation, wording, public_url) | {"changed": changed}
    at = next((entry.at for entry in report.entries if entry.id == entry_id), escalation.created_at)
    return SpocMessage(id=f"msg_{escalation.id}_{entry_id}", type="report.updated", at=at, data=data)


def withdrawn(report: Report, escalation: Escalation) -> SpocMessage:
    """Return the message that tells the SPOC that the reporter has withdrawn; it says nothing of the report but its name."""
    return SpocMessage(
        id=f"msg_{escalation.id}_withdrawn", type="report.withdrawn", at=escalation.created_at, data=_head(report, escalation)
    )


def _head(report: Report, escalation: Escalation) -> dict[str, object]:
    return {
        "version": PAYLOAD_VERSION,
        "reference": report.reference,
        "escalation": escalation.id,
        "practice": escalation.practice,
    }


def _whole(report: Report, escalation: Escalation, wording: Wording, public_url: str) -> dict[str, object]:
    return _head(report, escalation) | {
        "tier": escalation.tier.value,
        "reported_at": report.created_at.isoformat(),
        "fields": _fields(report),
        "evidence": [_evidence(entry) for entry in report.evidence if entry.evidence],
        "summary": _summary(report, escalation, wording),
        "acknowledge": {
            "link": f"{public_url}/a/{escalation.id}.{escalation.acknowledge_token}",
            "callback": f"{public_url}/spoc/acknowledgements",
        },
        "notice": "This is a message for coordination. It is not a crime report.",
    }


def _fields(report: Report) -> dict[str, object]:
    answered = report.fields
    shared = shared_fields(report, Recipient.SPOC)
    return {each.id: {"words": answered[each.id].words, "value": answered[each.id].value} for each in shared}


def _evidence(entry: Entry) -> dict[str, object]:
    item = entry.evidence
    assert item is not None
    return {
        "sha256": item.sha256,
        "media_type": item.media_type,
        "size_bytes": item.size_bytes,
        "received_at": entry.at.isoformat(),
        "channel": entry.channel.value,
        "quarantined": item.quarantined,
    }


def _summary(report: Report, escalation: Escalation, wording: Wording) -> str:
    """A few lines for a person who opens the message without a program."""
    answered = report.fields
    shown = shared_fields(report, Recipient.SPOC)
    lines = [f"{wording.label(f'field.{each.id}')}: {answered[each.id].words}" for each in shown]
    files = sum(entry.evidence is not None for entry in report.entries)
    counted = [f"{wording.label('record.evidence')}: {files}"] if files else []
    return "\n".join([f"{report.reference} ({wording.label(f'tier.{escalation.tier}')})", *lines, *counted])
