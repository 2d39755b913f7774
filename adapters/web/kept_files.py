"""Remembers in the page which files were stored already, while a form is put right: nobody uploads thirty photos twice.

What the browser carries is sealed: it can be sent back, and neither read nor changed. A file that somebody made up, or that was
stored for another conversation, must never get into a report.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

from cryptography.fernet import Fernet, InvalidToken

from bot.messages import EvidenceItem

KEPT_FOR_S = 24 * 60 * 60
"""How long a form may be put right, in seconds; as long as a cancelled draft is kept."""


class KeptFiles:
    """Seals and opens lists of stored files. The key lives as long as the process: after a restart files are chosen again."""

    def __init__(self) -> None:
        self._seal = Fernet(Fernet.generate_key())

    def sealed(self, items: Sequence[EvidenceItem], *, organisation_id: str, conversation: str) -> str:
        """Return what the page carries; "" when there are no files."""
        if not items:
            return ""
        kept = {"for": [organisation_id, conversation], "items": [asdict(item) for item in items]}
        return self._seal.encrypt(json.dumps(kept).encode()).decode()

    def opened(self, sealed: str, *, organisation_id: str, conversation: str) -> tuple[EvidenceItem, ...] | None:
        """Return the files again; None when this is not what was sealed here, for them, within a day."""
        try:
            kept = json.loads(self._seal.decrypt(sealed.encode("utf-8", "replace"), ttl=KEPT_FOR_S))
        except InvalidToken:
            return None
        if kept["for"] != [organisation_id, conversation]:
            return None
        return tuple(EvidenceItem(**item) for item in kept["items"])
