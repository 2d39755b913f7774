"""The archive: a ZIP file in memory, the same bytes for the same contents.

Nothing is written to a disk on the way: what is in it is decrypted. Nothing is compressed either: pictures and sound are already,
and another version of a compressor would give other bytes.
"""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from bot.reporting.chain import Record, as_file

_UNIX = 3  # the system that the file attributes are for (PKWARE APPNOTE 4.4.2.2); Python would write the one it runs on
_ONLY_OWNER = 0o100600 << 16


class Archive:
    """Files in the order in which they were added, and at the end a manifest of their hashes."""

    def __init__(self, at: datetime) -> None:
        """Begin an archive.

        Args:
            at: the time that every file in it bears, in UTC.
        """
        self._date = at.astimezone(UTC).timetuple()[:6]
        self._buffer = BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_STORED)
        self._files: list[Record] = []

    def add(self, name: str, content: bytes) -> None:
        """Add a file. `name` is its path in the archive."""
        self._files.append({"name": name, "sha256": sha256(content).hexdigest(), "size_bytes": len(content)})
        self._write(name, content)

    def finished(self, facts: Mapping[str, object]) -> bytes:
        """Close it with manifest.json, which holds these facts and each file's name, SHA-256 and size; return the archive."""
        self._write("manifest.json", as_file({**facts, "files": self._files}))
        self._zip.close()
        return self._buffer.getvalue()

    def _write(self, name: str, content: bytes) -> None:
        info = zipfile.ZipInfo(name, date_time=self._date)
        info.create_system, info.external_attr = _UNIX, _ONLY_OWNER
        self._zip.writestr(info, content)
