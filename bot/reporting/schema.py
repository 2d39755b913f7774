"""The JSON Schema of what the SPOC is sent, made from the form, so that the two cannot drift apart.

    python -m bot.reporting.schema > docs/spoc-payload.schema.json

It must never allow a field that the SPOC may not see: a payload that holds one has to fail the check before it is sent.
"""

import json
import re
import sys

from bot.escalation.escalation import Tier
from bot.escalation.payload import PAYLOAD_VERSION
from bot.messages import Channel, Quarantine
from bot.reporting.form import FORM, Field, FieldKind
from bot.reporting.report import Recipient

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, object]


def payload_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the body of a webhook to the SPOC, for every kind of message."""
    return {
        "$schema": DIALECT,
        "title": "Alongside: message to the police single point of contact (SPOC)",
        "description": "A message for coordination. It is not a crime report. Sent as a Standard Webhook.",
        "oneOf": [
            _message("report.escalated", "A reporter has agreed that the SPOC sees this report.", _escalated()),
            _message("report.updated", "The reporter has added to a report that the SPOC has; all of it again.", _updated()),
            _message("report.withdrawn", "The reporter has withdrawn; nothing of the report is repeated.", _head()),
        ],
    }


def _message(kind: str, description: str, data: Schema) -> Schema:
    return _object({"type": {"const": kind}, "timestamp": _instant("When it was escalated."), "data": _object(data)}) | {
        "description": description
    }


def _head() -> Schema:
    return {
        "version": {"const": PAYLOAD_VERSION},
        "reference": _words("What people say to each other about this report, such as AL-7K3M-9QXT.") | {"minLength": 1},
        "escalation": _words("The id to acknowledge it by.") | {"minLength": 1},
        "practice": {"type": "boolean", "description": "True when no police officer is meant to see it."},
    }


def _escalated() -> Schema:
    return _head() | {
        "tier": {"enum": [tier.value for tier in Tier], "description": "How urgent it is; set by rules, and a person decides."},
        "reported_at": _instant("When the report was begun."),
        "fields": _object({each.id: _field(each) for each in FORM if Recipient.SPOC in each.visible_to}, required=[]),
        "evidence": {"type": "array", "items": _evidence(), "description": "Files that the reporter added; their hashes only."},
        "summary": _words("The same for a person who reads it without a program."),
        "acknowledge": _object(
            {"link": _address("Acknowledges without a login."), "callback": _address("Takes signed callbacks.")}
        ),
        "notice": _words("That this is no crime report."),
    }


def _updated() -> Schema:
    shared = [each.id for each in FORM if Recipient.SPOC in each.visible_to]
    changed: Schema = {"type": "array", "items": {"enum": shared}, "description": "The fields that are new or corrected."}
    return _escalated() | {"changed": changed}


def _field(field: Field) -> Schema:
    value: Schema = {"type": "string", "description": "The normalised answer; empty when there is none."}
    values = [choice.rpartition(".")[2] for choice in field.buttons]
    if field.kind is FieldKind.CHOICE:
        value = {"enum": [*values, "skipped", *([""] if field.takes_words else [])]}
    elif field.kind is FieldKind.CHOICES:
        one = "|".join(map(re.escape, [*values, "skipped"]))
        value["pattern"] = f"^(({one})(,({one}))*)?$"
        value["description"] = "Normalised answers with commas between them."
    words = _words("As typed, or the label of the button.")
    return _object({"words": words, "value": value}) | {"description": field.description}


def _evidence() -> Schema:
    return _object(
        {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "media_type": _words("What the bytes are, such as image/jpeg."),
            "size_bytes": {"type": "integer", "minimum": 0},
            "received_at": _instant("When it was added."),
            "channel": {"enum": [channel.value for channel in Channel]},
            "quarantined": {"enum": ["", *Quarantine], "description": "Why nobody should open it; empty when nothing is wrong."},
        }
    )


def _object(properties: Schema, *, required: list[str] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def _words(description: str) -> Schema:
    return {"type": "string", "description": description}


def _instant(description: str) -> Schema:
    return _words(description) | {"format": "date-time"}


def _address(description: str) -> Schema:
    return _words(description) | {"pattern": "^https?://"}


def as_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(payload_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
