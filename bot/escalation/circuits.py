"""Keeps one dead SPOC from delaying another: an address that does not answer is left alone for a while.

It is held in memory, since it decides only when a message is tried and never whether: a restart may forget it. It must never
switch an address off: after the pause the next message is tried again, for ever.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SILENCES = 3
"""After how many tries in a row without any answer an address is left alone."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(seconds=60)
"""How long the first time and at most; an immediate report must not wait longer than a minute for an address that is back."""

AT_ONCE = 3
"""How many messages may be on their way to one address: a worker that waits for one address has others to serve."""

BUSY = timedelta(seconds=1)


@dataclass(slots=True)
class _Line:
    under_way: int = 0
    silences: int = 0
    pause: timedelta = FIRST_PAUSE
    closed_until: datetime | None = None


@dataclass(slots=True)
class Circuits:
    """One line for each address, by the contact's id."""

    lines: dict[str, _Line] = field(default_factory=dict)

    def enter(self, key: str, now: datetime) -> timedelta | None:
        """Take a place on a line and return None, or return how long to wait before asking again."""
        line = self.lines.setdefault(key, _Line())
        if line.closed_until and now < line.closed_until:
            return line.closed_until - now
        most = 1 if line.closed_until else AT_ONCE  # after a pause one message tries whether somebody is back
        if line.under_way >= most:
            return BUSY
        line.under_way += 1
        return None

    def leave(self, key: str, now: datetime, *, answered: bool) -> None:
        """Give the place back. Any answer counts, a bad one too: who says no at once holds nobody up."""
        line = self.lines[key]
        line.under_way -= 1
        if answered:
            line.silences, line.pause, line.closed_until = 0, FIRST_PAUSE, None
            return
        line.silences += 1
        if line.silences >= SILENCES:
            line.closed_until = now + line.pause
            line.pause = min(line.pause * 2, LONGEST_PAUSE)
