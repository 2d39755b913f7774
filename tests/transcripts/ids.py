"""Ids that look like real ones and are the same every time."""

import itertools
from hashlib import sha256

from adapters.clock import ALPHABET
from bot.testing import FixedIds


class ScriptedIds(FixedIds):
    """Implements `Ids`: drawn from the script's name and a count for each kind, so that one more id changes no other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._counts: dict[str, itertools.count[int]] = {}

    def new(self, prefix: str) -> str:
        """See the port."""
        return f"{prefix}_{self._digest(prefix).hex()[:32]}"

    def reference(self) -> str:
        """See the port."""
        letters = self._letters("reference")
        return f"AL-{letters[:4]}-{letters[4:8]}"

    def code(self) -> str:
        """See the port."""
        letters = ALPHABET[self._digest("digit")[0] % 8] + self._letters("code")
        return "-".join(letters[at : at + 4] for at in range(0, 16, 4))

    def secret(self) -> str:
        """See the port."""
        return self._digest("secret").hex()

    def _letters(self, kind: str) -> str:
        return "".join(ALPHABET[byte % len(ALPHABET)] for byte in self._digest(kind))

    def _digest(self, kind: str) -> bytes:
        number = next(self._counts.setdefault(kind, itertools.count(1)))
        return sha256(f"{self._name}/{kind}/{number}".encode()).digest()
