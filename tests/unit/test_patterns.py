"""Reports that belong together: only ever suggested, confirmed by a person, and never one reporter's to another."""

from dataclasses import dataclass, field

import pytest

from bot.reporting.patterns import pattern_of
from bot.reporting.report import EntryKind, Report
from tests.talking import ORGANISATION, RIVAL, Person, World

GULL = "@angry_gull shouted at me online and it never ends"
PARTY, DIARY = "Send: my party's staff only", "Keep it for myself"


@dataclass
class Town:
    """A world whose people keep their talks."""

    world: World
    people: dict[str, Person] = field(default_factory=dict)

    async def tell(self, what: str = GULL, consent: str = PARTY, name: str = "kit") -> Person:
        """Tell a report in one message and choose who may see it."""
        person = self.people.setdefault(name, self.world.person(name))
        await person.say("/quick")
        await person.say(what)
        await person.choose(consent)
        return person


async def town() -> tuple[World, Town]:
    world = await World().open()
    return world, Town(world)


async def of(world: World, name: str = "kit") -> list[Report]:
    """The reports of somebody, oldest first."""
    return [*reversed(await world.reports(person=name))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (GULL, "angry_gull again: @Angry_Gull wrote that I should leave town"),
        ("somebody rang from 01632 960144 and breathed", "a call from +44 1632 960 144 last night"),
        ("a van AB12 CDE followed us", "ab12cde was outside the house again yesterday"),
        ("mail from gull@example.org, vile", "GULL@example.org wrote again"),
    ],
)
async def test_the_same_account_number_or_plate_is_asked_about(first: str, second: str) -> None:
    world, folk = await town()
    await folk.tell(first)
    world.clock.advance(days=1)

    person = await folk.tell(second)

    assert person.replies[-1].kind == "same_person"
    one, two = await of(world)
    assert one.reference in person.replies[-1].text
    assert (pattern_of(one), pattern_of(two)) == ("", ""), "nobody has confirmed anything yet"


@pytest.mark.parametrize("second", ["a man in a grey coat shouted at me", "@other_gull shouted at me", "no name this time"])
async def test_a_description_or_another_account_is_not_asked_about(second: str) -> None:
    world, folk = await town()
    await folk.tell("a man in a grey coat shouted at me, @angry_gull")
    world.clock.advance(days=1)

    person = await folk.tell(second)

    assert "same_person" not in [reply.kind for reply in person.replies]


@pytest.mark.parametrize("left", ["draft", "cancelled", "withdrawn"])
async def test_what_was_not_told_to_its_end_or_withdrawn_is_not_asked_about(left: str) -> None:
    world, folk = await town()
    if left == "withdrawn":
        person = await folk.tell()
        await person.press_id(f"r:{(await of(world))[0].id[-8:]}:withdraw.sure")
    else:
        person = folk.people["kit"] = world.person()
        await person.say("/quick " + GULL)
        await (person.say("cancel") if left == "cancelled" else person.say("later"))
    world.clock.advance(days=1)

    person = await folk.tell("@angry_gull again")

    assert "same_person" not in [reply.kind for reply in person.replies]


async def test_a_yes_puts_both_into_one_pattern_and_says_which() -> None:
    world, folk = await town()
    await folk.tell()
    world.clock.advance(days=1)
    person = await folk.tell("@angry_gull again")

    assert await person.press("Yes, the same") == ["pattern_kept"]

    one, two = await of(world)
    assert pattern_of(one) == pattern_of(two) != ""
    assert f"{one.reference}, {two.reference}" in person.text
    assert [entry.kind for entry in one.entries[-1:] + two.entries[-1:]] == [EntryKind.NOTE, EntryKind.NOTE]


async def test_a_third_one_joins_the_same_pattern_and_all_stand_in_their_view() -> None:
    world, folk = await town()
    for number in range(3):
        world.clock.advance(days=1)
        person = await folk.tell(f"@angry_gull again, number {number}")
        if number:
            await person.press("Yes, the same")

    reports = await of(world)
    assert len({pattern_of(report) for report in reports}) == 1
    await person.press_id(f"r:{reports[0].id[-8:]}:show")
    assert f"Belongs together with {reports[1].reference}, {reports[2].reference}." in person.text


async def test_a_no_is_kept_and_not_asked_again_but_another_one_may_be() -> None:
    world, folk = await town()
    await folk.tell("@angry_gull and @loud_crow")
    world.clock.advance(days=1)
    person = await folk.tell("@angry_gull again")

    assert await person.press("No, somebody else") == ["pattern_refused"]

    _, two = await of(world)
    assert pattern_of(two) == ""
    assert await person.press_id(f"r:{two.id[-8:]}:same") == ["pattern_kept"]
    assert pattern_of((await of(world))[1]) == "", "with nothing left to belong to, nothing is put together"


async def test_two_people_are_never_asked_about_each_other() -> None:
    world, folk = await town()
    await folk.tell(GULL, name="ash")
    world.clock.advance(minutes=10)

    person = await folk.tell("@angry_gull wrote to me too", name="bea")

    [of_ash] = await of(world, "ash")
    assert "same_person" not in [reply.kind for reply in person.replies]
    assert of_ash.reference not in person.text


async def test_a_pressed_button_of_somebody_elses_pattern_does_nothing() -> None:
    world, folk = await town()
    await folk.tell(GULL, name="ash")
    world.clock.advance(minutes=10)
    await folk.tell("@angry_gull again", name="ash")
    two = (await of(world, "ash"))[1]
    other = world.person("bea")

    assert (await other.press_id(f"r:{two.id[-8:]}:same"))[-1] == "old_button"

    assert pattern_of((await of(world, "ash"))[1]) == ""


WITNESSES = [
    "six lads shouted and pushed our stall over on Market Square in Frome at 2:10 today",
    "a gang pushed the stall over on market square, Frome, at 2 today and shouted",
]


async def test_two_witnesses_of_one_event_are_suggested_to_the_staff_and_to_nobody_else() -> None:
    world, folk = await town()
    world.clock.advance(hours=6)
    first = await folk.tell(WITNESSES[0], name="ash")
    await world.work()
    world.clock.advance(minutes=5)
    second = await folk.tell(WITNESSES[1], name="bea")
    await world.work()

    [of_ash], [of_bea] = await of(world, "ash"), await of(world, "bea")
    assert [card.same_event for card in world.desk.cards] == [(), (of_ash.reference,)]
    for person, other in ((first, of_bea), (second, of_ash)):
        said = person.text + " ".join(reply.text for reply in await person.news(0))
        await person.say("my reports")
        assert other.reference not in said + person.text


async def shown(folk: Town, *told: tuple[str, str, str]) -> tuple[str, ...]:
    """What the card of the last report says of one event; each is told by (name, consent, words)."""
    for name, consent, what in told:
        folk.world.clock.advance(minutes=5)
        await folk.tell(what, consent, name)
    await folk.world.work()
    return folk.world.desk.cards[-1].same_event


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("six lads pushed our stall over on Mill Lane in Exeter at 2:10 today", "another place"),
        ("six lads pushed our stall over on Market Square in Frome at 9 this morning", "another time"),
        ("our email got hacked and every file is gone, on Market Square in Frome at 2:10 today", "another kind"),
        ("six lads pushed our stall over on Market Square in Frome", "no time"),
        ("six lads pushed our stall over at 2:10 today", "no place"),
    ],
)
async def test_another_place_time_or_kind_is_no_same_event(other: str, why: str) -> None:
    world, folk = await town()
    world.clock.advance(hours=6)

    assert await shown(folk, ("ash", PARTY, other), ("bea", PARTY, WITNESSES[0])) == (), why


async def test_a_diary_is_never_named_to_the_staff() -> None:
    world, folk = await town()
    world.clock.advance(hours=6)

    assert await shown(folk, ("ash", DIARY, WITNESSES[1]), ("bea", PARTY, WITNESSES[0])) == ()


async def test_one_person_who_tells_it_twice_is_no_second_witness() -> None:
    world, folk = await town()
    world.clock.advance(hours=6)

    assert await shown(folk, ("ash", PARTY, WITNESSES[1]), ("ash", PARTY, WITNESSES[0])) == ()


async def test_another_organisations_witnesses_are_never_named() -> None:
    world, folk = await town()
    world.clock.advance(hours=6)
    other = world.person("ash", organisation_id=RIVAL.id)
    await other.report_to("Send: SPOC only", WITNESSES[1])

    assert await shown(folk, ("bea", PARTY, WITNESSES[0])) == ()
    assert all(card.organisation_id == ORGANISATION.id for card in world.desk.cards)


async def test_what_was_withdrawn_is_not_named_to_the_staff() -> None:
    world, folk = await town()
    world.clock.advance(hours=6)
    person = await folk.tell(WITNESSES[1], name="ash")
    [report] = await of(world, "ash")
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")

    assert await shown(folk, ("bea", PARTY, WITNESSES[0])) == ()
