"""What the web needs of the conversation core, so that it can be tested with a fake of a few lines.

Nothing here may depend on how the core works: only on what it promises.
"""

from collections.abc import Sequence
from typing import Protocol

from bot.messages import Channel, Inbound
from bot.ports import Turn


class Chat(Protocol):
    """The conversation core, as a channel sees it."""

    async def handle(self, inbound: Inbound) -> Turn:
        """Return what is to be shown for a message. Never raises. `Turn.id` is empty when it could not be stored."""

    async def sent(self, turn: Turn) -> None:
        """Hear that the person has been given the replies; calling it twice is safe."""

    async def transcript(self, channel: Channel, address: str, *, after: int = 0) -> Sequence[Turn]:
        """Return the turns with `seq > after`, oldest first. Raises StorageError."""
