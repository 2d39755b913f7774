"""The console on a real server for a real browser: a world on SQLite, reports that nobody has answered, and a practice SPOC."""

import asyncio
import base64
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from standardwebhooks import Webhook

from adapters.clock import RandomIds
from adapters.spoc.sandbox.behaving import Behaviour, Mode
from adapters.spoc.sandbox.calling_back import post_back
from adapters.spoc.sandbox.page import sandbox_app
from adapters.spoc.sandbox.receiving import Sandbox
from adapters.storage import schema
from adapters.storage.database import Database
from adapters.web.app import create_app
from adapters.web.console.parts import Parts
from adapters.web.console.router import console_router
from bot.errors import SpocUnreachable
from bot.escalation.escalation import Tier
from bot.escalation.on_behalf import OnBehalf
from bot.testing import SettableClock
from tests.integration.databases import KEY
from tests.ladders import BOTH, EVERYBODY, SPOC, SPOC_CONTACT, WORDS
from tests.scenarios.console_stage import TOKEN
from tests.scenarios.web_client import all_ready
from tests.talking import ORGANISATION, World

SANDBOX = "/practice-spoc"
SECRET = "whsec_" + base64.b64encode(b"the practice SPOC of this test").decode()
PATIENCE_S = 60.0


class _Server(uvicorn.Server):
    """Tells when it listens, and at which port."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[int], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        self._tell(self.servers[0].sockets[0].getsockname()[1])


@dataclass
class Served:
    """A running console. `address` begins every address."""

    folder: Path
    sandbox: Sandbox = field(
        default_factory=lambda: Sandbox(webhook=Webhook(SECRET), send_back=post_back, behaviour=Behaviour((Mode.OK,), None))
    )
    address: str = ""
    is_up: threading.Event = field(default_factory=threading.Event)
    server: uvicorn.Server | None = None

    async def run(self) -> None:
        """Serve until told to stop."""
        async with _world(self.folder) as world:
            config = uvicorn.Config(self._app(world), port=0, log_level="error", ws="none")
            self.server = _Server(config, self._up)
            await self.server.serve()

    def _up(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.is_up.set()

    def _app(self, world: World) -> FastAPI:
        parts = Parts(
            token=TOKEN,
            is_secure=False,
            default_organisation_id=ORGANISATION.id,
            storage=world.storage,
            on_behalf=OnBehalf(acknowledging=world.acknowledging, wording=world.wording),
            ids=RandomIds(),
            clock=world.clock,
        )
        console = console_router(parts, world.wording)
        app = create_app(world.conversation, readiness=all_ready, organisation_name=ORGANISATION.name, extra_routers=[console])
        app.mount(SANDBOX, sandbox_app(self.sandbox))
        return app


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the console on a free port of this machine."""
    running = Served(folder)
    thread = threading.Thread(target=lambda: asyncio.run(running.run()), daemon=True)
    thread.start()
    assert running.is_up.wait(PATIENCE_S), "the console did not come up"
    try:
        yield running
    finally:
        assert running.server
        running.server.should_exit = True
        thread.join()


@contextlib.asynccontextmanager
async def _world(folder: Path) -> AsyncIterator[World]:
    """A world on SQLite: two forces' worth of reports, one of them not shared with the party, and dead SPOCs."""
    url = f"sqlite:///{folder / 'alongside.db'}"
    await schema.upgrade(url)
    clock = SettableClock(datetime.now(UTC))
    async with Database(url, [KEY], clock) as database:
        world = await World(storage=database, clock=clock, ids=RandomIds()).open()  # type: ignore[arg-type]
        async with database.work(ORGANISATION.id) as work:
            for each in EVERYBODY:
                await work.spoc_contacts.add(each)
        world.spocs.to(SPOC_CONTACT).failures = [SpocUnreachable(503), SpocUnreachable()]
        for name, tier, consent in _TOLD:
            person = world.person(name)
            await person.say("/quick")
            await person.say(WORDS[tier])
            await person.choose(consent)
            await world.work()
        clock.advance(minutes=20)
        await world.work()
        clock.advance(minutes=-20)  # signatures are checked against the real time
        yield world


_TOLD = (("kit", Tier.IMMEDIATE, BOTH), ("lee", Tier.CRIMINAL_INDICATOR, SPOC), ("max", Tier.LAWFUL_BUT_AWFUL, BOTH))
