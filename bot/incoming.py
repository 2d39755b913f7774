"""What may come in at all: text without characters that no person types and no database keeps."""

import re
from dataclasses import replace

from bot.messages import MAX_CHOICE_BYTES, Inbound

_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff]")
_TOLD_BEHIND = re.compile(r"^\s*/(?:quick|report)(?:@\w+)?\s+(?=\S)", re.IGNORECASE)
_UNKNOWN_CHOICE = "?"


def cleaned(inbound: Inbound) -> Inbound:
    """Return the message without control characters and lone surrogates; an overlong button id becomes one that is unknown."""
    choice = _encodable(inbound.choice)
    too_long = len(choice.encode()) > MAX_CHOICE_BYTES
    answers = tuple(replace(each, words=_encodable(each.words)) for each in inbound.answers)
    return replace(inbound, text=_encodable(inbound.text), choice=_UNKNOWN_CHOICE if too_long else choice, answers=answers)


def without_command(text: str) -> str:
    """Return what a message tells, without "/quick" or "/report" before it: the order is no sign of haste."""
    return _TOLD_BEHIND.sub("", text, count=1)


def _encodable(text: str) -> str:
    """Make a text storable.

    A lone surrogate cannot be stored as UTF-8: a single bad character would cost the whole message. A rare line break becomes a
    usual one: left out, it would join two words, and "a gun" would be no red flag any more.
    """
    return _CONTROL.sub("", _BREAK.sub("\n", text)).encode("utf-8", "replace").decode("utf-8")
