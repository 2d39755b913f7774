"""Sealed bytes in a folder or an object store. A file is there whole or not at all, and never in plain bytes."""

import os
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from adapters.storage.crypto import Sealer
from bot.errors import NotFound, StorageError


class SealedFiles:
    """Files by organisation and key. All calls block: they are for threads."""

    def __init__(self, root: str) -> None:
        """`root`: a folder, or an fsspec address such as "s3://bucket/evidence"."""
        self._root = root

    def write(self, sealer: Sealer, use: str, key: str, content: bytes) -> None:
        """Seal a file for its organisation, its use ("file", "thumbnail") and its key, and lay it down. Raises StorageError."""
        sealed = sealer.seal("evidence", use, key, content)
        files, path = self._place(sealer.organisation_id, key)
        try:
            if isinstance(files, LocalFileSystem):
                _write_whole(Path(path), sealed)
            else:
                files.pipe_file(path, sealed)  # an object store shows the whole object, or none
        except OSError as exc:
            raise StorageError from exc

    def read(self, sealer: Sealer, use: str, key: str) -> bytes:
        """Return a file as it was written. Raises NotFound, SealBroken, StorageError."""
        files, path = self._place(sealer.organisation_id, key)
        try:
            sealed: bytes = files.cat_file(path)
        except FileNotFoundError as exc:
            raise NotFound("file", key) from exc
        except OSError as exc:
            raise StorageError from exc
        return sealer.open("evidence", use, key, sealed)

    def remove(self, organisation_id: str, key: str) -> None:
        """Remove a file; one that is not there is fine. Raises StorageError."""
        files, path = self._place(organisation_id, key)
        try:
            files.rm_file(path)
        except FileNotFoundError:
            return  # it was removed before
        except OSError as exc:
            raise StorageError from exc

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
