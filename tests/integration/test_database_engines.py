"""What the engines are set to, and how they fail: clearly, at once, and never with half a unit written."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage.database import Database
from adapters.storage.errors import DatabaseInUse, SchemaOutOfDate
from adapters.storage.schema import upgrade
from bot.errors import StorageError
from bot.messages import Channel
from bot.organisations import Organisation
from bot.testing import SettableClock
from tests.contract.records import A_MINUTE, ADDRESS, NORTH, a_conversation, make_duty, make_report, make_turn
from tests.integration.databases import KEY


async def test_sqlite_loses_nothing_that_was_committed(sqlite_url: str) -> None:
    async with Database(sqlite_url, [KEY], SettableClock()) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            settings = [
                (await work.tx.connection.execute(text(f"PRAGMA {name}"))).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]

    assert settings == ["wal", 2, 1]


async def test_a_second_process_on_the_same_file_is_told_what_to_do(sqlite_url: str) -> None:
    async with Database(sqlite_url, [KEY], SettableClock()):
        with pytest.raises(DatabaseInUse, match="Stop it first, or use PostgreSQL"):
            await Database(sqlite_url, [KEY], SettableClock()).open()
        with pytest.raises(DatabaseInUse):
            await upgrade(sqlite_url)

    async with Database(sqlite_url, [KEY], SettableClock()):
        pass  # the lock goes with the first one


async def test_a_closed_database_stays_closed(database_url: str) -> None:
    database = Database(database_url, [KEY], SettableClock())
    with pytest.raises(StorageError, match="not open"):
        await database.ping()
    await database.open()
    await database.close()
    await database.close()

    with pytest.raises(StorageError, match="not open"):
        await database.claim(limit=1, lease_s=1)
    with pytest.raises(StorageError, match="not open"):
        await database.organisations()


async def test_a_failed_start_lets_go_of_the_file(sqlite_url: str, tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    with pytest.raises(SchemaOutOfDate):
        await Database(empty, [KEY], SettableClock()).open()

    await upgrade(empty)
    async with Database(empty, [KEY], SettableClock()):
        pass


async def test_the_file_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "alongside.db"

    await upgrade(f"sqlite:///{file}")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


async def test_many_units_at_once_all_succeed(database: Database) -> None:
    async def talk(number: int) -> None:
        async with database.reading(NORTH.id) as work:
            await work.conversations.find(Channel.TELEGRAM, f"address {number}")
        async with database.work(NORTH.id) as work:
            conversation = await a_conversation(work, f"address {number}")
            await work.turns.add(make_turn(conversation))
            await work.audit.record("turn.stored", subject_id=conversation.id, actor=conversation.member_id)

    await asyncio.gather(*(talk(number) for number in range(40)))

    assert await database.verify_audit(NORTH.id) == 40


async def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    async with database.work(NORTH.id) as writing:
        await a_conversation(writing)
        async with database.reading(NORTH.id) as reading:
            assert await reading.conversations.find(Channel.TELEGRAM, ADDRESS) is None


async def test_a_unit_that_reads_says_no_to_writing(database: Database) -> None:
    with pytest.raises(StorageError):
        async with database.reading(NORTH.id) as work:
            await work.members.find_or_add(Channel.TELEGRAM, ADDRESS)


async def test_a_unit_holds_the_file_from_its_first_read(sqlite_url: str) -> None:
    """Otherwise another program could write in between, and the unit's own write would fail at once."""
    async with Database(sqlite_url, [KEY], SettableClock()) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            await work.conversations.find(Channel.TELEGRAM, ADDRESS)
            with (
                closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute("DELETE FROM duty")


async def test_a_row_without_what_it_belongs_to_undoes_the_unit(database: Database) -> None:
    async def write() -> None:
        async with database.work(NORTH.id) as work:
            conversation = await a_conversation(work)
            await work.reports.add(replace(make_report(conversation), conversation_id="con_none"))

    with pytest.raises(StorageError):
        await write()

    async with database.reading(NORTH.id) as work:
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) is None


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StorageError):
        async with database.work(NORTH.id) as work:
            await work.duties.add(make_duty(datetime(2026, 5, 1, 9)))


async def test_a_broken_statement_is_a_storage_error_without_its_values(database: Database) -> None:
    with pytest.raises(StorageError) as raised:
        async with database.work(NORTH.id) as work:
            await work.tx.execute(text("SELECT nothing FROM nowhere WHERE words = :words"), words="private words")

    assert raised.value.__cause__ is not None
    assert "private words" not in str(raised.value.__cause__)


async def test_a_cancelled_unit_leaves_nothing_behind(database: Database) -> None:
    started = asyncio.Event()

    async def hang() -> None:
        async with database.work(NORTH.id) as work:
            await a_conversation(work)
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with database.work(NORTH.id) as work:
        assert await work.conversations.find(Channel.TELEGRAM, ADDRESS) is None


async def test_finished_duties_are_forgotten_in_time_and_open_ones_never(database: Database, clock: SettableClock) -> None:
    async with database.work(NORTH.id) as work:
        await work.duties.add(make_duty(clock.now() - A_MINUTE, key="done"))
        await work.duties.add(make_duty(clock.now() + timedelta(days=400), key="open", subject_id="esc_2"))
    for duty in await database.claim(limit=1, lease_s=60):
        async with database.work(NORTH.id) as work:
            await work.duties.finish(duty)

    assert await database.purge_finished(timedelta(days=30)) == 0
    clock.advance(days=31)
    assert await database.purge_finished(timedelta(days=30)) == 1
    async with database.reading(NORTH.id) as work:
        assert await work.duties.is_live(make_duty(clock.now()).kind, "esc_2")


async def test_a_lease_on_sqlite_runs_out_by_the_clock_of_the_process(sqlite_url: str) -> None:
    clock = SettableClock()
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            await work.duties.add(make_duty(clock.now()))

        taken = [len(await database.claim(limit=9, lease_s=90))]
        clock.advance(seconds=89)
        taken.append(len(await database.claim(limit=9, lease_s=90)))
        clock.advance(seconds=1)
        taken.append(len(await database.claim(limit=9, lease_s=90)))

    assert taken == [1, 0, 1]


async def test_leases_of_a_dead_process_end_when_its_file_is_opened_again(sqlite_url: str) -> None:
    clock = SettableClock()
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            await work.duties.add(make_duty(clock.now()))
        [lost] = await database.claim(limit=9, lease_s=90)

    async with Database(sqlite_url, [KEY], clock) as database:
        [again] = await database.claim(limit=9, lease_s=90)

    assert (again.id, again.tries) == (lost.id, 2)
    assert again.lease != lost.lease


@pytest.mark.postgres
async def test_a_replica_notices_an_organisations_new_name(postgres_url: str) -> None:
    clock = SettableClock()
    renamed = Organisation(id=NORTH.id, name="Northern Campaign", collections=frozenset())
    async with Database(postgres_url, [KEY], clock) as first, Database(postgres_url, [KEY], clock) as second:
        await first.add_organisation(NORTH)
        async with second.reading(NORTH.id) as work:
            assert work.organisation == NORTH

        await first.add_organisation(renamed)
        clock.advance(minutes=1)

        async with second.reading(NORTH.id) as work:
            assert work.organisation == renamed


async def test_an_organisations_id_is_fit_for_a_folder(database: Database) -> None:
    for id in ("", "../elsewhere", "a b", "x" * 65):
        with pytest.raises(StorageError):
            await database.add_organisation(Organisation(id=id, name="Odd", collections=frozenset()))


async def test_a_server_that_is_not_there_is_a_storage_error() -> None:
    with pytest.raises(StorageError) as raised:
        await Database("postgresql://someone@127.0.0.1:9/alongside", [KEY], SettableClock()).open()
    assert isinstance(raised.value.__cause__, OSError)


async def test_the_database_answers(database: Database) -> None:
    await database.ping()


async def test_the_schema_of_a_file_from_elsewhere_is_not_taken_for_ours(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE other (id TEXT)")

    with pytest.raises(SchemaOutOfDate):
        await Database(f"sqlite:///{file}", [KEY], SettableClock()).open()
