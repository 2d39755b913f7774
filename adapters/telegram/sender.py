"""Sends replies to a chat and says in our own errors why not. A person must never be left without the words of an answer.

A reply that Telegram refuses because of its markup or buttons is sent again as plain text.
"""

import logging
from collections.abc import Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from adapters.export.documents import FileOf
from adapters.telegram.client import FloodWait
from adapters.telegram.outbound import Outgoing, Rows, render
from bot.errors import ChannelError, ChannelUnreachable, NotFound, PersonUnreachable
from bot.messages import Document, Reply

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# Telegram has no codes for these, only words. Trying again would not help with any of them.
_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "topic_closed",
    "message thread not found",
)

log = logging.getLogger(__name__)


class TelegramSender:
    """Telegram's way to a person; a `Sender` of bot/ports.py."""

    def __init__(self, bot: Bot, file_of: FileOf) -> None:
        """`file_of`: makes the file of a document that goes with a reply."""
        self._bot = bot
        self._file_of = file_of

    async def send(self, address: str, replies: Sequence[Reply]) -> None:
        """Send replies in order.

        Args:
            address: "chat" or "chat:topic", as inbound.py makes it.

        Raises:
            ChannelUnreachable: Telegram did not take them, and may later; `retry_after_s` when it said how long to wait.
            PersonUnreachable: the chat is gone, or the person has blocked the bot.
        """
        try:
            chat, topic = _parse(address)
            for reply in replies:
                for message in render(reply):
                    await self._send(chat, topic, message)
                for document in reply.documents if chat > 0 else ():  # never where others read along
                    await self._send_file(chat, topic, document)
        except (TelegramError, ValueError) as exc:
            raise _translated(exc) from exc

    async def _send(self, chat: int, topic: int | None, message: Outgoing) -> None:
        # Buttons in a group would let anybody there go on with somebody's talk, where others read along.
        rows = message.rows if chat > 0 else ()
        try:
            await self._post(chat, topic, message.html, rows, ParseMode.HTML)
        except BadRequest as exc:
            if _is_nobody_there(exc):
                raise
            log.warning("telegram.markup_refused", extra={"about_markup": _is_about_markup(exc)})
            await self._send_plain(chat, topic, message.plain, rows if _is_about_markup(exc) else ())

    async def _send_plain(self, chat: int, topic: int | None, texts: Sequence[str], rows: Rows) -> None:
        for number, text in enumerate(texts, start=1):
            await self._post(chat, topic, text, rows if number == len(texts) else (), None)

    async def _send_file(self, chat: int, topic: int | None, document: Document) -> None:
        try:
            file = await self._file_of(document)
        except NotFound:  # the report was forgotten after the reply was written
            log.warning("telegram.document_gone", extra={"report": document.report_id})
            return
        await self._bot.send_document(chat, file.content, filename=file.name, message_thread_id=topic)

    async def _post(self, chat: int, topic: int | None, text: str, rows: Rows, parse_mode: str | None) -> None:
        await self._bot.send_message(
            chat,
            text,
            parse_mode=parse_mode,
            message_thread_id=topic,
            reply_markup=_keyboard(rows),
            link_preview_options=_NO_PREVIEW,
        )


def _parse(address: str) -> tuple[int, int | None]:
    chat, _, topic = address.partition(":")
    return int(chat), int(topic) if topic else None


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(choice.label, callback_data=choice.id) for choice in row] for row in rows])


def _translated(exc: TelegramError | ValueError) -> ChannelError:
    if isinstance(exc, FloodWait):
        return ChannelUnreachable(exc.retry_after_s)
    if isinstance(exc, Forbidden | ChatMigrated | ValueError) or _is_nobody_there(exc):
        return PersonUnreachable()
    return ChannelUnreachable()


def _is_nobody_there(exc: Exception) -> bool:
    return isinstance(exc, BadRequest) and any(words in str(exc).lower() for words in _NOBODY_THERE)


def _is_about_markup(exc: BadRequest) -> bool:
    return "parse entities" in str(exc).lower()
