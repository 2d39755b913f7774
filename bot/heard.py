"""A message with what triage made of it, worked out once a turn however many ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.incoming import without_command
from bot.messages import Inbound
from bot.triage import Intent, Triage, triage
from knowledge.marks import Marks
from knowledge.signals import Signals


def what_in_form(inbound: Inbound) -> str:
    """Return what happened, of a whole form; "" when the message is none."""
    return next((each.words for each in inbound.answers if each.field == "what"), "")


@dataclass(frozen=True)  # without slots, so that what was worked out can be kept
class Heard:
    """What came in, and what it seems to be."""

    inbound: Inbound
    is_known_question: bool = False  # it asks for a pinned answer in so many words
    signals: Sequence[Signals] = ()  # what labelled messages say of it; none when that cannot be had
    what_signals: Sequence[Signals] = ()  # the same of what happened, when a whole form was sent

    @cached_property
    def seen(self) -> Triage:
        """The triage of its text."""
        return triage(without_command(self.inbound.text), sent_at=self.inbound.sent_at, signals=self.signals)

    @cached_property
    def seen_in_form(self) -> Triage:
        """The triage of what happened, as a whole form tells it: in the chat that is a message of its own."""
        return triage(what_in_form(self.inbound), sent_at=self.inbound.sent_at, signals=self.what_signals)

    @property
    def marks(self) -> Marks | None:
        """What is marked in its text as the places, times and people meant; None when nothing looked at it."""
        return self.signals[0].marks if self.signals else None

    @property
    def is_incident(self) -> bool:
        """True when somebody tells that something happened."""
        return self.seen.intent is Intent.REPORT

    @property
    def is_question(self) -> bool:
        """True when somebody asks something."""
        return self.inbound.text.rstrip().endswith("?") or self.seen.intent is Intent.QUESTION
