"""Duties: each is done by one worker at a time, and one that a worker lost is done by another.

A lease of no length stands for one that ran out, because PostgreSQL goes by its own clock.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.duties import LEASE_S, Duty, DutyKind
from bot.errors import LeaseLost
from bot.ports import Storage
from bot.testing import SettableClock
from tests.contract.records import A_MINUTE, NORTH, SOUTH, make_duty

RUN_OUT = 0.0


async def owe(storage: Storage, *duties: Duty) -> None:
    """Write duties."""
    for duty in duties:
        async with storage.work(duty.organisation_id) as work:
            await work.duties.add(duty)


async def claim(storage: Storage, *, limit: int = 10, lease_s: float = LEASE_S) -> list[Duty]:
    """Take what is due."""
    return list(await storage.claim(limit=limit, lease_s=lease_s))


async def test_due_duties_of_all_organisations_are_claimed_oldest_first(storage: Storage, clock: SettableClock) -> None:
    younger, oldest, older = (
        make_duty(clock.now() - A_MINUTE),
        make_duty(clock.now() - 3 * A_MINUTE, organisation_id=SOUTH.id),
        make_duty(clock.now() - 2 * A_MINUTE),
    )
    await owe(storage, younger, oldest, older, make_duty(clock.now() + timedelta(hours=1)))

    claimed = await claim(storage)

    assert [duty.id for duty in claimed] == [oldest.id, older.id, younger.id]
    first = claimed[0]
    assert (first.organisation_id, first.kind, first.subject_id) == (SOUTH.id, DutyKind.DELIVER, "esc_1")
    assert (first.key, first.due_at, first.tries) == (oldest.key, oldest.due_at, 1)
    assert all(duty.lease for duty in claimed)


async def test_no_more_are_claimed_than_asked_for(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, *(make_duty(clock.now() - n * A_MINUTE) for n in range(1, 6)))

    assert len(await claim(storage, limit=2)) == 2
    assert len(await claim(storage, limit=2)) == 2
    assert len(await claim(storage, limit=2)) == 1


async def test_a_claimed_duty_is_left_alone_until_its_lease_runs_out(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE))

    first = await claim(storage, lease_s=RUN_OUT)
    second = await claim(storage)

    assert [duty.tries for duty in first + second] == [1, 2]
    assert first[0].lease != second[0].lease
    assert await claim(storage) == []


async def test_a_finished_duty_is_not_claimed_again(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE))
    [duty] = await claim(storage, lease_s=RUN_OUT)

    async with storage.work(NORTH.id) as work:
        await work.duties.finish(duty)

    assert await claim(storage) == []
    async with storage.reading(NORTH.id) as work:
        assert not await work.duties.is_live(duty.kind, duty.subject_id)


async def test_a_postponed_duty_comes_back_at_its_time(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - 3 * A_MINUTE), make_duty(clock.now() - 2 * A_MINUTE))
    soon, later = await claim(storage)

    async with storage.work(NORTH.id) as work:
        await work.duties.postpone(soon, clock.now() - A_MINUTE)
        await work.duties.postpone(later, clock.now() + timedelta(hours=1))

    again = await claim(storage)
    assert [(duty.id, duty.tries) for duty in again] == [(soon.id, 2)]


async def test_who_lost_the_lease_cannot_write_the_outcome(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE))
    [lost] = await claim(storage, lease_s=RUN_OUT)
    [held] = await claim(storage)

    with pytest.raises(LeaseLost) as raised:
        async with storage.work(NORTH.id) as work:
            await work.duties.finish(lost)
    with pytest.raises(LeaseLost):
        async with storage.work(NORTH.id) as work:
            await work.duties.postpone(lost, clock.now())

    assert raised.value.duty_id == lost.id
    async with storage.work(NORTH.id) as work:
        await work.duties.finish(held)


async def test_a_lease_that_ran_out_but_that_nobody_took_still_counts(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE))
    [duty] = await claim(storage, lease_s=RUN_OUT)

    async with storage.work(NORTH.id) as work:
        await work.duties.finish(duty)

    assert await claim(storage) == []


@pytest.mark.parametrize("what", ["nobody has claimed", "is finished", "was dropped", "is unknown"])
async def test_no_outcome_can_be_written_for_a_duty_that(storage: Storage, clock: SettableClock, what: str) -> None:
    duty = make_duty(clock.now() - A_MINUTE)
    if what != "is unknown":
        await owe(storage, duty)
    if what in ("is finished", "was dropped"):
        [duty] = await claim(storage)
        async with storage.work(NORTH.id) as work:
            await (work.duties.finish(duty) if what == "is finished" else work.duties.drop(duty.kind, duty.subject_id))

    with pytest.raises(LeaseLost):
        async with storage.work(NORTH.id) as work:
            await work.duties.finish(duty)


async def test_another_organisation_cannot_finish_a_duty(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE))
    [duty] = await claim(storage)

    with pytest.raises(LeaseLost):
        async with storage.work(SOUTH.id) as work:
            await work.duties.finish(duty)


async def test_the_same_key_is_one_duty_in_each_organisation(storage: Storage, clock: SettableClock) -> None:
    due = clock.now() - A_MINUTE
    first = make_duty(due, key="deliver:1")
    await owe(storage, first, make_duty(due, key="deliver:1"), make_duty(due, key="deliver:1", organisation_id=SOUTH.id))

    claimed = await claim(storage)

    assert sorted(duty.organisation_id for duty in claimed) == [NORTH.id, SOUTH.id]
    assert first.id in {duty.id for duty in claimed}


async def test_the_same_key_at_once_is_one_duty(storage: Storage, clock: SettableClock) -> None:
    await asyncio.gather(*(owe(storage, make_duty(clock.now() - A_MINUTE, key="deliver:1")) for _ in range(4)))

    assert len(await claim(storage)) == 1


async def test_a_finished_key_is_not_owed_again(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE, key="deliver:1"))
    [duty] = await claim(storage)
    async with storage.work(NORTH.id) as work:
        await work.duties.finish(duty)

    await owe(storage, make_duty(clock.now() - A_MINUTE, key="deliver:1"))

    assert await claim(storage) == []


async def test_two_workers_never_get_the_same_duty(storage: Storage, clock: SettableClock) -> None:
    owed = [make_duty(clock.now() - A_MINUTE, subject_id=f"esc_{n}") for n in range(20)]
    await owe(storage, *owed)

    taken = await asyncio.gather(*(claim(storage, limit=4) for _ in range(8)))

    ids = [duty.id for duties in taken for duty in duties]
    assert len(ids) == len(set(ids))
    left = await claim(storage, limit=20)
    assert sorted(ids + [duty.id for duty in left]) == sorted(duty.id for duty in owed)


async def test_a_dropped_duty_is_neither_live_nor_claimed(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE), make_duty(clock.now() - A_MINUTE, subject_id="esc_2"))

    async with storage.work(NORTH.id) as work:
        assert await work.duties.is_live(DutyKind.DELIVER, "esc_1")
        assert not await work.duties.is_live(DutyKind.SEND, "esc_1")
        await work.duties.drop(DutyKind.DELIVER, "esc_1")
        await work.duties.drop(DutyKind.DELIVER, "esc_unknown")
        assert not await work.duties.is_live(DutyKind.DELIVER, "esc_1")

    assert [duty.subject_id for duty in await claim(storage)] == ["esc_2"]


async def test_a_duty_is_not_owed_when_its_unit_fails(storage: Storage, clock: SettableClock) -> None:
    async def owe_and_break() -> None:
        async with storage.work(NORTH.id) as work:
            await work.duties.add(make_duty(clock.now() - A_MINUTE))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await owe_and_break()

    assert await claim(storage) == []


async def test_finished_duties_are_purged_when_they_are_old_and_open_ones_never(storage: Storage, clock: SettableClock) -> None:
    async with storage.work(NORTH.id) as work:
        await work.duties.add(make_duty(clock.now(), key="done"))
        await work.duties.add(make_duty(clock.now() + timedelta(days=90), key="open"))
    [done] = await storage.claim(limit=5, lease_s=90.0)
    async with storage.work(NORTH.id) as work:
        await work.duties.finish(done)

    clock.advance(days=6)
    assert await storage.purge_finished(timedelta(days=7)) == 0
    clock.advance(days=2)
    assert await storage.purge_finished(timedelta(days=7)) == 1

    async with storage.reading(NORTH.id) as work:
        assert await work.duties.is_live(DutyKind.DELIVER, "esc_1")


async def test_a_duty_is_behind_an_older_open_one_of_its_subject(storage: Storage, clock: SettableClock) -> None:
    first, second = make_duty(clock.now() - A_MINUTE), make_duty(clock.now() - A_MINUTE)
    await owe(storage, first)
    clock.advance(milliseconds=5)
    await owe(storage, second)
    held = {duty.id: duty for duty in await claim(storage)}

    async with storage.work(NORTH.id) as work:
        assert await work.duties.is_behind(held[second.id], [DutyKind.DELIVER])
        assert not await work.duties.is_behind(held[first.id], [DutyKind.DELIVER])
        assert not await work.duties.is_behind(held[second.id], [DutyKind.WITHDRAW])
        await work.duties.finish(held[first.id])
        assert not await work.duties.is_behind(held[second.id], [DutyKind.DELIVER])


async def test_duties_of_other_subjects_or_organisations_stand_in_nobodys_way(storage: Storage, clock: SettableClock) -> None:
    await owe(storage, make_duty(clock.now() - A_MINUTE, organisation_id=SOUTH.id))
    clock.advance(milliseconds=5)
    await owe(storage, own := make_duty(clock.now() - A_MINUTE))
    held = next(duty for duty in await claim(storage) if duty.id == own.id)

    async with storage.work(NORTH.id) as work:
        assert not await work.duties.is_behind(held, [DutyKind.DELIVER])


async def test_a_hurried_duty_is_due_at_once(storage: Storage, clock: SettableClock) -> None:
    duty = make_duty(clock.now() + timedelta(hours=1))
    await owe(storage, duty)

    async with storage.work(NORTH.id) as work:
        assert await work.duties.hurry(duty.kind, duty.subject_id)
        assert not await work.duties.hurry(DutyKind.WITHDRAW, duty.subject_id)
    clock.advance(milliseconds=5)

    assert [each.id for each in await claim(storage)] == [duty.id]
