"""Fixtures: fresh databases with all tables and no rows. Migrations run once; each test gets a copy."""

import asyncio
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.storage import schema
from bot.testing import SettableClock
from tests.integration.postgres import PostgresServer

KEY = bytes(range(32))
"""The master key of the tests."""

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
_TEMPLATE = "migrated"


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
    asyncio.run(schema.upgrade(postgres_server.create(_TEMPLATE)))
    return postgres_server


@pytest.fixture
def postgres_url(migrated_server: PostgresServer) -> str:
    """The address of a fresh PostgreSQL database; it goes with its server."""
    return migrated_server.create(f"test_{secrets.token_hex(8)}", template=_TEMPLATE)


def clock_for(url: str) -> SettableClock:
    """Return the time of a test. PostgreSQL goes by its own for leases, so there the test's begins at the same."""
    return SettableClock(datetime.now(UTC)) if url.startswith("postgresql") else SettableClock()
