"""How the practice SPOC behaves: well, or badly in one of the ways in which a real one may."""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_WAIT_S = 60.0
"""How long "late" and "ask" wait before they acknowledge when no time was given, in seconds."""

RETRY_AFTER_S = 5
"""What "busy" asks for in `Retry-After`, in seconds."""

MOST_TURNS = 50
"""Longest list of modes."""


class Mode(StrEnum):
    """What becomes of a message that carried a good signature."""

    OK = "ok"  # takes it; acknowledges by itself when a time was given
    FAIL = "fail"  # answers 500
    STALL = "stall"  # never answers, until the sender gives up
    BUSY = "busy"  # answers 429 with Retry-After
    CLOSE = "close"  # drops the connection in the middle of the answer
    REFUSE = "refuse"  # answers 410: this address has been given up
    LATE = "late"  # takes it, and acknowledges after a time
    ASK = "ask"  # takes it, asks a question back, and acknowledges after that
    SILENT = "silent"  # takes it, and never acknowledges by itself


TAKES = frozenset({Mode.OK, Mode.LATE, Mode.ASK, Mode.SILENT})
"""Modes in which a message is taken."""


def read_modes(text: str) -> tuple[Mode, ...]:
    """Return the modes of a list such as "fail,fail,ok". Raises ValueError, whose message says what can be given."""
    names = [each.strip().casefold() for each in text.split(",") if each.strip()]
    if not 0 < len(names) <= MOST_TURNS or not set(names) <= set(Mode):
        raise ValueError(f"Give one of {', '.join(Mode)}, or up to {MOST_TURNS} of them with commas between.")
    return tuple(Mode(each) for each in names)


@dataclass(slots=True)
class Behaviour:
    """The modes, taken in turn: one a message, and after the last one the first again."""

    modes: tuple[Mode, ...] = (Mode.OK,)
    acknowledge_after_s: float | None = None  # None: "ok" acknowledges only by a button
    taken: int = 0

    @property
    def current(self) -> Mode:
        """What the next message will meet."""
        return self.modes[self.taken % len(self.modes)]

    def next(self) -> Mode:
        """Return what this message meets, and go on to the next one."""
        mode = self.current
        self.taken += 1
        return mode

    def set(self, modes: tuple[Mode, ...], acknowledge_after_s: float | None) -> None:
        """Behave otherwise from now on, beginning with the first mode."""
        self.modes, self.acknowledge_after_s, self.taken = modes, acknowledge_after_s, 0

    def wait_s(self, mode: Mode) -> float | None:
        """Return after how many seconds it acknowledges by itself; None when it does not."""
        if mode in (Mode.LATE, Mode.ASK) and self.acknowledge_after_s is None:
            return DEFAULT_WAIT_S
        return self.acknowledge_after_s if mode in TAKES - {Mode.SILENT} else None
