"""Fresh databases for the tests in this folder."""

from collections.abc import AsyncIterator

import pytest

from adapters.storage.database import Database
from bot.testing import SettableClock
from tests.contract.records import NORTH, SOUTH
from tests.integration.databases import ENGINES, KEY, clock_for, migrated_file, migrated_server, postgres_url, sqlite_url
from tests.integration.postgres import postgres_server

__all__ = ["migrated_file", "migrated_server", "postgres_server", "postgres_url", "sqlite_url"]


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database, on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def clock(database_url: str) -> SettableClock:
    """The time of the test."""
    return clock_for(database_url)


@pytest.fixture
async def database(database_url: str, clock: SettableClock) -> AsyncIterator[Database]:
    """An open database with the organisations NORTH and SOUTH."""
    async with Database(database_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        await database.add_organisation(SOUTH)
        yield database
