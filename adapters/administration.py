"""Administration from the command line: the database, organisations, invitations."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from adapters.bootstrap import database_url, master_keys
from adapters.clock import RandomIds, SystemClock
from adapters.settings import Settings
from adapters.storage.database import Database
from adapters.storage.schema import upgrade
from bot.errors import NotFound, UserError
from bot.organisations import Invitation, Organisation, Role

Result = TypeVar("Result")

COLLECTIONS = frozenset({"official", "evidence", "historic"})
"""What every organisation is shown; party papers only to those that subscribe."""


class UnknownRole(UserError):
    """There is no such role."""

    def __init__(self) -> None:
        super().__init__(f"There is no such role. Choose one of: {', '.join(Role)}.")


class UnknownOrganisation(UserError):
    """There is no such organisation. `alongside organisation list` shows them with their ids."""


def upgrade_database(settings: Settings) -> None:
    """Apply all migrations."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    asyncio.run(upgrade(database_url(settings)))


def check_database(settings: Settings) -> None:
    """Return when the database can be opened with these keys and is up to date. Raises StorageError, which says what to do."""
    asyncio.run(with_database(settings, _ping))


def add_organisation(
    settings: Settings, name: str, *, safety_contact: str, party_papers: str, keeps_questions: bool = False
) -> str:
    """Create an organisation and return its id."""
    papers = {f"party:{paper.strip()}" for paper in party_papers.split(",") if paper.strip()}
    made = Organisation(
        id=RandomIds().new("org"),
        name=name,
        collections=COLLECTIONS | papers,
        safety_contact=safety_contact,
        keeps_questions=keeps_questions,
    )

    async def add(database: Database) -> None:
        await database.add_organisation(made)

    upgrade_database(settings)
    asyncio.run(with_database(settings, add))
    return made.id


def change_organisation(
    settings: Settings,
    organisation_id: str,
    *,
    keeps_questions: bool | None,
    safety_contact: str | None,
    is_asked_directly: bool | None = None,
) -> list[str]:
    """Change what is given and leave the rest; return what to say. Questions that are not to be kept any more are forgotten.

    Raises UnknownOrganisation.
    """

    async def change(database: Database) -> list[str]:
        before = next((each for each in await database.organisations() if each.id == organisation_id), None)
        if before is None:
            raise UnknownOrganisation
        keeps = before.keeps_questions if keeps_questions is None else keeps_questions
        contact = before.safety_contact if safety_contact is None else safety_contact
        is_direct = before.is_asked_directly if is_asked_directly is None else is_asked_directly
        after = replace(before, keeps_questions=keeps, safety_contact=contact, is_asked_directly=is_direct)
        await database.add_organisation(after)
        return await _written_down(database, organisation_id, keeps_questions, has_new_contact=safety_contact is not None)

    upgrade_database(settings)
    return asyncio.run(with_database(settings, change))


async def _written_down(
    database: Database, organisation_id: str, keeps_questions: bool | None, *, has_new_contact: bool
) -> list[str]:
    said = ["Changed. Servers that are running take this up within a minute."]
    async with database.work(organisation_id) as work:
        if has_new_contact:
            await work.audit.record("organisation.contact_changed", subject_id=organisation_id, actor="admin")
        if keeps_questions:
            await work.audit.record("questions.kept", subject_id=organisation_id, actor="admin")
        elif keeps_questions is False:
            said.append(f"Forgot {await work.advice.forget_questions()} questions. None is kept from now on.")
            await work.audit.record("questions.forgotten", subject_id=organisation_id, actor="admin")
    return said


def list_organisations(settings: Settings) -> list[str]:
    """Return a line for each organisation: id, name, and whether it keeps questions."""

    async def listed(database: Database) -> list[str]:
        rows = [_line(each) for each in await database.organisations()]
        return rows or ['None yet. `serve` makes a demo organisation; `organisation add "NAME"` adds yours.']

    upgrade_database(settings)
    return asyncio.run(with_database(settings, listed))


def create_invitation(settings: Settings, organisation_id: str, *, role: str, days: int) -> list[str]:
    """Make an invitation and return the lines that tell how to use it. Raises UnknownRole, UnknownOrganisation."""
    if role not in set(Role):
        raise UnknownRole
    code = RandomIds().secret()
    expires_at = SystemClock().now() + timedelta(days=days)
    invitation = Invitation(organisation_id=organisation_id, role=Role(role), expires_at=expires_at)

    async def invite(database: Database) -> None:
        try:
            await database.invite(invitation, code)
        except NotFound as error:
            raise UnknownOrganisation from error

    upgrade_database(settings)
    asyncio.run(with_database(settings, invite))
    return [
        f"Code: {code}",
        f"Good until {expires_at:%d %B %Y}. It is not shown again.",
        f"Telegram: https://t.me/YOUR_BOT?start={code}",
        f"Web: {settings.public_url or 'http://127.0.0.1:8080'}/?invite={code}",
    ]


def _line(organisation: Organisation) -> str:
    return f"{organisation.id}  {organisation.name}{'  (keeps questions)' if organisation.keeps_questions else ''}"


async def _ping(database: Database) -> None:
    await database.ping()


async def with_database(settings: Settings, use: Callable[[Database], Awaitable[Result]]) -> Result:
    """Open the database for one use, and close it again. Raises StorageError, SettingsError."""
    async with Database(database_url(settings), master_keys(settings), SystemClock()) as database:
        return await use(database)
