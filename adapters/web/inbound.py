"""Makes an Inbound of what a browser or an API client sent.

It must never change a person's words beyond what no database can hold, and no error here may repeat them.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

from adapters.web.outbound import whole
from bot.messages import Channel, Inbound

MAX_CONVERSATION_CHARS = 128
MAX_MESSAGE_ID_CHARS = 64

START_ID = "start"
"""The id of the message that opens a conversation: the page sends it, the person did not type it."""

OPENING_COMMAND = "/start"
"""What chat apps send when a person opens a bot, with an invitation's code after it when they came by one."""

_INVITATION = re.compile(r"[A-Za-z0-9._~-]{1,128}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unusable(Exception):
    """The request cannot be used as it is. The message says what to do, and never what was sent."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


def is_key(value: str, *, max_chars: int) -> bool:
    """Return whether this may be an id: 1 to max_chars characters, no control characters, no lone surrogates."""
    return 0 < len(value) <= max_chars and not _CONTROL.search(value) and whole(value) == value


def is_invitation(code: str) -> bool:
    """Return whether this has the shape of an invitation's code; whether it is valid only the core knows."""
    return _INVITATION.fullmatch(code) is not None


def conversation_in(fields: Mapping[str, str]) -> str:
    """Return the conversation's secret that a form brought; "" when it has none that can be used."""
    return _key(fields, "conversation", MAX_CONVERSATION_CHARS)


def message_id_in(fields: Mapping[str, str]) -> str:
    """Return the message's id that a form brought; "" when it has none that can be used."""
    return _key(fields, "message", MAX_MESSAGE_ID_CHARS)


def said(*, conversation: str, message_id: str, at: datetime, text: str = "", choice: str = "") -> Inbound:
    """Return the message. On the web whoever knows the conversation's id is the person."""
    return Inbound(
        id=message_id,
        channel=Channel.WEB,
        person=conversation,
        conversation=conversation,
        sent_at=at,
        text=whole(text),
        choice=whole(choice),
    )


def opening(*, conversation: str, at: datetime, invitation: str = "") -> Inbound:
    """Return the message that opens a conversation, as a person of a new chat app would send it."""
    return said(conversation=conversation, message_id=START_ID, at=at, text=f"{OPENING_COMMAND} {invitation}".strip())


def from_form(fields: Mapping[str, str], *, conversation: str, message_id: str, at: datetime, files: str = "") -> Inbound:
    """Return the message that the page's form holds. A pressed button wins over a half-written text.

    Args:
        fields: of the form.
        conversation, message_id: its hidden fields, or fresh ones.
        at: when it came.
        files: what makes its files the same files again; "" without files.

    The message's id is made of the form's hidden id and what was said. The same form sent twice is the same message; a form
    that was changed after a failed try, or after going back, is a new one, and is not answered with the old reply.
    """
    choice = fields.get("choice", "")
    text = "" if choice else fields.get("text", "").replace("\r\n", "\n")  # browsers send every line end as two characters
    told = f"{choice}\0{text}\0{files}" if files else f"{choice}\0{text}"
    digest = blake2b(told.encode(errors="replace"), key=conversation.encode()[:64], digest_size=9).hexdigest()
    return said(conversation=conversation, message_id=f"{message_id}-{digest}", at=at, text=text, choice=choice)


def _key(fields: Mapping[str, str], name: str, max_chars: int) -> str:
    value = fields.get(name, "")
    return value if is_key(value, max_chars=max_chars) else ""
