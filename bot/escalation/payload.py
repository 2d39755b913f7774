"""What the SPOC is sent: a versioned JSON body made from the form, with only what its reporter agreed to share."""

from bot.escalation.escalation import Escalation
from bot.ports import SpocMessage
from bot.rendering import Wording
from bot.reporting.form import FORM
from bot.reporting.report import Entry, Recipient, Report

PAYLOAD_VERSION = 1


def escalated(report: Report, escalation: Escalation, wording: Wording, *, public_url: str) -> SpocMessage:
    """Return the message that brings a report to the SPOC."""
    data = _head(report, escalation) | {
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
    return SpocMessage(id=f"msg_{escalation.id}", type="report.escalated", at=escalation.created_at, data=data)


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


def _fields(report: Report) -> dict[str, object]:
    answered = report.fields
    shared = [each for each in FORM if Recipient.SPOC in each.visible_to and each.id in answered]
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
    }


def _summary(report: Report, escalation: Escalation, wording: Wording) -> str:
    """A few lines for a person who opens the message without a program."""
    answered = report.fields
    shown = [each for each in FORM if Recipient.SPOC in each.visible_to and each.id in answered]
    lines = [f"{wording.label(f'field.{each.id}')}: {answered[each.id].words}" for each in shown]
    return "\n".join([f"{report.reference} ({wording.label(f'tier.{escalation.tier}')})", *lines])
