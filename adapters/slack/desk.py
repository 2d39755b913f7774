"""Where the party's staff see new reports on Slack: the triage channel."""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.sender import post
from adapters.slack.triage_card import card_message
from adapters.slack.wording import SlackWording
from bot.errors import ChannelUnreachable, PersonUnreachable
from bot.ports import ReportCard

log = logging.getLogger(__name__)


class SlackStaffDesk:
    """The triage channel; a `StaffDesk` of bot/ports.py."""

    def __init__(self, client: AsyncWebClient, channel: str, wording: SlackWording) -> None:
        """`channel`: the id of a channel that the bot has been invited to."""
        self.channel = channel
        self._client = client
        self._wording = wording

    async def show(self, card: ReportCard) -> None:
        """Post a card. Raises ChannelUnreachable, also while the channel is closed to us: somebody can open it."""
        try:
            await post(self._client, card_message(card, self._wording), channel=self.channel)
        except PersonUnreachable as exc:
            advice = "Check ALONGSIDE_SLACK_TRIAGE_CHANNEL, and invite the bot to that channel."
            log.error("slack.triage_channel_closed", extra={"report": card.report.id, "advice": advice})
            raise ChannelUnreachable from exc
