"""Calls Telegram until it answers: longer and longer waits, and one log line when trouble begins, changes or ends.

It must never give up: when the network is back, people's messages still wait at Telegram.
"""

import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TypeVar

from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from adapters.telegram.client import FloodWait
from adapters.telegram.media import Pause

LONGEST_WAIT_S = 60.0

T = TypeVar("T")

log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """Why Telegram does not answer, and what to do about it."""

    NETWORK = "Telegram cannot be reached. Messages wait there for up to 24 hours; nothing to do but look at the network."
    FLOOD = "Telegram asked us to wait."
    TOKEN = "Telegram refuses the token. Check ALONGSIDE_TELEGRAM_TOKEN against what @BotFather shows."
    TWO_POLLERS = "Another process polls with the same token. Run only one of them, or use a webhook."
    WEBHOOK_SET = "A webhook is set for this bot. Set ALONGSIDE_TELEGRAM_WEBHOOK_URL, or call deleteWebhook to poll instead."


class Patience:
    """Repeats a call until it succeeds."""

    def __init__(self, pause: Pause) -> None:
        self._pause = pause
        self._trouble: Trouble | None = None
        self._wait_s = 1.0

    async def insist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what the call returns, however long that takes."""
        while True:
            try:
                result = await call()
            except TelegramError as exc:
                await self._bear(exc)
            else:
                self._recover()
                return result

    async def _bear(self, exc: TelegramError) -> None:
        trouble = trouble_of(exc)
        if trouble is not self._trouble:
            facts = {"trouble": trouble.name.lower(), "advice": trouble.value, "error": type(exc).__name__}
            log.warning("telegram.trouble", extra=facts)
        self._trouble = trouble
        asked_s = exc.retry_after_s if isinstance(exc, FloodWait) else 0.0
        await self._pause(max(self._wait_s, asked_s))
        self._wait_s = min(self._wait_s * 2, LONGEST_WAIT_S)

    def _recover(self) -> None:
        if self._trouble is not None:
            log.info("telegram.well_again", extra={"after": self._trouble.name.lower()})
        self._trouble = None
        self._wait_s = 1.0


def trouble_of(exc: TelegramError) -> Trouble:
    """Return what kind of trouble an error stands for."""
    match exc:
        case FloodWait():
            return Trouble.FLOOD
        case InvalidToken() | EndPointNotFound():
            return Trouble.TOKEN
        case Conflict():
            return Trouble.WEBHOOK_SET if "webhook" in str(exc).lower() else Trouble.TWO_POLLERS
        case _:
            return Trouble.NETWORK
