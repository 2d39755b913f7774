"""The promise of the next word: kept to the minute, then at twice the distance, until a person has it in hand or it is over."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.errors import SpocUnreachable
from bot.handlers import handlers
from bot.rendering import UK_TIME, uk_time
from bot.reporting.civil_hours import next_civil_hour
from bot.reporting.next_contact import MOST_TIMES, WITHIN
from bot.reporting.report import Report
from bot.worker import Worker
from tests.talking import ORGANISATION, Person, World

PARTY, BOTH, SPOC, DIARY = "Send: my party's staff only", "Send: party staff and SPOC", "Send: SPOC only", "Keep it for myself"
THREAT = "a man said he will stab me tonight outside the library in Crediton"
CRIMINAL = "a man pushed me over outside the library in Crediton yesterday at 4"
CONCERN = "a bloke swore at me outside the school in Barnstaple yesterday at 4"


async def sent(world: World, what: str = CRIMINAL, consent: str = SPOC) -> tuple[Person, Report]:
    person = world.person()
    await person.say("/quick")
    await person.say(what)
    await person.choose(consent)
    return person, (await world.reports())[0]


async def pass_time(world: World, **by: float) -> None:
    """Let time go by with the worker looking every five minutes."""
    until = world.clock.now() + timedelta(**by)
    while world.clock.now() < until:
        world.clock.advance(minutes=5)
        await world.work()


async def kept(person: Person) -> list[tuple[datetime, str]]:
    """When the next word came, and what it said."""
    turns = await person._world.conversation.transcript(person._channel, person._name)
    return [(turn.created_at, reply.text) for turn in turns for reply in turn.replies if reply.kind == "next_contact"]


@pytest.mark.parametrize(
    ("what", "within"),
    [(THREAT, timedelta(hours=1)), (CRIMINAL, timedelta(days=1)), (CONCERN, timedelta(days=3))],
    ids=["immediate", "criminal", "concern"],
)
async def test_the_receipt_says_by_when_and_that_is_when_it_comes(what: str, within: timedelta) -> None:
    world = await World().open()
    person, _ = await sent(world, what)
    promised = world.clock.now() + within

    assert f"You will hear from me by {uk_time(promised)} at the latest" in person.text
    await pass_time(world, hours=within.total_seconds() / 3600 - 0.1)
    assert await kept(person) == []
    await pass_time(world, minutes=15)

    [(at, _)] = await kept(person)
    assert timedelta() <= at - promised <= timedelta(minutes=5)


async def test_each_next_word_is_twice_as_far_away_and_the_last_one_says_so() -> None:
    world = await World().open()
    person, _ = await sent(world)
    began = world.clock.now()

    await pass_time(world, days=40)

    words = await kept(person)
    assert len(words) == MOST_TIMES
    days = [round((after - before).total_seconds() / 86400) for (before, _), (after, _) in pairwise(words)]
    assert [round((words[0][0] - began).total_seconds() / 86400), *days] == [1, 2, 4, 8]
    for (_, said), (at, _) in pairwise(words):
        assert f"by {uk_time(at)} at the latest" in said
    assert "only write when something changes" in words[-1][1]
    assert "at the latest" not in words[-1][1]


async def test_it_says_where_the_report_stands_and_no_more() -> None:
    world = await World().open()
    world.spoc.failures = [SpocUnreachable() for _ in range(400)]
    person, report = await sent(world)

    await pass_time(world, days=1, minutes=10)

    [(_, said)] = await kept(person)
    assert said.startswith(f"**{report.reference}** – saved; on its way to the SPOC, not delivered yet.")
    assert "pushed me over" not in said


@pytest.mark.parametrize("hour", range(24))
async def test_nobody_is_woken_by_it(hour: int) -> None:
    world = await World().open()
    world.clock.advance(hours=hour)
    person, _ = await sent(world, CRIMINAL)

    await pass_time(world, days=9)

    assert await kept(person)
    assert all(9 <= at.astimezone(UK_TIME).hour < 21 for at, _ in await kept(person))


async def test_the_first_word_on_an_emergency_comes_within_the_hour_at_night_too() -> None:
    world = await World().open()
    world.clock.advance(hours=14)
    person, _ = await sent(world, THREAT)

    await pass_time(world, hours=1, minutes=5)

    assert [at.astimezone(UK_TIME).hour for at, _ in await kept(person)] == [1]


@pytest.mark.parametrize(
    ("local", "due"),
    [
        ("2026-05-01T08:59", "2026-05-01T09:00"),
        ("2026-05-01T09:00", "2026-05-01T09:00"),
        ("2026-05-01T19:59", "2026-05-01T19:59"),
        ("2026-05-01T20:00", "2026-05-02T09:00"),
        ("2026-03-29T00:30", "2026-03-29T09:00"),
        ("2026-10-25T01:30", "2026-10-25T09:00"),
        ("2026-12-31T23:00", "2027-01-01T09:00"),
    ],
)
def test_the_daytime_is_that_of_the_united_kingdom_when_the_clocks_change_too(local: str, due: str) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=UK_TIME)

    assert next_civil_hour(at) == datetime.fromisoformat(due).replace(tzinfo=UK_TIME)


async def acknowledged_by_spoc(world: World, report: Report) -> None:
    [escalation] = await world.escalations(report)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="a", by="Insp. Example", how="link")


async def acknowledged_by_staff(world: World, report: Report) -> None:
    await world.staff.acknowledge(ORGANISATION.id, report.id, by="U-PAT", acknowledgement_id="a")


async def closed(world: World, report: Report) -> None:
    await world.staff_talk.close(ORGANISATION.id, report.id, "advice_given", "", by="U-PAT", message_id="c")


async def test_a_persons_word_at_the_spoc_ends_it() -> None:
    world = await World().open()
    person, report = await sent(world, consent=BOTH)
    await world.work()
    await acknowledged_by_spoc(world, report)

    await pass_time(world, days=20)

    assert await kept(person) == []


async def test_a_persons_word_of_the_staff_ends_it_when_only_they_have_the_report() -> None:
    world = await World().open()
    person, report = await sent(world, consent=PARTY)
    await world.work()
    await acknowledged_by_staff(world, report)

    await pass_time(world, days=20)

    assert await kept(person) == []


async def test_while_the_spoc_has_not_answered_the_staffs_word_does_not_end_it() -> None:
    world = await World().open()
    person, report = await sent(world, consent=BOTH)
    await world.work()
    await acknowledged_by_staff(world, report)

    await pass_time(world, days=2)

    assert len(await kept(person)) == 1


async def test_closing_ends_it() -> None:
    world = await World().open()
    person, report = await sent(world, consent=BOTH)
    await pass_time(world, days=1, hours=1)
    await closed(world, report)

    await pass_time(world, days=20)

    assert len(await kept(person)) == 1


async def test_withdrawing_ends_it() -> None:
    world = await World().open()
    person, report = await sent(world)
    await pass_time(world, days=1, hours=1)
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")

    await pass_time(world, days=20)

    assert len(await kept(person)) == 1


async def test_a_diary_promises_nothing() -> None:
    world = await World().open()
    person, _ = await sent(world, consent=DIARY)

    await pass_time(world, days=20)

    assert "You will hear from me" not in person.text
    assert await kept(person) == []


async def test_a_restart_neither_loses_nor_doubles_it() -> None:
    world = await World().open()
    person, _ = await sent(world)
    for _ in range(6):
        await pass_time(world, hours=12)
        world.conversation = world.talk()
        world.worker = Worker(world.storage, handlers(world.outside), world.clock)

    assert len(await kept(person)) == 2


async def test_a_later_yes_to_the_spoc_begins_the_promise_anew_and_there_is_one() -> None:
    world = await World().open()
    person, report = await sent(world, consent=PARTY)
    await pass_time(world, hours=20)

    await person.press_id(f"r:{report.id[-8:]}:agree")
    promised = world.clock.now() + timedelta(days=1)
    assert uk_time(next_civil_hour(promised)) in person.text
    await pass_time(world, days=2)

    assert [at - next_civil_hour(promised) < timedelta(minutes=6) for at, _ in await kept(person)] == [True]


def test_no_tier_waits_longer_than_three_days_for_the_first_word() -> None:
    assert max(WITHIN.values()) <= timedelta(days=3)
    assert min(WITHIN.values()) <= timedelta(hours=1)
