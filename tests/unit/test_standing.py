"""What a member stands for and where: asked kindly, checked against the tables, shown, changed and forgotten; never guessed."""

from collections.abc import Iterator

import pytest

from bot.commands import command_in
from bot.escalation.elections import Election
from bot.heard import Heard
from bot.messages import Channel, EvidenceItem, Inbound, SharedPlace
from bot.profile import Contacted, Profile
from bot.state import State
from knowledge.places import load_places
from tests.talking import ORGANISATION, RIVAL, Person, World

DEVON = "Police force: Devon \\& Cornwall Police"


async def profile_of(world: World, name: str = "kit", organisation_id: str = ORGANISATION.id) -> Profile:
    async with world.storage.work(organisation_id) as work:
        member = await work.members.find_or_add(Channel.WEB, name)
        return await work.members.profile(member.id)


async def standing_in(place: str, *, what: str = "Parliament") -> tuple[World, Person]:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press(what)
    await person.say(place)
    return world, person


@pytest.mark.parametrize("asked", ["/standing", "what I stand for", "What I am standing for"])
async def test_two_questions_and_the_confirmation_names_the_force(asked: str) -> None:
    world = await World().open()
    person = world.person()

    assert (await person.say(asked))[-1] == "ask_standing"
    assert "so that your reports go to the right police force" in person.text
    assert await person.press("Parliament") == ["ask_home"]
    assert await person.say("Exeter") == ["standing_noted"]

    assert DEVON in person.text
    assert "Operation Bridger" in person.text
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT, constituency="Exeter")


async def test_the_button_stands_under_help() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/help")

    assert await person.press("What I stand for") == ["ask_standing"]


@pytest.mark.parametrize(
    ("what", "typed", "stored"),
    [
        ("Parliament", "Exeter", Profile(election=Election.PARLIAMENT, constituency="Exeter")),
        ("Council, mayor or PCC", "Exeter", Profile(election=Election.LOCAL, council="Exeter")),
        ("Council, mayor or PCC", "mid devon council", Profile(election=Election.LOCAL, council="mid devon council")),
        ("Council, mayor or PCC", "ex4 3ls", Profile(election=Election.LOCAL, postcode="ex4 3ls")),
        ("Parliament", "Exeter, EX4 3LS", Profile(election=Election.PARLIAMENT, constituency="Exeter", postcode="EX4 3LS")),
        ("Parliament", "I am standing in Exeter.", Profile(election=Election.PARLIAMENT, constituency="Exeter")),
        (
            "Parliament",
            "Dumfriesshire, Clydesdale and Tweeddale",
            Profile(election=Election.PARLIAMENT, constituency="Dumfriesshire, Clydesdale and Tweeddale"),
        ),
        ("I'm not standing", "EX4 3LS", Profile(contacted=Contacted.NOT_STANDING, postcode="EX4 3LS")),
    ],
)
async def test_what_is_typed_is_kept_as_it_was_typed(what: str, typed: str, stored: Profile) -> None:
    world, person = await standing_in(typed, what=what)

    assert [reply.kind for reply in person.replies] == ["standing_noted"]
    assert await profile_of(world) == stored


@pytest.mark.parametrize("typed", ["parliament", "MP", "Westminster"])
async def test_the_word_of_a_button_may_be_typed(typed: str) -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")

    assert await person.say(typed) == ["ask_home"]
    assert (await profile_of(world)).election is Election.PARLIAMENT


async def test_a_place_that_is_typed_instead_of_the_election_is_taken_as_one() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")

    assert await person.say("Exeter") == ["standing_noted"]
    assert await profile_of(world) == Profile(constituency="Exeter")


async def test_what_is_no_word_of_a_button_and_no_place_is_answered_as_ever() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")

    assert await person.say("Should I engage with someone who is stalking me?") == ["answer"]
    assert await person.say("parliament") != ["ask_home"]
    assert await profile_of(world) == Profile()


@pytest.mark.parametrize("typed", ["Nottinghm", "Crediton", "asdf", "👍", "!!", "x" * 5_000, "Exeter " * 800, "a,b;" * 900])
async def test_what_the_tables_do_not_have_is_said_kindly_and_nothing_is_kept(typed: str) -> None:
    world, person = await standing_in(typed)

    assert [reply.kind for reply in person.replies] == ["standing_unknown"]
    assert "a postcode, such as" in person.text
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT)
    assert await person.say("Exeter") == ["standing_noted"]


async def test_what_was_not_found_beside_a_place_is_named() -> None:
    _, person = await standing_in("Exeter, Atlantis")

    assert "I did not find “Atlantis”" in person.text


async def test_a_seat_that_crosses_a_boundary_is_asked_about_and_its_council_settles_it() -> None:
    places = load_places()
    seat = next(
        where.name
        for where in places._places
        if len(where.forces) > 1 and len({side.force for side in places.sides(where.name) if side.council}) > 1
    )
    sides = places.sides(seat)
    world, person = await standing_in(seat)

    assert [reply.kind for reply in person.replies] == ["standing_more"]
    assert all(side.council in person.text for side in sides)
    assert await person.say(sides[0].council) == ["standing_noted"]

    stored = await profile_of(world)
    assert (stored.constituency, stored.council) == (seat, sides[0].council)
    assert sides[0].force.name.replace("&", "\\&") in person.text
    assert " or " not in person.text.split("Police force:")[1].splitlines()[0]


async def test_a_place_elsewhere_is_no_closer_word_about_a_seat_that_crosses_a_boundary() -> None:
    world, person = await standing_in("Brecon, Radnor and Cwm Tawe")

    assert await person.say("EX4 3LS") == ["standing_noted"]

    assert DEVON in person.text
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT, postcode="EX4 3LS")


async def test_a_parish_bears_no_other_councils_name() -> None:
    world, person = await standing_in("Newport", what="Parish, town or community council")

    assert [reply.kind for reply in person.replies] == ["standing_unknown"]
    assert await person.say("EX17 3LA") == ["standing_noted"]
    assert DEVON in person.text
    assert "do not reach parish, town and community councils" in person.text
    assert (await profile_of(world)).council == ""


async def test_a_town_council_is_kept_as_named_and_its_postcode_asked() -> None:
    world, person = await standing_in("Crediton Town Council", what="Council, mayor or PCC")

    assert [reply.kind for reply in person.replies] == ["standing_more"]
    await person.say("EX17 3LA")

    assert (await profile_of(world)).council == "Crediton Town Council"
    assert "Operation Ford" not in person.text


async def test_both_questions_may_be_skipped() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")

    assert await person.say("skip") == ["standing_noted"]
    assert "I will ask when you report something" in person.text
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT)


async def test_it_is_shown_changed_and_forgotten() -> None:
    world, person = await standing_in("Exeter")

    assert await person.say("/standing") == ["standing"]
    assert "Exeter" in person.text
    await person.press("Change what I stand for")
    assert await person.press("Council, mayor or PCC") == ["standing_noted"]
    assert "Operation Ford" in person.text
    await person.press("Change the place")
    await person.say("Leeds")
    assert await profile_of(world) == Profile(election=Election.LOCAL, council="Leeds")

    assert await person.say("forget") == ["standing_forgotten"]
    assert await profile_of(world) == Profile()
    assert await person.say("/standing") == ["ask_standing"]


async def test_a_red_flag_comes_first_and_a_report_is_offered() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")

    kinds = await person.say("a man with a knife is at my door right now")

    assert kinds[0] == "emergency"
    assert "told_instead" in kinds
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT)


async def test_a_question_in_between_is_answered_and_the_question_put_again() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")

    assert await person.say("Should I engage with someone who is stalking me?") == ["answer", "standing_again"]
    assert await person.say("Exeter") == ["standing_noted"]
    assert (await profile_of(world)).constituency == "Exeter"


async def test_a_picture_in_between_begins_a_report() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")
    picture = EvidenceItem(sha256="ab" * 32, media_type="image/jpeg", size_bytes=10, storage_key="key")

    await person.send(evidence=(picture,), text="Exeter")

    assert await profile_of(world) == Profile(election=Election.PARLIAMENT)
    assert len(await world.reports()) == 1


async def test_a_position_is_no_answer_and_no_report() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")

    assert await person.send(place=SharedPlace(latitude=50.72, longitude=-3.53)) == ["standing_unknown"]
    assert await world.reports() == []


async def test_in_the_middle_of_a_report_the_report_goes_on_afterwards() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/report A man shouted at me outside the library yesterday.")

    kinds = await person.say("/standing")
    assert kinds[0] == "ask_standing"
    assert kinds[-1].startswith("ask_")
    await person.press_id("s:standing.parliament")
    kinds = await person.say("Exeter")

    assert kinds[0] == "standing_noted"
    assert kinds[1].startswith("ask_")
    assert (await profile_of(world)).constituency == "Exeter"
    [report] = await world.reports()
    assert all(entry.words != "Exeter" for entry in report.entries)


async def test_a_restart_in_the_middle_loses_nothing() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press("Parliament")

    world.conversation = world.talk()

    assert await person.say("Exeter") == ["standing_noted"]
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT, constituency="Exeter")


async def test_the_same_message_twice_is_answered_the_same_and_done_once() -> None:
    world = await World().open()
    person = world.person()
    await person.say("/standing")
    await person.press_id("s:standing.parliament", id="press")
    await person.say("Exeter", id="place")
    first = person.replies

    await person.say("Exeter", id="place")

    assert person.replies == first
    assert await profile_of(world) == Profile(election=Election.PARLIAMENT, constituency="Exeter")


async def test_an_old_button_counts_as_the_newest_word_and_the_reply_says_so() -> None:
    world, person = await standing_in("Exeter")

    assert await person.press_id("s:standing.none") == ["standing_noted"]

    assert "I'm not standing" in person.text
    assert (await profile_of(world)).contacted is Contacted.NOT_STANDING


@pytest.mark.parametrize("button", ["s:", "s:standing", "s:nonsense", "s:standing.parliament:x", "s:handshake.yes"])
async def test_a_button_that_is_none_does_nothing(button: str) -> None:
    world = await World().open()
    person = world.person()

    assert (await person.press_id(button))[-1] == "old_button"
    assert await profile_of(world) == Profile()


async def test_in_a_group_nothing_of_it_is_said() -> None:
    world, _ = await standing_in("Exeter")
    shown = await world.conversation.handle(
        Inbound(
            id="group-1",
            channel=Channel.TELEGRAM,
            person="kit",
            conversation="group",
            sent_at=world.clock.now(),
            text="/standing",
        )
    )

    assert shown.replies[-1].kind == "group_pointer"


async def test_another_partys_rows_stay_as_they_are() -> None:
    world, _ = await standing_in("Exeter")
    rival = world.person("lee", organisation_id=RIVAL.id)
    await rival.say("/standing")

    await rival.press_id("s:standing.forget")

    assert await profile_of(world) == Profile(election=Election.PARLIAMENT, constituency="Exeter")
    assert await profile_of(world, "lee", RIVAL.id) == Profile()
    assert await profile_of(world, "kit", RIVAL.id) == Profile()


def all_names() -> Iterator[str]:
    return iter({where.name for where in load_places()._places})


async def test_every_name_of_the_tables_is_understood_as_a_place() -> None:
    world = await World().open()
    wording, at = world.wording, world.clock.now()
    sent = [
        Inbound(id=name, channel=Channel.WEB, person="kit", conversation="kit", sent_at=at, text=name) for name in all_names()
    ]

    taken = {inbound.text for inbound in sent if command_in(Heard(inbound), State(awaited="place"), wording)}

    assert taken == set()
