"""The worker: whatever goes wrong with one duty, it is tried again, and the others go on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest

from bot.duties import LEASE_S, Duty, DutyKind
from bot.errors import LeaseLost, StorageError
from bot.handlers import handlers
from bot.testing import InMemoryStorage, SettableClock
from bot.worker import BATCH, Handler, Worker
from tests.talking import ORGANISATION, World

PATIENCE_S = 20.0
"""How long a test waits for what should come at once; only a broken test ever waits this long."""


class Handled:
    """Finishes duties, and fails first those that a test has broken."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self.storage = storage
        self.failures: dict[str, Exception] = {}
        self.tried: list[str] = []
        self.done = asyncio.Event()

    async def __call__(self, duty: Duty) -> None:
        self.tried.append(duty.id)
        if error := self.failures.pop(duty.id, None):
            raise error
        async with self.storage.work(duty.organisation_id) as work:
            await work.duties.finish(duty)
        self.done.set()


class UnsteadyStorage(InMemoryStorage):
    """Fails its next claims, or its next transactions."""

    failing_claims = 0
    failing_works = 0
    claims = 0
    on_claim: Callable[[], Awaitable[None]] | None = None

    async def claim(self, *, limit: int, lease_s: float) -> Sequence[Duty]:
        self.claims += 1
        if self.failing_claims:
            self.failing_claims -= 1
            raise StorageError
        if self.on_claim:
            await self.on_claim()
        return await super().claim(limit=limit, lease_s=lease_s)

    def work(self, organisation_id: str):  # type: ignore[no-untyped-def]
        if self.failing_works:
            self.failing_works -= 1
            raise StorageError
        return super().work(organisation_id)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
async def storage(clock: SettableClock) -> UnsteadyStorage:
    storage = UnsteadyStorage(clock)
    await storage.add_organisation(ORGANISATION)
    return storage


@pytest.fixture
def handled(storage: UnsteadyStorage) -> Handled:
    return Handled(storage)


@pytest.fixture
def worker(storage: UnsteadyStorage, handled: Handled, clock: SettableClock) -> Worker:
    return working(storage, handled, clock)


def working(storage: InMemoryStorage, handler: Handler, clock: SettableClock, *, idle_s: float = 0.0) -> Worker:
    return Worker(storage, dict.fromkeys(DutyKind, handler), clock, idle_s=idle_s)


async def add(storage: InMemoryStorage, clock: SettableClock, *ids: str) -> None:
    async with storage.work(ORGANISATION.id) as work:
        for id in ids:
            duty = Duty(id=id, organisation_id=ORGANISATION.id, kind=DutyKind.SEND, subject_id=id, key=id, due_at=clock.now())
            await work.duties.add(duty)


async def until_done(worker: Worker, handled: Handled) -> None:
    running = asyncio.create_task(worker.run())
    try:
        await asyncio.wait_for(handled.done.wait(), PATIENCE_S)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_handler_that_raises_is_tried_again_later_and_the_others_go_on(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    await add(storage, clock, "first", "broken", "last")
    handled.failures["broken"] = RuntimeError("odd")

    assert await worker.run_once() == 3
    assert sorted(handled.tried) == ["broken", "first", "last"]
    assert await worker.run_once() == 0

    clock.advance(seconds=5)
    assert await worker.run_once() == 1
    clock.advance(days=2)
    assert await worker.run_once() == 0
    assert handled.tried[3:] == ["broken"]


async def test_a_duty_that_keeps_failing_is_tried_less_and_less_often(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    await add(storage, clock, "broken")
    waits = []

    for _ in range(4):
        handled.failures["broken"] = RuntimeError("odd")
        assert await worker.run_once() == 1
        waited = 0
        while not await storage_is_due(storage, clock, waited):
            waited += 5
        waits.append(waited)
        clock.advance(seconds=waited)

    assert waits == [5, 15, 30, 60]


async def storage_is_due(storage: InMemoryStorage, clock: SettableClock, seconds: int) -> bool:
    later = clock.now() + timedelta(seconds=seconds)
    return any(slot.is_due(later) for slot in storage._of(ORGANISATION.id).duties.values())


async def test_a_duty_that_another_worker_took_over_is_no_error_and_is_left_to_it(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock, caplog: pytest.LogCaptureFixture
) -> None:
    await add(storage, clock, "taken")
    handled.failures["taken"] = LeaseLost("taken")

    with caplog.at_level(logging.INFO):
        await worker.run_once()

    assert [record.levelname for record in caplog.records] == ["INFO"]
    clock.advance(seconds=LEASE_S - 1)
    assert await worker.run_once() == 0


async def test_a_failure_is_logged_with_ids_only(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock, caplog: pytest.LogCaptureFixture
) -> None:
    await add(storage, clock, "broken")
    handled.failures["broken"] = RuntimeError("odd")

    await worker.run_once()

    (record,) = caplog.records
    assert (record.getMessage(), record.duty, record.kind) == ("duty.failed", "broken", "send")  # type: ignore[attr-defined]


async def test_a_failure_that_could_not_be_written_down_comes_back_when_its_lease_ends(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    await add(storage, clock, "broken")
    handled.failures["broken"] = RuntimeError("odd")
    storage.failing_works = 1

    assert await worker.run_once() == 1
    clock.advance(seconds=LEASE_S - 1)
    assert await worker.run_once() == 0
    clock.advance(seconds=1)
    assert await worker.run_once() == 1
    assert handled.tried == ["broken", "broken"]


async def test_a_kind_without_a_handler_does_not_stop_the_others(storage: UnsteadyStorage, clock: SettableClock) -> None:
    await add(storage, clock, "unknown")

    assert await Worker(storage, {}, clock).run_once() == 1
    assert await Worker(storage, {}, clock).run_once() == 0


async def test_a_database_that_does_not_answer_does_not_end_the_work(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    await add(storage, clock, "one")
    storage.failing_claims = 3

    await until_done(worker, handled)

    assert handled.tried == ["one"]
    assert storage.claims >= 4


async def test_a_worker_that_rests_is_woken_by_a_new_duty(
    storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    worker = working(storage, handled, clock, idle_s=100 * PATIENCE_S)
    looked = asyncio.Event()

    async def note() -> None:
        looked.set()

    storage.on_claim = note
    running = asyncio.create_task(worker.run())
    await asyncio.wait_for(looked.wait(), PATIENCE_S)
    await add(storage, clock, "new")
    worker.wake()

    await asyncio.wait_for(handled.done.wait(), PATIENCE_S)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_duty_that_is_added_while_the_worker_looks_is_not_slept_over(
    storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    worker = working(storage, handled, clock, idle_s=100 * PATIENCE_S)
    claim, storage.on_claim = storage.claim, None

    async def too_late(*, limit: int, lease_s: float) -> Sequence[Duty]:
        duties = await claim(limit=limit, lease_s=lease_s)
        if storage.claims == 1:
            await add(storage, clock, "new")
            worker.wake()
        return duties

    storage.claim = too_late  # type: ignore[method-assign]

    await until_done(worker, handled)

    assert handled.tried == ["new"]


async def test_a_worker_looks_again_by_itself_after_a_rest(
    worker: Worker, storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    async def add_at_the_third_look() -> None:
        if storage.claims == 3:
            await add(storage, clock, "new")

    storage.on_claim = add_at_the_third_look

    await until_done(worker, handled)

    assert handled.tried == ["new"]


async def test_a_batch_is_limited(worker: Worker, storage: UnsteadyStorage, clock: SettableClock) -> None:
    await add(storage, clock, *(f"duty_{number}" for number in range(BATCH + 2)))

    assert [await worker.run_once() for _ in range(3)] == [BATCH, 2, 0]


async def test_every_kind_of_duty_has_a_handler() -> None:
    world = await World().open()

    assert set(handlers(world.outside)) == set(DutyKind)


async def test_a_duty_that_hangs_does_not_hold_up_what_comes_after(
    storage: UnsteadyStorage, handled: Handled, clock: SettableClock
) -> None:
    never = asyncio.Event()

    async def handler(duty: Duty) -> None:
        await (never.wait() if duty.id.startswith("hanging") else handled(duty))

    await add(storage, clock, *(f"hanging-{number}" for number in range(BATCH - 1)))
    worker = working(storage, handler, clock)
    running = asyncio.create_task(worker.run())
    try:
        for id in ("first", "second", "third"):
            handled.done.clear()
            await add(storage, clock, id)
            worker.wake()
            await asyncio.wait_for(handled.done.wait(), PATIENCE_S)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert handled.tried == ["first", "second", "third"]


async def test_what_is_under_way_ends_with_the_worker(storage: UnsteadyStorage, clock: SettableClock) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def handler(_duty: Duty) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    await add(storage, clock, "hanging")
    running = asyncio.create_task(working(storage, handler, clock).run())
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert ended.is_set()
