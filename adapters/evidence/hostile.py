"""The word for "this must not be opened", spoken inside this folder only."""

from bot.messages import Quarantine


class Hostile(Exception):
    """A file that is kept and never shown. It never leaves this folder: looking.py turns it into a Finding."""

    def __init__(self, reason: Quarantine) -> None:
        super().__init__(reason.value)
        self.reason = reason
