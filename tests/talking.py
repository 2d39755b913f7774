"""A whole Alongside in memory, and people who talk to it: what most tests of the core begin with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.answering.pins import Pins
from bot.conversation import Conversation, Core
from bot.escalation.acknowledging import Acknowledging
from bot.escalation.assigning import Assigning
from bot.escalation.escalation import Escalation
from bot.escalation.routing import Routing
from bot.escalation.staff import StaffActions
from bot.escalation.staff_talk import StaffTalk
from bot.handlers import Outside, handlers
from bot.messages import Channel, EvidenceItem, Inbound, Reply, SharedPlace
from bot.organisations import Organisation
from bot.ports import Guidance, LinkKeeper, Storage, Turn
from bot.redacting import Redactor, everything_out
from bot.rendering import Wording
from bot.reporting.lanes import NO_LANES, Lanes
from bot.reporting.report import Report
from bot.talk import Routes
from bot.testing import (
    FixedIds,
    InMemoryGuidance,
    InMemorySpocNotifier,
    InMemorySpocs,
    InMemoryStorage,
    RecordingSender,
    RecordingStaffDesk,
    SettableClock,
)
from bot.worker import Worker
from knowledge.contacts import ContactBook, load_contacts
from knowledge.passage import DocumentClass, Passage, Source
from knowledge.places import load_places

ORGANISATION = Organisation(
    id="org_green_street",
    name="Green Street Residents",
    collections=frozenset({"official", "evidence", "historic"}),
    safety_contact="Pat Example, 01632 960101",
)
RIVAL = Organisation(id="org_mill_lane", name="Mill Lane First", collections=frozenset({"official"}))


def make_source(**overrides: object) -> Source:
    """Return the source of an invented official document."""
    facts: dict[str, object] = {
        "document_id": "example-guidance",
        "title": "Example Guidance",
        "issuer": "Example Council",
        "published": date(2024, 5, 1),
        "document_class": DocumentClass.OFFICIAL,
        "nations": ("England",),
        "election": "all",
        "licence": "OGL v3.0",
        "source_url": "https://example.org/guidance",
    }
    return Source(**(facts | overrides))  # type: ignore[arg-type]


def make_passage(text: str, *, heading: str = "Protecting yourself", **source: object) -> Passage:
    """Return a passage of an invented document."""
    return Passage(
        id=f"{abs(hash(text)):016x}"[:16], text=text, heading_path=(heading,), source=make_source(**source), position=0
    )


@cache
def bundled_routing() -> Routing:
    """The real routing, read once."""
    return Routing(load_places())


STALKING = make_passage("- Do not engage with individuals who are stalking or harassing you, on and offline.")


@dataclass
class World:
    """Alongside with twins for everything outside, and its worker, which runs when the test says so."""

    clock: SettableClock = field(default_factory=SettableClock)
    storage: Storage = None  # type: ignore[assignment]
    guidance: Guidance = field(default_factory=lambda: InMemoryGuidance([STALKING]))
    spoc: InMemorySpocNotifier = field(default_factory=InMemorySpocNotifier)
    spocs: InMemorySpocs = field(default_factory=InMemorySpocs)
    desk: RecordingStaffDesk = field(default_factory=RecordingStaffDesk)
    sender: RecordingSender = field(default_factory=RecordingSender)
    ids: FixedIds = field(default_factory=FixedIds)
    wording: Wording = field(default_factory=cache(Wording))
    contacts: ContactBook = field(default_factory=cache(load_contacts))
    redact: Redactor = everything_out
    pins: Pins = field(default_factory=Pins)
    lanes: Lanes = NO_LANES
    link_keeper: LinkKeeper | None = None
    has_spoc: bool = True
    has_desk: bool = True
    organisations: Sequence[Organisation] = (ORGANISATION, RIVAL)

    async def open(self) -> "World":
        """Put everything together; called once, before anybody talks."""
        self.storage = self.storage or InMemoryStorage(self.clock)
        for organisation in self.organisations:
            await self.storage.add_organisation(organisation)
        self.outside = Outside(
            storage=self.storage,
            clock=self.clock,
            ids=self.ids,
            wording=self.wording,
            spoc=self.spoc,
            spocs=self.spocs,
            assigning=Assigning(routing=bundled_routing(), has_fallback=self.has_spoc, practice=self.spoc.practice),
            desks={ORGANISATION.id: self.desk} if self.has_desk else {},
            senders={Channel.TELEGRAM: self.sender, Channel.SLACK: self.sender},
            public_url="https://alongside.example.org",
            link_keeper=self.link_keeper,
        )
        self.worker = Worker(self.storage, handlers(self.outside), self.clock)
        self.acknowledging = Acknowledging(
            storage=self.storage, notices=self.outside.notices, clock=self.clock, desks=self.outside.desks
        )
        self.staff_talk = StaffTalk(storage=self.storage, notices=self.outside.notices, clock=self.clock, wording=self.wording)
        self.staff = StaffActions(storage=self.storage, notices=self.outside.notices, clock=self.clock, wording=self.wording)
        self.conversation = self.talk()
        return self

    def talk(self) -> Conversation:
        """Return the conversation as after a restart: nothing in memory, the same rows."""
        routes = Routes(
            has_spoc=self.has_spoc,
            practice=self.spoc.practice,
            keeps_links=self.link_keeper is not None,
            staff_desks=frozenset({ORGANISATION.id}) if self.has_desk else frozenset(),
        )
        return Conversation(
            Core(
                storage=self.storage,
                guidance=self.guidance,
                clock=self.clock,
                ids=self.ids,
                wording=self.wording,
                routes=routes,
                routing=bundled_routing(),
                contacts=self.contacts,
                default_organisation_id=ORGANISATION.id,
                redact=self.redact,
                pins=self.pins,
                lanes=self.lanes,
            )
        )

    def person(self, name: str = "kit", *, channel: Channel = Channel.WEB, organisation_id: str = "") -> "Person":
        """Return somebody who talks to it."""
        return Person(self, name, channel, organisation_id)

    async def work(self) -> None:
        """Let the worker do all that is due now."""
        while await self.worker.run_once():
            pass

    async def reports(
        self, organisation_id: str = ORGANISATION.id, person: str = "kit", channel: Channel = Channel.WEB
    ) -> list[Report]:
        """Return what is stored of somebody's reports, newest first."""
        async with self.storage.work(organisation_id) as work:
            member = await work.members.find_or_add(channel, person)
            return list(await work.reports.of(member.id))

    async def escalations(self, report: Report, organisation_id: str = ORGANISATION.id) -> list[Escalation]:
        """Return a report's escalations."""
        async with self.storage.reading(organisation_id) as work:
            return list(await work.escalations.of_report(report.id))


class Person:
    """Somebody who types and presses buttons."""

    def __init__(self, world: World, name: str, channel: Channel, organisation_id: str) -> None:
        self._world = world
        self._name = name
        self._channel = channel
        self._organisation_id = organisation_id
        self._count = 0
        self.last: Turn | None = None

    async def say(self, text: str, *, id: str = "", **more: object) -> list[str]:
        """Type something; return the kinds of the replies."""
        return await self._send(id, text=text, **more)

    async def send(
        self, *, id: str = "", text: str = "", evidence: tuple[EvidenceItem, ...] = (), place: SharedPlace | None = None
    ) -> list[str]:
        """Send a file or a place."""
        return await self._send(id, text=text, evidence=evidence, place=place)

    async def press(self, label: str) -> list[str]:
        """Press the newest button with this label; an unknown label is the test's mistake."""
        buttons = {choice.label: choice.id for reply in self.replies for choice in reply.choices}
        return await self.press_id(buttons[label])

    async def press_id(self, choice: str, *, id: str = "") -> list[str]:
        """Press a button by its id, however old."""
        return await self._send(id, choice=choice)

    async def news(self, after: int) -> list[Reply]:
        """Return the replies of the turns after a place in the talk, as the web page fetches them."""
        turns = await self._world.conversation.transcript(self._channel, self._name, after=after)
        return [reply for turn in turns for reply in turn.replies]

    async def catch_up(self) -> None:
        """Look at the newest turn, so that its buttons can be pressed."""
        self.last = (await self._world.conversation.transcript(self._channel, self._name))[-1]

    async def report_to(self, consent: str, what: str = "A man shouted at me outside the library yesterday.") -> list[str]:
        """Tell a whole report and choose who may see it."""
        await self.say("/report " + what)
        for _ in range(8):
            assert self.last is not None
            step = self.last.replies[-1].kind
            if step == "ask_consent":
                return await self.choose(consent)
            await self.press({"ask_danger": "No", "ask_evidence": "Nothing to add"}.get(step, "I don't know"))
        raise AssertionError("the form did not come to its end")

    async def choose(self, consent: str) -> list[str]:
        """Choose on the review card who may see the report."""
        if consent not in {choice.label for reply in self.replies for choice in reply.choices}:
            await self.press("Choose who may see it")
        return await self.press(consent)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The replies of the last turn."""
        return self.last.replies if self.last else ()

    @property
    def text(self) -> str:
        """All that was replied in the last turn."""
        return "\n\n".join(reply.text for reply in self.replies)

    async def _send(self, id: str, **what: object) -> list[str]:
        self._count += 1
        inbound = Inbound(
            id=id or f"{self._name}-{self._count}",
            organisation_id=self._organisation_id,
            channel=self._channel,
            person=self._name,
            conversation=self._name,
            sent_at=self._world.clock.now(),
            **what,  # type: ignore[arg-type]
        )
        self.last = await self._world.conversation.handle(inbound)
        return [reply.kind for reply in self.last.replies]
