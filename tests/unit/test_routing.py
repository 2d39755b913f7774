"""Every row of the tables of places routes to the table's own forces, and no text leads to any other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escalation.elections import Election
from bot.escalation.route import Basis, Home, Incident, Question, Route, RouteCertainty
from bot.reporting.kinds import KINDS
from tests.unit.routed import at, ids, living, places, routing, table

SEATS = table("constituency_to_force.csv")
NAMES = [row["constituency_name"] for row in SEATS]
COUNCILS = [row["local_authority_name"] for row in table("local_authority_to_force.csv")]


def test_all_650_constituencies_route_630_to_one_force_and_20_ask_which_side() -> None:
    routes = {row["constituency_name"]: living(constituency=row["constituency_name"]) for row in SEATS}

    wrong = [row["constituency_name"] for row in SEATS if ids(routes[row["constituency_name"]]) != row["force_ids"].split(";")]
    asking = [name for name, route in routes.items() if route.question is Question.WHICH_SIDE]

    assert wrong == []
    assert len(routes) == 650
    assert len(asking) == 20
    assert sum(route.is_certain and len(route.forces) == 1 for route in routes.values()) == 630
    assert {route.basis for route in routes.values()} == {Basis.CONSTITUENCY}


def test_welsh_names_of_constituencies_route_in_any_letters() -> None:
    welsh = [row for row in SEATS if row["constituency_name_cy"]]

    assert len(welsh) == 24
    for row in welsh:
        name, expected = row["constituency_name_cy"], row["force_ids"].split(";")
        assert ids(living(constituency=name)) == ids(living(constituency=name.upper())) == expected, name
        assert ids(living(constituency=name.lower())) == expected, name


def test_the_20_offer_their_sides_by_council_and_certainty_says_that_it_is_asked() -> None:
    crossing = [living(constituency=row["constituency_name"]) for row in SEATS if row["force_count"] == "2"]

    for route in crossing:
        assert route.certainty is RouteCertainty.WHICH_SIDE
        assert {side.force for side in route.sides} == set(route.forces), route.place
        assert all(side.council for side in route.sides)


def test_every_constituency_routes_as_the_place_of_an_incident() -> None:
    for row in SEATS:
        for name in filter(None, (row["constituency_name"], row["constituency_name_cy"])):
            expected = row["force_ids"].split(";")
            assert ids(at(name)) == ids(at(f"It happened in {name}")) == ids(at(f"12 High Street, {name}")) == expected, name


def test_every_council_routes_as_home_and_as_the_place_of_an_incident() -> None:
    for row in table("local_authority_to_force.csv"):
        name, force = row["local_authority_name"], row["force_id"]
        home, place = living(council=name), at(name)
        assert (ids(home), home.basis, home.is_certain) == ([force], Basis.COUNCIL, True), name
        assert force in ids(place), name
        # Selby, an abolished council, is also a seat that crosses a boundary: there it is asked.
        assert place.is_certain or name == "Selby", name


def test_combined_authorities_and_senedd_seats_route_and_those_on_two_forces_ask() -> None:
    authorities = [(living(council=row["authority_name"]), row) for row in table("combined_authority_to_force.csv")]
    seats = [(living(constituency=row["senedd_constituency"]), row) for row in table("senedd_2026_constituency_to_force.csv")]

    assert (len(authorities), len(seats)) == (16, 16)
    for route, row in (*authorities, *seats):
        assert ids(route) == row["force_ids"].split(";")
        assert (route.question is Question.WHICH_SIDE) == (len(route.forces) > 1)
        assert {side.force for side in route.sides} == (set(route.forces) if len(route.forces) > 1 else set())


def test_every_postcode_prefix_of_the_table_routes_to_the_tables_force() -> None:
    rows = [row for row in table("postcode_to_force.csv") if row["level"] != "area"]

    routes = [(living(postcode=row["key"]), row) for row in rows]

    assert len(rows) == 21_441
    assert [row["key"] for route, row in routes if ids(route)[:1] != [row["force_id"]]] == []
    # "exact" is settled; the beginning of a split postcode asks for the whole of it and names all that it can be.
    assert [row["key"] for route, row in routes if route.is_certain != (row["certainty"] == "exact")] == []
    assert all(len(route.forces) > 1 for route, _ in routes if not route.is_certain)
    assert {route.basis for route, _ in routes} == {Basis.POSTCODE}


def test_the_four_areas_of_the_table_are_northern_ireland_and_outside_the_united_kingdom() -> None:
    areas = {row["key"]: row["force_id"] for row in table("postcode_to_force.csv") if row["level"] == "area"}

    assert sorted(areas) == ["BT", "GY", "IM", "JE"]
    for area, force in areas.items():
        place = at(f"{area}1 1AA")
        assert ids(place) == ids(living(postcode=f"{area}1 1AA")) == ([force] if force else [])
        assert (place.certainty is RouteCertainty.OUTSIDE_UK) == (not force)


def test_scottish_and_northern_irish_councils_name_their_division() -> None:
    rows = [row for row in table("local_authority_to_force.csv") if row["police_division"]]

    assert len(rows) == 32 + 11
    for row in rows:
        assert ";".join(living(council=row["local_authority_name"]).divisions) == row["police_division"]


def test_every_scottish_seat_names_its_divisions_and_its_council_settles_which() -> None:
    rows = [row for row in SEATS if row["nation"] == "Scotland"]

    assert len(rows) == 57
    assert all(living(constituency=row["constituency_name"]).divisions for row in rows)
    seat = living(constituency="Edinburgh East and Musselburgh")
    assert seat.divisions == ("E Edinburgh", "J The Lothians and Scottish Borders")
    both = living(constituency="Edinburgh East and Musselburgh", council="East Lothian")
    assert both.divisions == ("J The Lothians and Scottish Borders",)


TEXTS = st.one_of(
    st.text(max_size=300),
    st.sampled_from([*NAMES, *COUNCILS, "London", "Kent", "GU35 9AA", "B45", "M25", "on the train", "Leeds station", "Paris"]),
    st.lists(st.sampled_from([*NAMES, *COUNCILS, ",", "in", "and then", "station", "near", "mews", "B45 1AA"]), max_size=6).map(
        " ".join
    ),
)
HOMES = st.builds(Home, postcode=TEXTS, constituency=TEXTS, council=TEXTS)
INCIDENTS = st.builds(
    Incident,
    where=TEXTS,
    position=st.one_of(st.just(""), st.just("51.50000,-0.12000"), st.just("48.85000,2.35000"), st.text(max_size=20)),
    platform=st.one_of(st.just(""), st.sampled_from(["x", "post", "unknown"]), st.text(max_size=10)),
    kinds=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    side=st.one_of(st.sampled_from(["", "both", "surrey", "btp", "west-yorkshire"]), st.text(max_size=10)),
)


@settings(max_examples=150, deadline=None)
@given(incident=INCIDENTS, home=HOMES, election=st.sampled_from(Election))
def test_no_text_raises_and_every_route_is_one_that_the_tables_give(incident: Incident, home: Home, election: Election) -> None:
    route = routing().route(incident, home, election=election)

    assert all(force is places().force(force.id) for force in route.forces)
    assert all(force in places().forces() or force.id == "btp" for force in route.forces)
    assert len(set(route.forces)) == len(route.forces)
    _is_honest(route)


def _is_honest(route: Route) -> None:
    """Certain has a force and asks for no place; outside has none; what is asked about a side has sides to offer."""
    if route.is_certain:
        assert route.forces
        assert route.question in (None, Question.ELECTION)
    if route.certainty is RouteCertainty.OUTSIDE_UK:
        assert (route.forces, route.question) == ((), None)
    if route.certainty is RouteCertainty.WHERE:
        assert route.question is Question.WHERE
        assert len(route.forces) != 1
    assert bool(route.sides) == (route.question is Question.WHICH_SIDE) == (route.certainty is RouteCertainty.WHICH_SIDE)
