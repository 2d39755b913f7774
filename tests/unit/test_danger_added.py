"""Words that are added to a sent report bring the question whether anyone is in danger: a yes belongs to that report."""

import pytest

from bot.escalation.escalation import Tier
from bot.reporting.report import Report
from bot.reporting.told import told
from bot.testing import InMemoryGuidance
from tests.ladders import one
from tests.raising import PLAIN, added_to
from tests.talking import ORGANISATION, STALKING, Person, World
from tests.unit.test_danger_question import UNCLEAR
from tests.unit.test_weighing import says


async def _asked() -> tuple[World, Person, Report]:
    guidance = InMemoryGuidance([STALKING])
    guidance.judgements = {UNCLEAR: (says(0.3, report=0.9),)}
    return await added_to(words=UNCLEAR, guidance=guidance)


async def test_a_yes_is_added_to_the_report_and_the_police_are_told() -> None:
    world, person, report = await _asked()
    assert (await one(world, report)).raised_at is None

    kinds = await person.press_id("e:danger.yes")
    await world.work()

    assert kinds[0] == "emergency"
    assert "addition_kept" in kinds
    assert "danger_report" not in kinds, "it is told already"
    assert (await one(world, report)).urgency is Tier.IMMEDIATE
    updates = [each.data["tier"] for each in world.spocs.by_contact["spoc"].arrived if each.type == "report.updated"]
    assert updates == ["criminal_indicator", "immediate"]
    async with world.storage.reading(ORGANISATION.id) as work:
        assert told(await work.reports.get(report.id)).value("danger") == "yes"


async def test_a_yes_that_is_typed_is_one_too() -> None:
    world, person, report = await _asked()

    await person.say("yes")

    assert (await one(world, report)).urgency is Tier.IMMEDIATE


@pytest.mark.parametrize("then", [[], [PLAIN]])
async def test_a_no_or_a_yes_to_a_question_that_is_about_something_else_adds_nothing(then: list[str]) -> None:
    world, person, report = await _asked()
    await person.press_id("e:danger.no")
    world.clock.advance(hours=1)

    assert "is_danger" in await person.say(UNCLEAR)
    for words in then:
        await person.say(words)
    await person.press_id("e:danger.yes")

    assert (await one(world, report)).raised_at is None


async def test_a_report_that_was_withdrawn_meanwhile_is_not_added_to() -> None:
    _, person, report = await _asked()
    await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")

    kinds = await person.press_id("e:danger.yes")

    assert kinds[0] == "emergency"
    assert "addition_kept" not in kinds
