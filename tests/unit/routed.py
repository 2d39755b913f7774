"""What the tests of routing share: the tables as rows, the routing over them, and short forms of a route."""

import csv
from functools import cache
from pathlib import Path

from bot.escalation.route import Home, Incident, Route
from bot.escalation.routing import Routing
from knowledge import places as places_module
from knowledge.places import Places, load_places

FOLDER = Path(places_module.__file__).with_name("places")


@cache
def places() -> Places:
    """The tables that come with Alongside, read once."""
    return load_places()


@cache
def routing() -> Routing:
    """Routing over them."""
    return Routing(places())


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def at(where: str, home: Home | None = None) -> Route:
    """The route of an incident with nothing known but the words about its place."""
    return routing().route(Incident(where=where), home)


def living(*, postcode: str = "", constituency: str = "", council: str = "") -> Route:
    """The route of an incident whose place is unknown."""
    return routing().route(Incident(), Home(postcode=postcode, constituency=constituency, council=council))


def ids(route: Route) -> list[str]:
    """The forces of a route, in order."""
    return [force.id for force in route.forces]
