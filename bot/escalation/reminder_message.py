"""The reminder to whoever has an escalation that nobody has answered: why, which, and how to answer. Nothing of the report."""

from datetime import datetime

from bot.duties import Duty
from bot.escalation.escalation import Escalation
from bot.escalation.events import REMINDER
from bot.escalation.payload import PAYLOAD_VERSION
from bot.ports import SpocMessage
from bot.rendering import Wording, uk_time
from bot.reporting.report import Report


def reminder(report: Report, escalation: Escalation, duty: Duty, wording: Wording, *, public_url: str) -> SpocMessage:
    """Return the reminder that a duty owes; the duty makes its id, so that trying again is the same message."""
    at = datetime.fromisoformat(duty.key.split(":", 3)[3])
    tier = escalation.counted_at(at).urgency
    reason = "gone_quiet" if escalation.acknowledged_at else "not_acknowledged"
    since = escalation.acknowledged_at or escalation.delivered_at or escalation.created_at
    words = wording.label(f"reminder.{reason}")
    data: dict[str, object] = {
        "version": PAYLOAD_VERSION,
        "reference": report.reference,
        "escalation": escalation.id,
        "practice": escalation.practice,
        "tier": tier.value,
        "reason": reason,
        "since": since.isoformat(),
        "number": escalation.rung,
        "summary": f"{report.reference} ({wording.label(f'tier.{tier}')}): {words} {uk_time(since)}",
        "acknowledge": {
            "link": f"{public_url}/a/{escalation.id}.{escalation.acknowledge_token}",
            "callback": f"{public_url}/spoc/acknowledgements",
        },
    }
    return SpocMessage(id=f"msg_{escalation.id}_reminder_{duty.id}", type=REMINDER, at=at, data=data)
