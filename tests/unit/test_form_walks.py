"""Random walks through the form: never stuck, nothing asked twice, every answer kept, and cancelling works, restarts included."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.reporting.report import ReportStatus
from tests.form_steps import ACTIONS, OPENINGS, Steps
from tests.talking import World

Step = tuple[str, int, bool]

A_STEP = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 119), st.booleans())
"""What is done, which of the ways to do it, and whether the program is started anew before it."""

STEPS = st.one_of(st.lists(A_STEP, max_size=8), st.lists(A_STEP, min_size=20, max_size=40))

ANSWERS = [("button", number, True) for number in range(12)]


async def walk(opening: int, steps: Sequence[Step]) -> Steps:
    """Walk, and look after each step at what must hold; another draft that lies aside must not be touched by it."""
    walker = Steps(await World().open())
    await walker.say("/report Somebody rang and said nothing.")
    await walker.say("set it aside")
    walker.world.clock.advance(seconds=1)
    await walker.begin(opening)
    for action, number, restarts in steps:
        await walker.step(action, number, restarts=restarts)
    walker.assert_all_kept()
    return walker


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(opening=st.integers(0, len(OPENINGS) - 1), steps=STEPS)
@example(opening=2, steps=[("enough", 1, True), ("more_questions", 0, True), *ANSWERS])
async def test_whatever_somebody_does_the_report_goes_on_and_nothing_is_lost(opening: int, steps: list[Step]) -> None:
    walker = await walk(opening, steps)

    await walker.reach_review(within=12)
    await walker.check()
    await walker.cancel_for_good()


@pytest.mark.parametrize("way", ["skip", "I don't know", "That's enough"])
@pytest.mark.parametrize("opening", range(len(OPENINGS)))
async def test_leaving_everything_out_leads_to_the_review_card_within_twelve_steps(way: str, opening: int) -> None:
    walker = await walk(opening, [])
    for _ in range(12):
        if walker.standing != "consent":
            await walker.say("It was dreadful." if walker.standing == "what" else way)

    assert walker.standing == "consent"
    await walker.press_label("Keep it for myself")
    assert [report.status for report in await walker.world.reports()] == [ReportStatus.SAVED, ReportStatus.DRAFT]


async def test_a_cancelled_report_that_was_gone_on_with_is_still_there_after_days() -> None:
    walker = await walk(0, [("words", 0, False), ("cancel", 0, False), ("cancel", 1, True)])
    before = await walker.world.reports()

    walker.world.clock.advance(days=3)
    await walker.world.work()

    assert await walker.world.reports() == before
    await walker.restart(0)
