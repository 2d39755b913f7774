"""Where the party's staff see new reports on Slack: the triage channel."""

import logging
from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import error_code
from adapters.slack.form_fields import Label
from adapters.slack.outbound import Outgoing, render
from adapters.slack.sender import post
from adapters.slack.triage_card import card_messages
from adapters.slack.wording import SlackWording
from bot.errors import ChannelUnreachable, PersonUnreachable
from bot.messages import Reply
from bot.ports import ReportCard, StaffNews

log = logging.getLogger(__name__)


class SlackStaffDesk:
    """The triage channel; a `StaffDesk` of bot/ports.py."""

    def __init__(self, client: AsyncWebClient, channel: str, *, label: Label, wording: SlackWording) -> None:
        """Remember the channel.

        Args:
            channel: the id of a channel that the bot has been invited to.
            label: gives the words of a key of labels.yaml.
        """
        self.channel = channel
        self._client = client
        self._label = label
        self._wording = wording

    async def show(self, card: ReportCard) -> str:
        """Post a card and return its handle, "channel/stamp".

        Raises ChannelUnreachable, also while the channel is closed to us: somebody can open it. Then all of it is shown again:
        two cards of one report do less harm than one with something missing.
        """
        first, rest = card_messages(card, self._label, self._wording)
        stamp = await self._post(first, subject=card.report.id)
        for message in rest:
            await self._post(message, subject=card.report.id, thread=stamp)
        return f"{self.channel}/{stamp}"

    async def add(self, news: StaffNews) -> None:
        """Post news into the thread of its card, and in the channel as well, since nobody may follow that thread yet.

        Raises ChannelUnreachable.
        """
        channel, _, stamp = news.handle.partition("/")
        title = self._wording.card("news", reference=news.reference)
        messages = [Outgoing(blocks=each.blocks, text=title) for each in render(Reply(kind="staff_news", text=news.text))]
        try:
            await self._add(messages, stamp if channel == self.channel else "")
        except ChannelUnreachable as exc:
            if not _has_lost_its_thread(exc):
                raise
            await self._add(messages, "")

    async def alarm(self, organisation_id: str, text: str) -> None:
        """Post what a person has to look at now into the channel, for everybody there to see. Raises ChannelUnreachable."""
        for message in render(Reply(kind="alarm", text=text)):
            await self._post(message, subject=organisation_id)

    async def _add(self, messages: Sequence[Outgoing], thread: str) -> None:
        for number, message in enumerate(messages):
            await self._post(message, subject=thread, thread=thread, is_broadcast=number == 0)

    async def _post(self, message: Outgoing, *, subject: str, thread: str = "", is_broadcast: bool = False) -> str:
        try:
            return await post(self._client, message, channel=self.channel, thread=thread, is_broadcast=is_broadcast)
        except PersonUnreachable as exc:
            advice = "Check ALONGSIDE_SLACK_TRIAGE_CHANNEL, and invite the bot to that channel."
            log.error("slack.triage_channel_closed", extra={"subject": subject, "advice": advice})
            raise ChannelUnreachable from exc


def _has_lost_its_thread(exc: ChannelUnreachable) -> bool:
    """True when the card was deleted: what came for it must be seen all the same."""
    return error_code(exc.__cause__) in {"cannot_reply_to_message", "message_not_found", "thread_not_found"}
