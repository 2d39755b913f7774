"""Escalations against a receiver that fails in every way, with servers that are killed at random: all of it, small or large.

Used by the suite and by benchmarks/escalations.py. Everything is real but the receiver and the people: `alongside serve` in a
process of its own, its database, HTTP.
"""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.nursery import ForkedServer
from tests.integration.storm_database import StormDatabase
from tests.integration.storm_people import Doors, Police, Reporters
from tests.integration.storm_seeding import Escalated, seed
from tests.integration.storm_servers import open_sink, prepared
from tests.integration.storm_tally import Tally, tally
from tests.standins import WebhookSink
from tests.standins.unruly import Unruly

ADD_EVERY, WITHDRAW_EVERY = 3, 4
"""Which reporters say more and which withdraw: every so many."""

MORE_TRIES = 1.4
"""Kills are spread over this many tries for each escalation; a storm has more, and its end is quiet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """How bad it is."""

    escalations: int
    kills: int
    shares: Mapping[str, float]  # of the ways of tests/standins/unruly.py
    most: int  # how often one message fails before it is taken
    calm_s: float  # after so many seconds without enough tries a kill comes all the same
    patience_s: float  # how long it may take in all
    hasten_leases: bool = False  # on PostgreSQL: do not wait ninety seconds for what a killed server had
    seed: int = 20260507


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What came of it."""

    tally: Tally
    kills: int
    failures: Mapping[str, int]  # of the receiver, by way
    violations: Sequence[str]  # rules of Standard Webhooks that were broken
    log: str
    seconds: float  # from the first start to the last acknowledgement
    is_done: bool  # False when something was still owed after all patience


async def weather(storm: Storm, url: str, folder: Path, *, servers: int = 1) -> Aftermath:
    """Seed, run, kill, restart, wait until nothing is owed, and read what is there.

    Args:
        storm: how bad.
        url: of a fresh database.
        folder: for data and logs.
        servers: how many have the database open; more than one on PostgreSQL only.
    """
    unruly = Unruly(random.Random(storm.seed), storm.shares, most=storm.most)
    sink = WebhookSink(unruly=unruly)
    async with (
        open_sink(sink),
        prepared(url, folder, sink, servers) as running,
        Doors([each.address for each in running]) as doors,
    ):
        reports = await seed(url, storm.escalations)
        run = _Run(storm, reports, sink, StormDatabase(url))
        begun = time.monotonic()
        await asyncio.gather(*(each.start() for each in running))
        is_done = await run.all(running, doors)
        seconds = time.monotonic() - begun
    log = "".join((folder / str(number) / "server.log").read_text() for number in range(servers))
    found = await tally(url, reports, sink.attempts, run.added, run.taken_back)
    return Aftermath(
        tally=found,
        kills=run.killed,
        failures=dict(unruly.given),
        violations=tuple(sink.violations),
        log=log,
        seconds=seconds,
        is_done=is_done,
    )


@dataclass(slots=True)
class _Run:
    storm: Storm
    reports: Sequence[Escalated]
    sink: WebhookSink
    database: StormDatabase
    added: set[str] = field(default_factory=set)
    taken_back: set[str] = field(default_factory=set)
    killed: int = 0

    async def all(self, running: Sequence[ForkedServer], doors: Doors) -> bool:
        """Let everybody act at once; return whether everything was done within the storm's patience."""
        police = Police(self.sink, doors, random.Random(self.storm.seed + 1))
        background = [asyncio.create_task(police.watch())]
        if self.storm.hasten_leases:
            background.append(asyncio.create_task(self._hasten()))
        try:
            async with asyncio.timeout(self.storm.patience_s), asyncio.TaskGroup() as group:
                self._kill_in(group, running)
                self._talk_in(group, Reporters(doors, police, random.Random(self.storm.seed + 2)))
            return await self._is_calm(background)
        except TimeoutError:
            return False
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)

    def _kill_in(self, group: asyncio.TaskGroup, running: Sequence[ForkedServer]) -> None:
        """Each server has its own killer, so that sometimes all of them are dead."""
        chance = random.Random(self.storm.seed + 3)
        last = MORE_TRIES * self.storm.escalations
        moments = sorted(chance.uniform(0, last) for _ in range(self.storm.kills))
        for number, server in enumerate(running):
            group.create_task(self._kill(server, moments[number :: len(running)], chance))

    async def _kill(self, server: ForkedServer, moments: Sequence[float], chance: random.Random) -> None:
        for moment in moments:
            with suppress(TimeoutError):
                await self.sink.until(lambda: len(self.sink.attempts) >= moment, timeout_s=self.storm.calm_s)  # noqa: B023
            await asyncio.sleep(chance.uniform(0.0, 0.1))  # anywhere in what a try does: before, meanwhile, after
            await server.kill()
            await server.start()
            self.killed += 1

    def _talk_in(self, group: asyncio.TaskGroup, reporters: Reporters) -> None:
        for number, report in enumerate(self.reports, start=1):
            if number % WITHDRAW_EVERY == 0:
                self.taken_back.add(report.escalation_id)
                group.create_task(reporters.withdraw(report))
            elif number % ADD_EVERY == 0:
                self.added.add(report.escalation_id)
                group.create_task(reporters.add(report))

    async def _hasten(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            await self.database.hasten_leases()

    async def _is_calm(self, background: Sequence[asyncio.Task[None]]) -> bool:
        """Wait until nothing is owed. A background task that has failed fails the storm."""
        until = time.monotonic() + self.storm.patience_s
        while time.monotonic() < until:
            for task in background:
                if task.done():
                    task.result()
            if not await self.database.left():
                return True
            await asyncio.sleep(0.5)
        return False
