"""In-memory twins of every port, public and documented, so that tests need no patches.

Each keeps the promises of its port, return values and errors included; the contract tests run over twin and real thing alike.
"""

from bot.testing.outside import (
    FixedIds,
    InMemoryGuidance,
    InMemorySpocNotifier,
    InMemorySpocs,
    RecordingSender,
    RecordingStaffDesk,
    SettableClock,
)
from bot.testing.storage import InMemoryStorage

__all__ = [
    "FixedIds",
    "InMemoryGuidance",
    "InMemorySpocNotifier",
    "InMemorySpocs",
    "InMemoryStorage",
    "RecordingSender",
    "RecordingStaffDesk",
    "SettableClock",
]
