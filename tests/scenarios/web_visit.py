"""Somebody at the web page of a whole Alongside: the real core, files kept in memory or as they really are, real forms."""

import html
import io
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

import httpx
from fastapi import FastAPI

from adapters.evidence.files import EvidenceFiles
from adapters.export.copies import Copies
from adapters.export.documents import files_by
from adapters.storage.crypto import Sealer
from adapters.web.app import create_app
from adapters.web.uploads import Uploads
from bot.errors import StorageError
from bot.messages import Channel, EvidenceItem
from tests.scenarios.web_client import BROWSER, Seen, all_ready
from tests.talking import ORGANISATION, World

Chosen = Sequence[tuple[str, bytes]]
"""Files as a browser sends them: name and content."""


class MemoryFiles:
    """Keeps files in memory, by organisation and hash."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self.largest_bytes = 0
        self.is_down = False

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Keep a file."""
        if self.is_down:
            raise StorageError
        digest = sha256(content).hexdigest()
        self.kept[organisation_id, digest] = content
        self.largest_bytes = max(self.largest_bytes, len(content))
        return EvidenceItem(sha256=digest, media_type="image/jpeg", size_bytes=len(content), storage_key=f"key-{digest[:8]}")

    async def get(self, organisation_id: str, item: EvidenceItem) -> bytes:
        """Return a file."""
        return self.kept[organisation_id, item.sha256]

    async def thumbnail(self, organisation_id: str, item: EvidenceItem) -> bytes | None:
        """Return no picture."""
        return None


class Sealers:
    """A key for every organisation."""

    async def sealer(self, organisation_id: str) -> Sealer:
        """Return what encrypts for an organisation."""
        return Sealer(organisation_id, sha256(organisation_id.encode()).digest())


@dataclass(kw_only=True)
class Visit:
    """One person's browser, without scripts."""

    client: httpx.AsyncClient
    world: World
    files: MemoryFiles | EvidenceFiles
    page: str = ""
    status: int = 0
    answer: httpx.Response = field(default_factory=lambda: httpx.Response(200))

    @property
    def seen(self) -> Seen:
        """What the page holds."""
        return Seen(self.page)

    @property
    def conversation(self) -> str:
        """The secret of the page's conversation."""
        return self.seen.form["conversation"]

    async def open(self, path: str = "/") -> "Visit":
        """Go to an address."""
        return self._shown(await self.client.get(path, headers=BROWSER))

    async def say(self, text: str = "", *, files: Chosen = (), choice: str = "") -> "Visit":
        """Send a message, as the form of the chat page does."""
        pressed = {"choice": choice} if choice else {}
        return await self.post("/", {"text": text, **pressed}, files=files)

    async def press(self, label: str) -> "Visit":
        """Press the newest open button with this label."""
        return await self.say(choice=buttons_of(self.page)[label])

    async def fill(self, *, files: Chosen = (), **answers: str | Sequence[str]) -> "Visit":
        """Send the form of the page, with answers named "words_where" or "choice_kind"."""
        return await self.post("/report", {name.replace("_", "-", 1): value for name, value in answers.items()}, files=files)

    async def post(self, path: str, fields: Mapping[str, str | Sequence[str]], *, files: Chosen = ()) -> "Visit":
        """Send the hidden fields of the page with these ones, as a multipart form."""
        parts: list[tuple[str, tuple[str | None, bytes]]] = [
            (name, (None, each.encode()))
            for name, value in {**self.seen.form, **fields}.items()
            for each in ([value] if isinstance(value, str) else value)
        ]
        chosen = files or [("", b"")]  # browsers send an empty part when no file is chosen
        parts += [("files", (name, content)) for name, content in chosen]
        body, content_type = multipart(parts)
        return self._shown(await self.client.post(path, content=body, headers={**BROWSER, "Content-Type": content_type}))

    async def reports(self) -> list[str]:
        """Return the references of this person's reports."""
        return [report.reference for report in await self.world.reports(person=self.conversation)]

    def _shown(self, answer: httpx.Response) -> "Visit":
        self.answer, self.page, self.status = answer, answer.text, answer.status_code
        return self


def buttons_of(page: str) -> dict[str, str]:
    """Return the ids of the buttons that can be pressed, by label; of two with the same label the newest."""
    open_ids = set(Seen(page).open_choices)
    found = re.findall(r'name="choice" value="([^"]*)"[^>]*>([^<]*)</button>', page)
    return {html.unescape(label): html.unescape(id) for id, label in found if html.unescape(id) in open_ids}


def multipart(parts: Sequence[tuple[str, tuple[str | None, bytes]]]) -> tuple[bytes, str]:
    """Return a multipart body and its content type; a part without a file name is a field."""
    body = io.BytesIO()
    for name, (file_name, content) in parts:
        named = "" if file_name is None else f'; filename="{file_name}"'
        body.write(f'--boundary-1\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode())
        body.write(content + b"\r\n")
    body.write(b"--boundary-1--\r\n")
    return body.getvalue(), "multipart/form-data; boundary=boundary-1"


def application(world: World, files: MemoryFiles | EvidenceFiles) -> FastAPI:
    """Return the web application of an opened world, with this store of files."""

    async def organisation_of(conversation: str) -> str:
        return await world.storage.organisation_of_person(Channel.WEB, conversation) or ORGANISATION.id

    return create_app(
        world.conversation,
        readiness=all_ready,
        organisation_name=ORGANISATION.name,
        wording=world.wording,
        uploads=Uploads(files=files, organisation_of=organisation_of),
        file_of=files_by(Copies(world.storage, files, world.wording)),
    )


@asynccontextmanager
async def visiting(world: World | None = None, files: MemoryFiles | EvidenceFiles | None = None) -> AsyncIterator[Visit]:
    """Open a whole Alongside on the web, and somebody who visits it."""
    world = await (world or World()).open()
    kept = files or MemoryFiles()
    transport = httpx.ASGITransport(app=application(world, kept), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Visit(client=client, world=world, files=kept)
