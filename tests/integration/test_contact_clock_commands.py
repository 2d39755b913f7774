"""`alongside contact-clock ...` as an admin calls it, on SQLite."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app
from adapters.clock import SystemClock
from adapters.storage.database import Database
from adapters.storage.keys import load_or_create_keys
from bot.messages import Channel
from bot.profile import Contacted, Profile
from bot.state import ConversationRecord, State


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *arguments: str) -> Result:
    environment = {"ALONGSIDE_DATA_DIR": str(data)}
    return CliRunner().invoke(app, ["contact-clock", *arguments], env=environment, terminal_width=200)


async def _a_candidate(data: Path, organisation_id: str, contacted: Contacted) -> None:
    keys = load_or_create_keys(data / "keys.txt")
    async with Database(f"sqlite:///{data / 'alongside.db'}", keys, SystemClock()) as base, base.work(organisation_id) as work:
        member = await work.members.find_or_add(Channel.WEB, "kit")
        if not await work.conversations.of_member(member.id):
            record = ConversationRecord(id="con_1", channel="web", address="kit", member_id=member.id, state=State())
            await work.conversations.save(record)
        asked_at = SystemClock().now().isoformat() if contacted is not Contacted.NOT_SAID else ""
        profile = Profile(constituency="Exeter", contacted=contacted, contact_asked_at=asked_at)
        await work.members.set_profile(member.id, profile)


def test_the_clock_is_started_and_only_who_agreed_is_listed(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"ALONGSIDE_DATA_DIR": str(data)}
    added = CliRunner().invoke(app, ["organisation", "add", "Green Street Residents"], env=environment)
    organisation_id = added.output.split()[0]
    asyncio.run(_a_candidate(data, organisation_id, Contacted.NOT_SAID))

    started = run(data, "start", "--closed", "2026-04-09")
    assert started.output.startswith("1 will be asked at ")

    asyncio.run(_a_candidate(data, organisation_id, Contacted.NO))
    assert run(data, "list").output.splitlines() == ["asked 1  yes 0  no 1  no answer 0  not standing 0"]
    asyncio.run(_a_candidate(data, organisation_id, Contacted.NO_TELL_STAFF))
    assert run(data, "list", "--organisation", organisation_id).output.splitlines()[1] == "Exeter  web kit"


def test_a_day_that_is_none_is_said_to_be_none(data: Path) -> None:
    refused = run(data, "start", "--closed", "tomorrow")

    assert refused.exit_code == 2
    assert "tomorrow" in refused.output
