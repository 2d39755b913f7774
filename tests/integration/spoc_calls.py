"""`alongside spoc ...` called on SQLite in an empty folder: what tests of it share."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app
from adapters.clock import SystemClock
from adapters.storage.database import Database
from adapters.storage.keys import load_or_create_keys
from adapters.storage.work import SqlWork
from bot.escalation.directory import SpocContact
from tests.standins.sink import SECRET

Run = Callable[..., Result]
Found = TypeVar("Found")

ENDPOINT = "https://kent.example.org/in"
NAME = "Sgt Siân Example"
WAYS = ("--endpoint", ENDPOINT, "--email", "kent@example.org", "--phone", "01632 960011", "--hours", "weekdays, 9 – 5")
KENT = (NAME, "--force", "kent", "--elections", "parliament+local")
PRIVATE = (NAME, ENDPOINT, "kent@example.org", "01632 960011", "weekdays")
"""What must not be printed unless it was asked for."""

HEADER = (
    "force_id,elections,rank,name,endpoint,secret,email,phone,hours,is_out_of_hours,valid_from,valid_until,checked_on,practice"
)


def calling(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what calls the command line in a folder where no `.env` lies about."""
    monkeypatch.chdir(folder)

    def call(*arguments: object, typed: str | None = None) -> Result:
        environment = {"ALONGSIDE_DATA_DIR": str(data)}
        return CliRunner().invoke(app, [str(each) for each in arguments], env=environment, input=typed, terminal_width=200)

    return call


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def said(result: Result) -> str:
    """What an admin reads when it did not work: one message, no traceback, and nothing of what was typed."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    assert [text for text in (*PRIVATE, SECRET) if text in result.stderr] == []
    return result.stderr


def within(data: Path, organisation_id: str, use: Callable[[SqlWork], Awaitable[Found]]) -> Found:
    async def open_and_use() -> Found:
        async with opened(data) as database, database.work(organisation_id) as work:
            return await use(work)

    return asyncio.run(open_and_use())


def opened(data: Path) -> Database:
    return Database(f"sqlite:///{data / 'alongside.db'}", load_or_create_keys(data / "keys.txt"), SystemClock())


def stored(data: Path, organisation_id: str) -> list[SpocContact]:
    async def read(work: SqlWork) -> list[SpocContact]:
        return list(await work.spoc_contacts.all())

    return within(data, organisation_id, read)


def events(data: Path, organisation_id: str) -> list[tuple[str, str, str]]:
    async def read(work: SqlWork) -> list[tuple[str, str, str]]:
        return [(event.action, event.subject_id, event.actor) for event in await work.audit.events()]

    return within(data, organisation_id, read)
