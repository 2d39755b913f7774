"""Reports that were sent and are added to: what tests of raising an escalation begin with."""

from bot.escalation.escalation import Tier
from bot.messages import Channel
from bot.ports import SpocMessage
from bot.reporting.report import Entry, EntryKind, Report
from bot.testing import InMemorySpocNotifier
from tests.ladders import BOTH, EVERYBODY, opened, sent
from tests.talking import ORGANISATION, Person, World

CRIMINAL = Tier.CRIMINAL_INDICATOR
FLAG = "He is following me home now and he has a knife."
PLAIN = "He had a red coat."


class Watched(InMemorySpocNotifier):
    """Keeps every try, taken or not."""

    def __init__(self, *failures: Exception) -> None:
        super().__init__()
        self.failures = list(failures)
        self.tried: list[SpocMessage] = []

    async def notify(self, message: SpocMessage) -> int:
        """See the port."""
        self.tried.append(message)
        return await super().notify(message)


async def add(world: World, person: Person, report: Report, words: str = FLAG) -> None:
    """Let the reporter add words, and the worker pass them on."""
    await person.press_id(f"r:{report.id[-8:]}:add")
    await person.say(words)
    await world.work()


async def added_to(tier: Tier = CRIMINAL, words: str = FLAG, consent: str = BOTH, **more: object) -> tuple[World, Person, Report]:
    """Return a report that was sent, and an hour later added to."""
    world = await opened(*EVERYBODY, **more)
    person, report = await sent(world, tier, consent)
    world.clock.advance(hours=1)
    await add(world, person, report, words)
    return world, person, report


async def answered(world: World, report: Report, field: str, words: str, value: str = "") -> None:
    """Write an answer into a report, and tell nobody."""
    given = Entry(
        id="ent_given",
        kind=EntryKind.ANSWER,
        field=field,
        words=words,
        value=value,
        author=report.reporter,
        channel=Channel.WEB,
        at=world.clock.now(),
    )
    async with world.storage.work(ORGANISATION.id) as work:
        await work.reports.append(report.id, [given])


def message(world: World, type: str, id: str = "spoc") -> dict[str, object]:
    """Return what the only message of a type told a contact."""
    [found] = [each for each in world.spocs.by_contact[id].arrived if each.type == type]
    return dict(found.data)
