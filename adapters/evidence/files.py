"""Evidence files: in a folder or an object store, encrypted, unreadable without the organisation's key and its own place.

A file must never lie there half written, or in plain bytes, or be handed to another organisation. Whoever stores one and then
writes no entry about it leaves a file that nobody can find; it holds nothing readable.
"""

import asyncio
import os
import re
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import fsspec
from fsspec.implementations.local import LocalFileSystem

from adapters.evidence.kinds import media_type_of
from adapters.storage.crypto import Sealer
from bot.errors import NotFound, StorageError, UserError
from bot.messages import EvidenceItem

MAX_BYTES = 20 * 1024 * 1024
"""Largest file. It is the limit of Telegram's own downloads (core.telegram.org/bots/api#getfile)."""

_KEY = re.compile(r"evi_[0-9a-f]{32}")


class EvidenceRefused(UserError):
    """The file cannot be kept: it is empty, too large, or of no kind that we take."""

    def __init__(self, reason: str, limit_bytes: int) -> None:
        super().__init__()
        self.reason = reason  # "empty", "too_large" or "type"
        self.limit_bytes = limit_bytes


class EvidenceDamaged(StorageError):
    """A stored file is not what was stored. Restore it from a backup."""

    def __init__(self, storage_key: str) -> None:
        super().__init__()
        self.storage_key = storage_key


class Sealers(Protocol):
    """Where the organisations' keys are; `Database` is one."""

    async def sealer(self, organisation_id: str) -> Sealer:
        """Return what encrypts for an organisation. Raises NotFound."""


class EvidenceFiles:
    """The files of all organisations, each sealed for its own."""

    def __init__(self, root: str, sealers: Sealers, *, max_bytes: int = MAX_BYTES) -> None:
        """Remember where files are kept.

        Args:
            root: a folder, or an fsspec address such as "s3://bucket/evidence".
            sealers: the database.
            max_bytes: largest file, in bytes.
        """
        self._root = root
        self._sealers = sealers
        self._max_bytes = max_bytes

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Store a file and return what an entry holds about it.

        Raises:
            EvidenceRefused: empty, too large, or of no kind that is kept.
            NotFound: there is no such organisation.
            StorageError: it could not be written.
        """
        media_type = self._accepted(content)
        sealer = await self._sealers.sealer(organisation_id)
        key = f"evi_{secrets.token_hex(16)}"
        hash = await asyncio.to_thread(self._write, sealer, key, content)
        return EvidenceItem(sha256=hash, media_type=media_type, size_bytes=len(content), storage_key=key)

    async def get(self, organisation_id: str, item: EvidenceItem) -> bytes:
        """Return the file as it was received.

        Raises:
            NotFound: the organisation has no such file.
            EvidenceDamaged, SealBroken: it is not what was stored.
        """
        if not _KEY.fullmatch(item.storage_key):
            raise NotFound("file", "with this key")
        sealer = await self._sealers.sealer(organisation_id)
        content = await asyncio.to_thread(self._read, sealer, item.storage_key)
        if sha256(content).hexdigest() != item.sha256:
            raise EvidenceDamaged(item.storage_key)
        return content

    def _accepted(self, content: bytes) -> str:
        if not content:
            raise EvidenceRefused("empty", self._max_bytes)
        if len(content) > self._max_bytes:
            raise EvidenceRefused("too_large", self._max_bytes)
        media_type = media_type_of(content)
        if media_type is None:
            raise EvidenceRefused("type", self._max_bytes)
        return media_type

    def _write(self, sealer: Sealer, key: str, content: bytes) -> str:
        sealed = sealer.seal("evidence", "file", key, content)
        files, path = self._place(sealer.organisation_id, key)
        try:
            if isinstance(files, LocalFileSystem):
                _write_whole(Path(path), sealed)
            else:
                files.pipe_file(path, sealed)  # an object store shows the whole object, or none
        except OSError as exc:
            raise StorageError from exc
        return sha256(content).hexdigest()

    def _read(self, sealer: Sealer, key: str) -> bytes:
        files, path = self._place(sealer.organisation_id, key)
        try:
            sealed: bytes = files.cat_file(path)
        except FileNotFoundError as exc:
            raise NotFound("file", key) from exc
        except OSError as exc:
            raise StorageError from exc
        return sealer.open("evidence", "file", key, sealed)

    def _place(self, organisation_id: str, key: str) -> tuple[Any, str]:
        files, root = fsspec.core.url_to_fs(self._root)
        return files, f"{root.rstrip('/')}/{organisation_id}/{key}"


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, on the disk, or not at all. Only its owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
