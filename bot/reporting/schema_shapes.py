"""What the SPOC's JSON Schema is made of. An object is closed: what it does not name fails the check."""

Schema = dict[str, object]


def closed(properties: Schema, *, required: list[str] | None = None) -> Schema:
    """Return an object that holds these properties and no other; all of them, unless told otherwise."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def words(description: str) -> Schema:
    """Return a text."""
    return {"type": "string", "description": description}


def instant(description: str) -> Schema:
    """Return a time of the clock."""
    return words(description) | {"format": "date-time"}


def or_none(schema: Schema) -> Schema:
    """Return what may be null as well."""
    return {"anyOf": [schema, {"type": "null"}]}


def address(description: str) -> Schema:
    """Return a web address."""
    return words(description) | {"pattern": "^https?://"}


def listed(items: Schema, description: str) -> Schema:
    """Return a list of these."""
    return {"type": "array", "items": items, "description": description}
