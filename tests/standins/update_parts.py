"""What all builders of Telegram updates share: fresh ids, invented people, marked entities.

It must never let the name of a real person through: the people of the samples are replaced by an invented one.
"""

import copy
import itertools
import re
from typing import Any

from tests.standins.contracts import contract

Update = dict[str, Any]

USER_ID = 1001
GROUP_ID = -1001234567890
BOT_NAME = "example_bot"

# Fresh ids in every call, as the platform gives them out.
_update_ids = itertools.count(700_000_001)
_message_ids = itertools.count(11)

_ENTITIES = (
    ("bot_command", re.compile(r"(?<!\S)/[a-zA-Z0-9_]{1,32}(@\w+)?")),
    ("mention", re.compile(r"(?<!\S)@\w{4,32}")),
    ("url", re.compile(r"https?://\S+")),
)


def start(name: str, overrides: dict[str, Any]) -> Update:
    """Return the sample with an invented person and a fresh id; takes `update_id` out of `overrides`."""
    update: Update = copy.deepcopy(contract(f"telegram/updates/{name}.json"))
    _make_anonymous(update)
    given = overrides.pop("update_id", None)
    return update | {"update_id": next(_update_ids) if given is None else given}


def message_update(name: str, fields: dict[str, Any], overrides: dict[str, Any]) -> Update:
    """Return the sample with these message fields; takes the common overrides out and adds the others as fields."""
    update = start(name, overrides)
    message = next(value for key, value in update.items() if key != "update_id")
    chat_id = overrides.pop("chat_id", None)
    sender = person(overrides, chat_id if chat_id and chat_id > 0 else USER_ID)
    message |= {"message_id": fresh_message_id(), "from": sender, "chat": chat(chat_id or sender["id"], sender)}
    message |= {**fields, **overrides}
    for empty in [key for key, value in message.items() if value is None or value == []]:
        del message[empty]  # Telegram leaves out what is not there
    return update


def fresh_message_id() -> int:
    return next(_message_ids)


def person(overrides: dict[str, Any], default_id: int) -> dict[str, Any]:
    """Return a User; takes user_id, first_name and language_code out of `overrides`."""
    return {
        "id": overrides.pop("user_id", None) or default_id,
        "is_bot": False,
        "first_name": overrides.pop("first_name", "Robin"),
        "language_code": overrides.pop("language_code", "en"),
    }


def chat(chat_id: int, sender: dict[str, Any]) -> dict[str, Any]:
    """Return a Chat: a group for a negative id, else the private chat with the sender."""
    if chat_id < 0:
        return {"id": chat_id, "title": "Example group", "type": "supergroup"}
    return {"id": chat_id, "first_name": sender["first_name"], "type": "private"}


def entities_of(text: str) -> list[dict[str, Any]]:
    """Return the commands, mentions and links that Telegram marks, with offsets and lengths in UTF-16 code units."""
    found = [(kind, match) for kind, pattern in _ENTITIES for match in pattern.finditer(text)]
    return [
        {"type": kind, "offset": _utf16_length(text[: match.start()]), "length": _utf16_length(match[0])}
        for kind, match in sorted(found, key=lambda pair: pair[1].start())
    ]


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _make_anonymous(value: object) -> None:
    if isinstance(value, list):
        for item in value:
            _make_anonymous(item)
    if isinstance(value, dict):
        if "first_name" in value and not value.get("is_bot"):
            value["first_name"] = "Robin"
            value.pop("last_name", None)
            value.pop("username", None)
        for inner in value.values():
            _make_anonymous(inner)
