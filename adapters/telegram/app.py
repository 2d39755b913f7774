"""Puts the Telegram channel together: one object that bootstrap makes, runs and closes."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter
from telegram import Bot
from telegram.error import TelegramError

from adapters.export.documents import FileOf
from adapters.telegram import envelope
from adapters.telegram.handling import ChannelReplies, Chat, UpdateHandler
from adapters.telegram.media import EvidenceFiles, MediaFetcher, OrganisationOf, Pause
from adapters.telegram.patience import Patience
from adapters.telegram.polling import POLL_S, Polling
from adapters.telegram.sender import TelegramSender
from adapters.telegram.webhook import webhook_router
from bot.ports import Clock

Commands = Sequence[tuple[str, str]]

log = logging.getLogger(__name__)


class TelegramChannel:
    """Alongside on Telegram, by long polling or by webhook."""

    def __init__(
        self,
        *,
        bot: Bot,
        conversation: Chat,
        files: EvidenceFiles,
        file_of: FileOf,
        organisation_of: OrganisationOf,
        clock: Clock,
        replies: ChannelReplies,
        commands: Commands,
        pause: Pause = asyncio.sleep,
        poll_s: int = POLL_S,
    ) -> None:
        """Wire the parts; nothing is called yet.

        Args:
            bot: from `client.make_bot`.
            file_of: makes the file of a document that goes with a reply.
            commands: name and short description of each command, in the order of the menu.
            pause: waits so many seconds; only tests give another.
            poll_s: how long a poll is held open, in seconds.
        """
        self.sender = TelegramSender(bot, file_of)
        self._bot = bot
        self._commands = tuple(commands)
        self._patience = Patience(pause)
        media = MediaFetcher(bot, files, organisation_of, pause=pause)
        self._handler = UpdateHandler(bot, conversation, self.sender, media, clock, replies)
        self._polling = Polling(bot, self._handler.handle, self._patience, poll_s=poll_s)

    async def run_polling(self) -> None:
        """Say who we are, then fetch and handle updates until cancelled. It waits for a network that is away."""
        await self._introduce()
        await self._polling.run()

    async def run_webhook(self, url: str, secret: str) -> None:
        """Say who we are, then ask Telegram to post updates to `url`, an https address that leads to `webhook_router`.

        Returns when Telegram has agreed. It waits for a network that is away.
        """
        await self._introduce()
        await self._patience.insist(lambda: self._bot.set_webhook(url, secret_token=secret, allowed_updates=list(envelope.KINDS)))

    def webhook_router(self, secret: str) -> APIRouter:
        """Return the router for POST /telegram/webhook. Raises MissingSetting when the secret is empty."""
        return webhook_router(self._handler.handle, secret=secret)

    async def close(self) -> None:
        """Close the connections. Stop `run_polling` before."""
        await self._bot.shutdown()

    async def _introduce(self) -> None:
        await self._patience.insist(self._bot.initialize)
        names = frozenset(name for name, _description in self._commands)
        self._handler.identity = replace(self._handler.identity, id=self._bot.id, username=self._bot.username, commands=names)
        try:
            await self._bot.set_my_commands(self._commands)
        except TelegramError as exc:
            # The menu is a convenience: commands work without it.
            log.warning("telegram.menu_not_set", extra={"error": type(exc).__name__})
