"""The transcripts in docs/transcripts/ are what is said today, and each script comes where it is meant to come."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.transcripts.acting import act
from tests.transcripts.bundled import lanes
from tests.transcripts.files import FOLDER
from tests.transcripts.script import Script, read_scripts
from tests.transcripts.showing import index, page
from tests.transcripts.stage import Moment, Stage

SCRIPTS = read_scripts()
REWRITE = "read what has changed, and write it anew: python -m tests.transcripts"


@dataclass(frozen=True, kw_only=True)
class Played:
    """A script after it was played."""

    script: Script
    moments: Sequence[Moment]
    taps: int

    def said(self, kind: str) -> list[str]:
        """What was replied by one template."""
        return [reply.text for moment in self.moments for reply in moment.replies if reply.kind == kind]


@pytest.fixture(scope="module", params=SCRIPTS, ids=lambda script: script.name)
def played(request: pytest.FixtureRequest) -> Played:
    """Each script, played once for all tests."""
    return asyncio.run(_played(request.param))


async def _played(script: Script) -> Played:
    stage = await Stage(script=script).open()
    for step in script.steps:
        await act(stage, step)
        await stage.look()
    return Played(script=script, moments=stage.moments, taps=stage.taps)


def test_the_page_is_what_is_said_today(played: Played) -> None:
    path = FOLDER / f"{played.script.name}.md"

    assert path.read_text(encoding="utf-8") == page(played.script, played.moments), REWRITE


def test_the_words_of_its_lane_are_said_once(played: Played) -> None:
    lane = lanes().named(played.script.lane)
    if lane is None:
        assert not played.script.lane, "no lane has this name"
        return

    advice = played.said("lane_advice")
    first_line = lane.quotes[0].pieces[0].splitlines()[0]
    assert first_line in advice[0]
    followed = ("saved_spoc", "saved_party", "saved_diary", "platform_next")
    assert len(advice) <= sum(len(played.said(kind)) for kind in followed)


def test_it_does_not_take_more_taps_than_it_may(played: Played) -> None:
    assert not played.script.most_taps or played.taps <= played.script.most_taps


def test_nobody_reads_more_than_four_messages_at_once_after_saving(played: Played) -> None:
    """The receipt, the crime report, the words of the documents, and at most one question more on one report."""
    turns = [moment.replies for moment in played.moments if any(reply.kind.startswith("saved_") for reply in moment.replies)]

    assert all(len([reply for reply in replies if reply.kind != "introduction"]) <= 4 for replies in turns)


def test_the_list_has_every_page_and_there_is_no_other() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index(SCRIPTS), REWRITE
    assert {path.name for path in FOLDER.glob("*")} == {"README.md", *(f"{script.name}.md" for script in SCRIPTS)}


def test_every_lane_has_a_script() -> None:
    told = {script.lane for script in SCRIPTS} | {"after_platform"}  # that one is said when a platform has refused

    assert told - {""} == {lane.id for lane in lanes().lanes}


def test_an_address_that_was_spread_is_not_said_again() -> None:
    """Only the reporter's own review card has their words; what we say of ourselves never has."""
    path = FOLDER / "doxxing.md"

    said = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(">") and "front door" in line]
    assert all(line.startswith("> - **What happened:**") for line in said)
