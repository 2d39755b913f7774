"""Connections: which driver an address means, and how each engine is set so that nothing that was committed is lost.

SQLite has one connection that writes, so that units queue for it in this process and none of them meets "database is locked".
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from adapters.storage import sqlite_driver
from adapters.storage.errors import translated
from bot.errors import BadSetting, SettingsError

WAIT_S = 30
"""How long a unit waits for a connection, in seconds, before it fails instead of hanging for ever."""

BUSY_MS = 10_000
"""How long SQLite waits for a lock that another program, such as a backup, holds, in milliseconds."""

READERS = 4
"""Connections that only read, on SQLite: each is a thread."""

_EXPECTED = "sqlite:///path/to/file.db or postgresql://user:password@host/database"
_LASTING = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # WAL alone may lose the last commits when the power fails
)
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def database_url(text: str) -> URL:
    """Return an address with the driver that we use. Raises BadSetting for anything but a SQLite file or PostgreSQL."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise BadSetting("ALONGSIDE_DATABASE_URL", _EXPECTED) from None  # the cause would quote the password
    if url.drivername not in _DRIVERS or (url.drivername.startswith("sqlite") and url.database in (None, "", ":memory:")):
        raise BadSetting("ALONGSIDE_DATABASE_URL", _EXPECTED)
    url = url.set(drivername=_DRIVERS[url.drivername])
    if "sslmode" in url.query:  # what libpq calls it; asyncpg takes the same values as `ssl`
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": url.query["sslmode"]})
    return url


def sqlite_file(url: URL) -> Path | None:
    """Return the file of a SQLite database, None for PostgreSQL."""
    return Path(url.database) if url.database and url.drivername.startswith("sqlite") else None


def prepare_file(path: Path) -> None:
    """Make the file and its folder when they are missing, for their owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def one_off_engine(url: URL, *, writes: bool) -> AsyncEngine:
    """Return an engine that keeps no connection open, for migrations. Foreign keys are not checked while tables change."""
    if sqlite_file(url):
        return _sqlite_engine(url, *_LASTING, writes=writes, poolclass=NullPool)
    return _created(url, poolclass=NullPool)


@dataclass(frozen=True, slots=True)
class Engines:
    """A way to write and a way to read."""

    write: AsyncEngine
    read: AsyncEngine

    async def dispose(self) -> None:
        """Close all connections."""
        await self.write.dispose()
        await self.read.dispose()


def create_engines(url: URL) -> Engines:
    """Return engines for a database; nothing is opened yet."""
    return _sqlite_engines(url) if sqlite_file(url) else _postgres_engines(url)


def _sqlite_engines(url: URL) -> Engines:
    settings = (*_LASTING, "PRAGMA foreign_keys=ON")
    pool = {"max_overflow": 0, "pool_timeout": WAIT_S}
    write = _sqlite_engine(url, *settings, writes=True, pool_size=1, **pool)
    read = _sqlite_engine(url, *settings, "PRAGMA query_only=ON", writes=False, pool_size=READERS, **pool)
    return Engines(write, read)


def _sqlite_engine(url: URL, *settings: str, writes: bool, **options: Any) -> AsyncEngine:
    arguments = {"async_creator_fn": sqlite_driver.connect, "waits_for_rollback": writes}
    engine = _created(url, connect_args=arguments, **options)
    # Immediate: a transaction that reads first and writes later would fail at once when another one wrote in between.
    _set_up_sqlite(engine, *settings, begin="BEGIN IMMEDIATE" if writes else "BEGIN")
    return engine


def _postgres_engines(url: URL) -> Engines:
    write = _created(url, pool_size=10, max_overflow=10, pool_timeout=WAIT_S, pool_pre_ping=True)
    read = write.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(write, read)


def _created(url: URL, **options: Any) -> AsyncEngine:
    try:
        return create_async_engine(url, hide_parameters=True, **options)
    except ModuleNotFoundError as exc:
        raise SettingsError("PostgreSQL needs one more package. Run: pip install 'alongside[postgres]'") from exc


def _set_up_sqlite(engine: AsyncEngine, *settings: str, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # or the driver would begin transactions of its own, and too late
        cursor = connection.cursor()
        for setting in settings:
            cursor.execute(setting)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


@asynccontextmanager
async def transaction(engine: AsyncEngine, *, commits: bool) -> AsyncIterator[AsyncConnection]:
    """Open a connection and a transaction. Leaving commits, if wanted; an exception, or a lost process, undoes it.

    Raises:
        StorageError: the database cannot be reached, or did not commit. What the block itself raises passes as it is.
    """
    with translated():
        connection = await engine.connect().start()
    try:
        yield connection
        if commits:
            with translated():
                await connection.commit()
    except BaseException:
        with translated():
            await asyncio.shield(connection.close())  # a cancelled unit must not leave its transaction open
        raise
    with translated():
        await connection.close()
