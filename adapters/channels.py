"""Turns channels on when their tokens are set, and hands back what has to run and what has to be routed."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from adapters.bootstrap import Alongside
from adapters.counting import CountedConversation
from adapters.export.documents import files_by
from adapters.settings import secret
from adapters.slack.app import SlackChannel
from adapters.telegram.app import TelegramChannel
from adapters.telegram.client import API_URL, make_bot
from adapters.telegram.handling import ChannelReplies
from bot import emergency
from bot.heard import Heard
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
        if alongside.settings.slack_bot_token:
            await _open_slack(alongside, conversation, channels, stack)
        yield channels


def _open_telegram(alongside: Alongside, conversation: CountedConversation, channels: Channels, stack: AsyncExitStack) -> None:
    settings, wording = alongside.settings, alongside.core.wording
    telegram = TelegramChannel(
        bot=make_bot(secret(settings.telegram_token) or "", api_url=settings.telegram_api_url or API_URL),
        conversation=conversation,
        files=alongside.evidence,
        file_of=files_by(alongside.copies),
        organisation_of=lambda person: alongside.organisation_of(Channel.TELEGRAM, person),
        clock=alongside.core.clock,
        replies=ChannelReplies(
            apology=wording.reply("apology"),
            group_pointer=wording.reply("group_pointer"),
            emergency=lambda inbound: emergency.check(wording, Heard(inbound)),
        ),
        commands=wording.commands,
    )
    stack.push_async_callback(telegram.close)
    alongside.senders[Channel.TELEGRAM] = telegram.sender
    channels.names.append("Telegram")
    if settings.telegram_webhook_url and settings.telegram_webhook_secret:
        url, token = settings.telegram_webhook_url, secret(settings.telegram_webhook_secret) or ""
        channels.routers.append(telegram.webhook_router(token))
        channels.running.append(lambda: telegram.run_webhook(url, token))
    else:
        channels.running.append(telegram.run_polling)


async def _open_slack(alongside: Alongside, conversation: CountedConversation, channels: Channels, stack: AsyncExitStack) -> None:
    settings, wording = alongside.settings, alongside.core.wording

    async def organisation_of_team(team: str) -> str | None:
        """One workspace belongs to one organisation: the one of the token, to the default organisation."""
        return alongside.organisation.id if team == await slack.own_team() else None

    slack = SlackChannel(
        bot_token=secret(settings.slack_bot_token) or "",
        signing_secret=secret(settings.slack_signing_secret),
        app_token=secret(settings.slack_app_token),
        api_url=settings.slack_api_url,
        chat=conversation,
        staff=alongside.staff,
        staff_talk=alongside.staff_talk,
        files=alongside.evidence,
        wording=wording,
        organisation_of_team=organisation_of_team,
        triage_channel=settings.slack_triage_channel,
        clock=alongside.core.clock,
        emergency=lambda inbound: emergency.check(wording, Heard(inbound)),
    )
    await slack.start()
    stack.push_async_callback(slack.stop)
    alongside.senders[Channel.SLACK] = slack.sender
    if slack.desk:
        alongside.desks[alongside.organisation.id] = slack.desk
    if settings.slack_signing_secret:
        channels.routers.append(slack.router())
    channels.names.append("Slack")
