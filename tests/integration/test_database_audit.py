"""The audit record shows meddling: an event that was changed, taken out, moved or cut off breaks the chain."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from adapters.storage.database import Database
from adapters.storage.engines import database_url as address_of
from adapters.storage.engines import one_off_engine, transaction
from adapters.storage.errors import AuditBroken
from bot.testing import SettableClock
from tests.contract.records import NORTH, SOUTH


async def record(database: Database, *actions: str, organisation_id: str = NORTH.id) -> None:
    """Write events, each in a unit of its own."""
    for action in actions:
        async with database.work(organisation_id) as work:
            await work.audit.record(action, subject_id="rep_1", actor="mem_1")


async def meddle(url: str, statement: str) -> None:
    """Change rows behind Alongside's back."""
    engine = one_off_engine(address_of(url), writes=True)
    async with transaction(engine, commits=True) as connection:
        assert (await connection.execute(text(statement))).rowcount > 0
    await engine.dispose()


async def test_events_are_chained_in_each_organisation(database: Database, clock: SettableClock) -> None:
    async with database.work(NORTH.id) as work:
        await work.audit.record("report.started", subject_id="rep_1", actor="mem_1")
        clock.advance(minutes=1)
        await work.audit.record("report.saved", subject_id="rep_1", actor="mem_1")
    await record(database, "report.read", organisation_id=SOUTH.id)

    async with database.reading(NORTH.id) as work:
        first, second = await work.audit.events()

    assert (first.seq, first.action, first.previous) == (1, "report.started", "")
    assert (second.seq, second.action, second.previous) == (2, "report.saved", first.hash)
    assert second.at - first.at == timedelta(minutes=1)
    assert (await database.verify_audit(NORTH.id), await database.verify_audit(SOUTH.id)) == (2, 1)


async def test_an_empty_record_is_whole(database: Database) -> None:
    assert await database.verify_audit(NORTH.id) == 0


async def test_events_written_at_once_stand_in_one_chain(database: Database) -> None:
    await asyncio.gather(*(record(database, f"action.{number}") for number in range(12)))

    assert await database.verify_audit(NORTH.id) == 12


@pytest.mark.parametrize(
    ("meddling", "shows_at"),
    [
        ("UPDATE audit_event SET actor = 'mem_2' WHERE seq = 2", 2),
        ("UPDATE audit_event SET at = (SELECT at FROM audit_event WHERE seq = 3) WHERE seq = 2", 2),
        ("DELETE FROM audit_event WHERE seq = 2", 2),
        ("DELETE FROM audit_event WHERE seq = 3", 3),
        ("UPDATE audit_event SET seq = 9 WHERE seq = 3", 3),
        ("UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_event WHERE seq = 2) WHERE seq = 3", 4),
    ],
)
async def test_meddling_shows(database: Database, database_url: str, clock: SettableClock, meddling: str, shows_at: int) -> None:
    for action in ("one", "two", "three"):
        clock.advance(seconds=1)
        await record(database, action)

    await meddle(database_url, meddling)

    with pytest.raises(AuditBroken) as raised:
        await database.verify_audit(NORTH.id)
    assert (raised.value.organisation_id, raised.value.seq) == (NORTH.id, shows_at)
    assert await database.verify_audit(SOUTH.id) == 0
