"""Unfinished reports: set aside and reminded of once, in the daytime, by words that tell nobody anything."""

import pytest

from bot.handlers import handlers
from bot.messages import Channel
from bot.rendering import UK_TIME
from bot.reporting.report import ReportStatus
from bot.worker import Worker
from tests.talking import ORGANISATION, Person, World

WHAT = "A man in a grey coat shouted at me outside the library in Crediton."


async def begun(world: World, what: str = WHAT) -> Person:
    person = world.person()
    await person.say("/report " + what)
    return person


async def reminders(person: Person) -> int:
    return [reply.kind for reply in await person.news(0)].count("draft_reminder")


async def pass_hours(world: World, hours: int) -> None:
    """Let time go by as it does: the worker looks every quarter of an hour."""
    for _ in range(hours * 4):
        world.clock.advance(minutes=15)
        await world.work()


@pytest.mark.parametrize("start_hour", [0, 3, 6, 10, 15, 19, 22])
async def test_a_draft_is_reminded_of_once_in_the_daytime_and_then_never_again(start_hour: int) -> None:
    world = await World().open()
    world.clock.advance(hours=start_hour)
    person = await begun(world)
    began = world.clock.now()

    for _ in range(40 * 4):
        world.clock.advance(minutes=15)
        await world.work()
        if await reminders(person):
            break

    at = world.clock.now().astimezone(UK_TIME)
    assert 9 <= at.hour < 20, "nobody is woken"
    assert 20 <= (world.clock.now() - began).total_seconds() / 3600 <= 36
    await pass_hours(world, 72)
    world.clock.advance(days=60)
    await world.work()
    assert await reminders(person) == 1


async def test_a_reminder_tells_nothing_to_whoever_holds_the_phone() -> None:
    world = await World().open()
    person = await begun(world)
    [report] = await world.reports()
    world.clock.advance(days=2)
    await world.work()

    [reminder] = [reply for reply in await person.news(0) if reply.kind == "draft_reminder"]

    shown = f"{reminder.text} {' '.join(choice.label for choice in reminder.choices)}".casefold()
    for word in ("report", "incident", "police", "spoc", "safety", "danger", "alongside", report.reference, ORGANISATION.name):
        assert word.casefold() not in shown
    assert not set(WHAT.casefold().split()) & set(shown.split()) - {"a", "at", "in", "me", "the"}
    assert all(choice.id.count(":") == 2 and report.reference not in choice.id for choice in reminder.choices)


async def test_a_reminder_waits_while_the_draft_grows() -> None:
    world = await World().open()
    person = await begun(world)
    await pass_hours(world, 19)
    await person.press("No")
    await pass_hours(world, 19)
    assert await reminders(person) == 0

    await pass_hours(world, 18)

    assert await reminders(person) == 1


@pytest.mark.parametrize("end", ["consent.diary", "consent.spoc", "cancel", "set aside"])
async def test_only_what_is_unfinished_is_reminded_of(end: str) -> None:
    world = await World().open()
    person = await begun(world)
    if end == "set aside":
        await person.press("Set it aside")
    elif end == "cancel":
        await person.say("cancel")
    else:
        await person.press("That's enough")
        await person.choose({"consent.diary": "Keep it for myself", "consent.spoc": "Send: SPOC only"}[end])

    await pass_hours(world, 60)

    assert await reminders(person) == (1 if end == "set aside" else 0)


async def test_the_reminder_comes_on_a_channel_that_is_pushed_to() -> None:
    world = await World().open()
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/report " + WHAT)
    assert person.last
    await world.conversation.sent(person.last)

    await pass_hours(world, 40)

    assert [reply.kind for _, replies in world.sender.sent for reply in replies] == ["draft_reminder"]


@pytest.mark.parametrize(("button", "kind"), [("Go on", "ask_danger"), ("Delete it", "cancelled")])
async def test_the_reminder_has_a_way_on_and_a_way_out(button: str, kind: str) -> None:
    world = await World().open()
    person = await begun(world)
    await person.press("Set it aside")
    await pass_hours(world, 40)
    await person.catch_up()

    assert await person.press(button) == [kind]


async def test_a_restart_changes_nothing_about_the_reminder() -> None:
    world = await World().open()
    person = await begun(world)
    await pass_hours(world, 10)
    world.conversation = world.talk()
    world.worker = Worker(world.storage, handlers(world.outside), world.clock)

    await pass_hours(world, 60)

    assert await reminders(person) == 1


@pytest.mark.parametrize("words", ["later", "set it aside", "Save it for later"])
@pytest.mark.parametrize("at_review", [False, True])
async def test_setting_aside_can_be_typed(words: str, at_review: bool) -> None:
    world = await World().open()
    person = world.person()
    await person.say(("/quick " if at_review else "/report ") + "They tore up my leaflets at the stall yesterday at 4.")

    assert await person.say(words) == ["set_aside"]
    assert (await world.reports())[0].status is ReportStatus.DRAFT
