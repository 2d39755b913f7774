"""People and contacts for tests of the ladder: a force with everybody entered, reports of each tier, time that goes by."""

from datetime import UTC, date, datetime, timedelta

from bot.errors import SpocUnreachable
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import KNOWN
from bot.escalation.escalation import Attempt, Escalation, Tier
from bot.ports import SpocMessage
from bot.reporting.report import Report
from bot.testing import InMemorySpocNotifier
from tests.talking import ORGANISATION, Person, World

BOTH, SPOC = "Send: party staff and SPOC", "Send: SPOC only"
WORDS = {
    Tier.IMMEDIATE: "a man said he will stab me tonight outside the library in Exeter",
    Tier.CRIMINAL_INDICATOR: "a man pushed me over outside the library in Exeter yesterday at 4",
    Tier.LAWFUL_BUT_AWFUL: "a bloke swore at me outside the school in Exeter yesterday at 4",
}
DEVON = "devon-and-cornwall"
NUMBER = "01632 960077"


def contact(id: str, rank: Rank, *, phone: str = "", endpoint: str = "https://spoc.example.org/in") -> SpocContact:
    """Return a contact of Devon and Cornwall; without an endpoint one who takes e-mail."""
    return SpocContact(
        id=id,
        force_id="" if rank is Rank.SAFETY_LEAD else DEVON,
        elections=KNOWN,
        rank=rank,
        name=f"Sgt {id.title()} Example",
        endpoint=endpoint,
        secrets=("whsec_bmV3",) if endpoint else (),
        email="" if endpoint else "spoc@example.org",
        phone=phone,
        valid_from=date(2026, 1, 1),
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


SPOC_CONTACT = contact("spoc", Rank.SPOC)
DEPUTY = contact("deputy", Rank.DEPUTY)
ROOM = contact("room", Rank.CONTROL_ROOM, phone=NUMBER)
LEAD = contact("lead", Rank.SAFETY_LEAD)
EVERYBODY = (SPOC_CONTACT, DEPUTY, ROOM, LEAD)


class Dead(InMemorySpocNotifier):
    """A SPOC whose server never answers."""

    async def notify(self, message: SpocMessage) -> int:
        """See the port."""
        raise SpocUnreachable


async def opened(*contacts: SpocContact, **more: object) -> World:
    """Return a world whose organisation has entered these contacts."""
    world = await World(**more).open()  # type: ignore[arg-type]
    async with world.storage.work(ORGANISATION.id) as work:
        for each in contacts:
            await work.spoc_contacts.add(each)
    return world


async def sent(
    world: World, tier: Tier = Tier.IMMEDIATE, consent: str = BOTH, person: Person | None = None
) -> tuple[Person, Report]:
    """Let somebody tell a report of a tier and send it; the first delivery has been tried."""
    person = person or world.person()
    await person.say("/quick")
    await person.say(WORDS[tier])
    await person.choose(consent)
    await world.work()
    [report] = await world.reports()
    assert (await one(world, report)).tier is tier
    return person, report


async def one(world: World, report: Report) -> Escalation:
    """Return the only escalation of a report."""
    [escalation] = await world.escalations(report)
    return escalation


async def tries(world: World, report: Report) -> list[Attempt]:
    """Return the attempts of a report's only escalation."""
    escalation = await one(world, report)
    async with world.storage.reading(ORGANISATION.id) as work:
        return list(await work.escalations.attempts(escalation.id))


async def pass_time(world: World, *, step: timedelta = timedelta(minutes=1), **by: float) -> None:
    """Let time go by, with the worker looking at every step."""
    until = world.clock.now() + timedelta(**by)
    while world.clock.now() < until:
        world.clock.advance(seconds=min(step, until - world.clock.now()).total_seconds())
        await world.work()


def got(world: World, id: str) -> list[str]:
    """Return the types of what a contact was sent."""
    return [message.type for message in world.spocs.by_contact.get(id, InMemorySpocNotifier()).arrived]


async def actions(world: World) -> list[str]:
    """Return what the audit of the organisation says was done, in its order."""
    async with world.storage.reading(ORGANISATION.id) as work:
        audit = work.audit
        if hasattr(audit, "events"):
            return [event.action for event in await audit.events()]
        return [action for action, _, _ in audit._rows.audit]  # type: ignore[attr-defined]


async def rungs(world: World) -> list[str]:
    """Return the rungs that were taken, in their order."""
    return [action.removeprefix("ladder.") for action in await actions(world) if action.startswith("ladder.")]


async def told(person: Person, kind: str = "unanswered") -> list[str]:
    """Return the notices of one kind that somebody got."""
    return [reply.text for reply in await person.news(0) if reply.kind == kind]


async def acknowledged(world: World, report: Report, id: str = "a") -> None:
    """Let a person at the SPOC press the link."""
    escalation = await one(world, report)
    await world.acknowledging.acknowledge(escalation.id, acknowledgement_id=id, by="Insp. Example", how="link")
