"""Finds the direct message between a person and us: the only place on Slack where a report is told."""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import slack_errors
from adapters.slack.envelope import words
from bot.errors import ChannelUnreachable


class DirectMessages:
    """Direct messages by person. Slack never changes their ids, so each is asked for once."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, str] = {}

    async def open(self, user: str) -> str:
        """Return the channel id of a person's direct message with us. Raises ChannelUnreachable or PersonUnreachable."""
        if user not in self._known:
            with slack_errors():
                answer = await self._client.conversations_open(users=user)
            self._known[user] = _channel(answer.data)
        return self._known[user]


def _channel(answer: object) -> str:
    channel = words(answer, "channel", "id") if isinstance(answer, dict) else ""
    if not channel:
        raise ChannelUnreachable
    return channel
