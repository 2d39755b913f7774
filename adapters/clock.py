"""The real time and real chance."""

import secrets
from datetime import UTC, datetime

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a reference is made of: no 0/O, 1/I/L, U; it is read out over a bad line."""


class SystemClock:
    """Implements `Clock`."""

    def now(self) -> datetime:
        """See the port."""
        return datetime.now(UTC)


class RandomIds:
    """Implements `Ids`."""

    def new(self, prefix: str) -> str:
        """See the port."""
        return f"{prefix}_{secrets.token_hex(16)}"

    def reference(self) -> str:
        """See the port: 8 of 30 letters, about 39 bits; it names a report among its owner's, and opens nothing."""
        letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
        return f"AL-{letters[:4]}-{letters[4:]}"

    def code(self) -> str:
        """See the port: a digit and 15 of 30 letters, about 76 bits; whoever has it can open the report."""
        letters = secrets.choice(ALPHABET[:8]) + "".join(secrets.choice(ALPHABET) for _ in range(15))
        return "-".join(letters[at : at + 4] for at in range(0, 16, 4))

    def secret(self) -> str:
        """See the port."""
        return secrets.token_urlsafe(32)
