"""Says things to the conversation core for the page and the API, counts them, and tells the core what was delivered.

It must never claim that a reply was delivered before it has been handed to the server for sending.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.web.chat import Chat
from adapters.web.counts import MessageCounts, Outcome
from bot.errors import StorageError
from bot.messages import Channel, Inbound
from bot.ports import Turn


def utc_now() -> datetime:
    """Return the present instant, aware, UTC."""
    return datetime.now(UTC)


def new_secret() -> str:
    """Return a fresh id of 192 random bits, 32 URL-safe characters: it is all that protects a conversation."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """The conversations of the web."""

    chat: Chat
    counts: MessageCounts
    now: Callable[[], datetime] = utc_now
    new_secret: Callable[[], str] = new_secret

    async def say(self, inbound: Inbound) -> Turn:
        """Hand on a message and return the turn that it caused."""
        turn = await self.chat.handle(inbound)
        self.counts.add(Channel.WEB, Outcome.ANSWERED if turn.id else Outcome.UNSAVED)
        return turn

    async def since(self, conversation: str, after: int = 0) -> Sequence[Turn]:
        """Return the turns after a place in the conversation, oldest first. Raises StorageError."""
        return await self.chat.transcript(Channel.WEB, conversation, after=after)

    async def with_news(self, turn: Turn, conversation: str, after: int = 0) -> tuple[Sequence[Turn], bool]:
        """Return the turns after a place in the conversation, this one among them, and whether they are all there are.

        An answer that could not be stored is shown all the same: it may be the emergency card.
        """
        try:
            turns = await self.since(conversation, after)
        except StorageError:
            return (turn,), False
        return (turns, True) if turn.id else ((*turns, turn), True)

    async def so_far(self, conversation: str) -> tuple[Sequence[Turn], bool]:
        """Return the turns of a conversation, and whether they could be had."""
        try:
            return await self.since(conversation), True
        except StorageError:
            return (), False

    async def delivered(self, turns: Sequence[Turn]) -> None:
        """Tell the core that these turns were given to the person."""
        for turn in turns:
            if turn.id and turn.sent_at is None:
                await self.chat.sent(turn)
