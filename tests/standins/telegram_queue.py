"""The queue behind getUpdates: an update is served again until an offset above its id confirms it.

It must never forget an update that was not confirmed: that is how the real server survives a crash of the bot.
"""

from typing import Any

Update = dict[str, Any]

# core.telegram.org/bots/api#getupdates: left out unless asked for by name.
_ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates that wait for the bot, in the order of their ids."""

    def __init__(self) -> None:
        self._waiting: list[Update] = []
        self._allowed: frozenset[str] = frozenset()
        self.confirmed_below = 0  # every update with a smaller id is done

    def add(self, update: Update) -> None:
        # An update that was confirmed long ago and comes once more is a repetition that the test asks for.
        self.confirmed_below = min(self.confirmed_below, update["update_id"])
        self._waiting = sorted([*self._waiting, update], key=lambda waiting: int(waiting["update_id"]))

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; None keeps the last wish, an empty list means the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Forget every update below `offset`; a negative one keeps only the last `-offset` updates."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
            self.confirmed_below = max(self.confirmed_below, offset)

    def pending(self, limit: int = 100) -> list[Update]:
        """Return the oldest updates of the kinds that are wanted, at most `limit`."""
        return [update for update in self._waiting if self._is_wanted(update)][:limit]

    def clear(self) -> None:
        self._waiting = []

    def _is_wanted(self, update: Update) -> bool:
        kind = next(name for name in update if name != "update_id")
        return kind in self._allowed if self._allowed else kind not in _ONLY_WHEN_ASKED
