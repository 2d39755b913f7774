"""Evidence files: kept encrypted as they were received, unreadable without the organisation's key and their own place.

A file must never lie there half written, or in plain bytes, or be handed to another organisation. A hostile one is kept like any
other and never handed out by accident (ADR 0014). Whoever stores one and then writes no entry about it leaves a file that nobody
can find; it holds nothing readable.
"""

import asyncio
import re
import secrets
from hashlib import sha256
from typing import Protocol

from adapters.evidence.errors import EvidenceDamaged, EvidenceQuarantined, EvidenceRefused
from adapters.evidence.findings import Finding
from adapters.evidence.limits import MAX_BYTES
from adapters.evidence.looking_apart import Looker
from adapters.evidence.sealed_files import SealedFiles
from adapters.storage.crypto import Sealer
from bot.errors import NotFound
from bot.messages import EvidenceItem

_KEY = re.compile(r"(evi|thm)_[0-9a-f]{32}")
_FILE = "file"
_THUMBNAIL = "thumbnail"


class Sealers(Protocol):
    """Where the organisations' keys are; `Database` is one."""

    async def sealer(self, organisation_id: str) -> Sealer:
        """Return what encrypts for an organisation. Raises NotFound."""


class EvidenceFiles:
    """The files of all organisations, each sealed for its own."""

    def __init__(self, root: str, sealers: Sealers, *, max_bytes: int = MAX_BYTES, looker: Looker | None = None) -> None:
        """Remember where files are kept.

        Args:
            root: a folder, or an fsspec address such as "s3://bucket/evidence".
            sealers: the database.
            max_bytes: largest file, in bytes.
            looker: what looks at files before they are stored; a new one by default.
        """
        self._files = SealedFiles(root)
        self._sealers = sealers
        self._max_bytes = max_bytes
        self._looker = looker or Looker()

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Store a file, whatever it is, and return what an entry holds about it.

        Its `quarantined` says when nobody may be shown it; the file is kept all the same.

        Raises:
            EvidenceRefused: empty or too large.
            NotFound: there is no such organisation.
            StorageError: it could not be looked at or written. Nothing is claimed; sending it again may work.
        """
        if not content:
            raise EvidenceRefused("empty", self._max_bytes)
        if len(content) > self._max_bytes:
            raise EvidenceRefused("too_large", self._max_bytes)
        sealer = await self._sealers.sealer(organisation_id)
        seen = await self._looker.look(content)
        key = await self._write(sealer, _FILE, "evi", content)
        thumbnail_key = await self._write(sealer, _THUMBNAIL, "thm", seen.thumbnail) if seen.thumbnail else ""
        return await asyncio.to_thread(_item, content, seen, key, thumbnail_key)

    async def get(self, organisation_id: str, item: EvidenceItem, *, even_quarantined: bool = False) -> bytes:
        """Return the file as it was received.

        Args:
            organisation_id: whose it is.
            item: what its entry holds about it.
            even_quarantined: for somebody who knows what they are handed, such as a police examiner; never for showing it.

        Raises:
            NotFound: the organisation has no such file.
            EvidenceQuarantined: it is hostile, and was not asked for as such.
            EvidenceDamaged, SealBroken: it is not what was stored.
        """
        if item.quarantined and not even_quarantined:
            raise EvidenceQuarantined(item.quarantined)
        content = await self._read(organisation_id, _FILE, item.storage_key)
        if await asyncio.to_thread(_hash, content) != item.sha256:
            raise EvidenceDamaged(item.storage_key)
        return content

    async def thumbnail(self, organisation_id: str, item: EvidenceItem) -> bytes | None:
        """Return a small JPEG of a picture, without any metadata; None when there is none, as for all that is quarantined.

        Raises:
            NotFound: the organisation has no such file.
            SealBroken: it is not what was stored.
        """
        if not item.thumbnail_key or item.quarantined:
            return None
        return await self._read(organisation_id, _THUMBNAIL, item.thumbnail_key)

    async def delete(self, organisation_id: str, item: EvidenceItem) -> None:
        """Remove a file and its thumbnail; what is not there any more is fine.

        Raises:
            NotFound: there is no such organisation, or the keys are none of ours.
            StorageError: it could not be removed.
        """
        sealer = await self._sealers.sealer(organisation_id)
        for key in filter(None, (item.thumbnail_key, item.storage_key)):
            await asyncio.to_thread(self._files.remove, sealer.organisation_id, _checked(key))

    async def _write(self, sealer: Sealer, use: str, prefix: str, content: bytes) -> str:
        key = f"{prefix}_{secrets.token_hex(16)}"
        await asyncio.to_thread(self._files.write, sealer, use, key, content)
        return key

    async def _read(self, organisation_id: str, use: str, key: str) -> bytes:
        sealer = await self._sealers.sealer(organisation_id)
        return await asyncio.to_thread(self._files.read, sealer, use, _checked(key))


def _checked(key: str) -> str:
    """Return the key. Raises NotFound for one that we did not make: it could lead out of the folder."""
    if not _KEY.fullmatch(key):
        raise NotFound("file", "with this key")
    return key


def _item(content: bytes, seen: Finding, key: str, thumbnail_key: str) -> EvidenceItem:
    return EvidenceItem(
        sha256=_hash(content),
        media_type=seen.media_type,
        size_bytes=len(content),
        storage_key=key,
        quarantined=seen.quarantined,
        thumbnail_key=thumbnail_key,
    )


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
