"""Every implementation of `Storage`, each fresh and with two organisations in it: in memory, SQLite, PostgreSQL."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.storage import schema
from adapters.storage.database import Database
from bot.ports import Storage
from bot.testing import InMemoryStorage, SettableClock
from tests.contract.records import NORTH, SOUTH
from tests.integration.postgres import PostgresServer, postgres_server

__all__ = ["postgres_server"]

KEY = bytes(range(32))
TEMPLATE = "migrated"


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def implementation(request: pytest.FixtureRequest) -> str:
    """Which one it is this time."""
    name: str = request.param
    return name


@pytest.fixture
def clock(implementation: str) -> SettableClock:
    """The time that the storage goes by; PostgreSQL has its own for leases, so there the test's begins at the same."""
    return SettableClock(datetime.now(UTC)) if implementation == "postgres" else SettableClock()


@pytest.fixture
def fresh_url(implementation: str, request: pytest.FixtureRequest) -> str:
    """The address of the database of this test; nothing for the twin."""
    if implementation == "memory":
        return ""
    url: str = request.getfixturevalue(f"{implementation}_url")
    return url


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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(schema.upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'alongside.db')}"


@pytest.fixture(scope="session")
def migrated_server(postgres_server: PostgresServer) -> PostgresServer:
    """A server with a database that has all tables and no rows."""
    asyncio.run(schema.upgrade(postgres_server.create(TEMPLATE)))
    return postgres_server


@pytest.fixture
def postgres_url(migrated_server: PostgresServer) -> str:
    """The address of a fresh PostgreSQL database; it goes with its server."""
    return migrated_server.create(f"test_{secrets.token_hex(8)}", template=TEMPLATE)
