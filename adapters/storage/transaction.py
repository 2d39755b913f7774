"""One open transaction of one organisation. Every statement goes through here, with the organisation filled in.

The parts (members, reports, ...) write their statements with `own(table)`; they never see a connection, nor the key of another
organisation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Executable, Insert, Select, Table, bindparam, func, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.columns import UtcDateTime
from adapters.storage.crypto import Sealer
from adapters.storage.errors import translated
from adapters.storage.sealing import open_row, seal_row
from bot.organisations import Organisation
from bot.ports import Clock

SQLITE = "sqlite"

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Tenant:
    """An organisation with the key to its rows."""

    organisation: Organisation
    sealer: Sealer


def own(table: Table) -> ColumnElement[bool]:
    """Return the condition that a row is the organisation's own; the transaction fills in which."""
    return table.c.organisation_id == bindparam("own")


@cache
def insert_once(dialect: str, table: Table) -> Insert:
    """Return an insert that does nothing when a unique key is taken; one that was written returns its organisation."""
    written = table.c.organisation_id
    if dialect == SQLITE:
        return sqlite.insert(table).on_conflict_do_nothing().returning(written)
    return postgresql.insert(table).on_conflict_do_nothing().returning(written)


def database_time(dialect: str, clock: Clock) -> ColumnElement[datetime]:
    """Return the present instant as SQL, for leases.

    PostgreSQL's own, since the clocks of replicas differ. On SQLite there is one process, so its clock is the time, and a test
    can move it.
    """
    if dialect == SQLITE:
        return literal(clock.now(), UtcDateTime())
    return func.clock_timestamp(type_=UtcDateTime())


class Transaction:
    """A connection, a tenant and the time."""

    def __init__(self, connection: AsyncConnection, tenant: Tenant, clock: Clock, *, writes: bool) -> None:
        self.connection = connection
        self._own = tenant.organisation.id
        self.organisation = tenant.organisation
        self.sealer = tenant.sealer
        self.clock = clock
        self.dialect = connection.dialect.name
        self._locks = writes and self.dialect != SQLITE  # SQLite lets one unit at a time write anyway

    async def execute(self, statement: Executable, **values: Any) -> CursorResult[Any]:
        """Run a statement of this organisation. Raises StorageError."""
        with translated():
            return await self.connection.execute(statement, {"own": self._own, **values})

    async def all(self, statement: Select[Any], *, lock: Table | None = None, **values: Any) -> Sequence[Row]:
        """Return the rows of a query. In a unit that writes, `lock` keeps other replicas from changing them before the commit."""
        return (await self.execute(self._locking(statement, lock), **values)).mappings().all()

    async def first(self, statement: Select[Any], *, lock: Table | None = None, **values: Any) -> Row | None:
        """Return the first row of a query; `lock` as in `all`."""
        return (await self.execute(self._locking(statement, lock), **values)).mappings().first()

    async def add(self, statement: Insert, *rows: Row) -> None:
        """Insert rows, sealed. Raises StorageError."""
        if rows:
            sealed = [self._sealed(statement, row) for row in rows]
            with translated():
                await self.connection.execute(statement, sealed)

    async def add_once(self, table: Table, row: Row) -> bool:
        """Insert a row, sealed; False when a unique key of it was taken, whoever took it."""
        return await self.add_returning(insert_once(self.dialect, table), row) is not None

    async def add_returning(self, statement: Insert, row: Row) -> Row | None:
        """Insert a row, sealed, and return what the statement returns; None when nothing was inserted."""
        return (await self.execute(statement, **self._sealed(statement, row))).mappings().first()

    def opened(self, table: Table, row: Row) -> dict[str, Any]:
        """Return a row of this table with its sealed columns opened. Raises SealBroken."""
        return open_row(self.sealer, table, row)

    def _locking(self, statement: Select[Any], table: Table | None) -> Select[Any]:
        return statement.with_for_update(of=table) if self._locks and table is not None else statement

    def _sealed(self, statement: Insert, row: Row) -> dict[str, Any]:
        return seal_row(self.sealer, cast(Table, statement.table), {"organisation_id": self._own, "own": self._own, **row})
