"""Where the SPOC acknowledges: a signed callback, or a link that needs no login.

Opening the link never acknowledges: mail programs and scanners follow links, and a machine is not a person.
"""

import json
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader
from standardwebhooks import Webhook

from adapters.spoc.signatures import fits
from bot.errors import NotFound
from bot.escalation.acknowledging import Acknowledging
from bot.escalation.escalation import Escalation, EscalationState

MAX_BODY_BYTES = 64 * 1024
_TEMPLATES = Path(__file__).parent / "templates"


def acknowledgement_routes(acknowledging: Acknowledging, webhook: Webhook) -> APIRouter:
    """Return the routes `POST /spoc/acknowledgements` and `GET+POST /a/{token}`."""
    router = APIRouter(tags=["SPOC"])
    pages = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)

    @router.post("/spoc/acknowledgements")
    async def callback(request: Request) -> Response:
        """Take a callback `{"type": "escalation.acknowledged", "data": {"escalation": ID, "by": NAME}}`, signed as ours are."""
        body = await _limited(request)
        if body is None:
            return _problem(413, "The body is too large: at most 64 KiB.")
        if not fits(webhook, body, request.headers):
            return _problem(401, "The signature does not fit. Sign the body by Standard Webhooks with the secret that we share.")
        asked = _asked(body)
        if asked is None:
            return _problem(400, 'Expected {"type": "escalation.acknowledged", "data": {"escalation": "...", "by": "..."}}.')
        escalation_id, by = asked
        key = f"callback:{request.headers['webhook-id']}"
        try:
            is_new = await acknowledging.acknowledge(escalation_id, acknowledgement_id=key, by=by, how="callback")
        except NotFound:
            return _problem(404, "There is no such escalation.")
        return JSONResponse({"acknowledged": True, "new": is_new})

    @router.get("/a/{token}", include_in_schema=False)
    async def show(token: str) -> HTMLResponse:
        """Show what the link is for, with a button; nothing is acknowledged by looking."""
        return await _page(pages, acknowledging, token)

    @router.post("/a/{token}", include_in_schema=False)
    async def act(token: str, by: Annotated[str, Form(max_length=200)] = "") -> HTMLResponse:
        """Acknowledge, as the person who pressed the button."""
        try:
            escalation = await _escalation(acknowledging, token)
            name = _name(by) or "by link"
            await acknowledging.acknowledge(escalation.id, acknowledgement_id=f"link:{escalation.id}", by=name, how="link")
        except NotFound:
            return _gone(pages)
        return await _page(pages, acknowledging, token)

    return router


async def _limited(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is too large: anybody may post here, and no more than that is held in memory."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_BODY_BYTES:
            return None
    return bytes(received)


def _asked(body: bytes) -> tuple[str, str] | None:
    try:
        whole = json.loads(body)
        escalation_id, by = whole["data"]["escalation"], whole["data"].get("by", "")
        is_known = whole["type"] == "escalation.acknowledged" and isinstance(escalation_id, str) and isinstance(by, str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):  # RecursionError: thousands of open brackets
        return None
    return (_id(escalation_id), _name(by)) if is_known else None


def _id(given: str) -> str:
    """Return an id that the database can be asked for; NUL and lone surrogates would be errors there instead of "not found"."""
    return given if given.isascii() and given.isprintable() else ""


def _name(given: str) -> str:
    """Return a name that can be written down; one odd character must not cost the acknowledgement."""
    return "".join(each for each in given if each.isprintable()).strip()


async def _escalation(acknowledging: Acknowledging, token: str) -> Escalation:
    _, escalation = await acknowledging.by_link(_id(token))
    return escalation


async def _page(pages: Environment, acknowledging: Acknowledging, token: str) -> HTMLResponse:
    try:
        escalation = await _escalation(acknowledging, token)
    except NotFound:
        return _gone(pages)
    is_done = escalation.state is EscalationState.ACKNOWLEDGED
    is_withdrawn = escalation.state is EscalationState.WITHDRAWN
    html = pages.get_template("acknowledge.html").render(is_done=is_done, is_withdrawn=is_withdrawn, token=token)
    return HTMLResponse(html, headers=_HEADERS)


def _gone(pages: Environment) -> HTMLResponse:
    return HTMLResponse(pages.get_template("unknown_link.html").render(), status_code=404, headers=_HEADERS)


def _problem(status: int, what_to_do: str) -> JSONResponse:
    return JSONResponse({"error": what_to_do}, status_code=status)


_HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
