"""What may come in at all: text without characters that no person types and no database keeps."""

import re
from dataclasses import replace

from bot.messages import MAX_CHOICE_BYTES, Inbound

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_UNKNOWN_CHOICE = "?"


def cleaned(inbound: Inbound) -> Inbound:
    """Return the message without control characters and lone surrogates; an overlong button id becomes one that is unknown."""
    choice = _encodable(inbound.choice)
    too_long = len(choice.encode()) > MAX_CHOICE_BYTES
    return replace(inbound, text=_encodable(inbound.text), choice=_UNKNOWN_CHOICE if too_long else choice)


def _encodable(text: str) -> str:
    """A lone surrogate cannot be stored as UTF-8; without this a single bad character would cost the whole message."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")
