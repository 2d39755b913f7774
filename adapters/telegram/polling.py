"""Fetches updates by long polling and confirms them only when they have been handled.

An update must never be confirmed before its turn is committed: Telegram forgets what was confirmed, and a crash would lose it.
That is why the library's own Updater, which confirms on fetching, is not used.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from adapters.telegram import envelope
from adapters.telegram.client import READ_TIMEOUT_S
from adapters.telegram.envelope import RawUpdate
from adapters.telegram.patience import Patience

POLL_S = 25
"""How long Telegram holds a poll open when there is nothing to fetch."""

# The library's own get_updates parses a whole batch at once, so that one odd update would take its neighbours with it, and its
# log line shows them all. This spelling asks for the raw answer and stays clear of the library's hint to use that method.
_GET_UPDATES = "get_Updates"

Handle = Callable[[RawUpdate], Coroutine[Any, Any, None]]


class Polling:
    """The loop. What has been fetched lives only in its local variables, so a new loop begins where the last commit was."""

    def __init__(self, bot: Bot, handle: Handle, patience: Patience, *, poll_s: int = POLL_S) -> None:
        self._bot = bot
        self._handle = handle
        self._patience = patience
        self._poll_s = poll_s

    async def run(self) -> None:
        """Fetch and handle until cancelled."""
        offset = 0
        while True:
            updates = await self._patience.insist(partial(self._fetch, offset))
            async with asyncio.TaskGroup() as batch:
                for raw in updates:
                    batch.create_task(self._handle(raw))
            offset = max([offset, *(_after(raw) for raw in updates)])

    async def _fetch(self, offset: int) -> Sequence[RawUpdate]:
        answer: Any = await self._bot.do_api_request(
            _GET_UPDATES,
            {"offset": offset, "timeout": self._poll_s, "allowed_updates": json.dumps(envelope.KINDS)},
            read_timeout=self._poll_s + READ_TIMEOUT_S,
        )
        if not isinstance(answer, list):
            raise TelegramError("The answer is not a list of updates.")
        return [raw for raw in answer if envelope.update_id(raw) is not None]


def _after(raw: RawUpdate) -> int:
    return (envelope.update_id(raw) or 0) + 1
