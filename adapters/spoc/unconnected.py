"""Stands in where no SPOC is connected. Nothing is escalated then; what was queued earlier waits until there is one again."""

from bot.errors import SpocUnreachable
from bot.ports import SpocMessage


class UnconnectedSpoc:
    """Implements `SpocNotifier` without a way out."""

    practice = False

    async def notify(self, message: SpocMessage) -> int:
        """Raises SpocUnreachable, always: a message must wait, and must never be taken for delivered."""
        raise SpocUnreachable
