"""Shows a person something in a channel that nobody else there can see.

It must never fall back to a message that others see.
"""

import logging
from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.client import CALL_TIMEOUT_S, silent_logger, slack_errors
from adapters.slack.dressing import Render
from adapters.slack.inbound import Corner
from adapters.slack.outbound import Outgoing, render
from adapters.slack.sender import note_refusal
from bot.errors import ChannelError, ChannelUnreachable, PersonUnreachable
from bot.messages import Reply

log = logging.getLogger(__name__)


class Corners:
    """Ephemeral messages, by a response URL when there is one."""

    def __init__(self, client: AsyncWebClient, render: Render = render) -> None:
        """`render`: turns replies into messages; see dressing.py."""
        self._client = client
        self._render = render

    async def show(self, corner: Corner, replies: Sequence[Reply]) -> None:
        """Show replies in order. Raises ChannelUnreachable or PersonUnreachable, also when there is no such place."""
        if corner.is_nowhere:
            raise PersonUnreachable
        for reply in replies:
            for message in self._render(reply):
                await (self._respond(corner, message) if corner.response_url else self._post(corner, message))

    async def try_to_show(self, corner: Corner, replies: Sequence[Reply]) -> None:
        """Show replies if that can be done; for what is said elsewhere as well."""
        try:
            await self.show(corner, replies)
        except ChannelError as exc:
            log.warning("slack.corner_missed", extra={"kinds": [reply.kind for reply in replies], "error": type(exc).__name__})

    async def _respond(self, corner: Corner, message: Outgoing) -> None:
        webhook = AsyncWebhookClient(
            corner.response_url,
            timeout=int(CALL_TIMEOUT_S),
            session=self._client.session,
            logger=silent_logger(),
            retry_handlers=[],
        )
        with slack_errors():
            answer = await webhook.send(
                text=message.text, blocks=message.blocks, response_type="ephemeral", replace_original=False
            )
        if answer.status_code != 200:
            raise ChannelUnreachable

    async def _post(self, corner: Corner, message: Outgoing) -> None:
        place: dict[str, Any] = {"channel": corner.channel, "user": corner.user}
        place |= {"thread_ts": corner.thread} if corner.thread else {}
        with slack_errors():
            try:
                await self._client.chat_postEphemeral(**place, text=message.text, blocks=message.blocks)
            except SlackApiError as exc:
                note_refusal(exc)
                await self._client.chat_postEphemeral(**place, text=message.text)
