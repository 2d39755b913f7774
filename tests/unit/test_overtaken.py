"""The SPOC may have a report before we know: its answer was lost, or our process killed. What was said since goes out too."""

import pytest

from bot.duties import LEASE_S
from bot.errors import SpocUnreachable
from bot.escalation.escalation import EscalationState
from bot.ports import SpocMessage
from bot.testing import InMemorySpocNotifier
from tests.talking import Person, World


class LosesAnAnswer(InMemorySpocNotifier):
    """A SPOC that has the first message; the answer to it never arrives."""

    async def notify(self, message: SpocMessage) -> int:
        """See the port."""
        await super().notify(message)
        if len(self.arrived) == 1:
            raise SpocUnreachable
        return 200


@pytest.fixture
async def world() -> World:
    return await World(spoc=LosesAnAnswer()).open()


@pytest.fixture
async def person(world: World) -> Person:
    person = world.person()
    await person.report_to("Send: SPOC only")
    return person


async def try_again(world: World) -> None:
    """Let the time pass until everything that was put off is due."""
    world.clock.advance(minutes=2)
    await world.work()


async def open_report(person: Person) -> None:
    await person.say("my reports")
    await person.press(next(choice.label for choice in person.replies[-1].choices if choice.label.startswith("Show it")))


async def withdraw(person: Person) -> None:
    await open_report(person)
    await person.press("Withdraw it")
    await person.press("Yes, withdraw it")


async def test_a_spoc_that_may_have_it_is_told_of_the_withdrawal_and_the_reporter_that_we_do_not_know(
    world: World, person: Person
) -> None:
    await world.work()
    await withdraw(person)

    await try_again(world)

    assert [message.type for message in world.spoc.arrived] == ["report.escalated", "report.withdrawn"]
    assert "withdrawn_perhaps" in [reply.kind for reply in await person.news(0)]


async def test_a_spoc_that_was_never_heard_of_again_by_a_process_that_died_is_told_too(world: World, person: Person) -> None:
    await world.storage.claim(limit=8, lease_s=LEASE_S)  # and dies, having sent it or not
    await withdraw(person)

    world.clock.advance(seconds=LEASE_S)
    await try_again(world)

    assert [message.type for message in world.spoc.arrived] == ["report.withdrawn"]


async def test_a_spoc_that_said_no_each_time_is_not_told(world: World, person: Person) -> None:
    world.spoc.failures = [SpocUnreachable(503)]
    await world.work()
    await withdraw(person)

    await try_again(world)

    assert world.spoc.arrived == []
    assert "withdrawn_perhaps" not in [reply.kind for reply in await person.news(0)]


async def test_what_was_added_before_an_acknowledgement_that_overtook_the_answer_is_sent(world: World, person: Person) -> None:
    await world.work()
    world.clock.advance(seconds=1)
    await open_report(person)
    await person.press("Add to it")
    await person.say("They came back at noon.")
    [report] = await world.reports()
    [escalation] = await world.escalations(report)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id="ack_1", by="PC Example", how="callback")

    await try_again(world)

    assert [message.type for message in world.spoc.arrived] == ["report.escalated", "report.updated"]
    assert "They came back at noon." in str(world.spoc.arrived[1].data)
    assert (await world.escalations(report))[0].state is EscalationState.ACKNOWLEDGED
