"""The only place where concrete classes meet: settings in, a running Alongside out."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import httpx
from standardwebhooks import Webhook

from adapters.clock import RandomIds, SystemClock
from adapters.evidence.files import EvidenceFiles
from adapters.evidence.link_keeping import KeptLinks
from adapters.evidence.links import LinkReader
from adapters.evidence.looking_apart import Looker
from adapters.export.copies import Copies
from adapters.guidance import IndexGuidance
from adapters.lanes import lanes_in_use
from adapters.library import load_or_build, words_only
from adapters.pins import pins_in_use
from adapters.settings import Settings
from adapters.spoc.directory import DirectorySpocs
from adapters.spoc.unconnected import UnconnectedSpoc
from adapters.spoc.webhook import WebhookSpocNotifier
from adapters.storage.database import Database
from adapters.storage.keys import load_or_create_keys, parse_keys
from adapters.storage.schema import upgrade
from bot.conversation import Conversation, Core
from bot.escalation.acknowledging import Acknowledging
from bot.escalation.assigning import Assigning
from bot.escalation.routing import Routing
from bot.escalation.staff import StaffActions
from bot.escalation.staff_talk import StaffTalk
from bot.handlers import Outside, handlers
from bot.messages import Channel
from bot.organisations import DEMO_ORGANISATION_ID, Organisation
from bot.ports import Sender, SpocNotifier, StaffDesk
from bot.redacting import CommonWordsOnly
from bot.rendering import Wording
from bot.talk import Routes
from bot.worker import Worker
from knowledge.contacts import load_contacts
from knowledge.places import load_places
from knowledge.vocabulary import bundled_words

log = logging.getLogger(__name__)

DEMO = Organisation(
    id=DEMO_ORGANISATION_ID,
    name="the Demo Organisation",
    collections=frozenset({"official", "evidence", "historic"}),
)
"""Who runs this when nothing is configured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoc:
    """The way to the SPOC, and the secret that both sides sign with."""

    url: str
    webhook: Webhook
    practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Police:
    """Every way to the police, and who is taken."""

    notifier: SpocNotifier  # the one SPOC of the settings
    directory: DirectorySpocs
    assigning: Assigning


@dataclass(slots=True, kw_only=True)
class Alongside:
    """Everything that runs, put together."""

    settings: Settings
    database: Database
    guidance: IndexGuidance
    organisation: Organisation
    core: Core
    conversation: Conversation
    outside: Outside
    worker: Worker
    acknowledging: Acknowledging
    staff: StaffActions
    staff_talk: StaffTalk
    evidence: EvidenceFiles
    copies: Copies
    senders: dict[Channel, Sender] = field(default_factory=dict)
    desks: dict[str, StaffDesk] = field(default_factory=dict)

    async def readiness(self) -> Mapping[str, bool]:
        """Say which parts can work now."""
        return {"database": await self._has_database(), "guidance": self.guidance.is_ready}

    async def organisation_of(self, channel: Channel, person: str) -> str:
        """Return the organisation of a person on a channel: the one they joined, else the default one."""
        return await self.database.organisation_of_person(channel, person) or self.organisation.id

    async def _has_database(self) -> bool:
        try:
            await self.database.ping()
        except Exception:  # whatever is wrong with it, the answer to "is it ready" is no
            log.exception("database.not_ready")
            return False
        return True


@asynccontextmanager
async def opened(settings: Settings, *, spoc: Spoc | None, public_url: str, has_desk: bool = False) -> AsyncIterator[Alongside]:
    """Open everything: the database brought up to date, the index loading in the background. Leaving closes it all.

    Args:
        settings: what is configured.
        spoc: the way to the SPOC, or None when no SPOC is connected.
        public_url: under which address the SPOC reaches this process.
        has_desk: whether the default organisation's staff will have somewhere to see reports.

    Raises:
        BotError: a setting is wrong, or the database cannot be used; it says what to do.
    """
    clock = SystemClock()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = database_url(settings)
    await upgrade(url)
    async with Database(url, master_keys(settings), clock) as database, httpx.AsyncClient() as client:
        organisation = await _default_organisation(database)
        guidance = IndexGuidance(
            partial(load_or_build, settings.data_dir, settings.encoder), partial(words_only, settings.data_dir)
        )
        guidance.start()
        asyncio.get_running_loop().run_in_executor(None, bundled_words)  # else the first question without an answer waits for it
        routing = Routing(await asyncio.to_thread(load_places))
        notifier: SpocNotifier = UnconnectedSpoc()
        if spoc:
            notifier = WebhookSpocNotifier(url=spoc.url, webhook=spoc.webhook, client=client, clock=clock, practice=spoc.practice)
        police = Police(
            notifier=notifier,
            directory=DirectorySpocs(client=client, clock=clock),
            assigning=Assigning(routing=routing, has_fallback=spoc is not None, practice=spoc is not None and spoc.practice),
        )
        try:
            yield _put_together(settings, database, guidance, organisation, police, public_url, has_desk)
        finally:
            guidance.close()


def _redacted(text: str) -> str:
    return CommonWordsOnly(bundled_words())(text)


def database_url(settings: Settings) -> str:
    """Return where the database is."""
    if settings.database_url:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{(settings.data_dir / 'alongside.db').resolve()}"


def master_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the master keys: as set, else those of a file that is made once and that only its owner can read."""
    if settings.keys:
        return parse_keys(settings.keys.get_secret_value())
    return load_or_create_keys(settings.data_dir / "keys.txt")


async def _default_organisation(database: Database) -> Organisation:
    existing = await database.organisations()
    if existing:
        return existing[0]
    await database.add_organisation(DEMO)
    return DEMO


def _put_together(
    settings: Settings,
    database: Database,
    guidance: IndexGuidance,
    organisation: Organisation,
    police: Police,
    public_url: str,
    has_desk: bool,
) -> Alongside:
    clock, ids, wording = SystemClock(), RandomIds(), Wording()
    looker = Looker()  # one for files and links: they wait in one line
    evidence = EvidenceFiles(str(settings.data_dir / "evidence"), database, looker=looker)
    senders: dict[Channel, Sender] = {}
    desks: dict[str, StaffDesk] = {}
    outside = Outside(
        storage=database,
        clock=clock,
        ids=ids,
        wording=wording,
        spoc=police.notifier,
        spocs=police.directory,
        assigning=police.assigning,
        desks=desks,
        senders=senders,
        public_url=public_url,
        remove_file=evidence.delete,
        link_keeper=KeptLinks(LinkReader(clock, looker=looker), evidence) if settings.fetch_links else None,
        deadlines=settings.deadlines,
    )
    worker = Worker(database, handlers(outside), clock)
    contacts = load_contacts()
    core = Core(
        storage=database,
        guidance=guidance,
        clock=clock,
        ids=ids,
        wording=wording,
        routes=Routes(
            has_spoc=police.assigning.has_fallback,
            practice=police.assigning.practice,
            keeps_links=settings.fetch_links,
            staff_desks=frozenset({organisation.id}) if has_desk else frozenset(),
            deadlines=settings.deadlines,
        ),
        routing=police.assigning.routing,
        contacts=contacts,
        redact=_redacted,
        pins=pins_in_use(settings.data_dir, contacts),
        lanes=lanes_in_use(settings.data_dir, contacts),
        default_organisation_id=organisation.id,
        wake=worker.wake,
    )
    return Alongside(
        settings=settings,
        database=database,
        guidance=guidance,
        organisation=organisation,
        core=core,
        conversation=Conversation(core),
        outside=outside,
        worker=worker,
        acknowledging=Acknowledging(storage=database, notices=outside.notices, clock=clock, desks=desks),
        staff=StaffActions(storage=database, notices=outside.notices, clock=clock, wording=wording),
        staff_talk=StaffTalk(storage=database, notices=outside.notices, clock=clock, wording=wording),
        evidence=evidence,
        copies=Copies(database, evidence, wording),
        senders=senders,
        desks=desks,
    )
