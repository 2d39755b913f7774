"""The worker: claims due duties under a lease and lets their handlers act. It fails open: anything odd is tried again.

It may be killed at any instant: what it had claimed comes back when the lease runs out, what it had written is whole.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set

from bot.duties import LEASE_S, Duty, DutyKind, retry_after
from bot.errors import LeaseLost, StorageError
from bot.ports import Clock, Storage

log = logging.getLogger(__name__)

Handler = Callable[[Duty], Awaitable[None]]

BATCH = 8
"""How many duties are under way at once: one that hangs must not hold up the others."""

IDLE_S = 1.0
"""How long to wait before looking again when nothing was due, in seconds; a new duty wakes the worker earlier."""


class Worker:
    """Carries duties out, one batch after another."""

    def __init__(self, storage: Storage, handlers: Mapping[DutyKind, Handler], clock: Clock, *, idle_s: float = IDLE_S) -> None:
        self._storage = storage
        self._handlers = handlers
        self._clock = clock
        self._idle_s = idle_s
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Say that there may be a new duty."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled. A database that does not answer is tried again.

        What is under way does not hold up what is due: as soon as one of BATCH places is free, the next duty is claimed.
        """
        under_way: set[asyncio.Task[None]] = set()
        try:
            while True:
                self._woken.clear()
                under_way = {task for task in under_way if not task.done()}
                claimed = await self._claimed(BATCH - len(under_way))
                under_way |= {asyncio.create_task(self._act(duty)) for duty in claimed}
                if not claimed:
                    await self._rest(under_way)
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def run_once(self) -> int:
        """Claim a batch, act, and return how many duties there were."""
        duties = await self._storage.claim(limit=BATCH, lease_s=LEASE_S)
        await asyncio.gather(*(self._act(duty) for duty in duties))
        return len(duties)

    async def _act(self, duty: Duty) -> None:
        try:
            await self._handlers[duty.kind](duty)
        except LeaseLost:
            log.info("duty.lease_lost", extra={"duty": duty.id, "kind": duty.kind.value})
        except Exception:  # one broken duty must not stop the others; it is tried again and stays visible in the log
            log.exception("duty.failed", extra={"duty": duty.id, "kind": duty.kind.value})
            await self._again(duty)

    async def _again(self, duty: Duty) -> None:
        try:
            async with self._storage.work(duty.organisation_id) as work:
                await work.duties.postpone(duty, self._clock.now() + retry_after(duty.tries))
        except StorageError:
            log.exception("duty.not_postponed", extra={"duty": duty.id})  # its lease runs out, and it comes back by itself

    async def _claimed(self, free: int) -> Sequence[Duty]:
        try:
            return await self._storage.claim(limit=free, lease_s=LEASE_S) if free else ()
        except StorageError:
            log.exception("worker.storage_down")
            return ()

    async def _rest(self, under_way: Set[asyncio.Task[None]]) -> None:
        """Wait until there may be something to do: a new duty, a free place, or the time that a postponed one is due."""
        woken = asyncio.create_task(self._woken.wait())
        try:
            await asyncio.wait({woken, *under_way}, timeout=self._idle_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
