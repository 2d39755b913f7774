"""A person says "send it again": what that means for each state, and that nothing goes out which was taken back."""

import pytest

from bot.errors import NotFound, SpocRefused, SpocUnreachable
from bot.escalation.escalation import EscalationState
from bot.escalation.replaying import Replayed, replay
from bot.reporting.report import Report
from bot.testing import InMemorySpocNotifier
from tests.ladders import EVERYBODY, SPOC_CONTACT, acknowledged, actions, got, one, opened, sent, told
from tests.talking import ORGANISATION, World


async def again(world: World, report: Report) -> Replayed:
    escalation = await one(world, report)
    async with world.storage.work(ORGANISATION.id) as work:
        done = await replay(work, escalation.id, world.ids, world.clock.now(), actor="admin")
    await world.work()
    return done


async def failing(*failures: Exception) -> tuple[World, Report]:
    world = await opened(*EVERYBODY)
    world.spocs.by_contact["spoc"] = InMemorySpocNotifier()
    world.spocs.by_contact["spoc"].failures = list(failures)
    _, report = await sent(world)
    return world, report


async def test_one_that_waits_is_tried_now() -> None:
    world, report = await failing(SpocUnreachable(503, retry_after_s=7200))
    assert (await one(world, report)).state is EscalationState.QUEUED

    assert await again(world, report) is Replayed.HURRIED

    assert (await one(world, report)).state is EscalationState.DELIVERED
    assert "escalation.replayed" in await actions(world)


async def test_one_that_was_refused_begins_anew() -> None:
    world, report = await failing(SpocRefused(410))
    assert (await one(world, report)).state is EscalationState.REFUSED

    assert await again(world, report) is Replayed.ANEW

    assert (await one(world, report)).state is EscalationState.DELIVERED
    assert got(world, "spoc") == ["report.escalated"]


async def test_it_can_be_refused_and_replayed_more_than_once() -> None:
    world, report = await failing(SpocRefused(410), SpocRefused(401))

    assert await again(world, report) is Replayed.ANEW
    assert (await one(world, report)).state is EscalationState.REFUSED
    world.clock.advance(seconds=1)
    assert await again(world, report) is Replayed.ANEW

    assert (await one(world, report)).state is EscalationState.DELIVERED


@pytest.mark.parametrize("is_acknowledged", [False, True])
async def test_one_that_arrived_is_repeated_under_the_same_id_and_nothing_else_changes(is_acknowledged: bool) -> None:
    world = await opened(*EVERYBODY)
    person, report = await sent(world)
    if is_acknowledged:
        await acknowledged(world, report)
    before, heard = await one(world, report), len(await told(person, "delivered"))

    assert await again(world, report) is Replayed.REPEATED

    first, second = world.spocs.by_contact["spoc"].arrived
    assert (first.id, first.data) == (second.id, second.data)
    assert await one(world, report) == before
    assert len(await told(person, "delivered")) == heard


async def test_what_was_withdrawn_is_sent_to_nobody() -> None:
    world = await opened(SPOC_CONTACT)
    person, report = await sent(world)
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")
    await world.work()

    assert await again(world, report) is Replayed.WITHDRAWN

    assert got(world, "spoc") == ["report.escalated", "report.withdrawn"]


async def test_what_is_held_is_not_forced_out() -> None:
    from dataclasses import replace

    world = await opened(replace(SPOC_CONTACT, id="kent", force_id="kent"), has_spoc=False)
    _, report = await sent(world)

    assert await again(world, report) is Replayed.HELD

    assert (await one(world, report)).state is EscalationState.HELD


async def test_an_unknown_one_is_none() -> None:
    world = await opened()
    async with world.storage.work(ORGANISATION.id) as work:
        with pytest.raises(NotFound):
            await replay(work, "esc_none", world.ids, world.clock.now(), actor="admin")
