"""Hands a file of a report to whoever holds its link, `GET /e/{token}`: no login, two weeks, never after consent is gone.

It must never give a file that is kept apart, never let a browser run or keep one, and never give one without writing down that it
did. Asking with HEAD opens nothing. Why links at all: docs/adr/0020.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.evidence.errors import EvidenceDamaged
from adapters.export.names import evidence_name
from adapters.storage.errors import SealBroken
from bot.errors import NotFound
from bot.escalation.evidence_links import EvidenceLink, Opening, is_genuine, opening, read_token
from bot.messages import EvidenceItem
from bot.organisations import Organisation
from bot.ports import Clock, Storage
from bot.reporting.report import Report

log = logging.getLogger(__name__)

_TEMPLATES = Path(__file__).parent / "templates"
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "x-content-type-options": "nosniff",
}


class Files(Protocol):
    """Where the files are; `EvidenceFiles` is one."""

    async def get(self, organisation_id: str, item: EvidenceItem) -> bytes:
        """Return a file as it was received. Raises NotFound, EvidenceDamaged, SealBroken, EvidenceQuarantined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A file that may be opened."""

    organisation_id: str
    link: EvidenceLink
    item: EvidenceItem
    number: int  # among the files of the report, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused:
    """Why there is none, and whom to ask where the holder of the link has a right to know."""

    page: str  # "unknown", "expired", "taken_back" or "unreadable"
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOpener:
    """Finds what a link leads to."""

    storage: Storage
    files: Files
    clock: Clock

    async def find(self, token: str) -> _Found | _Refused:
        """Return the file of a link, or why it is not given. Nothing is written down. Raises StorageError."""
        link = read_token(token)
        organisation_id = await self.storage.organisation_of_escalation(link.escalation_id) if link else None
        if link is None or organisation_id is None:
            return _Refused(page="unknown")
        async with self.storage.reading(organisation_id) as work:
            escalation = await work.escalations.get(link.escalation_id)
            report = await work.reports.get(escalation.report_id)
            organisation = work.organisation
        if not is_genuine(link, escalation):
            return _Refused(page="unknown")
        state = opening(link, escalation, report, self.clock.now())
        if state is not Opening.OPEN:
            return _Refused(page=state.value, organisation=organisation if state is Opening.TAKEN_BACK else None)
        return _file(report, link, organisation_id) or _Refused(page="unknown")

    async def open(self, found: _Found) -> bytes | None:
        """Return the bytes and write down that they were given; None, and a line in the log, when they cannot be read."""
        try:
            content = await self.files.get(found.organisation_id, found.item)
        except (NotFound, EvidenceDamaged, SealBroken) as problem:
            facts = {"organisation": found.organisation_id, "file": found.item.storage_key, "error": type(problem).__name__}
            log.warning("evidence.unreadable", extra=facts)
            return None
        async with self.storage.work(found.organisation_id) as work:
            subject = f"{found.link.escalation_id}:{found.link.entry_id}"
            await work.audit.record("evidence.opened", subject_id=subject, actor="spoc")
        return content


def evidence_routes(storage: Storage, files: Files, clock: Clock) -> APIRouter:
    """Return the route `GET /e/{token}`, and HEAD, which says what would come and counts as nothing."""
    router = APIRouter(include_in_schema=False)
    opener = EvidenceOpener(storage=storage, files=files, clock=clock)
    pages = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False)

    @router.get("/e/{token}")
    async def get(token: str) -> Response:
        """Give the file."""
        found = await opener.find(token)
        if isinstance(found, _Refused):
            return _page(pages, found)
        content = await opener.open(found)
        if content is None:
            return _page(pages, _Refused(page="unreadable"))
        return Response(content, headers=_file_headers(found))

    @router.head("/e/{token}")
    async def head(token: str) -> Response:
        """Say what would come."""
        found = await opener.find(token)
        if isinstance(found, _Refused):
            return Response(status_code=_page(pages, found).status_code, headers=_HEADERS)
        return Response(headers=_file_headers(found) | {"content-length": str(found.item.size_bytes)})

    return router


def _file(report: Report, link: EvidenceLink, organisation_id: str) -> _Found | None:
    for number, entry in enumerate((each for each in report.evidence if each.evidence), start=1):
        if entry.id == link.entry_id and entry.evidence and not entry.evidence.quarantined:
            return _Found(organisation_id=organisation_id, link=link, item=entry.evidence, number=number)
    return None


def _file_headers(found: _Found) -> dict[str, str]:
    """Never shown in a browser's own page: saved, and opened by what the officer chooses."""
    row = {"number": found.number, "sha256": found.item.sha256, "media_type": found.item.media_type}
    name = evidence_name(row).rpartition("/")[2]
    return _HEADERS | {
        "content-type": found.item.media_type,
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }


def _page(pages: Environment, refused: _Refused) -> HTMLResponse:
    status = {"unknown": 404, "unreadable": 503}.get(refused.page, 410)
    html = pages.get_template("evidence_link.html").render(page=refused.page, organisation=refused.organisation)
    return HTMLResponse(html, status_code=status, headers=_HEADERS)
