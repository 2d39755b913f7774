"""`alongside escalations ...` as an admin calls it, on SQLite: listed, shown, sent again, written down; nothing personal."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SpocRefused, SpocUnreachable
from bot.escalation.escalation import Escalation, EscalationState, Progress
from bot.testing import InMemorySpocNotifier, SettableClock
from tests.integration.spoc_calls import Run, calling, events, lines, opened
from tests.ladders import BOTH, SPOC, SPOC_CONTACT, one
from tests.ladders import opened as world_with
from tests.ladders import sent as send
from tests.talking import ORGANISATION, World

WORDS = ("stab", "Exeter", "Sgt", "Insp. Example", "secret-")
"""What must never be printed."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    call = calling(data, tmp_path, monkeypatch)
    lines(call("db", "upgrade"))
    return call


def reported(data: Path, *failures: Exception, consent: str = BOTH) -> Escalation:
    """Let somebody report an immediate danger just now, to a SPOC who fails like that first."""

    async def told(world: World) -> Escalation:
        world.spocs.by_contact["spoc"] = InMemorySpocNotifier()
        world.spocs.by_contact["spoc"].failures = list(failures)
        _, report = await send(world, consent=consent)
        return await one(world, report)

    return in_world(data, told)


def in_world(data: Path, use: Callable[[World], Awaitable[Escalation]]) -> Escalation:
    async def within() -> Escalation:
        async with opened(data) as database:
            world = await world_with(
                SPOC_CONTACT, storage=database, clock=SettableClock(datetime.now(UTC)), organisations=(ORGANISATION,)
            )
            return await use(world)

    return asyncio.run(within())


def stored(data: Path, escalation_id: str) -> Escalation:
    async def read() -> Escalation:
        async with opened(data) as database, database.reading(ORGANISATION.id) as work:
            return await work.escalations.get(escalation_id)

    return asyncio.run(read())


def test_the_list_has_references_states_and_times_and_no_words(run: Run, data: Path) -> None:
    escalation = reported(data)

    [line] = lines(run("escalations", "list"))

    for part in (escalation.id, "AL-", "devon-and-cornwall", "immediate", "delivered", "rung 0", "UTC"):
        assert part in line
    assert [word for word in WORDS if word in line] == []


def test_what_is_not_shared_with_the_party_has_no_reference_and_no_tier(run: Run, data: Path) -> None:
    escalation = reported(data, consent="Send: SPOC only")

    [line] = lines(run("escalations", "list"))
    shown = lines(run("escalations", "show", escalation.id))[0]

    for each in (line, shown):
        assert escalation.id in each
        assert "AL-" not in each
        assert "immediate" not in each


def test_only_the_unanswered_ones_when_that_is_asked(run: Run, data: Path) -> None:
    escalation = reported(data)
    assert len(lines(run("escalations", "list", "--unanswered"))) == 1

    lines(run("escalations", "acknowledge", escalation.id, "--by", "Pat"))

    assert lines(run("escalations", "list", "--unanswered")) == ["None."]
    assert len(lines(run("escalations", "list"))) == 1


def test_one_is_shown_with_every_try(run: Run, data: Path) -> None:
    escalation = reported(data, SpocUnreachable(503))

    head, contact, *tries = lines(run("escalations", "show", escalation.id))

    assert "queued" in head
    assert contact == "contact: spoc"
    [line] = tries
    for part in ("report.escalated", "to spoc", "unreachable", "status 503", "0 ms", "UTC"):
        assert part in line
    assert [word for word in WORDS if word in "".join((head, contact, line))] == []


def test_a_refused_one_is_sent_again(run: Run, data: Path) -> None:
    escalation = reported(data, SpocRefused(410))
    assert stored(data, escalation.id).state is EscalationState.REFUSED

    [said] = lines(run("escalations", "replay", escalation.id))

    assert said == "Its delivery begins again."
    assert stored(data, escalation.id).state is EscalationState.QUEUED
    assert ("escalation.replayed", escalation.id, "admin") in events(data, ORGANISATION.id)


def test_one_that_waits_is_hurried(run: Run, data: Path) -> None:
    escalation = reported(data, SpocUnreachable(503, retry_after_s=7200))

    [said] = lines(run("escalations", "replay", escalation.id))

    assert said == "It was waiting to be tried again. It is tried now."


def test_what_the_spoc_said_by_telephone_is_written_down(run: Run, data: Path) -> None:
    escalation = reported(data)

    [said] = lines(run("escalations", "acknowledge", escalation.id, "--by", "Pat", "--progress", "acting"))

    assert "**" not in said
    changed = stored(data, escalation.id)
    assert (changed.state, changed.progress) == (EscalationState.ACKNOWLEDGED, Progress.ACTING)


@pytest.mark.parametrize("options", [("--progress", "closed"), ("--outcome", "other"), ("--progress", "")])
def test_an_outcome_belongs_to_closing_and_closing_has_one(run: Run, data: Path, options: tuple[str, str]) -> None:
    escalation = reported(data)

    result = run("escalations", "acknowledge", escalation.id, "--by", "Pat", *options)

    assert result.exit_code == 2, result.output
    assert stored(data, escalation.id).state is EscalationState.DELIVERED


def test_staff_who_were_not_given_a_report_write_nothing_down(run: Run, data: Path) -> None:
    escalation = reported(data, consent=SPOC)

    lines(run("escalations", "acknowledge", escalation.id, "--by", "Pat"))

    assert stored(data, escalation.id).state is EscalationState.DELIVERED


def test_the_response_clock_has_a_line_for_each_force(run: Run, data: Path) -> None:
    escalation = reported(data)
    lines(run("escalations", "acknowledge", escalation.id, "--by", "Pat"))

    [line] = lines(run("escalations", "forces"))

    assert line.startswith("Devon & Cornwall Police: sent 1, delivered 1, acknowledged 1, acted 0, never acknowledged 0, held 0")
    assert "to delivered 0 min, to acknowledged 0 min, to acted -" in line


@pytest.mark.parametrize("command", [("show",), ("replay",), ("acknowledge", "--by", "Pat")])
def test_an_unknown_one_is_said_to_be_unknown(run: Run, data: Path, command: tuple[str, ...]) -> None:
    reported(data)

    result = run("escalations", command[0], "esc_none", *command[1:])

    assert result.exit_code == 1
    assert "There is no such escalation." in result.stderr
    assert "Traceback" not in result.output
