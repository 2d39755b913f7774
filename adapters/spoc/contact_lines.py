"""SPOC contacts in words, for a terminal.

A line of a list must not name anybody or say how to reach them unless that was asked for; a secret is shown nowhere here.
"""

from collections.abc import Sequence
from datetime import date

from bot.escalation.directory import SpocContact

OWN = "own"
"""Stands where a safety lead has no force."""


def line_of(contact: SpocContact, today: date, *, with_name: bool = False) -> str:
    """Return one line: id, force, rank, elections, days, check, ways, and the name where it is wanted."""
    parts = [
        contact.id,
        contact.force_id or OWN,
        contact.rank.value,
        ", ".join(sorted(contact.elections)),
        _days(contact, today),
        _check(contact),
        _ways(contact),
        *(["out of hours"] if contact.is_out_of_hours else []),
        *(["PRACTICE"] if contact.practice else []),
        *([contact.name] if with_name else []),
    ]
    return "  ".join(parts)


def sheet_of(contact: SpocContact, today: date) -> list[str]:
    """Return all that is known of a contact but its secrets, a line a fact."""
    facts = {
        "contact": line_of(contact, today),
        "name": contact.name,
        "phone": contact.phone,
        "e-mail": contact.email,
        "hours": contact.hours,
        "endpoint": contact.endpoint,
        "secret": _secrets(contact.secrets),
    }
    return [f"{name}: {fact}" for name, fact in facts.items() if fact]


def secret_lines(contact_id: str, secret: str) -> list[str]:
    """Return what is said once when a secret was made."""
    return [
        f"Secret of {contact_id}: {secret}",
        "It is not shown again. Give it to the SPOC by a way that you trust, never beside the address of the endpoint.",
    ]


def _days(contact: SpocContact, today: date) -> str:
    if contact.has_ended(today):
        return f"ended {contact.valid_until}"
    until = f" until {contact.valid_until}" if contact.valid_until else ""
    return f"from {contact.valid_from}{until}"


def _check(contact: SpocContact) -> str:
    return f"checked {contact.checked_on}" if contact.checked_on else "never checked"


def _ways(contact: SpocContact) -> str:
    ways = {"endpoint": contact.endpoint, "e-mail": contact.email, "phone": contact.phone}
    return ", ".join(name for name, way in ways.items() if way)


def _secrets(secrets: Sequence[str]) -> str:
    known = {0: "", 1: "one is good; it is not shown", 2: "two are good, the newer signs first; they are not shown"}
    return known[len(secrets)]
