"""Sends replies to a conversation on Slack and says in our own errors why not.

A person must never be left without the words of an answer: a message whose blocks Slack refuses is sent again as plain text.
"""

import logging
from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import error_code, slack_errors
from adapters.slack.dressing import Render
from adapters.slack.envelope import words
from adapters.slack.outbound import Outgoing, render
from bot.errors import PersonUnreachable
from bot.messages import Reply

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})

log = logging.getLogger(__name__)


class SlackSender:
    """Slack's way to a person; a `Sender` of bot/ports.py."""

    def __init__(self, client: AsyncWebClient, render: Render = render) -> None:
        """`render`: turns replies into messages; see dressing.py."""
        self._client = client
        self._render = render

    async def send(self, address: str, replies: Sequence[Reply]) -> None:
        """Send replies in order.

        Args:
            address: "team:channel".

        Raises:
            ChannelUnreachable: Slack did not take them, and may later; `retry_after_s` when it said how long to wait.
            PersonUnreachable: the conversation is closed, or the person is gone.
        """
        _team, _, channel = address.partition(":")
        if not channel:
            raise PersonUnreachable
        for reply in replies:
            for message in self._render(reply):
                await post(self._client, message, channel=channel)


async def post(client: AsyncWebClient, message: Outgoing, *, channel: str, thread: str = "", is_broadcast: bool = False) -> str:
    """Post a message to a channel, or into a thread of it, and return its stamp.

    `is_broadcast`: what is posted into a thread is shown in the channel as well. Raises ChannelUnreachable or PersonUnreachable.
    """
    place: dict[str, Any] = {"channel": channel, "unfurl_links": False, "unfurl_media": False}
    place |= {"thread_ts": thread, "reply_broadcast": is_broadcast} if thread else {}
    with slack_errors():
        try:
            answer = await client.chat_postMessage(**place, text=message.text, blocks=message.blocks)
        except SlackApiError as exc:
            note_refusal(exc)
            answer = await client.chat_postMessage(**place, text=message.text)
    return words(answer.data if isinstance(answer.data, dict) else {}, "ts")


def note_refusal(exc: SlackApiError) -> None:
    """Log that Slack refused the blocks, so that the text can be sent alone. Raises the error when it says anything else."""
    if error_code(exc) not in BLOCKS_REFUSED:
        raise exc
    log.warning("slack.blocks_refused", extra={"error": error_code(exc)})
