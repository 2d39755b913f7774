"""Counts what passes through the conversation, by channel and outcome, for every channel alike."""

from collections.abc import Sequence

from adapters.web.counts import MessageCounts, Outcome
from bot.conversation import Conversation
from bot.messages import Channel, Inbound
from bot.ports import Turn


class CountedConversation:
    """The conversation, as a channel sees it, with a count."""

    def __init__(self, conversation: Conversation, counts: MessageCounts) -> None:
        self._conversation = conversation
        self._counts = counts

    async def handle(self, inbound: Inbound) -> Turn:
        """See `Conversation.handle`."""
        turn = await self._conversation.handle(inbound)
        self._counts.add(inbound.channel, Outcome.ANSWERED if turn.id else Outcome.UNSAVED)
        return turn

    async def sent(self, turn: Turn) -> None:
        """See `Conversation.sent`."""
        await self._conversation.sent(turn)

    async def transcript(self, channel: Channel, address: str, *, after: int = 0) -> Sequence[Turn]:
        """See `Conversation.transcript`."""
        return await self._conversation.transcript(channel, address, after=after)
