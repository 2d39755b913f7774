"""To which police force a report goes: the place of the incident first, then the reporter's home.

It must never guess. A report that goes to the wrong force looks delivered and helps nobody, so that what the tables do not
settle is asked. The order, and the British Transport Police for the railways, are those of knowledge/places/README.md and
ADR 0017. Pure: no store, no network; a route takes milliseconds.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.escalation.elections import Election
from bot.escalation.home_places import divisions_of, election_of, known_parts
from bot.escalation.incident_place import Reading, read_place
from bot.escalation.rail import is_british_rail, is_rail
from bot.escalation.route import BOTH, OPERATIONS, Basis, Contact, Home, Incident, Note, Question, Route, RouteCertainty
from bot.reporting.outside import is_outside_uk
from knowledge.place import Certainty, Force, PlaceKind, Side, Where
from knowledge.places import Places

BRITISH_TRANSPORT_POLICE = "btp"
_OUTSIDE = Route(certainty=RouteCertainty.OUTSIDE_UK, question=None, basis=Basis.PLACE)


class Routing:
    """Routes reports by the tables of places."""

    def __init__(self, places: Places) -> None:
        """Raises UnknownForce when the tables have no British Transport Police."""
        self._places = places
        self._rail = places.force(BRITISH_TRANSPORT_POLICE)

    def route(self, incident: Incident, home: Home | None = None, *, election: Election = Election.UNKNOWN) -> Route:
        """Return the forces of a report, and what has to be asked before they are certain.

        Args:
            incident: where it happened, as far as the report tells.
            home: where the reporter lives or stands; any part may be unknown or nonsense.
            election: what the reporter stands for; it never changes the force.
        """
        home = home or Home()
        election = election_of(election, home)
        route = self._by_place(incident, self._by_home(home, election))
        return _for_election(_answered(route, incident.side), election)

    def places_like(self, words: str) -> tuple[Where, ...]:
        """Return the places that somebody may mean who typed a town: to be offered, since a town may lie elsewhere too."""
        return tuple(each for each in self._places.named_with(words) if each.forces)

    def place_of(self, code: str) -> Where | None:
        """Return the constituency or council of a code; None when there is none."""
        return self._places.by_code(code)

    def _by_place(self, incident: Incident, at_home: Route) -> Route:
        reading = read_place(self._places, incident.where)
        if incident.is_online:
            return self._online(reading, at_home)
        if reading.is_outside or (incident.position and is_outside_uk(incident.position)):
            return _OUTSIDE
        if is_rail(incident.where):
            return self._by_rail(incident.where, self._on_rail(reading, at_home))
        return self._on_the_ground(reading, incident, at_home)

    def _online(self, reading: Reading, at_home: Route) -> Route:
        """What is written on a screen happened where the reporter is, unless its place is certain."""
        by_place = self._route(reading.found, Basis.PLACE) if reading.found else Route()
        return by_place if by_place.is_certain or not at_home.forces else at_home

    def _on_rail(self, reading: Reading, at_home: Route) -> Route:
        """Between several places, or with a destination alone, home says which other force is to know."""
        return self._route(reading.found, Basis.PLACE) if reading.found else at_home

    def _on_the_ground(self, reading: Reading, incident: Incident, at_home: Route) -> Route:
        if reading.found:
            return self._route(reading.found, Basis.PLACE)
        if reading.is_several or (reading.hint and not _is_within(at_home, reading.hint)):
            return Route()
        if incident.position:
            return _noted(at_home, Note.POSITION_UNREAD)
        return _noted(at_home, Note.PLACE_UNREAD) if incident.where.strip() and not reading.hint else at_home

    def _by_rail(self, where: str, route: Route) -> Route:
        served = [force for force in route.forces if set(force.nations) & set(self._rail.nations)]
        is_british = is_british_rail(where) or bool(served)
        if route.forces and not is_british:
            return _noted(route, Note.RAIL_NOT_BTP)
        if not is_british:
            return replace(_noted(route, Note.RAIL), basis=Basis.RAIL)
        if route.certainty is RouteCertainty.WHERE:  # the railway's own force needs no more than the nation
            route = Route(certainty=RouteCertainty.CERTAIN, question=None)
        return replace(_noted(route, Note.RAIL), forces=(self._rail, *route.forces), basis=Basis.RAIL)

    def _by_home(self, home: Home, election: Election) -> Route:
        known = known_parts(self._places, home, election)
        routes = [self._route(where, basis) for basis, where in known]
        settled = next((route for at, route in enumerate(routes) if route.is_certain and _agrees(route, routes[:at])), None)
        route = settled or next(iter(routes), Route())
        return replace(route, divisions=divisions_of(route.forces, known))

    def _route(self, where: Where, basis: Basis) -> Route:
        is_postcode = where.kind is PlaceKind.POSTCODE
        route = Route(forces=where.forces, basis=basis, place="" if is_postcode else where.name, divisions=where.divisions)
        if len(where.forces) == 1:
            notes = (Note.NEAR_BOUNDARY,) if where.certainty is Certainty.MAJORITY else ()
            return replace(route, certainty=RouteCertainty.CERTAIN, question=None, notes=notes)
        if is_postcode:  # only the beginning of one, or one of a sector newer than the table: the whole of it settles it
            return route
        return replace(route, certainty=RouteCertainty.WHICH_SIDE, question=Question.WHICH_SIDE, sides=self._sides(where))

    def _sides(self, where: Where) -> tuple[Side, ...]:
        sides = self._places.sides(where.name) if where.kind is PlaceKind.CONSTITUENCY else ()
        return sides or tuple(Side(council="", force=force, share=None) for force in where.forces)


def _answered(route: Route, side: str) -> Route:
    """The route after the reporter has said which side it was; an answer that fits no side is none."""
    if route.certainty is not RouteCertainty.WHICH_SIDE or not side:
        return route
    asked = {each.force for each in route.sides}
    chosen: set[Force] = asked if side == BOTH else {force for force in asked if force.id == side}
    if not chosen:
        return route
    forces = tuple(force for force in route.forces if force in chosen or force not in asked)
    return replace(route, forces=forces, certainty=RouteCertainty.CERTAIN, question=None, sides=())


def _for_election(route: Route, election: Election) -> Route:
    if election is Election.PARISH:
        route = replace(_noted(route, Note.NOT_FORD), contact=Contact.ORDINARY)
    if election is Election.UNKNOWN and route.is_certain:
        route = replace(route, question=Question.ELECTION)
    return replace(route, operation=OPERATIONS.get(election))


def _agrees(route: Route, unsettled: Sequence[Route]) -> bool:
    """True when what was less clear allows it: a seat that crosses a boundary, and a council of one of its sides."""
    return all(route.forces[0] in other.forces for other in unsettled)


def _is_within(at_home: Route, hint: Where) -> bool:
    return at_home.is_certain and at_home.forces[0] in hint.forces


def _noted(route: Route, note: Note) -> Route:
    return replace(route, notes=(*route.notes, note))
