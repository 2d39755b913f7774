"""A reporter's own copy of a report: PDF, JSON, or an archive with the files, byte for byte the same each time.

Whoever calls this has made sure that the report is the asker's own. A file that is quarantined must never get out, and nothing
that is decrypted here may touch a disk.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from adapters.evidence.errors import EvidenceDamaged
from adapters.export.archive import Archive
from adapters.export.names import evidence_name
from adapters.export.printed import printed
from adapters.storage.errors import SealBroken
from bot.errors import NotFound
from bot.messages import EvidenceItem
from bot.ports import Storage, UnitOfWork
from bot.rendering import Wording
from bot.reporting.chain import Record, as_file
from bot.reporting.record import NOT_PEOPLE, record_of
from bot.reporting.report import Report

log = logging.getLogger(__name__)

_AT_ONCE = 2
"""How many copies are printed at the same time; the others wait. A long one from right to left keeps a core busy for seconds."""

_JPEG = b"\xff\xd8\xff"
"""How a small picture begins: a JPEG goes into a PDF as it is, without being decoded in this process."""

_LOST = (NotFound, EvidenceDamaged, SealBroken)
"""A stored file that is not there or not what was stored: the copy is given without it, and says so."""


class Files(Protocol):
    """Where the files are; `EvidenceFiles` is one."""

    async def get(self, organisation_id: str, item: EvidenceItem) -> bytes:
        """Return a file as it was received. Raises NotFound, EvidenceDamaged, SealBroken."""

    async def thumbnail(self, organisation_id: str, item: EvidenceItem) -> bytes | None:
        """Return its small picture without metadata; None when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A report as it stood at one moment."""

    organisation_id: str
    record: Record
    items: tuple[tuple[Record, EvidenceItem], ...]  # each file's row of the record, and where its bytes are

    @property
    def json(self) -> bytes:
        return as_file(self.record)


class Copies:
    """Makes copies of reports."""

    def __init__(self, storage: Storage, files: Files, wording: Wording) -> None:
        self._storage = storage
        self._files = files
        self._wording = wording
        self._presses = asyncio.Semaphore(_AT_ONCE)

    async def json(self, organisation_id: str, report_id: str) -> bytes:
        """Return the record as a JSON file. Raises NotFound, StorageError."""
        return (await self._told(organisation_id, report_id)).json

    async def pdf(self, organisation_id: str, report_id: str) -> bytes:
        """Return the record as a PDF file. Raises NotFound, StorageError."""
        return await self._printed(await self._told(organisation_id, report_id))

    async def archive(self, organisation_id: str, report_id: str) -> bytes:
        """Return a ZIP archive: report.pdf, report.json, evidence/, and manifest.json with the SHA-256 of each of them.

        It is made in memory, which takes as much of it as all the files of the report together. Raises NotFound, StorageError.
        """
        told = await self._told(organisation_id, report_id)
        archive = Archive(datetime.fromisoformat(told.record["last_entry"]["utc"]))
        archive.add("report.pdf", await self._printed(told))
        archive.add("report.json", told.json)
        left_out = await self._left_out(told, archive)
        facts = {"reference": told.record["reference"], "last_hash": told.record["chain"]["last"], "left_out": left_out}
        return await asyncio.to_thread(archive.finished, facts)

    async def _told(self, organisation_id: str, report_id: str) -> _Told:
        async with self._storage.reading(organisation_id) as work:
            report = await work.reports.get(report_id)
            escalations = await work.escalations.of_report(report_id)
            also_reporter = await _also_reporter(work, report)
        record = record_of(report, escalations, self._wording, also_reporter=also_reporter)
        items = (entry.evidence for entry in report.entries if entry.evidence)
        return _Told(organisation_id=organisation_id, record=record, items=tuple(zip(record["evidence"], items, strict=True)))

    async def _printed(self, told: _Told) -> bytes:
        pictures = {row["number"]: picture for row, item in told.items if (picture := await self._picture(told, item))}
        json_sha256 = sha256(told.json).hexdigest()
        async with self._presses:
            return await asyncio.to_thread(printed, told.record, self._wording, pictures=pictures, json_sha256=json_sha256)

    async def _picture(self, told: _Told, item: EvidenceItem) -> bytes | None:
        if item.quarantined:
            return None
        try:
            picture = await self._files.thumbnail(told.organisation_id, item)
        except _LOST as exc:
            _log_lost(told, item, exc)
            return None
        return picture if picture and picture.startswith(_JPEG) else None

    async def _left_out(self, told: _Told, archive: Archive) -> list[Record]:
        """Add the files; return those that were not added, each with the reason, by its name and in words."""
        reasons = [(row, await self._add(told, archive, row, item)) for row, item in told.items]
        return [
            {"file": row["number"], "sha256": row["sha256"], "why": why, "words": self._wording.label(f"record.{why}")}
            for row, why in reasons
            if why
        ]

    async def _add(self, told: _Told, archive: Archive, row: Record, item: EvidenceItem) -> str:
        if item.quarantined:
            return "quarantined"
        try:
            content = await self._files.get(told.organisation_id, item)
        except _LOST as exc:
            _log_lost(told, item, exc)
            return "unreadable"
        await asyncio.to_thread(archive.add, evidence_name(row), content)
        return ""


async def _also_reporter(work: UnitOfWork, report: Report) -> frozenset[str]:
    """Return who of those that wrote in a report came to it by its spare code: it is among their own."""
    others = {entry.author for entry in report.entries} - {report.reporter} - NOT_PEOPLE
    return frozenset({id for id in others if report.id in [each.id for each in await work.reports.of(id)]})


def _log_lost(told: _Told, item: EvidenceItem, error: Exception) -> None:
    facts = {"organisation": told.organisation_id, "file": item.storage_key, "error": type(error).__name__}
    log.warning("evidence.unreadable", extra=facts)
