"""The SQLite driver: no statement runs outside the transaction that it was meant for, whatever happens in between."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage.sqlite_driver import OneTripConnection, OneTripCursor, connect

SLOW = "INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A database with one table."""
    path = str(tmp_path / "notes.db")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE note (text)")
    return path


@pytest.fixture
async def connection(file: str) -> AsyncIterator[OneTripConnection]:
    """A connection to it that begins transactions only when told to."""
    connection = await connect(file, isolation_level=None, timeout=0)
    assert isinstance(connection, OneTripConnection)
    yield connection
    await connection.close()


@pytest.fixture
def other(file: str) -> Iterator[sqlite3.Connection]:
    """Another program at the same file."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as other:
        yield other


async def run(connection: OneTripConnection, statement: str, *parameters: object) -> OneTripCursor:
    """Execute a statement the way SQLAlchemy does."""
    return await connection.cursor().execute(statement, parameters)


def notes(other: sqlite3.Connection) -> list[object]:
    """Return what has been committed."""
    return [text for (text,) in other.execute("SELECT text FROM note")]


async def test_a_statement_returns_its_rows_columns_and_counts(connection: OneTripConnection) -> None:
    added = await run(connection, "INSERT INTO note VALUES (?), (?)", "a", "b")
    read = await run(connection, "SELECT text FROM note ORDER BY text")

    assert (added.rowcount, added.description) == (2, None)
    assert list(await read.fetchall()) == [("a",), ("b",)]
    assert [column[0] for column in read.description] == ["text"]


async def test_what_was_committed_is_there_and_what_was_undone_is_not(
    connection: OneTripConnection, other: sqlite3.Connection
) -> None:
    for text, end in (("kept", connection.commit), ("undone", connection.rollback), ("kept too", connection.commit)):
        await run(connection, "BEGIN IMMEDIATE")
        await run(connection, "INSERT INTO note VALUES (?)", text)
        await end()

    assert notes(other) == ["kept", "kept too"]


async def test_nothing_is_locked_before_the_first_statement(connection: OneTripConnection, other: sqlite3.Connection) -> None:
    await run(connection, "BEGIN IMMEDIATE")
    other.execute("INSERT INTO note VALUES ('theirs')")

    await run(connection, "INSERT INTO note VALUES ('ours')")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("INSERT INTO note VALUES ('too late')")
    await connection.commit()

    assert notes(other) == ["theirs", "ours"]


async def test_a_transaction_that_cannot_begin_is_begun_by_the_next_statement(
    connection: OneTripConnection, other: sqlite3.Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    await run(connection, "BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await run(connection, "INSERT INTO note VALUES ('first')")
    other.execute("ROLLBACK")

    await run(connection, "INSERT INTO note VALUES ('second')")
    assert notes(other) == []
    await connection.rollback()

    assert notes(other) == []


async def test_a_statement_whose_caller_was_cancelled_is_undone(connection: OneTripConnection, other: sqlite3.Connection) -> None:
    await run(connection, "BEGIN IMMEDIATE")
    slow = asyncio.create_task(run(connection, SLOW))
    await asyncio.sleep(0)  # it is on its way to the thread
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    await connection.rollback()

    await run(connection, "BEGIN IMMEDIATE")
    await run(connection, "INSERT INTO note VALUES ('next')")
    await connection.commit()
    assert notes(other) == ["next"]


async def test_after_sqlite_ended_a_transaction_itself_nothing_of_it_is_written(
    connection: OneTripConnection, other: sqlite3.Connection
) -> None:
    await run(connection, "BEGIN IMMEDIATE")
    await run(connection, "INSERT INTO note VALUES ('lost')")
    await run(connection, "ROLLBACK")  # as SQLite does when the disk is full

    with pytest.raises(sqlite3.OperationalError, match="ended"):
        await run(connection, "INSERT INTO note VALUES ('alone')")
    with pytest.raises(sqlite3.OperationalError, match="ended"):
        await connection.commit()
    assert notes(other) == []

    await connection.rollback()
    await run(connection, "BEGIN IMMEDIATE")
    await run(connection, "INSERT INTO note VALUES ('next')")
    await connection.commit()
    assert notes(other) == ["next"]


async def test_a_reader_does_not_wait_for_its_end_but_reads_afresh(file: str, other: sqlite3.Connection) -> None:
    reader = await connect(file, isolation_level=None, waits_for_rollback=False)
    assert isinstance(reader, OneTripConnection)
    counts = []
    for _ in range(2):
        await run(reader, "BEGIN")
        counts.append(len(await (await run(reader, "SELECT text FROM note")).fetchall()))
        other.execute("INSERT INTO note VALUES ('more')")
        counts.append(len(await (await run(reader, "SELECT text FROM note")).fetchall()))
        await reader.rollback()
    await reader.close()

    assert counts == [0, 0, 1, 1]
