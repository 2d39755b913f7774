"""The HTTP side of a Telegram webhook: checks that Telegram calls, and answers only when the update has been handled.

Nothing may be read from a request that does not carry the secret.
"""

import hmac
import json
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Request, Response

from adapters.telegram import envelope
from adapters.telegram.envelope import RawUpdate
from adapters.telegram.polling import Handle
from bot.errors import MissingSetting

PATH = "/telegram/webhook"

MAX_BODY_BYTES = 1024 * 1024
"""Far above any update: Telegram sends files as ids, and texts of at most 4,096 characters."""


def webhook_router(handle: Handle, *, secret: str) -> APIRouter:
    """Return a router with the webhook.

    Args:
        handle: returns when the update is committed; only then does Telegram get its 200 and forget the update.
        secret: what setWebhook was given as `secret_token`.

    Raises:
        MissingSetting: the secret is empty, which would let anybody speak in anybody's name.
    """
    if not secret:
        raise MissingSetting("ALONGSIDE_TELEGRAM_WEBHOOK_SECRET", "Without it anybody could send updates in Telegram's name.")
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def receive(request: Request, x_telegram_bot_api_secret_token: Annotated[str | None, Header()] = None) -> Response:
        _check(x_telegram_bot_api_secret_token, secret)
        await handle(_parse(await _body(request)))
        return Response()

    return router


def _check(given: str | None, secret: str) -> None:
    if given is None:
        raise HTTPException(401, "The secret token is missing.")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        raise HTTPException(403, "The secret token is wrong.")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, "The update is too large.")
    return bytes(body)


def _parse(body: bytes) -> RawUpdate:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError) as exc:  # brackets nested too deeply to be read
        raise HTTPException(400, "The body is not JSON.") from exc
    if not isinstance(raw, dict) or envelope.update_id(raw) is None:
        raise HTTPException(400, "The body is not an update.")
    return raw
