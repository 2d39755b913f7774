"""A stand-in SPOC to practise with: it checks signatures, shows what arrived, and acknowledges as a real one would.

It keeps everything in memory and says on every page that no police officer sees it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader
from standardwebhooks import Webhook

from adapters.spoc.signatures import fits

NAME = "Practice SPOC"
MOST_KEPT = 200
"""How many messages are kept; a practice that runs for weeks must not fill the memory."""

SendBack = Callable[[str, str, dict[str, str]], Awaitable[int]]
"""Posts (address, body, headers) and returns the HTTP status."""


@dataclass(slots=True)
class Arrived:
    """One message, with what became of it here."""

    id: str
    type: str
    at: datetime
    data: dict[str, Any]
    times: int = 1  # how often it was delivered under this id
    acknowledged: str = ""  # what our acknowledgement was answered

    @property
    def callback(self) -> str:
        """Where to acknowledge; empty when it names no address or nothing to acknowledge."""
        asked = self.data.get("acknowledge")
        address = asked.get("callback") if isinstance(asked, dict) else None
        return address if isinstance(address, str) and "escalation" in self.data else ""


@dataclass(slots=True)
class Sandbox:
    """What the practice SPOC has received, and how it answers."""

    webhook: Webhook
    send_back: SendBack
    acknowledge_after_s: float | None = None  # None: only by the button
    arrived: dict[str, Arrived] = field(default_factory=dict)
    waiting: set[asyncio.Task[None]] = field(default_factory=set)

    def receive(self, id: str, body: bytes) -> Arrived:
        """Keep a message that carried a good signature; the same id again is counted, not kept twice.

        Raises ValueError, KeyError, TypeError or RecursionError for a body that is not a message.
        """
        known = self.arrived.get(id)
        if known:
            known.times += 1
            return known
        whole = json.loads(body)
        if not isinstance(whole["data"], dict):
            raise TypeError
        message = Arrived(id=id, type=str(whole["type"]), at=datetime.now(UTC), data=whole["data"])
        self.arrived[id] = message
        while len(self.arrived) > MOST_KEPT:
            del self.arrived[next(iter(self.arrived))]
        if self.acknowledge_after_s is not None and message.type == "report.escalated" and message.callback:
            task = asyncio.get_running_loop().create_task(self._acknowledge_later(message, self.acknowledge_after_s))
            self.waiting.add(task)
            task.add_done_callback(self.waiting.discard)
        return message

    async def acknowledge(self, message: Arrived) -> None:
        """Send the signed callback that says that a person has seen it."""
        data = {"escalation": message.data["escalation"], "by": NAME}
        body = json.dumps({"type": "escalation.acknowledged", "timestamp": datetime.now(UTC).isoformat(), "data": data})
        try:
            status = await self.send_back(message.callback, body, self._signed(f"ack_{message.id}", body))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            message.acknowledged = f"not sent: {type(error).__name__}"
            return
        message.acknowledged = f"sent, answered {status}"

    def _signed(self, id: str, body: str) -> dict[str, str]:
        now = datetime.now(UTC)
        return {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self.webhook.sign(id, now, body),
        }

    async def _acknowledge_later(self, message: Arrived, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.acknowledge(message)


async def post_back(address: str, body: str, headers: dict[str, str]) -> int:
    """Post a callback over HTTP."""
    async with httpx.AsyncClient(timeout=10.0) as client:
        return (await client.post(address, content=body, headers=headers)).status_code


def sandbox_app(sandbox: Sandbox) -> FastAPI:
    """Return the practice SPOC as an application: `POST /webhook`, a page, and a button to acknowledge."""
    app = FastAPI(title=NAME, openapi_url=None)
    pages = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)

    @app.post("/webhook")
    async def webhook(request: Request) -> Response:
        body = await request.body()
        if not fits(sandbox.webhook, body, request.headers):
            return JSONResponse({"error": "The signature does not fit: is the secret the same on both sides?"}, status_code=401)
        try:
            sandbox.receive(request.headers["webhook-id"], body)
        except (ValueError, KeyError, TypeError, RecursionError):
            return JSONResponse({"error": "Signed, but not a message that I know."}, status_code=400)
        return JSONResponse({"received": True})

    @app.get("/")
    async def page(request: Request) -> HTMLResponse:
        messages = list(reversed(sandbox.arrived.values()))
        root = request.scope.get("root_path", "")
        return HTMLResponse(pages.get_template("sandbox.html").render(name=NAME, messages=messages, root=root))

    @app.post("/acknowledge/{id}")
    async def acknowledge(request: Request, id: str) -> Response:
        message = sandbox.arrived.get(id)
        if message is None or not message.callback:
            return JSONResponse({"error": "There is no such message here."}, status_code=404)
        await sandbox.acknowledge(message)
        return RedirectResponse(f"{request.scope.get('root_path', '')}/", status_code=303)

    return app
