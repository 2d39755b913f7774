"""Fetches the files that a person sent and hands them over to be kept. It must never hold up the words for long.

When a file cannot be had, the message goes on without it and says so: nothing is claimed, and the person can send it again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol
from urllib.parse import urljoin

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import CALL_TIMEOUT_S, FAILURES, open_session
from adapters.slack.envelope import part
from adapters.slack.files import MAX_FILE_BYTES, SlackFile, file_in, is_sign_in_page, is_slacks
from adapters.slack.wording import SlackWording
from bot.errors import BotError
from bot.messages import EvidenceItem, Inbound

FETCH_TIME_LIMIT_S = 60.0
"""Longest that a message waits for its files: a caption may hold a cry for help."""

RETRY_WAITS_S = (1.0, 3.0)
"""Waits between the tries to fetch a file."""

MAX_REDIRECTS = 3
_CHUNK_BYTES = 64 * 1024

Pause = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)


class EvidenceFiles(Protocol):
    """Where files are kept, encrypted, apart from the database."""

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Keep a file for an organisation. Raises BotError when it could not be kept."""


class NotFetched(Exception):
    """A file was not fetched. `reason` names the wording; `is_final` says that another try would not help."""

    def __init__(self, reason: str, *, is_final: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class SlackMedia:
    """The way of files from Slack into an organisation's evidence."""

    def __init__(
        self, client: AsyncWebClient, files: EvidenceFiles, wording: SlackWording, *, pause: Pause = asyncio.sleep
    ) -> None:
        self._client = client
        self._files = files
        self._wording = wording
        self._pause = pause

    async def attach(self, inbound: Inbound, files: Sequence[SlackFile]) -> Inbound:
        """Return the message with its files as evidence; what could not be had stands in `unreadable`.

        The message must name its organisation already, so that a file cannot end up in the report of another one.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + FETCH_TIME_LIMIT_S
        kept: list[EvidenceItem] = []
        missing: list[str] = []
        for file in files:
            try:
                content = await self._fetch(file, end - loop.time())
                kept.append(await self._files.put(inbound.organisation_id, content))
            except (NotFetched, BotError) as exc:
                reason = exc.reason if isinstance(exc, NotFetched) else "not_kept"
                log.warning("slack.file_missing", extra={"inbound": inbound.id, "reason": reason, "error": type(exc).__name__})
                missing.append(reason)
        return replace(inbound, evidence=tuple(kept), unreadable=self._wording.unreadable(missing))

    async def _fetch(self, file: SlackFile, left_s: float) -> bytes:
        if file.size_bytes > MAX_FILE_BYTES:
            raise NotFetched("too_large")
        try:
            async with asyncio.timeout(max(left_s, 0)):
                return await self._tried(file)
        except FAILURES as exc:
            raise NotFetched("not_fetched") from exc

    async def _tried(self, file: SlackFile) -> bytes:
        for wait_s in RETRY_WAITS_S:
            try:
                return await self._download(file)
            except NotFetched as exc:
                if exc.is_final:
                    raise
            except (aiohttp.ClientError, OSError):
                log.info("slack.file_tried_again", extra={"file": file.id})
            await self._pause(wait_s)
        return await self._download(file)

    async def _download(self, file: SlackFile) -> bytes:
        known = file if file.address else await self._described(file)
        session = self._client.session or open_session()
        try:
            content, media_type = await self._get(session, known.address)
        finally:
            if session is not self._client.session:
                await session.close()
        if is_sign_in_page(media_type, known, len(content)):
            advice = "Give the Slack app the scope files:read, and install it again."
            log.error("slack.files_closed", extra={"file": file.id, "advice": advice})
            raise NotFetched("not_fetched")
        return content

    async def _described(self, file: SlackFile) -> SlackFile:
        """Ask Slack for the address of a file that another workspace shares."""
        answer = await self._client.files_info(file=file.id)
        found = file_in(part(answer.data if isinstance(answer.data, dict) else {}, "file"))
        if found.size_bytes > MAX_FILE_BYTES:
            raise NotFetched("too_large")
        return found

    async def _get(self, session: aiohttp.ClientSession, address: str) -> tuple[bytes, str]:
        """Return the bytes and their declared type. A redirect is followed only within Slack."""
        for _ in range(MAX_REDIRECTS + 1):
            if not is_slacks(address, self._client.base_url):
                raise NotFetched("elsewhere")
            headers = {"Authorization": f"Bearer {self._client.token}"}
            timeout = aiohttp.ClientTimeout(total=FETCH_TIME_LIMIT_S, sock_connect=CALL_TIMEOUT_S, sock_read=CALL_TIMEOUT_S)
            async with session.get(address, headers=headers, allow_redirects=False, timeout=timeout) as answer:
                if 300 <= answer.status < 400:
                    address = urljoin(address, answer.headers.get("Location", ""))
                    continue
                if answer.status != 200:
                    raise NotFetched("not_fetched", is_final=answer.status < 500 and answer.status != 429)
                return await _read(answer), answer.content_type
        raise NotFetched("not_fetched")


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        content += chunk
        if len(content) > MAX_FILE_BYTES:
            raise NotFetched("too_large")
    return bytes(content)
