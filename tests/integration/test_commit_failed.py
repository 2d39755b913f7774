"""A unit that cannot be committed is undone whole, and the next one is not hurt: as when a full disk is emptied."""

import pytest

from adapters.storage.database import Database
from bot.errors import StorageError
from bot.messages import Channel
from bot.testing import SettableClock
from tests.contract.records import NORTH, make_escalation
from tests.integration.databases import KEY, migrated_file, sqlite_url

__all__ = ["migrated_file", "sqlite_url"]


async def _write_what_cannot_be_committed(database: Database) -> None:
    async with database.work(NORTH.id) as work:
        await work.members.find_or_add(Channel.WEB, "kit")
        await work.escalations.add(make_escalation("rep_that_does_not_exist"))  # found out at the commit only


async def test_a_failed_commit_does_not_fail_the_next_unit(sqlite_url: str) -> None:
    async with Database(sqlite_url, [KEY], SettableClock()) as database:
        await database.add_organisation(NORTH)

        with pytest.raises(StorageError):
            await _write_what_cannot_be_committed(database)

        async with database.work(NORTH.id) as work:
            await work.members.find_or_add(Channel.WEB, "lee")
        async with database.work(NORTH.id) as work:
            assert (await work.members.find_or_add(Channel.WEB, "lee")).address == "lee"
