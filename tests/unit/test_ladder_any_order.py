"""The ladder in whatever order things happen: time, dead and living servers, answers, a withdrawal, restarts, crashes."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escalation.escalation import EscalationState
from bot.handlers import handlers
from bot.reporting.report import Report
from bot.testing import InMemorySpocNotifier
from bot.worker import Worker
from tests.ladders import EVERYBODY, Dead, acknowledged, got, one, opened, pass_time, rungs, sent, told
from tests.talking import Person, World
from tests.unit.test_ladder import Crash, crash_at

ORDER = ["remind", "deputy", "control_room", "safety_lead", "repeat"]

MINUTES = st.tuples(st.just("minutes"), st.integers(1, 40))
EVENTS = st.lists(
    st.one_of(
        MINUTES,
        MINUTES,
        st.tuples(st.just("dies"), st.sampled_from(["spoc", "deputy", "room", "lead"])),
        st.tuples(st.just("lives"), st.sampled_from(["spoc", "deputy", "room", "lead"])),
        st.tuples(st.just("restart"), st.just(0)),
        st.tuples(st.just("crash"), st.integers(0, 6)),
        st.tuples(st.just("answer"), st.just(0)),
        st.tuples(st.just("withdraw"), st.just(0)),
    ),
    max_size=9,
)


@given(EVENTS)
@settings(max_examples=60, deadline=None)
def test_no_rung_comes_twice_none_is_skipped_and_none_after_an_answer(events: list[tuple[str, object]]) -> None:
    asyncio.run(walk(events))


async def walk(events: list[tuple[str, object]]) -> None:
    world = await opened(*EVERYBODY)
    person, report = await sent(world)
    began = world.clock.now()
    for number, (what, value) in enumerate(events):
        await happen(world, person, report, what, value, number)
    await live_on(world, 5)  # what a crash has put off comes again
    taken = await rungs(world)
    assert all(ORDER.index(after) == min(ORDER.index(before) + 1, 4) for before, after in pairwise(taken)), taken
    escalation = await one(world, report)
    minutes = (world.clock.now() - began).total_seconds() / 60
    if escalation.state in (EscalationState.QUEUED, EscalationState.DELIVERED):
        assert escalation.rung >= len([due for due in (15, 25, 35, 45) if due <= minutes - 5]), (escalation.rung, minutes)
        assert len(taken) == escalation.rung
    assert len(await told(person)) <= min(len(taken), 4)
    for id in ("spoc", "deputy", "room"):
        ids = [message.id for message in world.spocs.by_contact.get(id, InMemorySpocNotifier()).arrived]
        assert len([each for each in set(ids) if "reminder" not in each and "withdrawn" not in each]) <= 1
    assert set(got(world, "lead")) <= {"escalation.unanswered"}, "the report itself never goes to the organisation's own lead"


async def happen(world: World, person: Person, report: Report, what: str, value: object, number: int) -> None:
    state = (await one(world, report)).state
    if what == "minutes":
        await live_on(world, int(str(value)))
    elif what == "dies":
        world.spocs.by_contact[str(value)] = revived(world, str(value), Dead())
    elif what == "lives":
        world.spocs.by_contact[str(value)] = revived(world, str(value), InMemorySpocNotifier())
    elif what == "restart":
        world.worker = Worker(world.storage, handlers(world.outside), world.clock)
    elif what == "crash":
        crash_at(world, int(str(value)))
    elif what == "answer" and state is not EscalationState.WITHDRAWN:
        await until_it_works(lambda each: acknowledged(world, report, f"a{number}-{each}"))
    elif what == "withdraw" and state is not EscalationState.WITHDRAWN:
        await until_it_works(lambda each: person.press_id(f"r:{report.id[-8:]}:withdraw.sure", id=f"w{number}-{each}"))


def revived(world: World, id: str, new: InMemorySpocNotifier) -> InMemorySpocNotifier:
    """The same server, with what it has had."""
    old = world.spocs.by_contact.get(id)
    new.arrived = old.arrived if old else []
    return new


async def live_on(world: World, minutes: int) -> None:
    """Let time go by; a process that dies is started again."""
    for _ in range(minutes):
        try:
            await pass_time(world, minutes=1)
        except Crash:
            world.worker = Worker(world.storage, handlers(world.outside), world.clock)


async def until_it_works(press: Callable[[int], Awaitable[object]]) -> None:
    """Press again as long as the crash of the test is in the way."""
    for each in range(10):
        try:
            await press(each)
            return
        except Crash:
            continue
