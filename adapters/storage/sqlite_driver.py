"""aiosqlite with one trip to its thread for a statement instead of four (open a cursor, execute, fetch, close).

A trip costs little by itself, but each one waits for the thread and then for the event loop: measured here, it made a turn's
database work two to three times as long. Everything else, errors included, is aiosqlite's own.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Self

import aiosqlite


class _Outcome(NamedTuple):
    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()


class OneTripCursor:
    """As much of a cursor as SQLAlchemy asks for. Rows are fetched when the statement is executed."""

    arraysize = 1

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._outcome = _Outcome()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Self:
        """Run a statement and fetch what it returns."""
        return await self._run(lambda cursor: cursor.execute(statement, parameters))

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Run a statement for each set of parameters."""
        return await self._run(lambda cursor: cursor.executemany(statement, parameters))

    async def fetchall(self) -> Sequence[Any]:
        """Return what the statement returned."""
        return self._outcome.rows

    async def close(self) -> None:
        """The cursor was closed when its rows were fetched."""

    @property
    def description(self) -> Any:
        """The columns, as sqlite3 describes them; None when the statement returns no rows."""
        return self._outcome.description

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return self._outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The row id of the last insert."""
        return self._outcome.lastrowid

    async def _run(self, execute: Callable[[sqlite3.Cursor], object]) -> Self:
        self._outcome = await self._connection.in_thread(execute)
        return self


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out such cursors."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """Return a cursor; nothing happens yet."""
        return OneTripCursor(self)

    async def in_thread(self, execute: Callable[[sqlite3.Cursor], object]) -> _Outcome:
        """Execute, fetch and close in the connection's thread."""

        def run() -> _Outcome:
            cursor = self._conn.cursor()
            try:
                execute(cursor)
                rows = cursor.fetchall() if cursor.description else ()
                return _Outcome(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
            finally:
                cursor.close()

        outcome: _Outcome = await self._execute(run)  # type: ignore[no-untyped-call]
        return outcome


def connect(database: str, **options: Any) -> OneTripConnection:
    """Return a connection, to be awaited, to a file. Its thread does not keep the process alive."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=1)
    connection._thread.daemon = True
    return connection
