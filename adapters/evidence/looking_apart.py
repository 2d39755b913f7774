"""Looks at files in a process of its own, one each, so that no file can hold up, crash or read the program that talks to people.

A file that takes too much is a bomb; one that ends the process is damaged. A process that never began says nothing about the
file: then nothing is claimed, and the person hears that it could not be saved.
"""

import asyncio
import json
import logging
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from adapters.evidence.errors import NotLookedAt
from adapters.evidence.findings import Finding, Page
from adapters.evidence.glancing import glance
from adapters.evidence.kinds import media_type_of
from adapters.evidence.limits import LOOK_CPU_S, LOOK_MEMORY_BYTES, LOOK_WAIT_S, LOOKS_AT_ONCE
from bot.messages import Quarantine

_HERE = Path(__file__)
_CHILD = f"{__package__}.looking_child"
_TOO_MUCH, _BROKE = 3, 4  # see looking_child.py, which is not imported here: it brings the decoders with it
_ENDED_FOR_TAKING_TOO_MUCH = frozenset({_TOO_MUCH, -signal.SIGXCPU, -signal.SIGKILL})  # SIGKILL: the system ran out of memory
_BEGAN_BADLY = frozenset({1, 2, -signal.SIGTERM, -signal.SIGINT})  # Python could not begin, or the program is being stopped
_MAX_THUMBNAIL_BYTES = 512 * 1024

log = logging.getLogger(__name__)


class _Failed(Exception):
    """The file got the better of the process."""

    def __init__(self, reason: Quarantine) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one look may take."""

    memory_bytes: int = LOOK_MEMORY_BYTES
    cpu_s: int = LOOK_CPU_S
    wait_s: float = LOOK_WAIT_S
    at_once: int = LOOKS_AT_ONCE


class Looker:
    """Looks at files and pages, a few at a time. Others wait here, and not where messages need the threads."""

    def __init__(self, allowance: Allowance | None = None) -> None:
        self._allowance = allowance or Allowance()
        self._gate = asyncio.Semaphore(self._allowance.at_once)

    async def look(self, content: bytes) -> Finding:
        """Return what a file is, and whether anybody may be shown it.

        Raises:
            NotLookedAt: no process could be started for it.
        """
        seen = await asyncio.to_thread(glance, content)
        if seen is not None:
            return seen
        media_type = media_type_of(content)
        try:
            head, body = await self._apart("look", media_type, content)
        except _Failed as failed:
            return Finding(media_type=media_type, quarantined=failed.reason.value)
        return _finding(head, body)

    async def read_page(self, content: bytes, charset: str) -> Page | None:
        """Return the words of an HTML page; None when it cannot be read. `charset`: what the server said, or "".

        Raises:
            NotLookedAt: no process could be started for it.
        """
        try:
            head, body = await self._apart("page", charset, content)
        except _Failed:
            return None
        return Page(title=head["title"], text=body.decode())

    async def _apart(self, job: str, hint: str, content: bytes) -> tuple[dict[str, str], bytes]:
        async with self._gate:
            return await asyncio.to_thread(_run, self._allowance, job, hint, content)


def _run(allowance: Allowance, job: str, hint: str, content: bytes) -> tuple[dict[str, str], bytes]:
    limits = (str(allowance.memory_bytes), str(allowance.cpu_s))
    # Isolated (-I) and without our environment: no key or token is in the process. `-c` keeps to this copy of the program.
    begin = f"import runpy, sys; sys.path.insert(0, {str(_HERE.parents[2])!r}); runpy.run_module({_CHILD!r}, run_name='__main__')"
    command = [sys.executable, "-I", "-B", "-c", begin, job, hint, *limits]
    try:
        ended = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries complain of may quote the file
            env={},
            timeout=allowance.wait_s,
            start_new_session=True,  # Ctrl-C is for the program
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise _Failed(Quarantine.BOMB) from exc
    except OSError as exc:
        raise NotLookedAt from exc
    return _answer(ended.returncode, ended.stdout)


def _answer(how: int, written: bytes) -> tuple[dict[str, str], bytes]:
    line, _, body = written.partition(b"\n")
    if how == 0:
        head: dict[str, str] = json.loads(line)
        return head, body
    if how in _BEGAN_BADLY:
        raise NotLookedAt
    error = json.loads(line)["error"] if how == _BROKE else ""
    log.warning("evidence.look_failed", extra={"how": how, "error": error})
    raise _Failed(Quarantine.BOMB if how in _ENDED_FOR_TAKING_TOO_MUCH else Quarantine.DAMAGED)


def _finding(head: dict[str, str], thumbnail: bytes) -> Finding:
    """Believe the process no more than needed: what it opened may have taken it over."""
    quarantined = Quarantine(head["quarantined"]).value if head["quarantined"] else ""
    if thumbnail and not (thumbnail.startswith(b"\xff\xd8\xff") and len(thumbnail) <= _MAX_THUMBNAIL_BYTES):
        thumbnail = b""
    return Finding(media_type=head["media_type"], quarantined=quarantined, thumbnail=thumbnail)
