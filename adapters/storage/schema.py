"""The database's tables, brought up to date by the migrations in this package. Needs no alembic.ini and touches no logging."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engines import database_url, one_off_engine, prepare_file, sqlite_file, transaction
from adapters.storage.errors import translated
from adapters.storage.locking import file_lock

MIGRATIONS = Path(__file__).parent / "migrations"

_UPGRADE_LOCK = 0x616C6F6E67  # "along": any number will do that no other program takes in this database


async def upgrade(url: str) -> None:
    """Apply the migrations that are missing; a new database gets all tables. All of them are applied, or none.

    Raises:
        DatabaseInUse: another process has the SQLite file.
        BadSetting: the address cannot be used.
        StorageError: the database cannot be reached, or refused a migration.
    """
    async with _alone(url) as connection:
        with translated():
            await connection.run_sync(_upgrade)


async def is_current(url: str) -> bool:
    """True when every migration has been applied, and no newer one. Raises StorageError, BadSetting."""
    address = database_url(url)
    file = sqlite_file(address)
    if file and not file.exists():
        return False  # connecting would make an empty file
    engine = one_off_engine(address, writes=False)
    try:
        async with transaction(engine, commits=False) as connection:
            with translated():
                return await connection.run_sync(_is_current)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _alone(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that no other upgrade of the same database can overlap."""
    address = database_url(url)
    file = sqlite_file(address)
    engine = one_off_engine(address, writes=True)
    try:
        if file:
            prepare_file(file)
            with file_lock(file):
                async with transaction(engine, commits=True) as connection:
                    await connection.begin()  # Alembic commits by itself unless it finds a transaction
                    yield connection
        else:
            async with transaction(engine, commits=True) as connection:
                with translated():
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
                yield connection
    finally:
        await engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings for this package's migrations over an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


def _is_current(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(alembic_config(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)
