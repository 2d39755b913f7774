"""What a message carries besides words: a file that can be fetched, or something that we cannot read. Pure."""

from dataclasses import dataclass
from typing import Any

from telegram import Message

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Largest file that a bot may download (core.telegram.org/bots/api#getfile)."""

TOO_LARGE = "a file over 20 MB"

_FETCHABLE = ("document", "video", "voice", "audio", "video_note", "animation", "live_photo")

_UNREADABLE = {
    "sticker": "a sticker",
    "contact": "a contact",
    "poll": "a poll",
    "dice": "dice",
    "game": "a game",
    "story": "a story",
    "invoice": "an invoice",
    "checklist": "a checklist",
    "giveaway": "a giveaway",
    "paid_media": "a paid post",
}
_NEW_KIND = "a message of this kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that lies at Telegram."""

    file_id: str
    size_bytes: int  # as Telegram says; 0 when it does not


def find_attachment(message: Message) -> Attachment | None:
    """Return the file of a message, a photo in its largest size; None when there is none."""
    found = message.photo[-1] if message.photo else _first(message, _FETCHABLE)
    return Attachment(file_id=found.file_id, size_bytes=found.file_size or 0) if found else None


def name_of_unreadable(message: Message) -> str:
    """Return in words what it is that we cannot read, to stand after "I can't read"; empty when we can read all of it."""
    attachment = find_attachment(message)
    if attachment:
        return TOO_LARGE if attachment.size_bytes > MAX_FILE_BYTES else ""
    named = next((words for name, words in _UNREADABLE.items() if getattr(message, name, None)), "")
    if named or message.text or message.location or message.venue:
        return named
    # Fields that this version of the library does not know: people may send things that did not exist when this was written.
    return _NEW_KIND if message.api_kwargs else ""


def _first(message: Message, names: tuple[str, ...]) -> Any:
    # Earlier releases of the library do not have all of them.
    return next(filter(None, (getattr(message, name, None) for name in names)), None)
