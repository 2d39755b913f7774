"""Reads single facts out of what Slack sent, whatever its shape. Nothing here may fail: what is missing is empty."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Body = Mapping[str, Any]


def part(outer: Body, *names: str) -> Body:
    """Return the object under these names, one inside the other; an empty one when it is not there."""
    for name in names:
        inner = outer.get(name)
        outer = inner if isinstance(inner, Mapping) else {}
    return outer


def words(outer: Body, *names: str) -> str:
    """Return the text under these names; empty when there is none."""
    value = part(outer, *names[:-1]).get(names[-1])
    return value if isinstance(value, str) else ""


def first(outer: Body, name: str) -> Body:
    """Return the first object of a list; an empty one when there is none."""
    return next(iter(rows(outer, name)), {})


def rows(outer: Body, name: str) -> list[Body]:
    """Return the objects of a list, without what is none; nothing when there is no list."""
    items = outer.get(name)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def remembered(view: Body) -> Body:
    """Return what a modal was given to remember, when it was opened."""
    try:
        found = json.loads(words(view, "private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}


def moment(stamp: str, otherwise: datetime) -> datetime:
    """Return the instant of one of Slack's stamps, such as "1767225600.000100", aware, UTC; `otherwise` for anything else."""
    seconds, _, fraction = stamp.partition(".")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= 10):
        return otherwise
    micros = int(fraction[:6].ljust(6, "0")) if fraction.isascii() and fraction.isdecimal() else 0
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=micros)
