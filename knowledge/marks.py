"""What was learned from labelled reports marks in a message: which stretches tell where, when and who, and how likely each is.

It decides nothing: the core weighs it beside what its own rules read (`bot/triage/choosing.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

PARTS = ("where", "when", "who")
"""What is marked in the text itself; kind and platform are said of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text, and the chance that it is the one that a reader would put on the card."""

    start: int  # the first character
    end: int  # the one behind the last
    chance: float  # 0.0 to 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Everything that was marked in one text."""

    text: str = field(repr=False)  # as it was typed, and so never in a log; marks say nothing of any other text
    marked: Mapping[str, tuple[Mark, ...]]  # for each of `PARTS`, the likeliest first
    nothing: Mapping[str, float]  # for each of `PARTS`, the chance that the text does not tell it
    kind: Mapping[str, float]  # the chance of each kind of incident, together 1.0
    platform: Mapping[str, float]  # the chance of each platform, "" for none, together 1.0
