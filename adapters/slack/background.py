"""Work that goes on after Slack has been answered. Nothing may be forgotten by the event loop, or left over at the end."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Signal = Callable[[], None]

Work = Callable[[Signal], Coroutine[Any, Any, None]]
"""Something that calls the signal once Slack may forget about it."""


class Background:
    """Keeps tasks until they are done."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin a piece of work. It must not raise."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def start_and_wait(self, work: Work, *, limit_s: float) -> bool:
        """Begin a piece of work and return at its signal, at its end, or after so many seconds. True when it gave its signal."""
        signalled, ended = asyncio.Event(), asyncio.Event()

        def signal() -> None:
            signalled.set()
            ended.set()

        self.start(work(signal)).add_done_callback(lambda _task: ended.set())
        try:
            async with asyncio.timeout(limit_s):
                await ended.wait()
        except TimeoutError:
            # It goes on; Slack's patience has an end and ours has not.
            return signalled.is_set()
        return signalled.is_set()

    async def drain(self, *, limit_s: float) -> None:
        """Wait until everything is done; what takes longer than so many seconds is cancelled."""
        loop = asyncio.get_running_loop()
        end = loop.time() + limit_s
        while self._tasks and loop.time() < end:
            await asyncio.wait(self._tasks, timeout=end - loop.time())
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
