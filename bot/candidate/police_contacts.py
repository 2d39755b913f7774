"""The ordinary ways to the police that cover a place, from the contact book: 101, and who finds the force or is it."""

from collections.abc import Mapping

from bot.answering.contact_entries import contact_entry
from bot.escalation.route import Route
from bot.talk import Talk

ANYWHERE, FINDER = "101", "force-finder"

_OF_NATION: Mapping[str, str] = {"Scotland": "police-scotland", "Northern Ireland": "psni"}
"""Nations with one force; elsewhere it has to be found first."""


def police_contacts(talk: Talk, route: Route) -> dict[str, object]:
    """Return what a template needs to list them, and the names of the forces as far as they are certain."""
    nations = [nation for force in route.forces for nation in force.nations] if route.is_certain else []
    of_nations = dict.fromkeys(_OF_NATION.get(nation, FINDER) for nation in nations) or {FINDER: None}
    shown = [talk.contacts.get(contact_id) for contact_id in (ANYWHERE, *of_nations)]
    return {
        "contacts": [contact_entry(talk.wording, contact) for contact in shown],
        "has_unchecked": any(contact.checked_on is None for contact in shown),
        "forces": [force.name for force in route.forces] if route.is_certain else [],
    }
