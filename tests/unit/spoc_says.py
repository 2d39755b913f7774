"""A person at the SPOC who speaks, and what the reporter hears of it: what tests of both begin with."""

from dataclasses import replace

from bot.escalation.acknowledging import Taken
from bot.escalation.escalation import Escalation, Outcome, Progress
from bot.escalation.progressing import Word
from bot.messages import Reply
from tests.talking import ORGANISATION, Person, World

SPOC, BOTH = "Send: SPOC only", "Send: party staff and SPOC"
NEWS = ("acknowledged", "spoc_reading", "spoc_acting", "spoc_closed", "spoc_reopened", "spoc_question")


async def sent(consent: str = SPOC, **how: object) -> tuple[World, Person]:
    world = await World(**how).open()  # type: ignore[arg-type]
    person = world.person()
    await person.report_to(consent)
    await world.work()
    return world, person


async def one(world: World) -> Escalation:
    [escalation] = await world.escalations((await world.reports())[0])
    return escalation


async def set_to(world: World, **changes: object) -> None:
    escalation = replace(await one(world), **changes)  # type: ignore[arg-type]
    async with world.storage.work(ORGANISATION.id) as work:
        await work.escalations.update(escalation)


async def say(world: World, progress: str, outcome: str = "", *, id: str = "", words: str = "", by: str = "PC 0000") -> Taken:
    world.clock.advance(minutes=1)
    word = Word(
        id=id or f"{progress}-{world.clock.now()}",
        by=by,
        how="callback",
        progress=Progress(progress),
        outcome=Outcome(outcome),
        words=words,
    )
    return await world.acknowledging.take((await one(world)).id, word)


async def news(person: Person) -> list[Reply]:
    return [reply for reply in await person.news(0) if reply.kind in NEWS]


async def kinds(person: Person) -> list[str]:
    return [reply.kind for reply in await news(person)]
