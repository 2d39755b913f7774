"""The police's side in tests: an escalation that has arrived, callbacks that are signed, and the link."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
from fastapi import FastAPI
from standardwebhooks import Webhook

from adapters.spoc.routes import acknowledgement_routes
from bot.errors import StorageError
from bot.escalation.directory import Rank, SpocContact
from bot.escalation.elections import Election
from bot.escalation.escalation import Escalation
from bot.messages import Channel, Reply
from bot.testing import InMemoryStorage
from tests.talking import ORGANISATION, Person, World

SECRET = "whsec_" + base64.b64encode(b"opens nothing but tests").decode()
STRANGER = "whsec_" + base64.b64encode(b"somebody else's secret").decode()
WORDS = "A man in a <green> coat shouted at me outside the library yesterday."


class FussyStorage(InMemoryStorage):
    """As PostgreSQL is: it cannot even be asked for text with NUL or lone surrogates."""

    async def organisation_of_escalation(self, escalation_id: str) -> str | None:
        if "\x00" in escalation_id.encode().decode():
            raise StorageError
        return await super().organisation_of_escalation(escalation_id)


@asynccontextmanager
async def desk(world: World, *, secret: str | None = SECRET) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of the routes; `secret` is that of the one SPOC of the settings."""
    app = FastAPI()
    webhook = Webhook(secret) if secret else None
    app.include_router(acknowledgement_routes(world.acknowledging, webhook, world.storage))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://alongside.example.org") as client:
        yield client


async def reported(world: World, consent: str = "Send: SPOC only") -> Person:
    """Return somebody whose report has been delivered to the SPOC."""
    person = world.person()
    await person.report_to(consent, WORDS)
    await world.work()
    return person


async def escalation_of(world: World) -> Escalation:
    """Return the one escalation of the newest report."""
    (escalation,) = await world.escalations((await world.reports())[0])
    return escalation


async def hand_to(world: World, contact: SpocContact) -> Escalation:
    """Let the escalation be this contact's."""
    escalation = replace(await escalation_of(world), contact_id=contact.id, force_id=contact.force_id)
    async with world.storage.work(ORGANISATION.id) as work:
        await work.escalations.update(escalation)
    return escalation


async def enter(world: World, id: str, force_id: str, *secrets: str, **more: object) -> SpocContact:
    """Enter a contact into the directory."""
    facts: dict[str, object] = {
        "elections": frozenset({Election.PARLIAMENT}),
        "rank": Rank.SPOC,
        "name": "Insp. Example",
        "endpoint": f"https://{id}.example.org/in",
        "valid_from": world.clock.now().date() - timedelta(days=30),
        "added_at": world.clock.now(),
    }
    contact = SpocContact(id=id, force_id=force_id, secrets=secrets, **facts | more)  # type: ignore[arg-type]
    async with world.storage.work(ORGANISATION.id) as work:
        await work.spoc_contacts.add(contact)
    return contact


def a_secret(name: str) -> str:
    """Return a secret made of a name."""
    return "whsec_" + base64.b64encode(name.ljust(24, ".").encode()).decode()


def signed(body: bytes, *, id: str = "ack_1", secret: str = SECRET, age: timedelta = timedelta()) -> dict[str, str]:
    """Return the headers of a callback."""
    at = datetime.now(UTC) - age
    signature = Webhook(secret).sign(id, at, body.decode("utf-8", "replace"))
    return {"webhook-id": id, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def saying(kind: str, escalation_id: object, **data: object) -> bytes:
    """Return the body of a callback of a type such as "progress"."""
    return json.dumps({"type": f"escalation.{kind}", "data": {"escalation": escalation_id, "by": "PC 0000"} | data}).encode()


async def call_back(spoc: httpx.AsyncClient, body: bytes, **how: object) -> httpx.Response:
    """Post a signed callback."""
    return await spoc.post("/spoc/acknowledgements", content=body, headers=signed(body, **how))  # type: ignore[arg-type]


async def link_of(world: World) -> str:
    """Return the link of the one escalation."""
    escalation = await escalation_of(world)
    return f"/a/{escalation.id}.{escalation.acknowledge_token}"


async def told(world: World, *kinds: str) -> list[Reply]:
    """Return the notices of these kinds that the reporter has had, oldest first."""
    turns = await world.conversation.transcript(Channel.WEB, "kit")
    return [reply for turn in turns for reply in turn.replies if reply.kind in kinds]
