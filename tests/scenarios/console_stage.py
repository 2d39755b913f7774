"""The console in tests: a whole application over a world, and an admin with a browser that follows nothing by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from adapters.web.app import create_app
from adapters.web.console.parts import Parts
from adapters.web.console.router import console_router
from bot.escalation.directory import SpocContact
from bot.escalation.on_behalf import OnBehalf
from tests.ladders import actions
from tests.scenarios.web_client import Seen, all_ready
from tests.talking import ORGANISATION, RIVAL, World

TOKEN = "a token that opens nothing but tests"
BASE = f"/console/{ORGANISATION.id}"
RIVALS = f"/console/{RIVAL.id}"
NAME = "Sgt Siân <Example>"
ENDPOINT = "https://kent.example.org/in"
KENT = {
    "force_id": "kent",
    "rank": "spoc",
    "election.parliament": "yes",
    "election.local": "yes",
    "name": NAME,
    "endpoint": ENDPOINT,
    "secret_from": "make",
    "email": "kent@example.org",
    "phone": "01632 960011",
    "hours": "weekdays, 9 – 5",
}


@dataclass
class Admin:
    """Somebody at the console; `page` is what they see."""

    world: World
    client: httpx.AsyncClient
    waited: list[float]  # how long wrong tokens were answered late, in seconds
    answer: httpx.Response

    @property
    def page(self) -> str:
        """What they see."""
        return self.answer.text

    @property
    def words(self) -> str:
        """What they read, with single blanks."""
        return " ".join(Seen(self.page).text.split())

    async def open(self, path: str) -> httpx.Response:
        """Go to an address."""
        self.answer = await self.client.get(path)
        return self.answer

    async def send(self, path: str, fields: dict[str, str] | None = None, *, file: bytes | None = None) -> httpx.Response:
        """Send a form with the hidden fields of the page that is open."""
        hidden = {name: value for name, value in Seen(self.page).form.items() if name not in (fields or {})}
        files = None if file is None else {"file": ("contacts.csv", file, "text/csv")}
        self.answer = await self.client.post(path, data=hidden | (fields or {}), files=files)
        return self.answer

    async def sign_in(self, token: str = TOKEN) -> httpx.Response:
        """Sign in from the first page."""
        await self.open("/console/")
        return await self.send("/console/sign-in", {"token": token})

    async def add(self, **changed: str) -> SpocContact:
        """Enter a contact by the form; return it."""
        before = {each.id for each in await contacts(self.world)}
        await self.open(f"{BASE}/contacts/new")
        await self.send(f"{BASE}/contacts/new", KENT | changed)
        assert self.answer.status_code == 200, self.words
        [added] = [each for each in await contacts(self.world) if each.id not in before]
        return added

    async def press(self, contact: SpocContact, deed: str, **fields: str) -> httpx.Response:
        """Press a button on the page of a contact."""
        await self.open(f"{BASE}/contacts/{contact.id}")
        return await self.send(f"{BASE}/contacts/{contact.id}/{deed}", fields)


async def contacts(world: World, organisation_id: str = ORGANISATION.id) -> list[SpocContact]:
    """Return what is stored."""
    async with world.storage.reading(organisation_id) as work:
        return list(await work.spoc_contacts.all())


async def done(world: World) -> list[str]:
    """Return what the audit says was done about contacts."""
    return [each for each in await actions(world) if each.startswith("spoc_contact")]


@asynccontextmanager
async def console(world: World, *, token: str = TOKEN, is_secure: bool = False) -> AsyncIterator[Admin]:
    """Open the application, with an admin who has not signed in."""
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    parts = Parts(
        token=token,
        is_secure=is_secure,
        default_organisation_id=ORGANISATION.id,
        storage=world.storage,
        on_behalf=OnBehalf(acknowledging=world.acknowledging, wording=world.wording),
        ids=world.ids,
        clock=world.clock,
        pause=pause,
    )
    app = create_app(
        world.conversation,
        readiness=all_ready,
        organisation_name=ORGANISATION.name,
        extra_routers=[console_router(parts, world.wording)],
    )
    root = "https://testserver" if is_secure else "http://testserver"
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("192.0.2.7", 40000))
    async with httpx.AsyncClient(transport=transport, base_url=root, headers={"Accept": "text/html"}) as client:
        yield Admin(world, client, waited, httpx.Response(200))
