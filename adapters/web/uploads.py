"""Takes the files of a message and hands them over to be kept, encrypted, for the organisation of the person who sends them.

A file must never be larger in memory than one file may be, lie anywhere in plain bytes, or end up with another organisation.
What cannot be kept is said in words; the message goes on without it.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.errors import BotError, UserError
from bot.messages import EvidenceItem
from bot.reporting.keeping import MAX_FILES, MAX_MEGABYTES

log = logging.getLogger(__name__)

MAX_FILE_BYTES = MAX_MEGABYTES * 1024 * 1024
"""Largest file, as on the other channels."""

MAX_HELD_BYTES = 16 * MAX_FILE_BYTES
"""Most bytes of unfinished files, of everybody together: sixteen of the largest at once, 320 MB."""

TOO_LARGE = f"a file over {MAX_MEGABYTES} MB"
TOO_MANY = f"more than {MAX_FILES} files at once"
EMPTY = "an empty file"
NOT_KEPT = "a file that could not be saved"

OrganisationOf = Callable[[str], Awaitable[str]]
"""From a conversation's secret to the id of the organisation that its files belong to."""


class EvidenceFiles(Protocol):
    """Where files are kept, encrypted, apart from the database."""

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Keep a file for an organisation. Raises BotError when it could not be kept."""


@dataclass(slots=True)
class Room:
    """How much of unfinished files is in memory just now: many large uploads at once must not bring the process down."""

    free_bytes: int = MAX_HELD_BYTES

    def take(self, size_bytes: int) -> bool:
        """Take room, if there is any."""
        if size_bytes > self.free_bytes:
            return False
        self.free_bytes -= size_bytes
        return True

    def give_back(self, size_bytes: int) -> None:
        """Give back what was taken."""
        self.free_bytes += size_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploads:
    """Where the files of the web go."""

    files: EvidenceFiles
    organisation_of: OrganisationOf
    room: Room = field(default_factory=Room)


class Incoming:
    """One file while it comes in. `close` gives back its room, whatever happened to it."""

    def __init__(self, room: Room) -> None:
        self.refused = ""  # why it is not kept, in words
        self._room = room
        self._content = bytearray()

    def add(self, data: bytes) -> None:
        """Take a piece. From a file that is too large nothing is held any more."""
        if self.refused:
            return
        if len(self._content) + len(data) > MAX_FILE_BYTES:
            self._refuse(TOO_LARGE)
        elif not self._room.take(len(data)):
            log.warning("web.no_room_for_file")
            self._refuse(NOT_KEPT)
        else:
            self._content += data

    async def keep(self, uploads: Uploads, organisation_id: str) -> EvidenceItem | None:
        """Store it; None when it is not kept, and then `refused` says why."""
        if not self._content and not self.refused:
            self._refuse(EMPTY)
        if self.refused:
            return None
        try:
            return await uploads.files.put(organisation_id, bytes(self._content))
        except BotError as exc:
            log.warning("web.file_not_kept", extra={"error": type(exc).__name__})
            self._refuse(TOO_LARGE if isinstance(exc, UserError) else NOT_KEPT)
            return None

    def close(self) -> None:
        """Let go of its bytes."""
        self._room.give_back(len(self._content))
        self._content = bytearray()

    def _refuse(self, words: str) -> None:
        self.close()
        self.refused = words
