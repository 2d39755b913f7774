"""What can be told of an update before it is parsed: its id, its kind and its chat. Nothing here may fail, whatever arrives.

Only these facts may stand in a log line: they say nothing about what a person wrote.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Update

RawUpdate = Mapping[str, Any]

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""


def update_id(raw: object) -> int | None:
    """Return the update's number; None when there is none, so that it cannot be confirmed either."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) else None


def kind(raw: RawUpdate) -> str:
    """Return the kind of the update, such as "message"; "unknown" for one that the Bot API had not when this was written."""
    return next((name for name in Update.ALL_TYPES if name in raw), "unknown")


def chat_id(raw: RawUpdate) -> int | None:
    """Return the chat that the update belongs to, when it names one."""
    number = _chat(raw).get("id")
    return number if isinstance(number, int) else None


def private_chat_id(raw: RawUpdate) -> int | None:
    """Return the chat when it is a person's own, where an apology bothers nobody else."""
    return chat_id(raw) if _chat(raw).get("type") == "private" else None


def _chat(raw: RawUpdate) -> Mapping[str, Any]:
    body = _inner(raw, kind(raw))
    return _inner(body, "chat") or _inner(_inner(body, "message"), "chat")


def _inner(outer: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = outer.get(name)
    return value if isinstance(value, Mapping) else {}
