"""Every implementation of `Storage`, each fresh and with two organisations in it: in memory, SQLite, PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.storage.database import Database
from bot.ports import Storage
from bot.testing import InMemoryStorage, SettableClock
from tests.contract.records import NORTH, SOUTH
from tests.integration.databases import ENGINES, KEY, clock_for, migrated_file, migrated_server, postgres_url, sqlite_url
from tests.integration.postgres import postgres_server

__all__ = ["migrated_file", "migrated_server", "postgres_server", "postgres_url", "sqlite_url"]


@pytest.fixture(params=["memory", *ENGINES])
def implementation(request: pytest.FixtureRequest) -> str:
    """Which one it is this time."""
    name: str = request.param
    return name


@pytest.fixture
def fresh_url(implementation: str, request: pytest.FixtureRequest) -> str:
    """The address of the database of this test; nothing for the twin."""
    if implementation == "memory":
        return ""
    url: str = request.getfixturevalue(f"{implementation}_url")
    return url


@pytest.fixture
def clock(fresh_url: str) -> SettableClock:
    """The time of the test."""
    return clock_for(fresh_url)


@pytest.fixture
async def storage(fresh_url: str, clock: SettableClock) -> AsyncIterator[Storage]:
    """A storage with the organisations NORTH and SOUTH."""
    async with _opened(fresh_url, clock) as storage:
        for organisation in (NORTH, SOUTH):
            await storage.add_organisation(organisation)
            clock.advance(milliseconds=1)
        yield storage


@asynccontextmanager
async def _opened(url: str, clock: SettableClock) -> AsyncIterator[Storage]:
    if not url:
        yield InMemoryStorage(clock=clock)
        return
    async with Database(url, [KEY], clock) as database:
        yield database
