"""Nobody is woken by news of a report unless minutes count; who has just written is awake, and hears at once."""

from datetime import UTC, datetime, timedelta

from bot.errors import SpocUnreachable
from bot.messages import Channel
from bot.testing import SettableClock
from tests.talking import Person, World

CONCERN = "a bloke swore at me outside the school in Barnstaple yesterday at 4"
THREAT = "a man said he will stab me tonight outside the library in Crediton"
NIGHT = datetime(2026, 5, 1, 1, 30, tzinfo=UTC)  # half past two in the morning in the United Kingdom
MORNING = datetime(2026, 5, 1, 8, tzinfo=UTC)  # nine there


async def reported(what: str, *, at: datetime) -> tuple[World, Person]:
    """Report over Telegram, to a SPOC who does not answer yet."""
    world = await World(clock=SettableClock(at)).open()
    world.spoc.failures = [SpocUnreachable()]
    person = world.person(channel=Channel.TELEGRAM)
    await person.say("/quick " + what)
    await person.choose("Send: SPOC only")
    await world.work()
    return world, person


def pushed(world: World) -> list[str]:
    """Return the kinds of what was pushed to the reporter."""
    return [reply.kind for _, replies in world.sender.sent for reply in replies]


async def test_news_of_the_night_wait_for_the_morning() -> None:
    world, _ = await reported(CONCERN, at=NIGHT - timedelta(hours=2))
    world.clock.advance(hours=2)
    await world.work()
    assert "delivered" not in pushed(world)

    world.clock.advance(seconds=(MORNING - world.clock.now()).total_seconds() - 1)
    await world.work()
    assert "delivered" not in pushed(world)
    world.clock.advance(minutes=2)
    await world.work()
    assert pushed(world).count("delivered") == 1


async def test_the_conversation_has_them_at_once_for_whoever_looks() -> None:
    world, person = await reported(CONCERN, at=NIGHT - timedelta(hours=2))
    world.clock.advance(hours=2)
    await world.work()

    assert "delivered" in [reply.kind for reply in await person.news(0)]


async def test_who_has_just_written_hears_at_once_at_any_hour() -> None:
    world, _ = await reported(CONCERN, at=NIGHT)
    world.clock.advance(seconds=10)
    await world.work()

    assert pushed(world).count("delivered") == 1


async def test_when_minutes_count_the_hour_does_not() -> None:
    world, _ = await reported(THREAT, at=NIGHT - timedelta(hours=2))
    world.clock.advance(hours=2)
    await world.work()

    assert pushed(world).count("delivered") == 1


async def test_by_day_nothing_waits() -> None:
    world, _ = await reported(CONCERN, at=MORNING)
    world.clock.advance(hours=2)
    await world.work()

    assert pushed(world).count("delivered") == 1


async def test_an_acknowledgement_at_night_waits_too() -> None:
    world, _ = await reported(CONCERN, at=NIGHT - timedelta(hours=3))
    world.clock.advance(hours=2)
    await world.work()
    [report] = await world.reports(channel=Channel.TELEGRAM)
    [escalation] = await world.escalations(report)
    world.clock.advance(hours=1)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="a", by="PC 0000", how="link")
    await world.work()
    assert "acknowledged" not in pushed(world)

    world.clock.advance(seconds=(MORNING - world.clock.now()).total_seconds())
    for _ in range(120):
        world.clock.advance(seconds=1)
        await world.work()
    kinds = pushed(world)
    assert kinds.count("acknowledged") == 1
    assert kinds.index("delivered") < kinds.index("acknowledged"), "in the order in which it happened"
