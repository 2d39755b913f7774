"""Migrations: they make exactly the tables that the code means, once, whoever comes first."""

import asyncio
import logging
import os
import secrets
import warnings
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from adapters.storage.database import Database
from adapters.storage.engines import database_url as address_of
from adapters.storage.engines import one_off_engine, transaction
from adapters.storage.schema import alembic_config, is_current, upgrade
from adapters.storage.tables import metadata
from bot.errors import StorageError
from bot.testing import SettableClock
from tests.integration.databases import ENGINES, KEY
from tests.integration.postgres import PostgresServer


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrated_schema_is_the_one_that_the_code_means(database_url: str) -> None:
    engine = one_off_engine(address_of(database_url), writes=False)
    async with transaction(engine, commits=False) as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()

    assert differences == []


async def test_a_new_database_is_not_current_until_it_is_upgraded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alongside.db'}"

    assert not await is_current(url)
    assert not (tmp_path / "alongside.db").exists()  # asking makes no file
    await upgrade(url)
    assert await is_current(url)


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    async with Database(database_url, [KEY], SettableClock()):
        pass

    await upgrade(database_url)

    assert await is_current(database_url)


async def test_a_newer_schema_is_not_current(database_url: str) -> None:
    engine = one_off_engine(address_of(database_url), writes=True)
    async with transaction(engine, commits=True) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()

    assert not await is_current(database_url)


def _make_first_tables(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "0001")


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create(f"test_{secrets.token_hex(8)}")


@pytest.mark.parametrize("empty_url", ENGINES, indirect=True)
async def test_a_database_of_the_first_version_keeps_its_rows_and_no_organisation_keeps_questions(empty_url: str) -> None:
    engine = one_off_engine(address_of(empty_url), writes=True)
    async with transaction(engine, commits=True) as connection:
        await connection.begin()
        await connection.run_sync(_make_first_tables)
        values = "'org_old', :sealed, :sealed, '[]', '2026-05-01 09:00:00+00:00'"
        await connection.execute(text(f"INSERT INTO organisation VALUES ({values})").bindparams(sealed=b"\x01old"))

    assert not await is_current(empty_url)
    await upgrade(empty_url)

    assert await is_current(empty_url)
    async with transaction(engine, commits=False) as connection:
        rows = (await connection.execute(text("SELECT organisation_id, name, keeps_questions FROM organisation"))).all()
        differences = await connection.run_sync(_differences)
    await engine.dispose()
    assert [tuple(row) for row in rows] == [("org_old", b"\x01old", False)]
    assert differences == []


@pytest.mark.postgres
async def test_replicas_that_upgrade_at_once_do_not_collide(postgres_server: PostgresServer) -> None:
    url = postgres_server.create("upgraded_at_once")

    await asyncio.gather(*(upgrade(url) for _ in range(3)))

    assert await is_current(url)


async def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alongside.db'}"
    engine = one_off_engine(address_of(url), writes=True)
    async with transaction(engine, commits=True) as connection:
        await connection.execute(text("CREATE TABLE duty (id TEXT)"))  # in the way of the migration

    with pytest.raises(StorageError):
        await upgrade(url)

    async with transaction(engine, commits=False) as connection:
        tables = (await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))).scalars().all()
    await engine.dispose()
    assert list(tables) == ["duty"]


async def test_upgrading_touches_neither_logging_nor_the_working_folder(tmp_path: Path) -> None:
    handlers, level = list(logging.getLogger().handlers), logging.getLogger().level
    folder = Path.cwd()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        await upgrade(f"sqlite:///{tmp_path / 'odd % name' / 'alongside.db'}")

    assert (list(logging.getLogger().handlers), logging.getLogger().level) == (handlers, level)
    assert Path(os.getcwd()) == folder
