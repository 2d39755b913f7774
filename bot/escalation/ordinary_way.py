"""The ordinary way to report a crime online, and the name to quote: what stands beside every escalation.

A message to the SPOC is not a crime report (DESIGN promise 7). Links come from the contact book alone; where it has none for a
force, the finder of the police leads there.
"""

from bot.escalation.route import Route
from knowledge.contacts import ContactBook

_PAGES = {"btp": "btp", "police-scotland": "police-scotland", "northern-ireland": "psni"}
_FINDER = "force-finder"


def ordinary_way(route: Route, contacts: ContactBook) -> dict[str, object]:
    """Return what the template says of it: the operation to quote ("" while it is not known) and where to report online."""
    force = route.forces[0] if route.forces else None
    page = contacts.get(_PAGES.get(force.id, _FINDER) if force else _FINDER)
    return {"operation": route.operation or "", "online_name": page.name, "online_link": page.web}
