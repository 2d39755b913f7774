"""aiosqlite with one trip to its thread for a statement instead of four (open a cursor, execute, fetch, close).

Each trip waits for the thread and then for the event loop: with four, a turn's database work took 1.6 times as long. For the same
reason a transaction begins together with its first statement. Everything else, errors included, is aiosqlite's own. A statement
must never run outside the transaction that it was meant for: it would be kept although its unit was undone.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
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
        if statement.startswith("BEGIN"):
            self._connection.begin(statement)
            return self
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
    """An aiosqlite connection that hands out such cursors, and begins a transaction together with its first statement."""

    waits_for_rollback = True
    _begin = ""  # how the present transaction begins; "" when there is none
    _is_sent = False  # whether a statement of it is on its way to the thread, or was
    _has_begun = False  # written in the thread only

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # our own cursor, not the base class's
        """Return a cursor; nothing happens yet."""
        return OneTripCursor(self)

    def begin(self, statement: str) -> None:
        """Begin a transaction with the next statement. When that cannot begin it, the one after it tries again."""
        self._begin = statement

    async def in_thread(self, execute: Callable[[sqlite3.Cursor], object]) -> _Outcome:
        """Execute, fetch and close in the connection's thread."""
        begin = self._begin
        self._is_sent = bool(begin)

        def run() -> _Outcome:
            self._check(begin)
            with closing(self._conn.cursor()) as cursor:
                execute(cursor)
                rows = cursor.fetchall() if cursor.description else ()
                return _Outcome(cursor.description, cursor.rowcount, cursor.lastrowid, rows)

        outcome: _Outcome = await self._execute(run)  # type: ignore[no-untyped-call]  # aiosqlite has no types here
        return outcome

    async def commit(self) -> None:
        """Commit, if anything was done. One that fails is undone at once: nobody else undoes it before the next unit begins.

        Without that the next unit would fail too, with the disk long empty again.
        """

        def run() -> None:
            try:
                self._check("")
                self._conn.commit()
            except sqlite3.Error:
                self._conn.rollback()
                raise
            finally:
                self._has_begun = False

        was_sent, self._begin, self._is_sent = self._is_sent, "", False
        if was_sent:
            await self._execute(run)  # type: ignore[no-untyped-call]  # aiosqlite has no types here

    async def rollback(self) -> None:
        """Undo, if anything was done. It comes after a statement that is still running because its caller was cancelled."""

        def run() -> None:
            self._conn.rollback()
            self._has_begun = False

        was_sent, self._begin, self._is_sent = self._is_sent, "", False
        if was_sent and self.waits_for_rollback:
            await self._execute(run)  # type: ignore[no-untyped-call]  # aiosqlite has no types here
        elif was_sent:
            self._tx.put_nowait((None, run))  # it only read: there is nothing to wait for, and the next statement queues behind

    def _check(self, begin: str) -> None:
        """SQLite may end a transaction by itself, such as when the disk is full; what follows must not be written alone."""
        if begin and not self._has_begun:
            self._conn.execute(begin)
            self._has_begun = True
        if self._has_begun and not self._conn.in_transaction:
            raise sqlite3.OperationalError("the transaction was ended by SQLite")


def connect(database: str, *, waits_for_rollback: bool = True, **options: Any) -> OneTripConnection:
    """Return a connection, to be awaited, to a file. Its thread does not keep the process alive."""
    connection = OneTripConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=1)
    connection.waits_for_rollback = waits_for_rollback
    connection._thread.daemon = True
    return connection
