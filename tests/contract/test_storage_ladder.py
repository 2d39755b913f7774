"""The ladder over every implementation of the rows: each rung once, whatever several workers do at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.duties import DutyKind
from bot.escalation.escalation import Tier
from bot.escalation.ladder import ladder_duty
from bot.handlers import handlers
from bot.ports import Storage
from bot.testing import SettableClock
from bot.worker import Worker
from tests.ladders import EVERYBODY, WORDS, acknowledged, got, one, opened, pass_time, rungs, told
from tests.talking import ORGANISATION, World


async def walked(storage: Storage, clock: SettableClock, tier: Tier = Tier.IMMEDIATE) -> World:
    """Return a world in which somebody has just sent a report of a tier."""
    world = await opened(*EVERYBODY, storage=storage, clock=clock)
    person = world.person()
    await person.say("/quick")
    await person.say(WORDS[tier])
    await person.choose("Send: party staff and SPOC")
    await world.work()
    return world


MOVABLE = pytest.mark.parametrize("implementation", ["memory", "sqlite"])
"""PostgreSQL goes by its own clock for what is due, and no test can move that."""


async def drained(*workers: Worker) -> None:
    while sum(await asyncio.gather(*(each.run_once() for each in workers))):
        pass


async def test_two_workers_at_once_take_each_rung_once(storage: Storage, clock: SettableClock) -> None:
    world = await walked(storage, clock)
    [report] = await world.reports()
    escalation = await one(world, report)
    workers = [Worker(storage, handlers(world.outside), clock) for _ in range(2)]

    for _ in range(4):
        async with storage.work(ORGANISATION.id) as work:
            assert await work.duties.hurry(DutyKind.LADDER, escalation.id)
            await work.duties.add(ladder_duty(await one(world, report), ORGANISATION.id, world.ids, clock.now(), clock.now()))
        await drained(*workers)

    assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
    assert (await one(world, report)).rung == 4
    assert got(world, "deputy") == got(world, "room") == ["report.escalated"]


@MOVABLE
async def test_every_rung_is_taken_once_and_the_answer_ends_it(storage: Storage, clock: SettableClock) -> None:
    world = await walked(storage, clock)
    [report] = await world.reports()
    workers = [Worker(storage, handlers(world.outside), clock) for _ in range(2)]

    for _ in range(46):
        clock.advance(minutes=1)
        await drained(*workers)

    assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
    assert (await one(world, report)).rung == 4
    assert got(world, "spoc") == ["report.escalated", "escalation.reminder"]
    assert got(world, "deputy") == got(world, "room") == ["report.escalated"]
    assert len(world.desk.alarms) == 4
    assert len(await told(world.person())) == 4

    await acknowledged(world, report)
    await pass_time(world, days=1, step=timedelta(minutes=30))
    assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]


@MOVABLE
async def test_what_went_quiet_is_open_again(storage: Storage, clock: SettableClock) -> None:
    world = await walked(storage, clock)
    [report] = await world.reports()
    await acknowledged(world, report)

    async with storage.work(ORGANISATION.id) as work:
        assert not await work.escalations.open()
    clock.advance(hours=2, minutes=1)
    await world.outside.watching.start()
    await world.work()

    assert await rungs(world) == ["remind"]
    assert (await one(world, report)).acknowledged_at is not None


@MOVABLE
async def test_a_red_flag_that_is_added_begins_the_ladder_anew_and_the_older_timer_takes_no_rung(
    storage: Storage, clock: SettableClock
) -> None:
    world = await walked(storage, clock, Tier.CRIMINAL_INDICATOR)
    [report] = await world.reports()
    clock.advance(hours=1)
    person = world.person("kit")
    await person.press_id(f"r:{report.id[-8:]}:add", id="add")
    await person.say("He is following me home now and he has a knife.", id="flag")
    await world.work()
    assert (await one(world, report)).raised_at == clock.now()

    await pass_time(world, minutes=46)
    taken = ["remind", "deputy", "control_room", "safety_lead"]
    assert await rungs(world) == taken
    await pass_time(world, hours=23, step=timedelta(minutes=10))  # the first timer was due after a day

    assert await rungs(world) == taken
    assert got(world, "deputy") == ["report.escalated", "report.updated"]
