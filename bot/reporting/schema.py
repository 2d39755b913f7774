"""The JSON Schema of what the SPOC is sent, made from the form, so that the two cannot drift apart.

    python -m bot.reporting.schema > docs/spoc-payload.schema.json

It must never allow a field that the SPOC may not see: a payload that holds one has to fail the check before it is sent.
"""

import json
import sys

from bot.escalation.escalation import EscalationState, Held
from bot.reporting import schema_fields
from bot.reporting import schema_parts as parts
from bot.reporting.form import FORM
from bot.reporting.report import Recipient
from bot.reporting.schema_shapes import Schema, closed, instant, listed, words

DIALECT = "https://json-schema.org/draft/2020-12/schema"

REASONS = ("not_acknowledged", "gone_quiet")
"""Why somebody is reminded: nobody has answered, or nobody since."""


def payload_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the body of a webhook to the SPOC: `$defs` has one for each type of message."""
    events = _events()
    return {
        "$schema": DIALECT,
        "title": "Alongside: message to the police single point of contact (SPOC)",
        "description": "A message for coordination. It is not a crime report. Sent as a Standard Webhook.",
        "oneOf": [{"$ref": f"#/$defs/{event}"} for event in events],
        "$defs": events,
    }


def _events() -> dict[str, Schema]:
    ping: Schema = {"version": parts.version(), "practice": parts.practice()}
    messages = (
        ("report.escalated", "A reporter has agreed that the SPOC sees this report.", closed(_escalated())),
        ("report.updated", "The reporter has added to a report that the SPOC has; all of it again.", closed(_updated())),
        ("report.withdrawn", "The reporter has withdrawn; nothing of the report is repeated.", closed(parts.head())),
        ("escalation.reminder", "An answer is awaited. Nothing of the report is repeated.", closed(_reminder())),
        ("contact.revoked", "The reporter has taken back how to reach them in an emergency.", closed(_revoked())),
        ("escalation.unanswered", "To the organisation's own safety lead: the police are silent.", _unanswered()),
        ("ping", "Tries the way; it says nothing of anybody.", closed(ping)),
    )
    return {event: _message(event, description, data) for event, description, data in messages}


def _message(event: str, description: str, data: Schema) -> Schema:
    at = instant("Of what the message tells; the time of sending is in the header.")
    whole = closed({"type": {"const": event}, "timestamp": at, "data": data})
    return whole | {"description": description}


def _escalated() -> Schema:
    revision: Schema = {
        "type": "integer",
        "minimum": 1,
        "description": "Rises with what the reporter adds. Of two messages about one escalation the higher one is the newer.",
    }
    return parts.head() | {
        "tier": parts.tier(),
        "red_flags": parts.red_flags(),
        "reported_at": instant("When the report was begun."),
        "escalated_at": instant("When it was escalated."),
        "revision": revision,
        **parts.beside(),
        "fields": schema_fields.fields(),
        "consent": parts.consent(),
        "contact": parts.contact(),
        "evidence": parts.evidence(),
        "summary": words("The same for a person who reads it without a program."),
        "acknowledge": parts.acknowledge(),
        "notice": words("That this is no crime report."),
    }


def _updated() -> Schema:
    shared = [each.id for each in FORM if Recipient.SPOC in each.visible_to]
    return _escalated() | {"changed": listed({"enum": shared}, "What is new or corrected since it was escalated.")}


def _reminder() -> Schema:
    return parts.head() | {
        "tier": parts.tier(),
        "reason": {"enum": list(REASONS)},
        "since": instant("Since when an answer is awaited."),
        "number": {"type": "integer", "minimum": 0, "description": "How many steps were taken until somebody answers."},
        "summary": words("The same for a person who reads it without a program."),
        "acknowledge": parts.acknowledge(),
    }


def _revoked() -> Schema:
    return parts.head() | {"revoked_at": instant("Since when it may not be used any more.")}


def _unanswered() -> Schema:
    """Without the reporter's yes to the party it says which force is silent and for how long, and nothing else."""
    sealed: Schema = {
        "version": parts.version(),
        "practice": parts.practice(),
        "force": words("Its name; empty when it is not known."),
        "hours": {"type": "integer", "minimum": 0, "description": "For how long, in whole hours."},
    }
    shared: Schema = parts.head() | {
        "tier": parts.tier(),
        "state": {"enum": [each.value for each in EscalationState]},
        "held": {"enum": [each.value for each in Held], "description": "Why nobody can be sent it; empty when somebody can."},
        "since": instant("Since when an answer is awaited."),
        "done": listed(words("One step."), "What has been done about it."),
    }
    return closed(sealed | shared, required=list(sealed))


def as_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(payload_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
