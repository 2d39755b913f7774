"""Raised after the police had acknowledged it: that stays, the staff are told once, and silence counts sooner."""

from collections.abc import Sequence
from datetime import timedelta

from bot.errors import ChannelUnreachable
from bot.escalation.directory import SpocContact
from bot.escalation.escalation import EscalationState, Progress, Tier
from bot.escalation.progressing import Word
from bot.reporting.report import Consent, Recipient, Report
from tests.ladders import (
    BOTH,
    EVERYBODY,
    SPOC,
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
from tests.raising import CRIMINAL, add, message
from tests.talking import ORGANISATION, Person, World


class TestAnsweredBefore:
    async def seen(
        self, consent: str = BOTH, *, people: Sequence[SpocContact] = EVERYBODY, is_away: bool = False
    ) -> tuple[World, Person, Report]:
        world = await opened(*people)
        await world.outside.watching.start()
        person, report = await sent(world, CRIMINAL, consent)
        await acknowledged(world, report)
        await pass_time(world, hours=5, step=timedelta(minutes=10))
        world.desk.failures = [ChannelUnreachable() for _ in range(500 * is_away)]
        await add(world, person, report)
        return world, person, report

    async def test_it_stays_acknowledged_the_update_says_so_and_the_staff_are_told_once(self) -> None:
        world, _, report = await self.seen()

        escalation = await one(world, report)
        assert (escalation.state, escalation.urgency) == (EscalationState.ACKNOWLEDGED, Tier.IMMEDIATE)
        assert message(world, "report.updated")["tier"] == "immediate"
        await pass_time(world, minutes=90)
        [(_, alarm)] = world.desk.alarms
        assert f"{report.reference} (Immediate" in alarm
        assert "acknowledged it before that" in alarm
        assert "999" in alarm
        assert await rungs(world) == []
        assert got(world, "lead") == [], "nobody is silent"

    async def test_it_lapses_two_hours_after_it_was_raised_and_not_at_once(self) -> None:
        world, _, report = await self.seen()

        await pass_time(world, minutes=118)
        assert (await one(world, report)).state is EscalationState.ACKNOWLEDGED
        await pass_time(world, minutes=13)
        assert (await one(world, report)).state is EscalationState.DELIVERED
        await pass_time(world, minutes=30)

        assert await rungs(world) == ["remind", "deputy", "control_room", "safety_lead"]

    async def test_whoever_acts_on_it_is_left_alone(self) -> None:
        world = await opened(*EVERYBODY)
        await world.outside.watching.start()
        person, report = await sent(world, CRIMINAL)
        word = Word(id="w", by="Insp. Example", how="link", progress=Progress.ACTING)
        await world.acknowledging.take((await one(world, report)).id, word)
        world.clock.advance(hours=1)
        await add(world, person, report)

        await pass_time(world, days=1, step=timedelta(minutes=30))

        assert message(world, "report.updated")["tier"] == "immediate"
        assert await rungs(world) == []

    async def test_staff_whose_desk_was_away_are_not_told_when_somebody_at_the_police_has_said_something_since(self) -> None:
        world, _, report = await self.seen(is_away=True)
        world.clock.advance(seconds=1)
        await acknowledged(world, report, "b")
        world.desk.failures = []

        await pass_time(world, minutes=30)

        assert world.desk.alarms == []

    async def test_staff_whose_desk_was_away_are_not_told_when_the_reporter_has_taken_the_report_from_them_since(self) -> None:
        world, _, report = await self.seen(is_away=True)
        refused = Consent(recipient=Recipient.PARTY, given=False, words="No", at=world.clock.now())
        async with world.storage.work(ORGANISATION.id) as work:
            await work.reports.consent(report.id, [refused])
        world.desk.failures = []

        await pass_time(world, minutes=30)

        assert world.desk.alarms == []

    async def test_without_a_yes_to_the_party_nobody_there_is_told(self) -> None:
        world, _, report = await self.seen(SPOC)

        assert (await one(world, report)).urgency is Tier.IMMEDIATE
        assert world.desk.alarms == []

    async def test_a_desk_that_is_away_does_not_use_up_the_word_that_nobody_could_be_told_of_silence(self) -> None:
        world, person, _ = await self.seen(people=EVERYBODY[:-1], is_away=True)

        await pass_time(world, minutes=60)
        assert "alarm.nobody_told" in await actions(world)
        assert await told(person, "nobody_told") == [], "there is an answer, and no silence yet"
        await pass_time(world, minutes=75)
        assert len(await told(person, "nobody_told")) == 1
