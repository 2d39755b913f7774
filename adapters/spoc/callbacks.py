"""What a signed callback says, read from its body.

{"type": "escalation.acknowledged", "data": {"escalation": ID, "by": NAME}}
{"type": "escalation.progress", "data": {"escalation": ID, "progress": ..., "outcome": ..., "words": ..., "by": NAME}}
{"type": "escalation.question", "data": {"escalation": ID, "text": ..., "by": NAME}}
"""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from bot.errors import InvalidAnswer
from bot.escalation.escalation import Outcome, Progress
from bot.escalation.progressing import Word, name_of

ACKNOWLEDGED = "escalation.acknowledged"
PROGRESS = "escalation.progress"
QUESTION = "escalation.question"

Known = TypeVar("Known", bound=StrEnum)


class Malformed(ValueError):
    """A callback of a type that is not known, or with something in it that is not text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A body that names an escalation; nothing else of it has been looked at."""

    kind: str  # one of the types above, or another
    escalation_id: str
    data: dict[str, Any]

    @property
    def by(self) -> str:
        """Who says so; "" when they gave no name. Raises Malformed."""
        return name_of(self._text("by"))

    @property
    def question(self) -> str:
        """What is asked. Raises Malformed."""
        return self._text("text").strip()

    def word(self, id: str) -> Word:
        """Return what is said of the escalation. Raises Malformed, InvalidAnswer."""
        by = self.by
        if self.kind == ACKNOWLEDGED:
            return Word(id=id, by=by, how="callback", progress=Progress.RECEIVED)
        if self.kind != PROGRESS:
            raise Malformed
        progress, outcome = self._one_of(Progress, "progress"), self._one_of(Outcome, "outcome")
        return Word(id=id, by=by, how="callback", progress=progress, outcome=outcome, words=self._text("words").strip())

    def _text(self, name: str) -> str:
        given = self.data.get(name)
        if given is not None and not isinstance(given, str):
            raise Malformed
        return given or ""

    def _one_of(self, known: type[Known], name: str) -> Known:
        try:
            return known(self._text(name))
        except Malformed:
            raise
        except ValueError as error:
            raise InvalidAnswer(name, "choice") from error


def read_callback(body: bytes) -> Callback | None:
    """Return the callback that a body is; None for a body that names no escalation."""
    try:
        whole = json.loads(body)
        kind, data, escalation_id = whole["type"], whole["data"], whole["data"]["escalation"]
    except (ValueError, KeyError, TypeError, RecursionError):  # RecursionError: thousands of open brackets
        return None
    if not (isinstance(kind, str) and isinstance(data, dict) and isinstance(escalation_id, str)):
        return None
    return Callback(kind=kind, escalation_id=askable_id(escalation_id), data=data)


def askable_id(given: str) -> str:
    """Return an id that the database can be asked for; NUL and lone surrogates would be errors there instead of "not found"."""
    return given if given.isascii() and given.isprintable() else ""


def once(escalation_id: str, message_id: str) -> str:
    """Return the id of an acknowledgement by callback: of this message about this escalation, since others count their own."""
    return f"callback:{escalation_id}:{hashlib.sha256(message_id.encode()).hexdigest()}"
