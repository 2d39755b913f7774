"""Counts messages by channel and outcome, and by nothing else: a count by organisation or person would tell who needs help."""

from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter

from bot.messages import Channel


class Outcome(StrEnum):
    """What became of a message."""

    ANSWERED = "answered"  # stored and answered
    UNSAVED = "unsaved"  # answered, but it could not be stored: somebody should look at the database
    REFUSED = "refused"  # not a message: malformed, too large


class MessageCounts:
    """The counter, in the registry that /metrics shows. One instance a registry: a second one raises ValueError."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self._messages = Counter(
            "alongside_messages", "Messages by channel and outcome.", ["channel", "outcome"], registry=registry
        )

    def add(self, channel: Channel, outcome: Outcome) -> None:
        """Count one message."""
        self._messages.labels(channel.value, outcome.value).inc()
