"""Takes one update from its raw JSON to the replies that were sent. Polling and the webhook both come here.

`handle` returns only when the turn is stored, or when nothing in the update could be handled: what returns is confirmed to
Telegram and never comes again. Being cancelled is the one way out before that, and then the update comes again.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import TelegramError

from adapters.telegram import envelope
from adapters.telegram.addressing import BotIdentity
from adapters.telegram.envelope import RawUpdate
from adapters.telegram.inbound import Arrival, Ignored, read_update
from adapters.telegram.media import MediaFetcher
from bot.errors import BotError, ChannelError
from bot.messages import Inbound, Reply
from bot.ports import Clock, Sender, Turn

CHATS_AT_ONCE = 8
"""Chats served at the same time. Each may hold a file of 20 MB in memory."""

log = logging.getLogger(__name__)


class Chat(Protocol):
    """The part of the conversation that a channel uses."""

    async def handle(self, inbound: Inbound) -> Turn:
        """Return the replies to a message, stored; the same message again gives the same turn. Never raises."""

    async def sent(self, turn: Turn) -> None:
        """Write down that the channel took the replies; safe to call twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReplies:
    """What the channel says by itself. The wording comes from the templates."""

    apology: Reply  # we failed over a message; holds the emergency numbers
    group_pointer: Reply  # said in a group: a private chat is the place to talk
    emergency: Callable[[Inbound], Sequence[Reply]]  # the card, if the words call for it; needs nothing that can be down


class UpdateHandler:
    """Handles updates: different chats side by side, one chat in the order of arrival."""

    def __init__(
        self, bot: Bot, conversation: Chat, sender: Sender, media: MediaFetcher, clock: Clock, replies: ChannelReplies
    ) -> None:
        self.identity = BotIdentity(id=_id_in(bot.token), username="")  # until Telegram has told us our name
        self._bot = bot
        self._conversation = conversation
        self._sender = sender
        self._media = media
        self._clock = clock
        self._replies = replies
        self._chats: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(CHATS_AT_ONCE)

    async def handle(self, raw: RawUpdate) -> None:
        """Handle one update to its end; whatever goes wrong, its sender gets an answer if one can be sent at all."""
        # A lock lets waiting tasks in by order of arrival, which keeps one chat's messages in order.
        in_turn = self._chats.setdefault(envelope.chat_id(raw), asyncio.Lock())
        async with in_turn, self._places:
            try:
                await self._handle(Update.de_json(dict(raw), self._bot))
            except Exception:  # a channel's top handler: one bad update must not stop the others
                log.exception("telegram.update_failed", extra=_facts(raw))
                await self._apologise(raw)

    async def _handle(self, update: Update) -> None:
        await self._stop_spinner(update)
        arrival = read_update(update, bot=self.identity, received_at=self._clock.now())
        if isinstance(arrival, Ignored):
            log.info("telegram.update_ignored", extra={"update": update.update_id, "reason": arrival.reason})
            return
        await self._answer(arrival)

    async def _answer(self, arrival: Arrival) -> None:
        if arrival.inbound:
            turn = await self._conversation.handle(await self._complete(arrival, arrival.inbound))
            await self._deliver(turn)
        if arrival.pointer:
            await self._try_to_send(arrival.address, self._replies.group_pointer)

    async def _complete(self, arrival: Arrival, inbound: Inbound) -> Inbound:
        if not arrival.attachment:
            return inbound
        for card in self._replies.emergency(inbound):  # fetching a file may take half a minute, and 999 must not wait for it
            await self._try_to_send(arrival.address, card)
        return await self._media.attach(inbound, arrival.attachment)

    async def _deliver(self, turn: Turn) -> None:
        if turn.sent_at is not None:
            return  # the same update again, after everything was done
        try:
            await self._sender.send(turn.address, turn.replies)
            if turn.id:  # else it could not be stored, and there is nothing to mark
                await self._conversation.sent(turn)
        except BotError as exc:
            # The duty of a stored turn stays open: the worker sends its replies.
            log.warning(
                "telegram.reply_left_to_duty" if turn.id else "telegram.reply_lost",
                extra={"turn": turn.id, "error": type(exc).__name__},
            )

    async def _stop_spinner(self, update: Update) -> None:
        if update.callback_query is None:
            return
        try:
            await self._bot.answer_callback_query(update.callback_query.id)
        except TelegramError as exc:
            # The press itself still counts; only its spinner turns a little longer.
            log.info("telegram.spinner_left", extra={"update": update.update_id, "error": type(exc).__name__})

    async def _apologise(self, raw: RawUpdate) -> None:
        chat = envelope.private_chat_id(raw)
        if chat is not None:
            await self._try_to_send(str(chat), self._replies.apology)

    async def _try_to_send(self, address: str, reply: Reply) -> None:
        try:
            await self._sender.send(address, [reply])
        except ChannelError as exc:
            log.warning("telegram.reply_lost", extra={"kind": reply.kind, "error": type(exc).__name__})


def _facts(raw: RawUpdate) -> dict[str, object]:
    return {"update": envelope.update_id(raw), "kind": envelope.kind(raw)}


def _id_in(token: str) -> int:
    number = token.partition(":")[0]
    return int(number) if number.isdecimal() else 0
