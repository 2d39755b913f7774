"""The ladder under a clock that the test moves: every rung for each tier, once, whatever dies, answers or restarts in between."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from adapters.spoc.webhook import body_of
from bot.duties import Duty, DutyKind
from bot.errors import SpocRefused
from bot.escalation.deadlines import USUAL
from bot.escalation.directory import Rank
from bot.escalation.escalation import EscalationState, Tier
from bot.escalation.ladder import ladder_duty
from bot.handlers import handlers
from bot.ports import UnitOfWork
from bot.rendering import UK_TIME
from bot.reporting.schema import payload_schema
from bot.testing import InMemorySpocNotifier
from bot.worker import Worker
from tests.ladders import (
    EVERYBODY,
    LEAD,
    NUMBER,
    SPOC_CONTACT,
    WORDS,
    Dead,
    acknowledged,
    actions,
    contact,
    got,
    one,
    opened,
    pass_time,
    rungs,
    sent,
    told,
)
from tests.talking import ORGANISATION, World

STEP = {
    Tier.IMMEDIATE: timedelta(minutes=1),
    Tier.CRIMINAL_INDICATOR: timedelta(minutes=30),
    Tier.LAWFUL_BUT_AWFUL: timedelta(hours=1),
}


class TestEveryRung:
    @pytest.mark.parametrize("tier", WORDS)
    async def test_each_comes_at_its_time_and_once(self, tier: Tier) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, tier)
        began = world.clock.now()
        taken: list[tuple[timedelta, int]] = []
        deadline, gap = USUAL.acknowledge.of(tier), USUAL.gap.of(tier)

        while world.clock.now() - began < deadline + 3 * gap + timedelta(days=2, hours=2):
            await pass_time(world, seconds=STEP[tier].total_seconds(), step=STEP[tier])
            rung = (await one(world, report)).rung
            if rung != (taken[-1][1] if taken else 0):
                taken.append((world.clock.now() - began, rung))

        due = [deadline + n * gap for n in range(4)] + [deadline + 3 * gap + timedelta(days=n) for n in (1, 2)]
        assert [rung for _, rung in taken] == [1, 2, 3, 4, 5, 6]
        assert all(timedelta() <= at - wanted <= 3 * STEP[tier] for (at, _), wanted in zip(taken, due, strict=True)), taken
        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead", "repeat", "repeat"]
        assert got(world, "spoc") == ["report.escalated"] + ["escalation.reminder"] * 3
        assert got(world, "deputy") == ["report.escalated"]
        assert got(world, "room") == ["report.escalated"]
        assert got(world, "lead") == ["escalation.unanswered"] * 6
        assert len(world.desk.alarms) == 6
        await pass_time(world, hours=14, step=timedelta(hours=1))
        words = await told(person)
        assert words, "the reporter hears of it"
        assert len(words) <= 4

    async def test_an_immediate_one_tells_the_reporter_at_every_rung_what_has_really_been_done(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)

        await pass_time(world, minutes=50)

        first, second, third, fourth = await told(person)
        assert all(
            text.startswith(f"**{report.reference}: nobody at the police has answered yet.**") for text in await told(person)
        )
        assert "was delivered to Devon \\& Cornwall Police at 10:00" in first
        assert "Whoever has it at the police was reminded (10:15" in first
        assert "The staff of the party were told that there is no answer (10:15" in first
        assert "deputy" not in first
        assert NUMBER not in first
        assert "sent to the deputy as well (10:25" in second
        assert "sent to the control room as well (10:35" in third
        assert f"The control room's own number is {NUMBER}" in third
        assert "safety lead was told" in fourth
        assert all("[999](tel:999)" in text for text in (first, second, third, fourth))

    async def test_the_deputys_message_is_the_same_report_under_an_id_of_its_own(self) -> None:
        world = await opened(*EVERYBODY)
        await sent(world)

        await pass_time(world, minutes=30)

        [first, _], [second] = world.spocs.by_contact["spoc"].arrived, world.spocs.by_contact["deputy"].arrived
        assert second.data == first.data
        assert second.id == f"{first.id}_deputy"

    async def test_a_reminder_says_why_and_which_and_nothing_of_the_report(self) -> None:
        world = await opened(*EVERYBODY)
        _, report = await sent(world)

        await pass_time(world, minutes=16)

        reminder = world.spocs.by_contact["spoc"].arrived[-1]
        assert reminder.data["reference"] == report.reference
        assert reminder.data["reason"] == "not_acknowledged"
        assert "/a/esc_" in str(reminder.data["acknowledge"])
        assert "stab" not in str(reminder.data)

    async def test_every_message_is_as_the_published_schema_says(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)
        await pass_time(world, minutes=50)
        await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")
        await world.work()

        validator = Draft202012Validator(payload_schema())
        for id in ("spoc", "deputy", "room", "lead"):
            messages = world.spocs.by_contact[id].arrived
            assert len(messages) >= 2
            for message in messages:
                body = json.loads(body_of(message))
                assert validator.is_valid(body), (message.type, [error.message for error in validator.iter_errors(body)])

    async def test_practice_climbs_among_practice_contacts_alone_and_says_so(self) -> None:
        practising = tuple(replace(each, id=f"p-{each.id}", practice=True) for each in EVERYBODY)
        world = await opened(*practising, LEAD, has_spoc=False)
        person, report = await sent(world)

        await pass_time(world, minutes=50)

        assert (await one(world, report)).practice
        assert got(world, "p-deputy") == got(world, "p-room") == ["report.escalated"]
        assert "lead" not in world.spocs.by_contact
        assert all("no police officer sees the report" in text for text in await told(person))
        assert all("Practice" in text for _, text in world.desk.alarms)


class TestNobodyThere:
    async def test_with_nobody_entered_the_settings_spoc_is_reminded_and_rungs_without_anybody_take_no_time(self) -> None:
        world = await opened()
        person, _ = await sent(world)

        await pass_time(world, minutes=30)

        assert await rungs(world) == ["remind", "control_room"]
        assert [message.type for message in world.spoc.arrived] == ["report.escalated", "escalation.reminder"]
        assert len(await told(person)) == 2
        assert "own number" not in "".join(await told(person)), "no number is invented"
        assert "[999](tel:999)" in (await told(person))[1]

        await pass_time(world, days=1, step=timedelta(minutes=10))
        assert await rungs(world) == ["remind", "control_room", "repeat"]

    async def test_a_dead_spoc_does_not_keep_the_others_from_getting_it(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = Dead()
        person, report = await sent(world)

        await pass_time(world, minutes=50)

        assert (await one(world, report)).state is EscalationState.QUEUED
        assert got(world, "deputy") == ["report.escalated"]
        assert got(world, "room") == ["report.escalated"]
        first = (await told(person))[0]
        assert "has not been delivered to Devon \\& Cornwall Police. I keep trying." in first
        assert "reminded" not in first, "nobody reminds a server that is dead"

    async def test_a_refusal_is_told_to_a_person_at_once_and_the_deputy_gets_it(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = InMemorySpocNotifier()
        world.spocs.by_contact["spoc"].failures = [SpocRefused(410)]
        _, report = await sent(world)

        assert (await one(world, report)).state is EscalationState.REFUSED
        [(_, alarm)] = world.desk.alarms
        assert "their system would not take it" in alarm
        await pass_time(world, minutes=26)
        assert got(world, "deputy") == ["report.escalated"]

    async def test_a_force_without_anybody_is_told_to_a_person_at_once_and_goes_as_soon_as_somebody_is_entered(self) -> None:
        elsewhere = replace(SPOC_CONTACT, id="kent", force_id="kent")
        world = await opened(elsewhere, has_spoc=False)
        _, report = await sent(world)
        await world.outside.watching.start()

        assert (await one(world, report)).state is EscalationState.HELD
        [(_, alarm)] = world.desk.alarms
        assert "no contact is entered" in alarm

        async with world.storage.work(ORGANISATION.id) as work:
            await work.spoc_contacts.add(SPOC_CONTACT)
        await pass_time(world, minutes=11)
        assert (await one(world, report)).state is EscalationState.DELIVERED
        assert got(world, "spoc") == ["report.escalated"]

    async def test_a_spoc_who_takes_only_email_has_to_be_written_to_by_a_person(self) -> None:
        world = await opened(
            contact("mail", Rank.SPOC, endpoint=""), replace(SPOC_CONTACT, id="kent", force_id="kent"), has_spoc=False
        )
        await sent(world)

        [(_, alarm)] = world.desk.alarms
        assert "takes e-mail only" in alarm
        assert "alongside spoc show mail" in alarm
        assert "spoc@example.org" not in alarm


class TestItEnds:
    @pytest.mark.parametrize("minutes", [10, 20, 30, 40, 60])
    async def test_with_a_persons_answer_between_any_two_rungs(self, minutes: int) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)
        await pass_time(world, minutes=minutes)
        before, heard = await rungs(world), len(await told(person))

        await acknowledged(world, report)
        await pass_time(world, minutes=90)

        assert await rungs(world) == before
        assert len(await told(person)) == heard

    @pytest.mark.parametrize("minutes", [10, 20, 30, 40, 60])
    async def test_with_a_withdrawal_between_any_two_rungs_and_all_who_had_it_are_told(self, minutes: int) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)
        await pass_time(world, minutes=minutes)
        before = await rungs(world)

        await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")
        await pass_time(world, days=2, step=timedelta(minutes=30))

        assert await rungs(world) == before
        for id in ("spoc", "deputy", "room"):
            assert got(world, id)[-1:] in ([], ["report.withdrawn"]), "whoever had it knows that it was taken back"
        assert all("escalated" not in type for type in got(world, "lead"))

    async def test_a_deputy_who_has_it_is_told_of_a_withdrawal_though_the_spoc_never_had_it(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = Dead()
        person, report = await sent(world)
        await pass_time(world, minutes=26)

        await person.press_id(f"r:{report.id[-8:]}:withdraw.sure")
        await world.work()

        assert got(world, "deputy") == ["report.escalated", "report.withdrawn"]

    async def test_a_deputy_who_has_it_is_sent_what_is_added(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world)
        await pass_time(world, minutes=26)

        await person.press_id(f"r:{report.id[-8:]}:add")
        await person.say("He had a red coat.")
        await world.work()

        assert got(world, "deputy") == ["report.escalated", "report.updated"]
        assert "red coat" in str(world.spocs.by_contact["deputy"].arrived[-1].data)

    async def test_a_deputy_who_has_it_is_told_when_an_emergency_contact_is_taken_back(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = Dead()
        person = world.person()
        await person.say("/handshake")
        await person.say("01632 960123")
        await person.press("Yes, the police may have it")
        await sent(world, person=person)
        await pass_time(world, minutes=26)

        await person.say("/handshake")
        await person.press("Take it back")
        await world.work()

        assert got(world, "deputy") == ["report.escalated", "contact.revoked"]

    async def test_with_the_report_being_closed(self) -> None:
        world = await opened(*EVERYBODY)
        _, report = await sent(world)
        await world.staff_talk.close(ORGANISATION.id, report.id, "advice_given", "", by="U-PAT", message_id="c")

        await pass_time(world, hours=2)

        assert await rungs(world) == []


class TestNoTimerTwiceOrNever:
    @pytest.mark.parametrize("workers", [1, 2, 3])
    async def test_several_workers_take_each_rung_once(self, workers: int) -> None:
        world = await opened(*EVERYBODY)
        person, _ = await sent(world)
        others = [Worker(world.storage, handlers(world.outside), world.clock) for _ in range(workers)]

        for _ in range(55):
            world.clock.advance(minutes=1)
            while sum(await asyncio.gather(*(each.run_once() for each in others))):
                pass

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
        assert len(await told(person)) == 4
        assert got(world, "deputy") == ["report.escalated"]

    async def test_a_restart_after_every_minute_changes_nothing(self) -> None:
        world = await opened(*EVERYBODY)
        person, _ = await sent(world)

        for _ in range(55):
            world.worker = Worker(world.storage, handlers(world.outside), world.clock)
            await pass_time(world, minutes=1)

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
        assert len(await told(person)) == 4
        assert len(world.desk.alarms) == 4

    @pytest.mark.parametrize("at", range(60))
    async def test_a_crash_before_any_commit_repeats_no_rung_and_skips_none(self, at: int) -> None:
        world = await opened(*EVERYBODY)
        person, _ = await sent(world)
        crash_at(world, at)

        await pass_time(world, minutes=55)

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
        assert len(await told(person)) == 4, "each rung is told once"
        for id in ("spoc", "deputy", "room"):
            messages = world.spocs.by_contact[id].arrived
            assert len({message.id for message in messages}) == (2 if id == "spoc" else 1), "what comes again has the same id"

    async def test_a_second_duty_for_a_rung_does_nothing(self) -> None:
        world = await opened(*EVERYBODY)
        _, report = await sent(world)
        await pass_time(world, minutes=1)
        await add(world, ladder_duty(await one(world, report), ORGANISATION.id, world.ids, world.clock.now(), world.clock.now()))
        await world.work()
        assert await rungs(world) == ["remind"], "the watchman may be early; the rung is then taken"

        await pass_time(world, minutes=15)

        assert await rungs(world) == ["remind", "deputy"], "the first duty finds its rung taken, and takes no other"

    async def test_the_watchman_gives_an_open_one_without_a_ladder_a_new_one_and_says_so(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        world = await opened(*EVERYBODY)
        _, report = await sent(world)
        escalation = await one(world, report)
        async with world.storage.work(ORGANISATION.id) as work:
            await work.duties.drop(DutyKind.LADDER, escalation.id)

        await world.outside.watching.start()
        await pass_time(world, minutes=16)

        assert await rungs(world) == ["remind"]
        assert "watchman.mended" in caplog.text
        assert "watchman.mended" in await actions(world)

    async def test_one_broken_row_does_not_keep_the_watchman_from_the_others(self) -> None:
        world = await opened(*EVERYBODY)
        _, report = await sent(world)
        escalation = await one(world, report)
        broken = replace(escalation, id="esc_broken", report_id="rep_gone", state=EscalationState.QUEUED)
        async with world.storage.work(ORGANISATION.id) as work:
            await work.duties.drop(DutyKind.LADDER, escalation.id)
            rows = work.escalations._rows.escalations  # type: ignore[attr-defined]
            rows.clear()
            await work.escalations.add(broken)
            await work.escalations.add(escalation)

        await world.outside.watching.start()
        await pass_time(world, minutes=16)

        assert await rungs(world) == ["remind"]

    async def test_the_watchman_leaves_what_has_a_ladder_alone(self) -> None:
        world = await opened(*EVERYBODY)
        await sent(world)

        await world.outside.watching.start()
        await pass_time(world, minutes=50)

        assert "watchman.mended" not in await actions(world)


class TestAtNight:
    @pytest.mark.parametrize("hour", range(0, 24, 3))
    async def test_the_reporter_is_woken_for_an_immediate_one_alone(self, hour: int) -> None:
        world = await opened(*EVERYBODY)
        world.clock.advance(hours=hour)
        person, _ = await sent(world, Tier.CRIMINAL_INDICATOR)

        await pass_time(world, days=4, step=timedelta(minutes=20))

        turns = await world.conversation.transcript(person._channel, person._name)
        times = [turn.created_at for turn in turns for reply in turn.replies if reply.kind == "unanswered"]
        assert times
        assert all(9 <= at.astimezone(UK_TIME).hour < 20 for at in times)
        assert (await rungs(world))[:4] == ["remind", "deputy", "control_room", "safety_lead"]

    async def test_what_was_answered_at_night_is_not_told_as_unanswered_in_the_morning(self) -> None:
        world = await opened(*EVERYBODY)
        world.clock.advance(hours=10)
        person, report = await sent(world, Tier.CRIMINAL_INDICATOR)
        await pass_time(world, hours=25, step=timedelta(minutes=10))
        assert await rungs(world) == ["remind"]

        await acknowledged(world, report)
        await pass_time(world, hours=24, step=timedelta(minutes=10))

        assert await told(person) == []


async def add(world: World, duty: Duty) -> None:
    async with world.storage.work(ORGANISATION.id) as work:
        await work.duties.add(duty)


class Crash(RuntimeError):
    """The process dies before a commit."""


def crash_at(world: World, number: int) -> None:
    """Let one transaction that writes fail, just before it is committed."""
    real, count = world.storage.work, iter(range(10_000))

    @asynccontextmanager
    async def failing(organisation_id: str) -> AsyncIterator[UnitOfWork]:
        async with real(organisation_id) as work:
            yield work
            if next(count) == number:
                raise Crash

    world.storage.work = failing  # type: ignore[method-assign]
