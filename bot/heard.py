"""A message with what triage made of it, worked out once a turn however many ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.messages import Inbound
from bot.triage import Intent, Triage, triage
from knowledge.signals import Signals


@dataclass(frozen=True)  # without slots, so that what was worked out can be kept
class Heard:
    """What came in, and what it seems to be."""

    inbound: Inbound
    is_known_question: bool = False  # it asks for a pinned answer in so many words
    signals: Sequence[Signals] = ()  # what labelled messages say of it; none when that cannot be had

    @cached_property
    def seen(self) -> Triage:
        """The triage of its text."""
        return triage(self.inbound.text, sent_at=self.inbound.sent_at, signals=self.signals)

    @property
    def is_incident(self) -> bool:
        """True when somebody tells that something happened."""
        return self.seen.intent is Intent.REPORT

    @property
    def is_question(self) -> bool:
        """True when somebody asks something."""
        return self.inbound.text.rstrip().endswith("?") or self.seen.intent is Intent.QUESTION
