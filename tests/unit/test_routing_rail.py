"""Trains, the Underground and stations go to the British Transport Police, and no other station or training does."""

import pytest

from bot.escalation.rail import is_rail
from bot.escalation.route import Basis, Home, Incident, Note, Question, RouteCertainty
from tests.unit.routed import at, ids, routing

ON_THE_RAILWAY = (
    "on the train",
    "the train",
    "on a train to Leeds",
    "on the busy 8.15 commuter train",
    "Train, Leeds to York",
    "17:42 train to Hull",
    "evening train home",
    "by train",
    "got off the train at Selby",
    "in a train carriage",
    "platform 4",
    "platform 2b at Leeds",
    "at the station",
    "Leeds station",
    "In the waiting room at the railway station",
    "King’s Cross station",
    "Station concourse",
    "at Manchester Piccadilly station, platform 3",
    "waiting to go to Leeds at the station",
    "at the station, by the ticket barriers",
    "on the tube",
    "the tube",
    "Tube",
    "tube station in Brixton",
    "Brixton underground station",
    "on the London Underground",
    "on the Northern line",
    "on the DLR",
    "ar y trên i Gaerdydd",
    "yng ngorsaf reilffordd Bangor",
)

NOT_ON_THE_RAILWAY = (
    "",
    "train our volunteers",
    "in the hall where we train our volunteers",
    "in the room used to train canvassers",
    "volunteers train here on Mondays",
    "we train at the sports centre",
    "at the training centre",
    "his train of thought",
    "at the model train shop",
    "at the train museum",
    "polling station",
    "outside the polling station",
    "at the polling station in Station Road",
    "the polling station near the train station",
    "petrol station",
    "police station",
    "the station officer's desk",
    "fire station",
    "bus station, platform 3",
    "coach station",
    "radio station",
    "power station",
    "service station on the M62",
    "Station Road",
    "12 Station Road, Selby",
    "the Station Hotel",
    "in Station Approach",
    "near the station",
    "outside Leeds station",
    "behind the train station",
    "opposite the railway station",
    "on the way to the station",
    "walking to the station",
    "near the railway line",
    "Railway Street",
    "rail replacement bus",
    "on the tram",
    "YouTube",
    "a tube of paint",
    "underground car park",
    "in the underground garage",
    "on platform X",
    "on the platform at the hustings",
    "picket line",
    "gorsaf bleidleisio",
    "gorsaf heddlu",
)


@pytest.mark.parametrize("where", ON_THE_RAILWAY)
def test_the_railway_goes_to_the_british_transport_police_first(where: str) -> None:
    route = at(where, Home(postcode="GU35 9AA"))

    assert is_rail(where)
    assert ids(route)[0] == "btp"
    assert len(route.forces) == 2  # whoever looks after the candidate at home, or where the station is, is told as well
    assert (route.basis, Note.RAIL in route.notes, route.certainty) == (Basis.RAIL, True, RouteCertainty.CERTAIN)


@pytest.mark.parametrize("where", NOT_ON_THE_RAILWAY)
def test_no_other_train_or_station_does(where: str) -> None:
    assert not is_rail(where)
    assert "btp" not in ids(at(where, Home(postcode="GU35 9AA")))


def test_the_force_of_the_station_is_told_as_well() -> None:
    assert ids(at("Leeds station", Home(postcode="GU35 9AA"))) == ["btp", "west-yorkshire"]
    assert ids(at("on the train to Leeds", Home(postcode="GU35 9AA"))) == ["btp", "hampshire"]


def test_a_station_in_a_seat_with_two_sides_asks_and_the_british_transport_police_stays_first() -> None:
    asked = at("Selby station")
    settled = routing().route(Incident(where="Selby station", side="west-yorkshire"))

    assert (ids(asked), asked.question) == (["btp", "north-yorkshire", "west-yorkshire"], Question.WHICH_SIDE)
    assert (ids(settled), settled.is_certain) == (["btp", "west-yorkshire"], True)


@pytest.mark.parametrize("where", ["on the train", "at the station"])
def test_in_northern_ireland_the_railway_is_the_psni_and_said_so(where: str) -> None:
    route = at(where, Home(postcode="BT1 1AA"))

    assert (ids(route), route.notes[-1]) == (["northern-ireland"], Note.RAIL_NOT_BTP)
    assert ids(at("at Belfast station", Home(postcode="GU35 9AA"))) == ["northern-ireland"]


def test_the_underground_is_in_great_britain_wherever_home_is() -> None:
    assert ids(at("on the tube", Home(postcode="BT1 1AA"))) == ["btp", "northern-ireland"]
    alone = at("on the tube")
    assert (ids(alone), alone.is_certain, alone.question) == (["btp"], True, Question.ELECTION)


def test_a_train_in_no_known_nation_asks_where() -> None:
    route = at("on the train")

    assert (route.forces, route.question, route.basis, route.notes) == ((), Question.WHERE, Basis.RAIL, (Note.RAIL,))


def test_the_beginning_of_a_split_postcode_is_enough_for_the_railway() -> None:
    route = at("on the train", Home(postcode="B45"))

    assert (ids(route), route.is_certain) == (["btp"], True)


def test_a_train_abroad_has_no_force() -> None:
    assert at("on the train, Paris").certainty is RouteCertainty.OUTSIDE_UK
