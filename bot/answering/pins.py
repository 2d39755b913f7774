"""The pinned answers that stand, with the passages that they quote: what a turn needs to give one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.answering.pinning import pinned_for
from knowledge.passage import Passage
from knowledge.pinned import Pinned
from knowledge.questions import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """Answers that are the same every time. Without any, every question is searched for."""

    pinned: tuple[Pinned, ...] = ()
    passages: Mapping[Quote, Passage] = field(default_factory=dict)

    def asked_for(self, text: str) -> Pinned | None:
        """Return the one that a whole message asks for; None when that is not certain."""
        return pinned_for(text, self.pinned) if self.pinned else None
