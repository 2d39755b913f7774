"""A red flag in what is added after sending: from then on it counts as immediate, and each message stays one message."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from adapters.escalation_lines import line_of
from adapters.spoc.webhook import body_of
from bot.errors import SpocUnreachable
from bot.escalation.deadlines import USUAL
from bot.escalation.escalation import Tier
from bot.escalation.passing_on import reminder_duty
from bot.escalation.reminder_message import reminder
from bot.reporting.report import Consent, Recipient, Report
from bot.reporting.schema import payload_schema
from tests.ladders import (
    EVERYBODY,
    actions,
    one,
    opened,
    pass_time,
    rungs,
    sent,
)
from tests.raising import CRIMINAL, FLAG, PLAIN, Watched, add, added_to, answered, message
from tests.talking import ORGANISATION, World

A_DAY = timedelta(hours=24)
TAKEN_IN = [
    ("danger", "yes", Tier.IMMEDIATE),
    ("danger", "no", Tier.LAWFUL_BUT_AWFUL),
    ("aggravating", "weapon", Tier.IMMEDIATE),
    ("aggravating", "none", Tier.LAWFUL_BUT_AWFUL),
]


class TestItCountsAsImmediate:
    async def test_since_the_addition_and_its_first_tier_stays_written_down(self) -> None:
        world, _, report = await added_to()

        escalation = await one(world, report)
        assert (escalation.tier, escalation.urgency) == (CRIMINAL, Tier.IMMEDIATE)
        assert escalation.raised_at == world.clock.now()
        assert (await actions(world)).count("escalation.raised") == 1

    async def test_the_update_says_so_with_a_deadline_counted_from_then_and_as_the_schema_says(self) -> None:
        world, _, report = await added_to()

        first, update = message(world, "report.escalated"), message(world, "report.updated")
        by = world.clock.now() + USUAL.acknowledge.immediate
        assert (first["tier"], update["tier"]) == ("criminal_indicator", "immediate")
        assert update["acknowledge_by"] == by.isoformat()
        assert first["acknowledge_by"] == ((await one(world, report)).created_at + A_DAY).isoformat()
        heads = [str(each["summary"]).splitlines()[0] for each in (first, update)]
        assert [world.wording.label("tier.immediate") in each for each in heads] == [False, True]
        body = json.loads(body_of(world.spocs.by_contact["spoc"].arrived[-1]))
        assert Draft202012Validator(payload_schema()).is_valid(body)

    @pytest.mark.parametrize("words", [PLAIN, "sorry, it was half past 5"])
    async def test_an_addition_without_a_red_flag_does_nothing(self, words: str) -> None:
        world, _, report = await added_to(words=words)

        assert (await one(world, report)).raised_at is None
        assert message(world, "report.updated")["tier"] == "criminal_indicator"
        await pass_time(world, hours=22, step=timedelta(minutes=30))
        assert await rungs(world) == []

    async def test_one_that_is_immediate_already_does_not_change(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)
        before = await one(world, report)
        world.clock.advance(minutes=10)

        await add(world, person, report)

        assert await one(world, report) == before
        await pass_time(world, minutes=6)
        assert await rungs(world) == ["remind"], "its own deadline stays"

    async def test_what_is_corrected_or_added_later_lowers_nothing(self) -> None:
        world, person, report = await added_to()
        raised_at = (await one(world, report)).raised_at
        world.clock.advance(minutes=1)

        await add(world, person, report, "change what to he only shouted")
        await add(world, person, report, PLAIN)

        escalation = await one(world, report)
        assert (escalation.urgency, escalation.raised_at) == (Tier.IMMEDIATE, raised_at)
        assert world.spocs.by_contact["spoc"].arrived[-1].data["tier"] == "immediate"

    @pytest.mark.parametrize(("field", "value", "urgency"), TAKEN_IN)
    async def test_a_draft_that_is_taken_in_raises_by_what_it_answers(self, field: str, value: str, urgency: Tier) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, Tier.LAWFUL_BUT_AWFUL)
        world.clock.advance(minutes=10)
        await person.say("/report a bloke swore at me twice outside the school in Exeter yesterday")
        [draft, _] = await world.reports()
        await answered(world, draft, field, world.wording.label(f"{field}.{value}"), value)

        await person.press_id(f"r:{report.id[-8:]}:take")
        await world.work()
        assert f"{world.wording.label(f'field.{field}')}: {world.wording.label(f'{field}.{value}')}" in await more_of(
            world, report
        )
        assert (await one(world, report)).urgency is urgency

        world.clock.advance(minutes=1)
        await add(world, person, report, PLAIN)
        assert (await one(world, report)).urgency is urgency, "the names of questions are no red flags later on either"
        world.clock.advance(minutes=1)
        await add(world, person, report)
        assert (await one(world, report)).urgency is Tier.IMMEDIATE

    async def test_what_is_a_red_flag_only_together_with_what_was_said_before_is_one(self) -> None:
        world, person, report = await added_to(words="He said he will")
        assert (await one(world, report)).raised_at is None
        world.clock.advance(minutes=1)

        await add(world, person, report, "stab me tonight")

        assert (await one(world, report)).raised_at == world.clock.now()

    async def test_what_the_report_said_before_raises_nothing_with_the_next_addition(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        await answered(world, report, "more", FLAG)  # judged otherwise then: rules change
        world.clock.advance(minutes=1)

        await add(world, person, report, PLAIN)
        assert (await one(world, report)).raised_at is None
        world.clock.advance(minutes=1)
        await add(world, person, report, "He says he will stab me tonight.")
        assert (await one(world, report)).raised_at == world.clock.now()

    async def test_an_answer_about_danger_that_is_changed_to_yes_raises_it_and_back_to_no_lowers_nothing(self) -> None:
        world, person, report = await added_to(words="change danger to yes")
        assert (await one(world, report)).urgency is Tier.IMMEDIATE
        raised_at = (await one(world, report)).raised_at

        world.clock.advance(minutes=1)
        await add(world, person, report, "change danger to no")

        assert (await one(world, report)).raised_at == raised_at

    async def test_the_terminal_says_it_too(self) -> None:
        world, _, report = await added_to()

        assert "  immediate  " in line_of(await one(world, report), report.reference)
        assert "immediate" not in line_of(await one(world, report), "")


class TestOneMessageIsOneBody:
    async def test_the_first_message_is_the_same_at_every_try(self) -> None:
        world = await opened(*EVERYBODY)
        spoc = world.spocs.by_contact["spoc"] = Watched(SpocUnreachable(), SpocUnreachable())
        person, report = await sent(world, CRIMINAL)
        world.clock.advance(seconds=2)
        await add(world, person, report)
        await pass_time(world, minutes=3)

        first = [body_of(each) for each in spoc.tried if each.type == "report.escalated"]
        assert len(first) == 3
        assert len(set(first)) == 1
        assert message(world, "report.updated")["tier"] == "immediate"

    async def test_an_update_that_was_tried_before_is_the_same_afterwards(self) -> None:
        world = await opened(*EVERYBODY)
        spoc = world.spocs.by_contact["spoc"] = Watched()
        person, report = await sent(world, CRIMINAL)
        world.clock.advance(minutes=1)
        spoc.failures = [SpocUnreachable()]
        await add(world, person, report, PLAIN)
        world.clock.advance(seconds=2)
        await add(world, person, report)
        await pass_time(world, minutes=3)

        early, again, flagged = [each for each in spoc.tried if each.type == "report.updated"]
        assert body_of(early) == body_of(again)
        assert [each.data["tier"] for each in (early, flagged)] == ["criminal_indicator", "immediate"]

    async def test_a_reminder_that_was_tried_before_is_the_same_afterwards(self) -> None:
        world, _, report = await added_to()
        escalation = replace(await one(world, report), rung=1)
        earlier, later = (world.clock.now() + timedelta(minutes=each) for each in (-5, 5))
        tiers = []
        for at in (earlier, later):
            duty = reminder_duty(escalation, ORGANISATION.id, world.ids, at)
            said = reminder(report, escalation, duty, world.wording, public_url="https://alongside.example.org")
            tiers.append(said.data["tier"])
            assert world.wording.label(f"tier.{said.data['tier']}") in str(said.data["summary"])

        assert tiers == ["criminal_indicator", "immediate"]


class TestWhoIsNotRaised:
    async def test_a_closed_report(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        await world.staff_talk.close(ORGANISATION.id, report.id, "advice_given", "", by="U-PAT", message_id="c")

        await add(world, person, report)

        assert (await one(world, report)).raised_at is None

    async def test_one_whose_reporter_has_taken_the_consent_back(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        refused = Consent(recipient=Recipient.SPOC, given=False, words="No", at=world.clock.now())
        async with world.storage.work(ORGANISATION.id) as work:
            await work.reports.consent(report.id, [refused])

        await add(world, person, report)

        assert (await one(world, report)).raised_at is None

    async def test_one_that_was_withdrawn(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        await person.press_id(f"r:{report.id[-8:]}:add")
        other = world.person()
        await other.press_id(f"r:{report.id[-8:]}:withdraw.sure", id="w")

        await person.say(FLAG, id="after")
        await world.work()

        assert (await one(world, report)).raised_at is None
        await pass_time(world, hours=1)
        assert await rungs(world) == []


async def more_of(world: World, report: Report) -> str:
    """Return what was added to a report in words."""
    async with world.storage.reading(ORGANISATION.id) as work:
        return (await work.reports.get(report.id)).fields["more"].words
