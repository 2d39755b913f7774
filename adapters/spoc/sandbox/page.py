"""The practice SPOC as an application: `POST /webhook`, and a page that shows what arrived and has a button for each answer."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from adapters.spoc.limits import limited
from adapters.spoc.link_pages import pages, style_sheet
from adapters.spoc.sandbox.answering import answer
from adapters.spoc.sandbox.behaving import Mode, read_modes
from adapters.spoc.sandbox.calling_back import NAME
from adapters.spoc.sandbox.receiving import Arrived, Sandbox
from adapters.spoc.signatures import fits
from bot.escalation.escalation import Outcome, Progress

LONGEST_WAIT_S = 24 * 3600.0
_NO_MESSAGE = JSONResponse({"error": "There is no such message here, or it cannot be answered."}, status_code=404)


def sandbox_app(sandbox: Sandbox) -> FastAPI:
    """Return the application."""
    app = FastAPI(title=NAME, openapi_url=None)
    templates = pages()

    def page(request: Request, problem: str = "", status: int = 200) -> HTMLResponse:
        html = templates.get_template("sandbox.html").render(
            name=NAME,
            messages=list(reversed(sandbox.arrived.values())),
            behaviour=sandbox.behaviour,
            modes=list(Mode),
            steps=[each.value for each in Progress if each not in (Progress.NONE, Progress.CLOSED)],
            outcomes=[each.value for each in Outcome if each is not Outcome.NONE],
            root=_root(request),
            problem=problem,
        )
        return HTMLResponse(html, status_code=status)

    @app.get("/")
    async def show(request: Request) -> HTMLResponse:
        return page(request)

    @app.get("/style.css")
    async def style() -> FileResponse:
        return style_sheet()

    @app.post("/webhook")
    async def webhook(request: Request) -> Response:
        body = await limited(request, most_bytes=MOST_BYTES)
        if body is None:
            return JSONResponse({"error": "The body is too large."}, status_code=413)
        if not fits(sandbox.webhook, body, request.headers):
            return JSONResponse({"error": "The signature does not fit: is the secret the same on both sides?"}, status_code=401)
        try:
            mode = sandbox.receive(request.headers["webhook-id"], body)
        except (ValueError, KeyError, TypeError, RecursionError):
            return JSONResponse({"error": "Signed, but not a message that I know."}, status_code=400)
        return await answer(mode, request)

    @app.post("/mode")
    async def mode(request: Request) -> Response:
        given = await _form(request)
        try:
            modes = read_modes(given.get("modes", ""))
            wait_s = _seconds(given.get("after", ""))
        except ValueError as problem:
            return page(request, str(problem), 422)
        sandbox.behaviour.set(modes, wait_s)
        return _back(request)

    @app.post("/acknowledge/{id}")
    async def acknowledge(request: Request, id: str) -> Response:
        message = _answerable(sandbox, id)
        if message is None:
            return _NO_MESSAGE
        await sandbox.acknowledge(message)
        return _back(request)

    @app.post("/say/{id}")
    async def say(request: Request, id: str) -> Response:
        message, given = _answerable(sandbox, id), await _form(request)
        if message is None:
            return _NO_MESSAGE
        outcome = given.get("outcome", "")
        step = Progress.CLOSED.value if outcome else given.get("progress", "")
        await sandbox.progress(message, step, outcome, given.get("words", ""))
        return _back(request)

    @app.post("/ask/{id}")
    async def ask(request: Request, id: str) -> Response:
        message, given = _answerable(sandbox, id), await _form(request)
        if message is None:
            return _NO_MESSAGE
        await sandbox.ask(message, given.get("text", ""))
        return _back(request)

    return app


MOST_BYTES = 1024 * 1024
"""Largest message that is taken: far more than any report."""


def _answerable(sandbox: Sandbox, id: str) -> Arrived | None:
    message = sandbox.arrived.get(id)
    return message if message and message.callback else None


async def _form(request: Request) -> dict[str, str]:
    body = await limited(request) or b""
    pairs: Sequence[tuple[str, str]] = parse_qsl(body.decode("utf-8", "replace"))
    return dict(pairs)


def _seconds(given: str) -> float | None:
    """Return a time; None for nothing. Raises ValueError, whose message says what can be given."""
    if not given.strip():
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= LONGEST_WAIT_S:  # "nan" is no time either
        raise ValueError(f"Give a time in seconds, 0 to {LONGEST_WAIT_S:.0f}, or nothing.")
    return seconds


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


def _back(request: Request) -> Response:
    return RedirectResponse(f"{_root(request)}/", status_code=303)
