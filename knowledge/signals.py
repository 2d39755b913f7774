"""What was learned from labelled messages says of a message: numbers, and the examples behind them. It decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """How a message resembles those that were labelled."""

    severity: Mapping[str, float]  # chance of immediate, criminal, concern and none, together 1.0
    danger: float  # chance that it is immediate, if it is either that or no incident at all; 0.0 to 1.0
    intent: Mapping[str, float]  # how well each intent fits, about 0.0 to 1.0
    category: Mapping[str, float]  # how well each category fits, about 0.0 to 1.0
    red_flags: Mapping[str, float]  # how well each red flag fits, about 0.0 to 1.0
    nearest: tuple[str, ...] = ()  # the examples that it resembles most, invented every one
    marks: Marks | None = None  # what a reader would mark in it; only of a whole message that may tell of an incident
