"""Once raised nobody waits for days: the ladder begins anew, once, and what is stuck is told to a person at once."""

from dataclasses import replace
from datetime import timedelta

from bot.duties import DutyKind
from bot.errors import SpocRefused
from bot.escalation.escalation import EscalationState, Held, Tier
from bot.messages import Channel
from tests.ladders import (
    BOTH,
    EVERYBODY,
    WORDS,
    Dead,
    acknowledged,
    actions,
    got,
    one,
    opened,
    pass_time,
    rungs,
    sent,
    told,
)
from tests.raising import CRIMINAL, Watched, add, added_to, answered, message
from tests.talking import ORGANISATION
from tests.unit.test_hand_over import CHESHIRE, CROSSING, MERSEY, arrived, world_with
from tests.unit.test_hand_over import told as told_at_hand_over


class TestTheLadder:
    async def test_begins_anew_and_climbs_as_fast_as_for_an_immediate_one(self) -> None:
        world, person, _ = await added_to()

        await pass_time(world, minutes=14)
        assert await rungs(world) == []
        await pass_time(world, minutes=2)
        assert await rungs(world) == ["remind"]
        await pass_time(world, minutes=34)

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
        assert message(world, "escalation.reminder")["tier"] == "immediate"
        assert got(world, "deputy") == ["report.escalated", "report.updated"]
        assert message(world, "report.updated", "deputy")["tier"] == "immediate"
        words = await told(person)
        assert len(words) == 4
        assert all("If anybody is in danger now" in text for text in words)
        assert all("(Immediate" in text and "[999](tel:999)" in text for _, text in world.desk.alarms)

    async def test_goes_on_from_the_rung_that_it_had(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        await pass_time(world, hours=25, step=timedelta(minutes=30))
        assert await rungs(world) == ["remind"]

        await add(world, person, report)
        await pass_time(world, minutes=26)

        assert await rungs(world) == ["remind", "deputy", "control_room"]

    async def test_the_timer_that_was_there_before_takes_no_rung_twice(self) -> None:
        world, _, _ = await added_to()
        await pass_time(world, minutes=50)

        await pass_time(world, hours=23, minutes=30, step=timedelta(minutes=10))

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]
        assert got(world, "deputy").count("report.escalated") == 1
        assert len(world.desk.alarms) == 4

    async def test_the_timer_that_was_there_before_may_come_first(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)
        await pass_time(world, hours=23, minutes=55, step=timedelta(minutes=5))
        await add(world, person, report)

        await pass_time(world, minutes=12)
        assert await rungs(world) == ["remind"]
        await pass_time(world, minutes=6)
        assert await rungs(world) == ["remind", "deputy"], "and goes on as an immediate one"

    async def test_a_second_red_flag_restarts_nothing(self) -> None:
        world, person, report = await added_to()
        raised_at = (await one(world, report)).raised_at
        await pass_time(world, minutes=10)

        await add(world, person, report, "He says he will stab me tonight.")
        await pass_time(world, minutes=6)

        assert await rungs(world) == ["remind"], "five minutes later and not fifteen"
        assert (await one(world, report)).raised_at == raised_at
        assert (await actions(world)).count("escalation.raised") == 1

    async def test_in_the_very_instant_of_sending_it_is_no_timer_that_is_there_already(self) -> None:
        world = await opened(*EVERYBODY)
        person, report = await sent(world, CRIMINAL)

        await add(world, person, report)
        await pass_time(world, minutes=16)

        assert await rungs(world) == ["remind"]

    async def test_a_persons_answer_ends_it(self) -> None:
        world, _, report = await added_to()
        await acknowledged(world, report)

        await pass_time(world, hours=1)

        assert await rungs(world) == []

    async def test_the_watchman_mends_a_raised_one_with_its_new_deadline(self) -> None:
        world, _, report = await added_to()
        async with world.storage.work(ORGANISATION.id) as work:
            await work.duties.drop(DutyKind.LADDER, (await one(world, report)).id)
        await world.outside.watching.start()

        await pass_time(world, minutes=16)

        assert await rungs(world) == ["remind"]

    async def test_news_of_it_wake_whoever_sleeps(self) -> None:
        world = await opened(*EVERYBODY)
        world.clock.advance(hours=12)  # ten at night in the United Kingdom
        person = world.person(channel=Channel.TELEGRAM)
        await person.say("/quick")
        await person.say(WORDS[CRIMINAL])
        await person.choose(BOTH)
        await world.work()
        [report] = await world.reports(channel=Channel.TELEGRAM)
        await add(world, person, report)
        await pass_time(world, minutes=31)  # now nobody has just written

        await acknowledged(world, report)
        await world.work()

        kinds = [reply.kind for _, replies in world.sender.sent for reply in replies]
        assert kinds.count("unanswered") == 2
        assert kinds.count("acknowledged") == 1


class TestWhatIsStuck:
    async def test_one_that_is_held_without_anybody_is_told_to_a_person_again_at_once(self) -> None:
        elsewhere = replace(EVERYBODY[0], id="kent", force_id="kent")
        world = await opened(elsewhere, has_spoc=False)
        person, report = await sent(world, CRIMINAL)
        before = len(world.desk.alarms)
        world.clock.advance(hours=1)

        await add(world, person, report)

        [(_, alarm)] = world.desk.alarms[before:]
        assert "(Immediate" in alarm
        assert "no contact is entered" in alarm

    async def test_one_that_waits_for_its_reporter_to_say_where_is_told_to_a_person_at_once(self) -> None:
        world = await opened(*EVERYBODY, has_spoc=False)
        person = world.person()
        await person.say("/quick a man pushed me over yesterday at 4")
        await person.choose(BOTH)
        await world.work()
        [report] = await world.reports()
        assert ((await one(world, report)).held, world.desk.alarms) == (Held.WHERE, [])
        world.clock.advance(minutes=5)

        await add(world, person, report)

        [(_, alarm)] = world.desk.alarms
        assert "(Immediate" in alarm
        assert (await one(world, report)).state is EscalationState.HELD

    async def test_what_is_sent_for_the_first_time_after_it_was_raised_says_so_at_once(self) -> None:
        elsewhere = replace(EVERYBODY[0], id="kent", force_id="kent")
        world = await opened(elsewhere, has_spoc=False)
        await world.outside.watching.start()
        person, report = await sent(world, CRIMINAL)
        world.clock.advance(minutes=1)
        await add(world, person, report)
        async with world.storage.work(ORGANISATION.id) as work:
            await work.spoc_contacts.add(EVERYBODY[0])
        await pass_time(world, minutes=11)

        assert message(world, "report.escalated")["tier"] == "immediate"
        assert (await one(world, report)).state is EscalationState.DELIVERED

    async def test_one_that_was_refused_does_not_keep_the_deputy_waiting_for_a_day(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = Watched(SpocRefused(410))
        person, report = await sent(world, CRIMINAL)
        assert (await one(world, report)).state is EscalationState.REFUSED
        world.clock.advance(hours=1)

        await add(world, person, report)
        assert "(Immediate" in world.desk.alarms[-1][1]
        await pass_time(world, minutes=26)

        assert got(world, "deputy") == ["report.escalated", "report.updated"]

    async def test_one_that_is_on_its_way_to_a_dead_server_climbs_too(self) -> None:
        world = await opened(*EVERYBODY)
        world.spocs.by_contact["spoc"] = Dead()
        person, report = await sent(world, CRIMINAL)
        world.clock.advance(hours=1)

        await add(world, person, report)
        await pass_time(world, minutes=26)

        assert got(world, "deputy") == ["report.escalated", "report.updated"]


async def test_a_boundary_is_not_asked_about_any_more_and_both_sides_are_told() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told_at_hand_over(world, CROSSING)
    [report] = await world.reports()
    assert (await one(world, report)).held is Held.WHICH_SIDE
    world.clock.advance(minutes=5)

    await add(world, person, report)

    assert arrived(world) == {MERSEY: ["report.escalated"], CHESHIRE: ["report.escalated"]}
    assert all(each.urgency is Tier.IMMEDIATE for each in await world.escalations(report))
    assert all(message(world, "report.escalated", f"con_{each}")["tier"] == "immediate" for each in (MERSEY, CHESHIRE))
    await pass_time(world, minutes=16)
    assert await rungs(world) == ["remind", "remind"], "each has its ladder"


async def test_both_sides_are_told_as_immediate_when_a_draft_with_danger_is_taken_in() -> None:
    world = await world_with(MERSEY, CHESHIRE)
    person = await told_at_hand_over(world, CROSSING)
    [report] = await world.reports()
    world.clock.advance(minutes=5)
    await person.say("/report a bloke swore at me twice outside the school yesterday")
    [draft, _] = await world.reports()
    await answered(world, draft, "danger", "Yes, right now", "yes")

    await person.press_id(f"r:{report.id[-8:]}:take")
    await world.work()

    assert [each.urgency for each in await world.escalations(report)] == [Tier.IMMEDIATE, Tier.IMMEDIATE]
