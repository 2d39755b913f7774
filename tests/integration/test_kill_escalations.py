"""Promise 3 in bad weather: a receiver that fails in every way, servers that are killed, and no escalation is lost or doubled."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.databases import migrated_file, migrated_server, postgres_url, sqlite_url
from tests.integration.escalation_storm import Aftermath, Storm, weather
from tests.integration.postgres import postgres_server

__all__ = ["migrated_file", "migrated_server", "postgres_server", "postgres_url", "sqlite_url"]

SMALL = Storm(
    escalations=24,
    kills=3,
    shares={"error": 0.1, "too many": 0.1, "closed": 0.1, "answer lost": 0.3},  # one that hangs takes 20 s: benchmarks/ has it
    most=1,
    calm_s=2.0,
    patience_s=300.0,  # only a broken program, or a machine that is choking, takes that long
)


async def test_nothing_is_lost_or_doubled_when_the_receiver_fails_and_the_process_is_killed(
    sqlite_url: str, tmp_path: Path
) -> None:
    assert_all_is_well(await weather(SMALL, sqlite_url, tmp_path))


@pytest.mark.postgres
async def test_nothing_is_lost_or_doubled_by_two_processes_on_one_database_that_are_killed(
    postgres_url: str, tmp_path: Path
) -> None:
    assert_all_is_well(await weather(replace(SMALL, hasten_leases=True), postgres_url, tmp_path, servers=2))


def assert_all_is_well(after: Aftermath) -> None:
    found = after.tally
    assert found.problems == []
    assert list(after.violations) == [], "one webhook-id is one body, signed afresh at each try"
    assert after.is_done
    assert (found.lost, found.doubled) == (0, 0)
    assert found.acknowledged + found.withdrawn == found.escalations == SMALL.escalations
    assert after.kills == SMALL.kills
    assert sum(after.failures.values()) > SMALL.escalations / 4, "the receiver failed often"
    assert found.repeated, "a message came again under its own id"
    assert "watchman.mended" not in after.log, "the net was not needed"
