"""Home decides when the place of the incident does not: postcode, then what the reporter stands for; and the operation's name."""

from datetime import UTC, datetime

import pytest

from bot.escalation.elections import Election
from bot.escalation.route import Basis, Contact, Home, Incident, Note, Operation, Question, Route, incident_of
from bot.messages import Channel
from bot.reporting.report import Entry, EntryKind, Report, ReportStatus
from tests.unit.routed import at, ids, living, routing

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


def standing(election: Election, **home: str) -> Route:
    return routing().route(Incident(), Home(**home), election=election)


def test_the_postcode_comes_before_constituency_and_council() -> None:
    route = living(postcode="GU35 9AA", constituency="Aberdeen North", council="Leeds")

    assert (ids(route), route.basis, route.divisions) == (["hampshire"], Basis.POSTCODE, ())


def test_of_constituency_and_council_the_one_that_is_stood_for_comes_first() -> None:
    parliament = standing(Election.PARLIAMENT, constituency="Huddersfield", council="Bath and North East Somerset")
    local = standing(Election.LOCAL, constituency="Huddersfield", council="Bath and North East Somerset")

    assert (ids(parliament), parliament.basis) == (["west-yorkshire"], Basis.CONSTITUENCY)
    assert (ids(local), local.basis) == (["avon-and-somerset"], Basis.COUNCIL)


def test_what_is_less_clear_is_settled_by_what_fits_it_and_by_nothing_else() -> None:
    assert (ids(living(constituency="Selby", council="Leeds")), living(constituency="Selby", council="Leeds").is_certain) == (
        ["west-yorkshire"],
        True,
    )
    assert living(constituency="Selby", council="Bristol").question is Question.WHICH_SIDE
    assert ids(living(postcode="B45", constituency="Bromsgrove")) == ["west-mercia"]
    assert living(postcode="B45", constituency="Huddersfield").question is Question.WHERE


@pytest.mark.parametrize(
    "home", [Home(), Home(postcode="ZZ1 1ZZ"), Home(constituency="Atlantis", council="?"), Home(postcode="JE2 3AB")]
)
def test_an_unknown_home_asks_and_never_guesses(home: Home) -> None:
    route = routing().route(Incident(), home)

    assert (route.forces, route.question, route.basis) == ((), Question.WHERE, None)


@pytest.mark.parametrize(
    "spelt",
    ["ynys mon", "YNYS MÔN", "Ynys Môn constituency", "the constituency of Ynys Mon", "Ynys  Mon"],
)
def test_a_constituency_is_known_by_odd_spellings(spelt: str) -> None:
    assert ids(living(constituency=spelt)) == ["north-wales"]


@pytest.mark.parametrize(
    ("spelt", "force"),
    [
        ("City of Bradford Metropolitan District Council", "west-yorkshire"),
        ("the London Borough of Camden", "metropolitan"),
        ("Bournemouth Christchurch & Poole", "dorset"),
        ("Saint Helens", "merseyside"),
        ("Kent", "kent"),
        ("durham county council", "durham"),
        ("City of London Corporation", "city-of-london"),
        ("Glasgow City Council", "police-scotland"),
    ],
)
def test_a_council_is_known_by_the_names_that_people_use(spelt: str, force: str) -> None:
    assert ids(living(council=spelt)) == [force]


@pytest.mark.parametrize("town", ["Dartington", "Cottingham", "Carrington", "Hillington", "Kendal Town Council"])
def test_a_town_that_resembles_a_council_is_not_taken_for_it(town: str) -> None:
    assert living(council=town).question is Question.WHERE


@pytest.mark.parametrize("name", ["South Downs", "Huddersfeild", "West Surrey"])
def test_a_name_that_resembles_a_constituency_is_asked_about(name: str) -> None:
    assert living(constituency=name).question is Question.WHERE


def test_the_operation_follows_the_election_and_never_changes_the_force() -> None:
    routes = {election: standing(election, postcode="GU35 9AA") for election in Election}

    assert {tuple(ids(route)) for route in routes.values()} == {("hampshire",)}
    assert routes[Election.PARLIAMENT].operation is Operation.BRIDGER
    assert routes[Election.LOCAL].operation is Operation.FORD
    assert [routes[each].operation for each in (Election.PARISH, Election.DEVOLVED, Election.UNKNOWN)] == [None] * 3
    assert [each for each, route in routes.items() if route.question is Question.ELECTION] == [Election.UNKNOWN]


def test_where_is_asked_before_the_election() -> None:
    assert standing(Election.UNKNOWN).question is Question.WHERE
    assert standing(Election.UNKNOWN, constituency="Selby").question is Question.WHICH_SIDE


@pytest.mark.parametrize(
    ("election", "council"),
    [
        (Election.PARISH, ""),
        (Election.LOCAL, "Melbury Town Council"),
        (Election.LOCAL, "melbury parish council"),
        (Election.LOCAL, "Cyngor Tref Melbury"),
        (Election.LOCAL, "Melbury Community Council"),
    ],
)
def test_operation_ford_does_not_reach_a_parish_so_that_the_force_itself_is_turned_to(election: Election, council: str) -> None:
    route = standing(election, postcode="GU35 9AA", council=council)

    assert (ids(route), route.contact, route.operation) == (["hampshire"], Contact.ORDINARY, None)
    assert Note.NOT_FORD in route.notes


def test_a_parish_that_bears_a_councils_name_is_not_that_council() -> None:
    assert standing(Election.PARISH, council="Newport").question is Question.WHERE
    assert ids(standing(Election.LOCAL, council="Newport")) == ["gwent"]


def test_a_principal_council_has_the_spoc_and_ford() -> None:
    route = standing(Election.LOCAL, council="Leeds City Council")

    assert (route.contact, route.operation, route.notes) == (Contact.SPOC, Operation.FORD, ())


def test_online_without_a_certain_place_is_where_the_reporter_is() -> None:
    for where in ("my page", "Kent Online, the comments", "Paris", "a group for Selby", "on the train"):
        route = routing().route(Incident(where=where, kinds=("online_abuse",), platform="facebook"), Home(postcode="GU35 9AA"))
        assert (ids(route), route.basis, route.notes) == (["hampshire"], Basis.POSTCODE, ()), where
    placed = routing().route(Incident(where="Leeds", kinds=("online_abuse",)), Home(postcode="GU35 9AA"))
    assert ids(placed) == ["west-yorkshire"]


def report(**answers: tuple[str, str]) -> Report:
    entries = tuple(
        Entry(id=field, kind=EntryKind.ANSWER, field=field, words=words, value=value, author="m", channel=Channel.WEB, at=NOW)
        for field, (words, value) in answers.items()
    )
    return Report(
        id="r", reference="AL-1", reporter="m", conversation_id="c", status=ReportStatus.SAVED, created_at=NOW, entries=entries
    )


def test_what_a_report_says_of_its_place_is_read_from_its_current_answers() -> None:
    told = report(where=("in Leeds", ""), kind=("Threat", "threat"), platform=("By post", "post"))

    assert incident_of(told, side="both") == Incident(where="in Leeds", platform="post", kinds=("threat",), side="both")
    assert incident_of(report()) == Incident(kinds=("other",))
    assert incident_of(report(where=("I don't know", "unknown"), kind=("Threat", "threat"))).where == ""
    assert incident_of(report(where=("51.5,-0.1", "51.5,-0.1"))).position == "51.5,-0.1"


def test_a_route_never_holds_a_postcode_that_was_typed() -> None:
    for route in (at("GU35 9AA"), living(postcode="GU35 9AA")):
        assert "GU35" not in repr(route)
