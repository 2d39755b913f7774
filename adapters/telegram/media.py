"""Fetches a file that a person sent and hands it over to be kept. It must never hold up the words that came with it for long.

When a file cannot be had, the message goes on without it and says so: nothing is claimed, and the person can send it again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from adapters.evidence.errors import EvidenceRefused
from adapters.telegram.attachments import MAX_FILE_BYTES, TOO_LARGE, Attachment
from adapters.telegram.client import FloodWait
from bot.errors import BotError
from bot.messages import EvidenceItem, Inbound

FETCH_TIME_LIMIT_S = 30.0
"""Longest that a message waits for its file: a caption may hold a cry for help."""

RETRY_WAITS_S = (1.0, 3.0)
"""Waits between the tries to fetch a file."""

NOT_FETCHED = "a file that Telegram did not hand over"
NOT_KEPT = "a file that could not be saved"

OrganisationOf = Callable[[str], Awaitable[str]]
"""From a person's id on Telegram to the id of the organisation that their files belong to."""

Pause = Callable[[float], Awaitable[None]]

log = logging.getLogger(__name__)


class EvidenceFiles(Protocol):
    """Where files are kept, encrypted, apart from the database."""

    async def put(self, organisation_id: str, content: bytes) -> EvidenceItem:
        """Keep a file for an organisation. Raises BotError when it could not be kept."""


class MediaFetcher:
    """The way of a file from Telegram into an organisation's evidence."""

    def __init__(self, bot: Bot, files: EvidenceFiles, organisation_of: OrganisationOf, *, pause: Pause = asyncio.sleep) -> None:
        self._bot = bot
        self._files = files
        self._organisation_of = organisation_of
        self._pause = pause

    async def attach(self, inbound: Inbound, attachment: Attachment) -> Inbound:
        """Return the message with its file as evidence, or with the reason in `unreadable` why it has none.

        A message with evidence names its organisation, so that the file cannot end up in the report of another one.
        """
        try:
            content = await self._fetch(attachment)
            organisation_id = await self._organisation_of(inbound.person)
            item = await self._files.put(organisation_id, content)
        except EvidenceRefused as exc:
            return _without(inbound, TOO_LARGE if exc.reason == "too_large" else NOT_KEPT, exc)
        except BotError as exc:
            return _without(inbound, NOT_KEPT, exc)
        except (TelegramError, TimeoutError) as exc:
            return _without(inbound, TOO_LARGE if _is_too_large(exc) else NOT_FETCHED, exc)
        return replace(inbound, organisation_id=organisation_id, evidence=(item,))

    async def _fetch(self, attachment: Attachment) -> bytes:
        async with asyncio.timeout(FETCH_TIME_LIMIT_S):
            for wait_s in RETRY_WAITS_S:
                try:
                    return await self._download(attachment)
                except BadRequest:
                    raise
                except (NetworkError, FloodWait) as exc:
                    await self._pause(max(wait_s, getattr(exc, "retry_after_s", 0.0)))
            return await self._download(attachment)

    async def _download(self, attachment: Attachment) -> bytes:
        file = await self._bot.get_file(attachment.file_id)
        if (file.file_size or 0) > MAX_FILE_BYTES:
            # Another Bot API server may allow more than Telegram's own does.
            raise BadRequest("file is too big")
        return bytes(await file.download_as_bytearray())


def _is_too_large(exc: Exception) -> bool:
    return isinstance(exc, BadRequest) and "too big" in str(exc).lower()


def _without(inbound: Inbound, reason: str, exc: Exception) -> Inbound:
    log.warning("telegram.file_missing", extra={"inbound": inbound.id, "reason": reason, "error": type(exc).__name__})
    return replace(inbound, unreadable=reason)
