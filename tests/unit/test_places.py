"""Every place leads to the right force, and a doubtful one to none."""

import csv
from pathlib import Path

import pytest

from knowledge import places as places_module
from knowledge.places import Certainty, ForceKind, PlaceKind, Places, UnknownForce, load_places
from knowledge.tables import BadTable

FOLDER = Path(places_module.__file__).with_name("places")


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(forces: tuple[places_module.Force, ...]) -> list[str]:
    return [force.id for force in forces]


def test_there_are_45_forces_that_police_an_area(places: Places) -> None:
    assert len(places.forces()) == 45
    assert places.force("west-yorkshire").name == "West Yorkshire Police"
    assert places.force("btp").kind is ForceKind.SPECIAL
    with pytest.raises(UnknownForce, match="'no-such-force'"):
        places.force("no-such-force")


def test_all_650_constituencies_resolve_to_their_own_forces(places: Places) -> None:
    rows = table("constituency_to_force.csv")

    wrong = [
        row["constituency_name"]
        for row in rows
        if ids(places.by_constituency(row["constituency_name"])) != row["force_ids"].split(";")
    ]

    assert len(rows) == 650
    assert wrong == []


def test_the_20_seats_that_cross_a_boundary_give_two_forces_and_say_so(places: Places) -> None:
    seats = [places.constituency(row["constituency_name"]) for row in table("constituency_to_force.csv")]

    crossing = [seat for seat in seats if seat and seat.certainty is Certainty.CROSSES]

    assert len(crossing) == 20
    assert {len(seat.forces) for seat in crossing} == {2}
    assert all(seat.share and 0.5 <= seat.share < 1.0 for seat in crossing)


def test_the_councils_of_every_seat_lie_in_the_forces_of_the_seat(places: Places) -> None:
    for row in table("constituency_to_force.csv"):
        sides = places.sides(row["constituency_name"])
        assert {side.force.id for side in sides} == set(row["force_ids"].split(";")), row["constituency_name"]


def test_welsh_names_and_names_without_accents_resolve(places: Places) -> None:
    welsh = [row for row in table("constituency_to_force.csv") if row["constituency_name_cy"]]

    assert len(welsh) == 24
    assert all(ids(places.by_constituency(row["constituency_name_cy"])) == row["force_ids"].split(";") for row in welsh)
    assert ids(places.by_constituency("ynys mon")) == ["north-wales"]
    assert ids(places.by_constituency("MONTGOMERYSHIRE AND GLYNDWR")) == ["dyfed-powys", "north-wales"]


def test_the_16_senedd_constituencies_resolve(places: Places) -> None:
    rows = table("senedd_2026_constituency_to_force.csv")

    assert len(rows) == 16
    assert all(ids(places.by_constituency(row["senedd_constituency"])) == row["force_ids"].split(";") for row in rows)


def test_every_council_resolves_with_and_without_the_word_council(places: Places) -> None:
    for row in table("local_authority_to_force.csv"):
        name = row["local_authority_name"]
        assert ids(places.by_council(name)) == [row["force_id"]], name
        assert ids(places.by_council(f"{name} Council")) == [row["force_id"]], name


def test_todays_council_stands_before_an_abolished_one_of_the_same_name(places: Places) -> None:
    barnsley = places.council("Barnsley")

    assert barnsley is not None
    assert barnsley.code == "E08000038"


@pytest.mark.parametrize(
    ("name", "force"),
    [
        ("City of Bradford Metropolitan District Council", "west-yorkshire"),
        ("Bristol City Council", "avon-and-somerset"),
        ("the London Borough of Camden", "metropolitan"),
        ("Durham County Council", "durham"),
        ("Kent", "kent"),
        ("Kent County Council", "kent"),
        ("City of London Corporation", "city-of-london"),
        ("St Helens", "merseyside"),
        ("Edinburgh", "police-scotland"),
        ("Glasgow City Council", "police-scotland"),
        ("Bournemouth Christchurch & Poole", "dorset"),
        ("Greater Manchester", "greater-manchester"),
    ],
)
def test_councils_are_known_by_the_names_that_people_use(places: Places, name: str, force: str) -> None:
    assert ids(places.by_council(name)) == [force]


def test_every_key_of_the_postcode_table_resolves_to_its_own_force(places: Places) -> None:
    rows = [row for row in table("postcode_to_force.csv") if row["level"] != "area"]

    wrong = [row["key"] for row in rows if ids(places.by_postcode(row["key"]))[:1] != [row["force_id"]]]

    assert len(rows) == 21_441
    assert wrong == []


def test_a_complete_postcode_has_one_force_whatever_lies_around_it(places: Places) -> None:
    rows = [row for row in table("postcode_to_force.csv") if row["level"] == "sector"]

    wrong = [row["key"] for row in rows if len(places.by_postcode(row["key"] + "ZZ")) != 1]

    assert wrong == []


def test_a_unit_that_differs_from_its_sector_is_exact_and_its_neighbour_is_a_majority(places: Places) -> None:
    odd, neighbour = places.postcode("AL3 8QE"), places.postcode("AL3 8AB")

    assert odd is not None
    assert neighbour is not None
    assert (ids(odd.forces), odd.certainty) == (["bedfordshire"], Certainty.EXACT)
    assert (ids(neighbour.forces), neighbour.certainty, neighbour.share) == (["hertfordshire"], Certainty.MAJORITY, 0.995)


def test_the_beginning_of_a_split_postcode_gives_every_force_there(places: Places) -> None:
    assert ids(places.by_postcode("B45")) == ["west-midlands", "west-mercia"]
    assert ids(places.by_postcode("AL3 8")) == ["hertfordshire", "bedfordshire"]
    # B45 has a sector 9; a sector that is newer than the table could lie on either side.
    assert ids(places.by_postcode("B45 1AA")) == ["west-midlands", "west-mercia"]


@pytest.mark.parametrize("postcode", ["GU35 9AA", "gu35 9aa", "gu359aa", "  GU35  9AA. ", "ＧＵ３５ ９ＡＡ"])
def test_a_postcode_is_known_however_it_is_typed(places: Places, postcode: str) -> None:
    where = places.postcode(postcode)

    assert where is not None
    assert (where.name, ids(where.forces)) == ("GU35 9AA", ["hampshire"])


def test_northern_ireland_is_the_psni_by_rule(places: Places) -> None:
    assert ids(places.by_postcode("BT1 1AA")) == ids(places.by_postcode("bt99 9zz")) == ["northern-ireland"]


@pytest.mark.parametrize("postcode", ["GY1 1AA", "JE2 3AB", "IM1 1AA"])
def test_crown_dependencies_lie_outside_the_united_kingdom(places: Places, postcode: str) -> None:
    where = places.find(f"it was at {postcode}")

    assert places.by_postcode(postcode) == ()
    assert where is not None
    assert where.certainty is Certainty.OUTSIDE_UK


@pytest.mark.parametrize(
    "nonsense", [None, "", " ", "!!!", "🙂", "ZZ1 1ZZ", "Q1", "GU35 9", "Atlantis", "x" * 5_000, "\x00\x07", "99999"]
)
def test_an_unknown_place_leads_to_no_force(places: Places, nonsense: str | None) -> None:
    assert places.by_constituency(nonsense) == places.by_council(nonsense) == ()
    assert places.sides(nonsense) == ()
    if nonsense != "GU35 9":
        assert places.by_postcode(nonsense) == ()
        assert places.find(nonsense) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Huddersfeild", "Huddersfield"),
        ("Middlesborough South and East Cleveland", "Middlesbrough South and East Cleveland"),
        ("Devon North", "North Devon"),
        ("Wolverhampton Sth East", None),
        ("Selby constituency", "Selby"),
        ("the constituency of Selby", "Selby"),
    ],
)
def test_one_slip_in_a_long_name_is_forgiven(places: Places, typed: str, meant: str | None) -> None:
    seat = places.constituency(typed)

    assert (seat and seat.name) == meant


@pytest.mark.parametrize(
    "near_miss",
    [
        "West Surrey",
        "West Hampshire",
        "Saltford",
        "Newnham",
        "Working",
        "Newcastle",
        "Richmond",
        "Hull",
        "Manchester",
        "Birmingham North",
    ],
)
def test_a_name_that_only_resembles_a_seat_is_not_guessed(places: Places, near_miss: str) -> None:
    assert places.by_constituency(near_miss) == ()


def test_a_slip_that_fits_two_names_is_not_guessed(places: Places) -> None:
    assert places.by_council("Herefordshire") != places.by_council("Hertfordshire")
    assert places.by_council("Herfordshire") == ()


def test_london_is_not_the_city_of_london(places: Places) -> None:
    assert places.by_council("London") == ()
    assert ids(places.by_council("City of London")) == ["city-of-london"]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("He followed me home to GU35 9AA last night", PlaceKind.POSTCODE, "GU35 9AA"),
        ("A man with a dog in Windsor, near GU359AA", PlaceKind.POSTCODE, "GU35 9AA"),
        ("It was in Selby, by the market", PlaceKind.CONSTITUENCY, "Selby"),
        ("someone tore down boards in north devon", PlaceKind.CONSTITUENCY, "North Devon"),
        ("Canvassing Birmingham Ladywood today", PlaceKind.CONSTITUENCY, "Birmingham Ladywood"),
        ("Boards torn down in Windsor and Maidenhead", PlaceKind.COUNCIL, "Windsor and Maidenhead"),
        ("in Bath and North East Somerset", PlaceKind.COUNCIL, "Bath and North East Somerset"),
        ("I am a councillor for Leeds and was threatened", PlaceKind.COUNCIL, "Leeds"),
        ("They came to the Stroud constituency office", PlaceKind.CONSTITUENCY, "Stroud"),
        ("Bygythiad yn Sir Fynwy heddiw", PlaceKind.CONSTITUENCY, "Monmouthshire"),
        ("in reading", PlaceKind.COUNCIL, "Reading"),
        ("IN LEEDS", PlaceKind.COUNCIL, "Leeds"),
        ("b45", PlaceKind.POSTCODE, "B45"),
    ],
)
def test_a_place_inside_a_text_is_found(places: Places, text: str, kind: PlaceKind, name: str) -> None:
    where = places.find(text)

    assert where is not None
    assert (where.kind, where.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        "I was reading his leaflet when he began to shout at me about rugby",
        "A message from Angus, who was angry",
        "Rugby is what he talked about",
        "HE SAT THERE AND WAS ENGROSSED IN READING.",
        "I live in Kent",
        "First in Angus, then in Fife",
        "Boards torn down " * 300 + "in Leeds",
        "It happened in Oxford Street, outside the shop",
        "It happened in Camden High Street, outside the shop",
        "It happened in epping forest road, outside the shop",
        "See you at the M1 2pm, or at M25 junction 12, or on the B45",
        "He drove from Leeds to Bath",
        "It began in Leeds and went on in Bath the week after",
        "Both SW1A 1AA and GU35 9AA",
        "Somewhere in the North East of the county, I do not know exactly where, sorry",
    ],
)
def test_a_word_that_may_not_be_the_place_is_not_taken_for_it(places: Places, text: str) -> None:
    assert places.find(text) is None


def test_a_seat_in_scotland_names_its_division(places: Places) -> None:
    seat = places.constituency("Aberdeen North")

    assert seat is not None
    assert (ids(seat.forces), seat.divisions) == (["police-scotland"], ("A North East",))


@pytest.mark.parametrize("piece", ["in Leeds ", "A1 ", "GU35 9", "north east ", "é", "'", "ﷺ", " council", "&", "in "])
def test_five_thousand_characters_of_anything_come_back(places: Places, piece: str) -> None:
    text = (piece * 5_000)[:5_000]

    found = places.find(text)

    assert found is None or found.name == "Leeds"


@pytest.mark.parametrize("force_id", ["atlantis", "btp", ""])
def test_a_place_without_a_territorial_force_is_named_by_file_row_and_field(tmp_path: Path, force_id: str) -> None:
    for source in FOLDER.glob("*.csv"):
        text = source.read_text(encoding="utf-8").replace(
            "Aberafan Maesteg,,Wales,south-wales", f"Aberafan Maesteg,,Wales,{force_id}"
        )
        (tmp_path / source.name).write_text(text, encoding="utf-8")

    with pytest.raises(BadTable, match=r"constituency_to_force\.csv, row 2, field force_ids: "):
        load_places(tmp_path)
