"""How the practice SPOC speaks: signed callbacks to the address that the message named."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

NAME = "Practice SPOC"

SendBack = Callable[[str, str, dict[str, str]], Awaitable[int]]
"""Posts (address, body, headers) and returns the HTTP status."""


async def post_back(address: str, body: str, headers: dict[str, str]) -> int:
    """Post a callback over HTTP."""
    async with httpx.AsyncClient(timeout=10.0) as client:
        return (await client.post(address, content=body, headers=headers)).status_code


async def call_back(webhook: Webhook, send_back: SendBack, address: str, id: str, kind: str, data: dict[str, str]) -> str:
    """Send one signed callback, and return in words what it was answered. It never raises for what the other side does."""
    now = datetime.now(UTC)
    body = json.dumps({"type": kind, "timestamp": now.isoformat(), "data": {"by": NAME} | data})
    headers = {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": webhook.sign(id, now, body),
    }
    try:
        return f"sent, answered {await send_back(address, body, headers)}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"not sent: {type(error).__name__}"
