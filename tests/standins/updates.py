"""Realistic Telegram updates, so that a test shows only what matters: `updates.text("...", user_id=7)`.

They start from the samples in tests/contracts/telegram/updates. They must never share state: each call gives a fresh
dict with fresh ids, and a repeated delivery is the same dict pushed twice.
"""

import copy
import json
from typing import Any

from tests.standins.update_parts import (
    BOT_NAME,
    GROUP_ID,
    USER_ID,
    Update,
    chat,
    entities_of,
    fresh_message_id,
    message_update,
    person,
    start,
)

__all__ = [
    "BOT_NAME",
    "GROUP_ID",
    "USER_ID",
    "Update",
    "album",
    "blocked",
    "callback",
    "command",
    "contact",
    "document",
    "edited",
    "entities_of",
    "forwarded",
    "group_command",
    "group_mention",
    "group_reply",
    "group_text",
    "location",
    "photo",
    "sample",
    "sticker",
    "text",
    "voice",
    "webhook_request",
]

_FILE_FIELDS = frozenset({"mime_type", "file_size"})


def text(text: str = "Someone keeps turning up outside my surgery", **overrides: Any) -> Update:
    """A text message in a private chat.

    Every builder takes these overrides: update_id, message_id, user_id, chat_id, date (seconds since 1970),
    first_name, language_code; any other name becomes a field of the message itself.
    """
    return message_update("message_text", {"text": text, "entities": entities_of(text)}, overrides)


def command(name: str, argument: str = "", **overrides: Any) -> Update:
    """A command such as /start, with what follows it (`/start join_abc`)."""
    return text(f"/{name} {argument}".rstrip(), **overrides)


def edited(text: str, *, message_id: int, **overrides: Any) -> Update:
    """The new version of an earlier message."""
    fields = {"text": text, "entities": entities_of(text), "message_id": message_id}
    return message_update("edited_message", fields, overrides)


def photo(caption: str = "", *, file_id: str = "photo-1", size: int = 98_211, **overrides: Any) -> Update:
    """A photo in three sizes; the largest has `file_id`. Fill `telegram.files[file_id]` with its bytes."""
    update = message_update("photo_with_caption", _captioned(caption), overrides)
    sizes = update["message"]["photo"]
    for i, smaller in enumerate(sizes):
        smaller |= {"file_id": f"{file_id}-small-{i}", "file_unique_id": f"u-{file_id}-{i}"}
    sizes[-1] |= {"file_id": file_id, "file_size": size}
    return update


def album(captions: list[str], *, group_id: str = "13861512356847265", **overrides: Any) -> list[Update]:
    """One update per photo of an album; the photos have the file ids photo-1, photo-2 and so on."""
    return [
        photo(caption, file_id=f"photo-{n}", media_group_id=group_id, **overrides) for n, caption in enumerate(captions, start=1)
    ]


def document(caption: str = "", *, file_id: str = "file-1", name: str = "note.txt", **overrides: Any) -> Update:
    """A file; `mime_type` and `file_size` may be overridden."""
    update = message_update("document", _captioned(caption), {k: v for k, v in overrides.items() if k not in _FILE_FIELDS})
    update["message"]["document"] |= {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_name": name}
    update["message"]["document"] |= {k: v for k, v in overrides.items() if k in _FILE_FIELDS}
    return update


def voice(*, file_id: str = "voice-1", **overrides: Any) -> Update:
    """A voice note of four seconds."""
    update = message_update("voice", {}, overrides)
    update["message"]["voice"] |= {"file_id": file_id}
    return update


def location(latitude: float = 51.507351, longitude: float = -0.127758, **overrides: Any) -> Update:
    """A shared position, in degrees."""
    place = {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": 12.0}
    return message_update("location", {"location": place}, overrides)


def contact(phone_number: str = "01632960123", **overrides: Any) -> Update:
    """A shared contact card."""
    card = {"phone_number": phone_number, "first_name": "Sam"}
    return message_update("contact", {"contact": card}, overrides)


def sticker(**overrides: Any) -> Update:
    return message_update("sticker", {}, overrides)


def forwarded(text: str, *, origin: str = "user", **overrides: Any) -> Update:
    """A forwarded message. `origin`: user, hidden_user, chat or channel."""
    return message_update(f"forward_origin_{origin}", {"text": text, "entities": entities_of(text)}, overrides)


def callback(data: str, *, message: dict[str, Any] | None = None, inaccessible: bool = False, **overrides: Any) -> Update:
    """A press of an inline button.

    `message`: the message with the button, as the Bot API returned it; None makes one up. `inaccessible`: the message
    is too old to be shown, and comes without its text.
    """
    update = start("callback_query_inaccessible_message" if inaccessible else "callback_query", overrides)
    query, chat_id = update["callback_query"], overrides.pop("chat_id", None)
    query |= {"id": f"callback-{update['update_id']}", "data": data, "from": person(overrides, chat_id or USER_ID)}
    shown = query["message"] if message is None else copy.deepcopy(message)
    if message is None:
        shown |= {"chat": chat(chat_id or query["from"]["id"], query["from"])}
        shown |= {"message_id": overrides.pop("message_id", None) or fresh_message_id()}
    if "reply_markup" in shown and message is None:
        shown["reply_markup"] = {"inline_keyboard": [[{"text": "A button", "callback_data": data}]]}
    query |= {"message": shown, **overrides}
    return update


def group_mention(question: str = "who do I ring?", **overrides: Any) -> Update:
    """A message in a group that names the bot first."""
    return _in_group(f"@{BOT_NAME} {question}", overrides)


def group_text(text: str, **overrides: Any) -> Update:
    """A message in a group that does not name the bot."""
    return _in_group(text, overrides)


def group_reply(text: str, **overrides: Any) -> Update:
    """An answer in a group to one of the bot's messages."""
    return message_update("group_reply_to_bot", {"text": text}, {"chat_id": GROUP_ID, **overrides})


def group_command(name: str, argument: str = "", **overrides: Any) -> Update:
    """A command in a group, addressed to the bot: /help@example_bot."""
    return _in_group(f"/{name}@{BOT_NAME} {argument}".rstrip(), overrides)


def blocked(*, unblocked: bool = False, **overrides: Any) -> Update:
    """The person has blocked the bot, or let it in again."""
    update = start("my_chat_member_unblocked" if unblocked else "my_chat_member_blocked", overrides)
    member, chat_id = update["my_chat_member"], overrides.pop("chat_id", None)
    who = person(overrides, chat_id or USER_ID)
    member |= {"from": who, "chat": chat(chat_id or who["id"], who), **overrides}
    return update


def sample(name: str, **overrides: Any) -> Update:
    """Any sample by its file name without .json, such as "channel_post" or "message_reaction", with a fresh update id."""
    update = start(name, overrides)
    next(value for key, value in update.items() if key != "update_id").update(overrides)
    return update


def webhook_request(update: Update, *, secret: str = "") -> tuple[dict[str, str], bytes]:
    """Return (headers, body) of the POST that brings the update to a webhook; `secret` is setWebhook's secret_token."""
    headers = {"Content-Type": "application/json"}
    if secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    return headers, json.dumps(update).encode()


def _in_group(text: str, overrides: dict[str, Any]) -> Update:
    fields = {"text": text, "entities": entities_of(text)}
    return message_update("group_mention", fields, {"chat_id": GROUP_ID, **overrides})


def _captioned(caption: str) -> dict[str, Any]:
    return {"caption": caption or None, "caption_entities": entities_of(caption)}
