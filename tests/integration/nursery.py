"""A real `alongside serve` that can be killed often: one process that has imported everything is forked for each start.

The imports are most of what a start costs, and the list of words is the rest that never changes. The child that is killed is a
process of its own, and shares nothing with the next one but the database and the files.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Self

from tests.integration.process import PATIENCE_S, Server

_NURSERY = """
import json, os, sys
from adapters.cli import main
import adapters.serving
from knowledge.vocabulary import bundled_words
bundled_words()
print("ready", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if "wait" in asked:
        print(os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1]), flush=True)
        continue
    child = os.fork()
    if child == 0:
        os.dup2(os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT), 1)
        os.dup2(1, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv = asked["argv"]
        main()
        sys.exit(0)
    print(child, flush=True)
"""


class _Nursery:
    """Forks and waits for whoever asks, one at a time. It ends with this process, however that ends: its input does."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        root = str(Path(__file__).parents[2])
        self._one_at_a_time = threading.Lock()
        self._is_ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", _NURSERY],
            env={**environment, "PYTHONPATH": root},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    async def fork(self, **how: object) -> int:
        """Return the process id of a new server."""
        return await asyncio.to_thread(self._ask, how)

    async def wait(self, child: int) -> int:
        """Return the exit code of a server that has been told to end; below 0 when a signal ended it."""
        return await asyncio.to_thread(self._ask, {"wait": child})

    def _ask(self, asked: dict[str, object]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        with self._one_at_a_time:
            self._is_ready = self._is_ready or self._process.stdout.readline() == "ready\n"
            assert self._is_ready, "it could not import the program: see standard error"
            self._process.stdin.write(json.dumps(asked) + "\n")
            return int(self._process.stdout.readline())


_nursery = cache(_Nursery)
"""The one of this test process: several servers are its children at the same time."""


class ForkedServer(Server):
    """Started, killed, started again, on the same data, as `Server` is, and faster."""

    _child = 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def prepare(self) -> None:
        """Let the nursery import everything, beside whatever the caller does before `start`."""
        _nursery()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        assert not self._child, "it is running"
        self._child = await _nursery().fork(
            argv=["alongside", "serve", "--port", str(self._port)],
            environment=self._environment,
            cwd=str(self._cwd),
            log=str(self._log),
        )
        async with asyncio.timeout(PATIENCE_S):
            while not await self._answers():  # noqa: ASYNC110 - it is another process that answers
                await asyncio.sleep(0.02)

    async def _end(self, how: signal.Signals) -> int:
        child, self._child = self._child, 0
        if not child:
            return 0
        os.kill(child, how)
        return await _nursery().wait(child)
