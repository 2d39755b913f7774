"""Turns channels on when their tokens are set, and hands back what has to run and what has to be routed."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from adapters.bootstrap import Alongside
from adapters.counting import CountedConversation
from adapters.telegram.app import TelegramChannel
from adapters.telegram.client import API_URL, make_bot
from adapters.telegram.handling import ChannelReplies
from bot import emergency
from bot.messages import Channel

TELEGRAM_WEBHOOK_PATH = "/telegram/webhook"


@dataclass(slots=True)
class Channels:
    """What the channels that are on bring along."""

    names: list[str] = field(default_factory=list)
    running: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)  # each runs until cancelled
    routers: list[APIRouter] = field(default_factory=list)


@asynccontextmanager
async def open_channels(alongside: Alongside, conversation: CountedConversation) -> AsyncIterator[Channels]:
    """Open every channel whose token is set. Leaving closes them."""
    channels = Channels()
    async with AsyncExitStack() as stack:
        if alongside.settings.telegram_token:
            _open_telegram(alongside, conversation, channels, stack)
        yield channels


def _open_telegram(alongside: Alongside, conversation: CountedConversation, channels: Channels, stack: AsyncExitStack) -> None:
    settings, wording = alongside.settings, alongside.core.wording
    assert settings.telegram_token is not None
    telegram = TelegramChannel(
        bot=make_bot(settings.telegram_token.get_secret_value(), api_url=settings.telegram_api_url or API_URL),
        conversation=conversation,
        files=alongside.evidence,
        organisation_of=lambda person: alongside.organisation_of(Channel.TELEGRAM, person),
        clock=alongside.core.clock,
        replies=ChannelReplies(
            apology=wording.reply("apology"),
            group_pointer=wording.reply("group_pointer"),
            emergency=lambda inbound: emergency.check(wording, inbound),
        ),
        commands=wording.commands,
    )
    stack.push_async_callback(telegram.close)
    alongside.senders[Channel.TELEGRAM] = telegram.sender
    channels.names.append("Telegram")
    if settings.telegram_webhook_url and settings.telegram_webhook_secret:
        url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret.get_secret_value()
        channels.routers.append(telegram.webhook_router(secret))
        channels.running.append(lambda: telegram.run_webhook(url, secret))
    else:
        channels.running.append(telegram.run_polling)
