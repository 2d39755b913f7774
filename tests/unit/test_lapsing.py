"""Acknowledged and then silent: it counts as not answered again, the ladder begins anew, and what was acknowledged stays."""

from datetime import timedelta

import pytest

from bot.escalation.deadlines import USUAL
from bot.escalation.escalation import EscalationState, Outcome, Progress, Tier
from bot.escalation.progressing import Word
from bot.reporting.report import Report
from tests.ladders import EVERYBODY, WORDS, acknowledged, actions, got, one, opened, pass_time, rungs, sent, told
from tests.talking import World

STEP = timedelta(minutes=10)


async def seen(tier: Tier = Tier.IMMEDIATE, **more: object) -> tuple[World, object, Report]:
    world = await opened(*EVERYBODY, **more)
    await world.outside.watching.start()
    person, report = await sent(world, tier)
    await acknowledged(world, report)
    return world, person, report


async def says(world: World, report: Report, progress: Progress, outcome: Outcome = Outcome.NONE) -> None:
    word = Word(id=f"w-{progress}", by="Insp. Example", how="link", progress=progress, outcome=outcome)
    await world.acknowledging.take((await one(world, report)).id, word)


@pytest.mark.parametrize("tier", WORDS)
async def test_after_its_time_it_is_open_again_and_not_before(tier: Tier) -> None:
    world, _, report = await seen(tier)
    lapse, step = USUAL.lapse.of(tier), timedelta(minutes=10) if tier is Tier.IMMEDIATE else timedelta(hours=3)

    await pass_time(world, seconds=lapse.total_seconds() - 60, step=step)
    assert (await one(world, report)).state is EscalationState.ACKNOWLEDGED
    assert await rungs(world) == []
    await pass_time(world, minutes=12, step=STEP)

    escalation = await one(world, report)
    assert escalation.state is EscalationState.DELIVERED
    assert escalation.rung == 1
    assert escalation.acknowledged_at is not None, "what was acknowledged stays written down"
    assert await rungs(world) == ["remind"]
    assert (await actions(world)).count("escalation.lapsed") == 1


async def test_the_reporter_is_told_calmly_and_the_ladder_goes_on_from_its_beginning() -> None:
    world, person, _ = await seen()

    await pass_time(world, hours=2, minutes=45)

    first = (await told(person))[0]  # type: ignore[arg-type]
    assert "it has gone quiet at the police" in first
    assert "acknowledged it at 10:00" in first
    assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
    assert world.spocs.by_contact["spoc"].arrived[-1].data["reason"] == "gone_quiet"
    assert got(world, "deputy") == ["report.escalated"]


async def test_acting_or_closed_never_lapses() -> None:
    for progress, outcome in ((Progress.ACTING, Outcome.NONE), (Progress.CLOSED, Outcome.CRIME_RECORDED)):
        world, _, report = await seen()
        await says(world, report, progress, outcome)

        await pass_time(world, days=1, step=timedelta(minutes=30))

        assert await rungs(world) == []
        assert (await one(world, report)).state is EscalationState.ACKNOWLEDGED


async def test_a_sign_that_they_read_it_begins_the_time_anew() -> None:
    world, _, report = await seen()
    await pass_time(world, minutes=110, step=STEP)
    await says(world, report, Progress.READING)

    await pass_time(world, minutes=110, step=STEP)
    assert (await one(world, report)).state is EscalationState.ACKNOWLEDGED
    await pass_time(world, minutes=20, step=STEP)
    assert (await one(world, report)).state is EscalationState.DELIVERED


async def test_answered_again_it_can_go_quiet_again() -> None:
    world, _, report = await seen()
    await pass_time(world, hours=2, minutes=30)
    await acknowledged(world, report, "b")
    assert (await one(world, report)).state is EscalationState.ACKNOWLEDGED
    before = await rungs(world)

    await pass_time(world, hours=1, minutes=50)
    assert await rungs(world) == before
    await pass_time(world, minutes=30)

    assert (await rungs(world))[len(before) :][:1] == ["remind"]


async def test_what_was_withdrawn_or_closed_does_not_lapse() -> None:
    world, person, report = await seen()
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")  # type: ignore[attr-defined]
    await pass_time(world, hours=3, step=STEP)
    assert await rungs(world) == []

    world, _, report = await seen()
    await world.staff_talk.close(world.organisations[0].id, report.id, "advice_given", "", by="U-PAT", message_id="c")
    await pass_time(world, hours=3, step=STEP)
    assert await rungs(world) == []
