"""A real `alongside serve` that can be killed often: a process that has imported everything is forked for each start.

The imports are most of what a start costs. The child that is killed is a process of its own, and shares nothing with the next one
but the database and the files.
"""

import asyncio
import os
import signal
import sys
from typing import Self

from tests.integration.process import PATIENCE_S, Server

_NURSERY = """
import os, sys
from adapters.cli import main
import adapters.serving
print("ready", flush=True)
while sys.stdin.readline():
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        main()
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


class ForkedServer(Server):
    """Started, killed, started again, on the same data, as `Server` is, and faster."""

    _nursery: asyncio.subprocess.Process
    _child = 0

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._nursery = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", _NURSERY, "serve", "--port", str(self._port)),
                cwd=self._cwd,
                env={**self._environment, "PYTHONPATH": os.getcwd()},
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        assert await self._line() == "ready", self.log
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()
        self._nursery.kill()
        await self._nursery.wait()
        await self.client.aclose()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(b"start\n")
        self._child = int(await self._line())
        async with asyncio.timeout(PATIENCE_S):
            while not await self._answers():  # noqa: ASYNC110 - it is another process that answers
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it as a power cut does."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            self._child = 0
            assert await self._line() == "gone"

    async def _line(self) -> str:
        assert self._nursery.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            return (await self._nursery.stdout.readline()).decode().strip()
