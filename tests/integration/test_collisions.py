"""A turn takes the report before its escalation, a duty the other way round: on PostgreSQL they can wait for each other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from adapters.storage.database import Database
from bot.errors import Collided
from bot.ports import UnitOfWork
from bot.testing import InMemoryStorage, SettableClock
from tests.contract.records import NORTH, an_escalation
from tests.integration.databases import KEY, clock_for
from tests.talking import World

Step = Callable[[UnitOfWork], Awaitable[object]]


@pytest.mark.postgres
async def test_of_two_units_that_wait_for_each_other_one_is_given_up_and_says_that_it_can_be_repeated(postgres_url: str) -> None:
    async with Database(postgres_url, [KEY], clock_for(postgres_url)) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            escalation = await an_escalation(work)
        both = asyncio.Barrier(2)

        async def unit(first: Step, second: Step) -> None:
            async with database.work(NORTH.id) as work:
                await first(work)
                await both.wait()
                await second(work)

        def report(work: UnitOfWork) -> Awaitable[object]:
            return work.reports.get(escalation.report_id)

        def row(work: UnitOfWork) -> Awaitable[object]:
            return work.escalations.get(escalation.id)

        ends = await asyncio.gather(unit(report, row), unit(row, report), return_exceptions=True)

    assert [type(end) for end in ends if end] == [Collided]


class Collides(InMemoryStorage):
    """A database that gives up the next units of work."""

    collisions = 0

    @asynccontextmanager
    async def work(self, organisation_id: str) -> AsyncIterator[UnitOfWork]:
        """See the port."""
        async with super().work(organisation_id) as work:
            yield work
            if self.collisions:
                self.collisions -= 1
                raise Collided


async def test_a_turn_that_collided_is_repeated_and_its_person_notices_nothing() -> None:
    clock = SettableClock()
    storage = Collides(clock)
    world = await World(clock=clock, storage=storage).open()
    person = world.person()

    storage.collisions = 1
    kinds = await person.say("/report")

    assert storage.collisions == 0
    assert "apology" not in kinds
    assert "ask_what" in kinds
