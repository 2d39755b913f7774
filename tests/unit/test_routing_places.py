"""The place of an incident decides before anything else, and only a place that the words really name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escalation.route import BOTH, Basis, Home, Incident, Note, Question, Route, RouteCertainty
from knowledge.place_names import folded
from tests.unit.routed import at, ids, places, routing

SURREY = Home(postcode="GU1 1AA")


@pytest.mark.parametrize(
    ("where", "force"),
    [
        ("GU35 9AA", "hampshire"),
        ("in the lane behind gu359aa, by the wood", "hampshire"),
        ("Windsor, near GU35 9AA", "hampshire"),
        ("Leeds", "west-yorkshire"),
        ("in leeds", "west-yorkshire"),
        ("High Street, leeds", "west-yorkshire"),
        ("outside the library, Reading", "thames-valley"),
        ("Bradford Road, Kirklees", "west-yorkshire"),
        ("London Road, Reading", "thames-valley"),
        ("Market Square, Aylesbury, Buckinghamshire", "thames-valley"),
        ("a car park in Bath and North East Somerset", "avon-and-somerset"),
        ("Bristol", "avon-and-somerset"),
        ("city of edinburgh", "police-scotland"),
        ("ynys mon", "north-wales"),
        ("yn Sir Fynwy", "gwent"),
        ("Town hall, Belfast", "northern-ireland"),
        ("in Hertfordshire County Council", "hertfordshire"),
    ],
)
def test_the_place_comes_before_the_home(where: str, force: str) -> None:
    route = at(where, SURREY)

    assert (ids(route), route.basis, route.is_certain) == ([force], Basis.PLACE, True)


@pytest.mark.parametrize(
    "where",
    [
        "outside the library",
        "my doorstep",
        "Windsor Road",
        "12 Leeds Street",
        "In Stafford mews",
        "in Camden High Street",
        "on the M25",
        "M25",
        "He sat there, reading",
        "Cottingham",  # a town of its own, and one letter from Nottingham
        "High Street, Dartington",  # as is this one from Darlington
        "Hillington",
        "🙂",
    ],
)
def test_a_street_or_an_unknown_name_is_no_place_so_that_home_decides_and_the_route_says_so(where: str) -> None:
    home, nowhere = at(where, SURREY), at(where)

    assert (ids(home), home.basis, home.notes) == (["surrey"], Basis.POSTCODE, (Note.PLACE_UNREAD,))
    assert (nowhere.forces, nowhere.question) == ((), Question.WHERE)


@pytest.mark.parametrize(
    "where",
    [
        "It began in Leeds and went on in Bath",
        "Leeds, Bath",
        "between GU35 9AA and SW1A 1AA",
        "Newport, Essex",  # the known Newport is in Gwent
        "somewhere in Kent",
        "London",
        "Boston, USA",
        "on the road to Bath",
    ],
)
def test_two_places_or_a_county_are_asked_about_though_home_is_known(where: str) -> None:
    route = at(where, SURREY)

    assert (route.forces, route.certainty, route.question) == ((), RouteCertainty.WHERE, Question.WHERE)


def test_a_county_that_fits_home_leaves_it_with_home() -> None:
    assert ids(at("somewhere in Surrey", SURREY)) == ["surrey"]
    assert ids(at("London", Home(council="Camden"))) == ["metropolitan"]
    assert ids(at("London", Home(council="City of London"))) == ["city-of-london"]


@pytest.mark.parametrize(
    "where", ["Paris, France", "Dublin", "JE2 3AB", "in Jersey", "the harbour, Isle of Man", "48.85341, 2.34880"]
)
def test_outside_the_united_kingdom_there_is_no_force_and_nothing_to_ask(where: str) -> None:
    route = at(where, SURREY)

    assert (route.forces, route.certainty, route.question) == ((), RouteCertainty.OUTSIDE_UK, None)


def test_a_seat_that_crosses_a_boundary_asks_which_side_and_home_does_not_answer_it() -> None:
    route = at("in Selby, by the market", Home(postcode="YO8 4AA"))

    assert (ids(route), route.certainty) == (["north-yorkshire", "west-yorkshire"], RouteCertainty.WHICH_SIDE)
    assert (route.question, route.place) == (Question.WHICH_SIDE, "Selby")
    assert [(side.council, side.force.id) for side in route.sides] == [
        ("North Yorkshire", "north-yorkshire"),
        ("Leeds", "west-yorkshire"),
    ]
    assert at("Selby, North Yorkshire").question is Question.WHICH_SIDE


def answered(side: str) -> Route:
    return routing().route(Incident(where="Selby", side=side))


def test_the_answer_settles_the_side_or_both_and_another_answer_is_none() -> None:
    assert (ids(answered("west-yorkshire")), answered("west-yorkshire").is_certain) == (["west-yorkshire"], True)
    assert (ids(answered(BOTH)), answered(BOTH).is_certain) == (["north-yorkshire", "west-yorkshire"], True)
    assert answered("surrey").question is Question.WHICH_SIDE


@pytest.mark.parametrize("where", ["B45", "AL3 8", "B45 1AA"])
def test_the_beginning_of_a_split_postcode_asks_for_the_whole_and_names_what_it_can_be(where: str) -> None:
    route = at(where, SURREY)
    assert (route.certainty, route.question, len(route.forces)) == (RouteCertainty.WHERE, Question.WHERE, 2)


def test_a_postcode_among_those_of_another_force_says_so() -> None:
    assert (at("AL3 8AB").notes, ids(at("AL3 8AB"))) == ((Note.NEAR_BOUNDARY,), ["hertfordshire"])
    assert at("GU35 9AA").notes == ()


def test_a_shared_position_has_no_table_and_asks_unless_home_settles_it() -> None:
    here = Incident(where="51.50070,-0.12460", position="51.50070,-0.12460")

    asked, home = routing().route(here), routing().route(here, SURREY)

    assert (asked.forces, asked.question, asked.notes) == ((), Question.WHERE, (Note.POSITION_UNREAD,))
    assert (ids(home), home.basis, home.notes) == (["surrey"], Basis.POSTCODE, (Note.POSITION_UNREAD,))


def test_a_shared_position_abroad_has_no_force() -> None:
    abroad = Incident(position="48.85341,2.34880")

    assert routing().route(abroad, SURREY).certainty is RouteCertainty.OUTSIDE_UK


WORDS = st.text(max_size=40)
NEAR_NAMES = st.sampled_from(
    ["Cottingham", "Windsor Road", "Leeds", "near Selby", "Bath", "Reading", "Hart", "GU35 9AA", "South Downs"]
)


@settings(max_examples=200, deadline=None)
@given(where=st.lists(st.one_of(WORDS, NEAR_NAMES), max_size=5).map(" ".join))
def test_a_certain_place_stands_in_the_words_themselves(where: str) -> None:
    route = at(where)

    if route.is_certain and route.basis is Basis.PLACE:
        words = set(folded(where).split())
        named = places().find(route.place) or places().council(route.place)
        assert words & set(folded(route.place).split()) if named else any(letter.isdigit() for letter in where)


def test_ten_thousand_characters_of_anything_come_back() -> None:
    for piece in ("in Leeds ", "A1 ", "GU35 9", "station ", "train ", "é", ", ", "near the "):
        route = at((piece * 5_000)[:10_000], SURREY)
        assert set(ids(route)) <= {"surrey", "west-yorkshire", "btp"}
