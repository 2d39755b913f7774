"""The link that needs no login: a page that shows what it is for, and a form. Plain HTML, without a script.

Opening it never changes anything: mail programs and scanners follow links, and a machine is not a person. It must never show what
was reported or by whom: the link lies in mailboxes.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.spoc.callbacks import askable_id
from adapters.spoc.limits import limited
from bot.errors import InvalidAnswer, NotFound
from bot.escalation.acknowledging import Acknowledging, Taken
from bot.escalation.escalation import Escalation, Outcome, Progress
from bot.escalation.progressing import MAX_CHARS, MAX_NAME_CHARS, Word, name_of, next_steps
from bot.ports import Storage

TEMPLATES = Path(__file__).parent / "templates"
_HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
_MOST_FIELDS = 20
_ASK = "ask"
_NAMELESS = "by link"


def pages() -> Environment:
    """Return what renders the pages; everything is escaped, and a fact that is missing is an error."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed into the form. `do` is the pressed button: a step of `Progress`, or "ask"."""

    do: str = Progress.RECEIVED.value
    by: str = ""
    outcome: str = ""
    words: str = ""
    text: str = ""
    once: str = ""  # random, of the form as it was shown, so that pressing twice is one


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPages:
    """Shows the page and does what its buttons say."""

    acknowledging: Acknowledging
    storage: Storage
    templates: Environment = field(default_factory=pages)

    async def show(self, token: str, filled: Filled | None = None, problem: str = "", *, status: int = 200) -> HTMLResponse:
        """Return the page as things are now, with what was typed and could not be taken."""
        try:
            organisation_id, escalation = await self.acknowledging.by_link(askable_id(token))
        except NotFound:
            return self.unknown()
        async with self.storage.reading(organisation_id) as work:
            report = await work.reports.get(escalation.report_id)
        html = self.templates.get_template("acknowledge.html").render(
            token=token,
            reference=report.reference,
            escalation=escalation,
            steps=next_steps(escalation),
            outcomes=[each.value for each in Outcome if each is not Outcome.NONE],
            filled=filled or Filled(),
            problem=problem,
            once=self.acknowledging.notices.ids.new("once"),
            limit=MAX_CHARS,
            name_limit=MAX_NAME_CHARS,
        )
        return HTMLResponse(html, status_code=status, headers=_HEADERS)

    async def act(self, token: str, filled: Filled) -> HTMLResponse:
        """Do what was pressed, and show how it is then."""
        try:
            _, escalation = await self.acknowledging.by_link(askable_id(token))
        except NotFound:
            return self.unknown()
        try:
            await self._do(escalation, filled)
        except InvalidAnswer as problem:
            return await self.show(token, filled, f"{problem.field}.{problem.reason}", status=422)
        return await self.show(token, Filled(by=filled.by))

    async def _do(self, escalation: Escalation, filled: Filled) -> Taken:
        by = name_of(filled.by) or _NAMELESS
        id = f"link:{escalation.id}:{askable_id(filled.once)[:64] or self.acknowledging.notices.ids.new('once')}"
        if filled.do == _ASK:
            return await self.acknowledging.ask(escalation.id, filled.text.strip(), question_id=id, by=by, how="link")
        progress = Progress(filled.do) if filled.do in set(Progress) else Progress.NONE
        is_closing = progress is Progress.CLOSED
        outcome = Outcome(filled.outcome) if is_closing and filled.outcome in set(Outcome) else Outcome.NONE
        words = filled.words.strip() if is_closing else ""
        word = Word(id=id, by=by, how="link", progress=progress, outcome=outcome, words=words)
        return await self.acknowledging.take(escalation.id, word)

    def unknown(self) -> HTMLResponse:
        """Say that a link is not known, and nothing else."""
        return HTMLResponse(self.templates.get_template("unknown_link.html").render(), status_code=404, headers=_HEADERS)


def link_routes(links: LinkPages) -> APIRouter:
    """Return the routes `GET+POST /a/{token}` and the style sheet of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/a/{token}")
    async def show(token: str) -> HTMLResponse:
        """Show what the link is for; nothing is acknowledged by looking."""
        return await links.show(token)

    @router.post("/a/{token}")
    async def act(token: str, request: Request) -> HTMLResponse:
        """Do what the person who pressed a button says."""
        filled = _filled(await limited(request))
        if filled is None:
            return await links.show(token, problem="form", status=413)
        return await links.act(token, filled)

    @router.get("/spoc/style.css")
    async def style() -> FileResponse:
        """Give the style sheet."""
        return style_sheet()

    return router


def style_sheet() -> FileResponse:
    """Return the style sheet of all pages that a SPOC sees."""
    return FileResponse(TEMPLATES / "spoc.css", media_type="text/css")


def _filled(body: bytes | None) -> Filled | None:
    """Return what a form says; None for one that is too large to be ours."""
    if body is None:
        return None
    try:
        given = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None
    return Filled(**{name: given[name].replace("\r\n", "\n") for name in Filled.__slots__ if name in given})
