"""The JSON Schema of the answers, made from the form: a question that the SPOC may not see is not in it."""

import re

from bot.escalation.payload_parts import STATUSES
from bot.reporting.form import FORM, Field, FieldKind
from bot.reporting.report import Recipient
from bot.reporting.schema_shapes import Schema, closed, or_none, words

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = rf"^{_DAY}(T[0-9:.]+([+-][0-9:]+|Z))?$"


def fields() -> Schema:
    """Return the answers: only those that were given or left open, none that the SPOC may not see."""
    return closed({each.id: _field(each) for each in FORM if Recipient.SPOC in each.visible_to}, required=[])


def _field(field: Field) -> Schema:
    parts: Schema = {
        "words": words("As typed, or the label of the button."),
        "value": _value(field),
        "status": {"enum": list(STATUSES), "description": "Whether it was answered, or how it was left open."},
    }
    if field.kind is FieldKind.TIME:
        parts["time"] = _time()
    if field.kind is FieldKind.PLACE:
        parts["position"] = _position()
    return closed(parts) | {"description": field.description}


def _value(field: Field) -> Schema:
    value: Schema = {"type": "string", "description": "The normalised answer; empty when there is none."}
    values = [choice.rpartition(".")[2] for choice in field.buttons]
    if field.kind is FieldKind.CHOICE:
        return {"enum": [*values, "skipped", *([""] if field.takes_words else [])]}
    if field.kind is FieldKind.CHOICES:
        one = "|".join(map(re.escape, [*values, "skipped"]))
        value["pattern"] = f"^(({one})(,({one}))*)?$"
        value["description"] = "Normalised answers with commas between them."
    return value


def _time() -> Schema:
    point: Schema = {"type": "string", "pattern": _TIME}
    return closed(
        {
            "from": or_none(point | {"description": "An ISO 8601 instant, or a day; null when none could be read."}),
            "until": or_none(point | {"description": "The end of a span."}),
            "about": {"type": "boolean", "description": "True when the words say that it is not exact."},
        }
    )


def _position() -> Schema:
    latitude: Schema = {"type": "number", "minimum": -90, "maximum": 90}
    longitude: Schema = {"type": "number", "minimum": -180, "maximum": 180}
    about = "Shared by the reporter's device, in degrees."
    return or_none(closed({"latitude": latitude, "longitude": longitude}) | {"description": about})
