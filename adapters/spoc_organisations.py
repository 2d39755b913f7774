"""Opens the contacts of one organisation for a command. Where there is only one organisation it need not be named."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.administration import UnknownOrganisation, upgrade_database, with_database
from adapters.settings import Settings
from adapters.storage.database import Database
from adapters.storage.work import SqlWork
from bot.errors import UserError

Result = TypeVar("Result")


class NoOrganisation(UserError):
    """There is no organisation yet. `alongside organisation add "NAME"` adds yours; `alongside serve` makes a demo one."""


class WhichOrganisation(UserError):
    """There are several organisations. Say with --organisation which one; `alongside organisation list` shows their ids."""


def within(settings: Settings, organisation_id: str, use: Callable[[SqlWork], Awaitable[Result]]) -> Result:
    """Do something in one transaction of an organisation. Raises what `opened` raises."""

    async def in_one(database: Database, chosen: str) -> Result:
        async with database.work(chosen) as work:
            return await use(work)

    return opened(settings, organisation_id, in_one)


def opened(settings: Settings, organisation_id: str, use: Callable[[Database, str], Awaitable[Result]]) -> Result:
    """Open the database, and do something for an organisation.

    Args:
        settings: say where the database is.
        organisation_id: "" for the only one.
        use: is given the database and the id.

    Raises:
        UnknownOrganisation, NoOrganisation, WhichOrganisation: it cannot be told whose contacts are meant.
        StorageError, SettingsError: the database cannot be used; on SQLite also while `serve` runs.
    """

    async def run(database: Database) -> Result:
        return await use(database, await _chosen(database, organisation_id))

    upgrade_database(settings)
    return asyncio.run(with_database(settings, run))


async def _chosen(database: Database, organisation_id: str) -> str:
    known = [each.id for each in await database.organisations()]
    if organisation_id:
        if organisation_id not in known:
            raise UnknownOrganisation
        return organisation_id
    if len(known) > 1:
        raise WhichOrganisation
    if not known:
        raise NoOrganisation
    return known[0]
