"""From "yes, tell the SPOC" to the right force: who is sent a report, what is asked first, and what is said when nobody is."""

import html
from dataclasses import replace
from datetime import timedelta

from bot.errors import SpocUnreachable
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import KNOWN
from bot.escalation.escalation import Escalation, EscalationState, Held
from bot.escalation.force_names import force_name
from bot.messages import SharedPlace
from bot.profile import Profile
from bot.testing import SettableClock
from tests.talking import ORGANISATION, RIVAL, Person, World

DEVON, SOMERSET, YORKSHIRE, RAIL, MERSEY, CHESHIRE = (
    "devon-and-cornwall",
    "avon-and-somerset",
    "west-yorkshire",
    "btp",
    "merseyside",
    "cheshire",
)
SPOC_ONLY = "Send: SPOC only"


def contact(force: str, clock: SettableClock, **more: object) -> SpocContact:
    """Return an invented SPOC of a force."""
    facts: dict[str, object] = {
        "id": f"con_{force}",
        "force_id": force,
        "elections": frozenset(KNOWN),
        "rank": Rank.SPOC,
        "name": "Sgt Example",
        "endpoint": f"https://{force}.example.org/reports",
        "secrets": ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",),
        "valid_from": clock.now().date() - timedelta(days=3),
        "added_at": clock.now(),
    }
    return SpocContact(**(facts | more))  # type: ignore[arg-type]


async def world_with(*forces: str, organisation_id: str = ORGANISATION.id, **more: object) -> World:
    """Return a world without a SPOC in the settings, whose organisation has entered these forces."""
    world = await World(has_spoc=False, **more).open()  # type: ignore[arg-type]
    for force in forces:
        await enter(world, contact(force, world.clock), organisation_id)
    return world


async def enter(world: World, entered: SpocContact, organisation_id: str = ORGANISATION.id) -> None:
    """Write a contact."""
    async with world.storage.work(organisation_id) as work:
        await work.spoc_contacts.add(entered)


async def told(world: World, what: str, consent: str = SPOC_ONLY, name: str = "kit") -> Person:
    """Tell a report and choose who may see it."""
    person = world.person(name)
    await person.say("/quick " + what)
    await person.choose(consent)
    return person


async def escalated(world: World) -> list[Escalation]:
    """Return the escalations of the newest report."""
    return await world.escalations((await world.reports())[0])


def arrived(world: World) -> dict[str, list[str]]:
    """Return the types of what arrived, by force."""
    return {id.removeprefix("con_"): [each.type for each in spoc.arrived] for id, spoc in world.spocs.by_contact.items()}


async def test_the_force_of_the_place_is_sent_the_report_and_nobody_else() -> None:
    world = await world_with(DEVON, SOMERSET)

    person = await told(world, "A man tore our posters down in Exeter yesterday at 3pm.")
    await world.work()

    assert arrived(world) == {DEVON: ["report.escalated"]}
    [escalation] = await escalated(world)
    assert (escalation.force_id, escalation.contact_id) == (DEVON, f"con_{DEVON}")
    assert f"at {force_name(DEVON)}" in html.unescape(person.text.replace("\\", ""))


async def test_without_a_place_the_home_of_the_reporter_decides() -> None:
    world = await world_with(DEVON, SOMERSET)
    person = world.person()
    await person.say("hello")
    async with world.storage.work(ORGANISATION.id) as work:
        [member] = await work.members.all()
        await work.members.set_profile(member.id, Profile(constituency="Exeter"))

    await person.say("/quick Somebody sent me a threat on Facebook last night.")
    await person.choose(SPOC_ONLY)
    await world.work()

    assert arrived(world) == {DEVON: ["report.escalated"]}


async def test_an_unknown_place_is_asked_for_and_the_answer_sends_it() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")
    await world.work()

    assert person.replies[-1].kind == "ask_force"
    assert "It has **not** gone to the police yet" in person.replies[0].text
    assert [each.held for each in await escalated(world)] == [Held.WHERE]
    assert arrived(world) == {}

    assert await person.say("Exeter") == ["on_its_way"]
    await world.work()

    assert arrived(world) == {DEVON: ["report.escalated"]}
    assert [each.state for each in await escalated(world)] == [EscalationState.DELIVERED]
    [message] = world.spocs.by_contact[f"con_{DEVON}"].arrived
    assert message.data["fields"]["where"]["words"] == "Exeter"  # type: ignore[index]


async def test_a_home_that_was_asked_for_is_not_sent() -> None:
    world = await world_with(DEVON)
    person = await told(world, "Somebody sent me a threat on Facebook last night.")
    assert person.replies[-1].kind == "ask_force"
    await person.say("EX4 3LS")
    await world.work()

    [message] = world.spocs.by_contact[f"con_{DEVON}"].arrived
    assert "EX4" not in str(message.data)


async def test_what_was_said_of_the_place_before_stays_beside_it() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down outside the library yesterday.")
    await person.say("Exeter")
    await world.work()

    [message] = world.spocs.by_contact[f"con_{DEVON}"].arrived
    assert "library, Exeter" in message.data["fields"]["where"]["words"]  # type: ignore[index]


async def test_a_place_that_is_in_no_table_is_asked_for_again_and_not_for_ever() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")

    assert await person.say("Zzyzx") == ["place_not_found"]
    assert await person.say("the usual spot") == ["place_not_found"]
    assert await person.say("you know where") == ["force_unknown"]
    await person.say("my reports")
    await world.work()

    assert arrived(world) == {}
    [escalation] = await escalated(world)
    assert (escalation.state, escalation.held) == (EscalationState.HELD, Held.WHERE)
    assert "where" not in (await world.reports())[0].fields or (await world.reports())[0].fields["where"].words == ""


async def test_a_town_that_is_only_part_of_a_name_is_offered_and_not_taken() -> None:
    world = await world_with(SOMERSET)
    person = await told(world, "A man tore our posters down outside the library yesterday.")

    assert await person.say("Taunton") == ["place_not_found"]
    await world.work()
    assert arrived(world) == {}
    [offer] = [choice for choice in person.replies[-1].choices if choice.label.startswith("Taunton and Wellington")]
    assert await person.press_id(offer.id) == ["on_its_way"]
    await world.work()

    [message] = world.spocs.by_contact[f"con_{SOMERSET}"].arrived
    assert "Taunton and Wellington" in message.data["fields"]["where"]["words"]  # type: ignore[index]


async def test_the_place_can_be_said_later_from_the_list() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")
    await person.press("I don't know")
    assert person.replies[-1].kind == "force_unknown"
    await world.work()
    assert len(world.desk.alarms) == 1, "a person has to find out"

    await person.say("my reports")
    reference = (await world.reports())[0].reference
    await person.press(f"Show it: {reference}")
    await person.press("Say where it was")
    assert await person.say("EX4 3LS") == ["on_its_way"]
    await world.work()

    assert arrived(world) == {DEVON: ["report.escalated"]}


async def test_a_question_in_between_is_answered_and_the_place_still_awaited() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")

    assert "place_not_found" not in await person.say("What should I do about stalking?")
    assert await person.say("Exeter") == ["on_its_way"]


CROSSING = "A man tore our posters down in Widnes and Halewood constituency yesterday."


async def test_on_a_boundary_the_reporter_says_which_side() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told(world, CROSSING)

    assert person.replies[-1].kind == "ask_side"
    side = next(choice for choice in person.replies[-1].choices if choice.id.endswith(f":{CHESHIRE}"))
    assert await person.press_id(side.id) == ["on_its_way"]
    await world.work()

    assert arrived(world) == {CHESHIRE: ["report.escalated"]}
    assert await person.press_id(side.id) == ["old_button"]


async def test_on_a_boundary_both_may_be_told() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told(world, CROSSING)

    await person.press("Both")
    await world.work()

    assert arrived(world) == {MERSEY: ["report.escalated"], CHESHIRE: ["report.escalated"]}


async def test_when_minutes_count_both_sides_are_told_at_once() -> None:
    world = await world_with(MERSEY, CHESHIRE)

    await told(world, CROSSING.replace("tore our posters down", "with a knife is threatening to stab us"))
    await world.work()

    assert arrived(world) == {MERSEY: ["report.escalated"], CHESHIRE: ["report.escalated"]}


async def test_on_the_railway_the_transport_police_is_told_too() -> None:
    world = await world_with(RAIL, YORKSHIRE)

    await told(world, "A man shouted at me at Leeds station yesterday.")
    await world.work()

    assert arrived(world) == {RAIL: ["report.escalated"], YORKSHIRE: ["report.escalated"]}


async def test_a_force_where_nobody_was_entered_is_said_and_gets_it_once_there_is_somebody() -> None:
    world = await world_with(SOMERSET)
    person = await told(world, "A man tore our posters down in Exeter yesterday.")
    await world.work()

    assert person.replies[-1].kind == "no_spoc_contact"
    assert arrived(world) == {}
    assert [each.held for each in await escalated(world)] == [Held.NO_CONTACT]
    assert not any("I am sending" in reply.text for reply in person.replies)

    await enter(world, contact(DEVON, world.clock))
    async with world.storage.work(ORGANISATION.id) as work:
        [held] = await work.escalations.open()
        found = await world.outside.assigning.assign_held(work, held, world.clock.now())
    assert found is not None
    assert (found.state, found.contact_id) == (EscalationState.QUEUED, f"con_{DEVON}")


async def test_outside_the_united_kingdom_no_force_is_sent_it() -> None:
    world = await world_with(DEVON)

    person = await told(world, "A man tore our posters down in Paris, France yesterday.")
    await world.work()

    assert arrived(world) == {}
    assert [each.held for each in await escalated(world)] == [Held.OUTSIDE_UK]
    assert person.replies[-1].kind == "outside_any_force"


async def test_the_one_spoc_of_the_settings_takes_all_where_nobody_was_entered() -> None:
    world = await World().open()

    person = await told(world, "A man tore our posters down yesterday.")
    await world.work()

    assert [each.type for each in world.spoc.arrived] == ["report.escalated"]
    assert "ask_force" not in [reply.kind for reply in person.replies]


async def test_an_entered_contact_goes_before_the_one_of_the_settings() -> None:
    world = await World().open()
    await enter(world, contact(DEVON, world.clock))

    await told(world, "A man tore our posters down in Exeter yesterday.")
    await told(world, "A man tore our posters down in Bath yesterday.", name="bea")
    await world.work()

    assert arrived(world) == {DEVON: ["report.escalated"]}
    assert len(world.spoc.arrived) == 1  # for the force that has nobody of its own


async def test_another_partys_contacts_are_never_used() -> None:
    world = await world_with(DEVON, organisation_id=RIVAL.id)
    person = world.person()

    await person.say("/quick A man tore our posters down in Exeter yesterday.")

    assert SPOC_ONLY not in {choice.label for reply in person.replies for choice in reply.choices}


async def test_a_contact_who_has_ended_is_sent_nothing_more() -> None:
    world = await world_with(DEVON)
    await told(world, "A man tore our posters down in Exeter yesterday.")
    async with world.storage.work(ORGANISATION.id) as work:
        await work.spoc_contacts.end(f"con_{DEVON}", world.clock.now().date() - timedelta(days=1))

    await world.work()

    assert arrived(world) == {}
    assert [(each.state, each.held) for each in await escalated(world)] == [(EscalationState.HELD, Held.NO_CONTACT)]


async def test_whoever_came_after_a_contact_gets_what_was_on_its_way() -> None:
    world = await world_with(DEVON)
    await told(world, "A man tore our posters down in Exeter yesterday.")
    async with world.storage.work(ORGANISATION.id) as work:
        await work.spoc_contacts.end(f"con_{DEVON}", world.clock.now().date() - timedelta(days=1))
    await enter(world, replace(contact(DEVON, world.clock), id="con_new"))

    await world.work()

    assert arrived(world) == {"new": ["report.escalated"]}
    assert (await escalated(world))[0].contact_id == "con_new"


async def test_a_dead_spoc_does_not_keep_another_one_waiting() -> None:
    world = await world_with(DEVON, SOMERSET)
    dead = world.spocs.to(contact(DEVON, world.clock))
    dead.failures = [SpocUnreachable() for _ in range(20)]
    for name in ("ash", "bea", "cam", "dee"):
        await told(world, "A man tore our posters down in Exeter yesterday.", name=name)
        await world.work()
    tries = 20 - len(dead.failures)

    await told(world, "A man tore our posters down in Bath yesterday.")
    await world.work()

    assert arrived(world)[SOMERSET] == ["report.escalated"]
    assert tries < 12
    for _ in range(30):
        world.clock.advance(minutes=10)
        await world.work()
    assert len(arrived(world)[DEVON]) == 4


async def test_later_messages_wait_for_earlier_ones() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down in Exeter yesterday.")
    await world.work()
    spoc = world.spocs.by_contact[f"con_{DEVON}"]
    spoc.failures = [SpocUnreachable()]
    reference = (await world.reports())[0].reference
    await person.say("my reports")
    await person.press(f"Show it: {reference}")
    await person.press("Add to it")
    await person.say("He had a red car")
    await world.work()  # fails once, and waits
    world.clock.advance(seconds=1)
    await person.say("my reports")
    await person.press(f"Show it: {reference}")
    await person.press("Withdraw it")
    await person.press("Yes, withdraw it")
    await world.work()
    assert [each.type for each in spoc.arrived] == ["report.escalated"]

    for _ in range(6):
        world.clock.advance(minutes=1)
        await world.work()

    assert [each.type for each in spoc.arrived][-1] == "report.withdrawn"


async def withdrawn(world: World, person: Person) -> None:
    """Withdraw the newest report."""
    await person.say("my reports")
    await person.press(f"Show it: {(await world.reports())[0].reference}")
    await person.press("Withdraw it")
    await person.press("Yes, withdraw it")


async def test_no_answer_sends_what_was_withdrawn_meanwhile() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told(world, CROSSING)
    buttons = [choice.id for choice in person.replies[-1].choices]
    await withdrawn(world, person)

    for button in buttons:
        assert await person.press_id(button) == ["old_button"]
    await person.say("Halton")
    await world.work()

    assert arrived(world) == {}
    assert [each.state for each in await escalated(world)] == [EscalationState.WITHDRAWN]


async def test_a_button_that_nobody_made_settles_nothing() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told(world, CROSSING)
    forged = person.replies[-1].choices[0].id.rpartition(":")[0] + ":no-such-force"

    assert await person.press_id(forged) == ["old_button"]
    assert [entry.value for entry in (await world.reports())[0].entries if entry.value.startswith("side:")] == []


async def test_who_tells_of_something_new_instead_is_offered_a_report() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")

    kinds = await person.say("a man with a knife is at my door right now")
    assert (kinds[0], kinds[-1]) == ("emergency", "told_instead")
    await person.press("Report this")
    assert "knife" in person.text


async def test_what_is_added_goes_into_the_report_and_is_no_place() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")
    await person.say("my reports")
    await person.press(f"Show it: {(await world.reports())[0].reference}")
    await person.press("Add to it")

    assert await person.say("he had a red car") == ["addition_kept"]
    assert await person.say("Exeter") != ["place_not_found"]


async def test_i_dont_know_may_be_typed() -> None:
    world = await world_with(DEVON)
    person = await told(world, "A man tore our posters down yesterday.")

    assert await person.say("no idea") == ["force_unknown"]


async def test_a_shared_position_alone_is_asked_about() -> None:
    world = await world_with(DEVON)
    person = world.person()
    await person.say("/quick A man tore our posters down yesterday.")
    await person.send(place=SharedPlace(latitude=50.72, longitude=-3.53))
    await person.choose(SPOC_ONLY)

    assert person.replies[-1].kind == "ask_force"
