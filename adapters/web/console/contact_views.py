"""SPOC contacts as the console shows them. A secret is not among what a page is given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from adapters.spoc.forces import known_forces
from bot.escalation.directory import ORDER, Directory, Rank, SpocContact
from bot.escalation.elections import Election

CHECK_AFTER = timedelta(days=90)
"""After how long without a check a contact stands out: people at a force move on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One contact, without its secrets."""

    id: str
    force: str  # its name; "" for the organisation's own
    rank: Rank
    name: str
    elections: tuple[str, ...]
    endpoint: str
    secrets: int  # how many are good
    email: str
    phone: str
    hours: str
    is_out_of_hours: bool
    valid_from: date
    valid_until: date | None
    checked_on: date | None
    is_due: bool  # never checked, or too long ago
    practice: bool
    has_begun: bool
    has_ended: bool


@dataclass(frozen=True, slots=True)
class ForceView:
    """The contacts of one force, in the order of the ladder."""

    name: str  # "" for the organisation's own
    contacts: tuple[ContactView, ...]


def view_of(contact: SpocContact, today: date) -> ContactView:
    """Return a contact as it is shown."""
    same = ("id", "rank", "name", "endpoint", "email", "phone", "hours", "is_out_of_hours", "practice")
    return ContactView(
        **{name: getattr(contact, name) for name in (*same, "valid_from", "valid_until", "checked_on")},
        force=force_name(contact.force_id),
        elections=tuple(each for each in Election if each in contact.elections),
        secrets=len(contact.secrets),
        is_due=bool(Directory([contact]).unchecked(today, CHECK_AFTER)),
        has_begun=contact.valid_from <= today,
        has_ended=contact.has_ended(today),
    )


def by_force(contacts: Iterable[SpocContact], today: date) -> list[ForceView]:
    """Return contacts by force and rank; the organisation's own come last."""
    ordered = sorted(contacts, key=_place)
    grouped = groupby(ordered, key=lambda each: each.force_id)
    return [ForceView(force_name(id), tuple(view_of(each, today) for each in group)) for id, group in grouped]


def force_name(force_id: str) -> str:
    """Return the name of a force; its id where the table does not have it."""
    force = known_forces().get(force_id)
    return force.name if force else force_id


def forces_to_choose() -> Sequence[tuple[str, str]]:
    """Return id and name of each force, by name."""
    return sorted(((force.id, force.name) for force in known_forces().values()), key=lambda pair: pair[1])


def _place(contact: SpocContact) -> tuple[object, ...]:
    return not contact.force_id, force_name(contact.force_id), ORDER.index(contact.rank), contact.added_at, contact.id
