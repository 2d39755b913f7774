"""A duty that a killed process had claimed is done at once by the next one, where only one process can have the database."""

from adapters.storage.database import Database
from bot.testing import SettableClock
from tests.contract.records import NORTH, make_duty
from tests.integration.databases import KEY, migrated_file, sqlite_url

__all__ = ["migrated_file", "sqlite_url"]


async def test_leases_of_a_process_that_was_killed_are_free_when_the_file_is_opened_again(sqlite_url: str) -> None:
    clock = SettableClock()
    async with Database(sqlite_url, [KEY], clock) as database:
        await database.add_organisation(NORTH)
        async with database.work(NORTH.id) as work:
            await work.duties.add(make_duty(due_at=clock.now()))
        [claimed] = await database.claim(limit=5, lease_s=90.0)
        assert await database.claim(limit=5, lease_s=90.0) == []

    async with Database(sqlite_url, [KEY], clock) as database:
        [again] = await database.claim(limit=5, lease_s=90.0)

    assert again.id == claimed.id
    assert again.tries == 2
