"""The messages that the stand-in knows: made, changed and taken away by the bot's calls.

It must never accept an edit of a message that is gone or not the bot's own: the bot has to live with those refusals in
real chats.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from tests.standins.contracts import contract
from tests.standins.telegram_call import Call

BOT = {"id": 123456, "is_bot": True, "first_name": "Example Bot", "username": "example_bot"}
"""The bot that the sample updates talk to."""

_FIRST_DATE = 1767225600  # 2026-01-01, as in the sample updates; each message is a second later than the one before

Message = dict[str, Any]


class Refused(Exception):
    """The call was well made, but cannot be carried out; the description is the server's."""

    def __init__(self, beginning: str) -> None:
        """`beginning`: how the server's wording begins, without "Bad Request: "."""
        known: list[str] = contract("telegram/responses.json")["descriptions_seen_with_400"]
        self.description = next(text for text in known if text.startswith(f"Bad Request: {beginning}"))
        super().__init__(self.description)


class Chats:
    """Every message by chat and message id."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int | str, int], Message] = {}
        self._last_id = 1000

    def learn(self, update: Mapping[str, Any]) -> None:
        """Know the messages that an update tells of."""
        shown = [update.get("callback_query", {}).get("message")]
        shown += [update.get(kind) for kind in ("message", "edited_message")]
        for message in filter(None, shown):
            self.messages.setdefault((message["chat"]["id"], message["message_id"]), dict(message))

    def add(self, call: Call, attached: Mapping[str, Any]) -> Message:
        """Make the message that a send call asks for; `attached` are further fields, such as a photo."""
        self._last_id += 1
        made = {"message_id": self._last_id, "from": BOT, "date": _FIRST_DATE + self._last_id}
        made |= {"chat": _chat(call.params["chat_id"]), **_content(call), **attached}
        self.messages[call.params["chat_id"], self._last_id] = made
        return made

    def edit(self, call: Call) -> Message | bool:
        if "inline_message_id" in call.params:
            return True
        old = self._find(call, "message to edit not found")
        if old.get("from", BOT)["id"] != BOT["id"]:
            raise Refused("message can't be edited")
        # An edit that brings no buttons takes the buttons away.
        new = {name: value for name, value in old.items() if name != "reply_markup"} | _content(call)
        if new == old:
            raise Refused("message is not modified")
        old.clear()
        old |= new | {"edit_date": _FIRST_DATE + self._last_id}
        return old

    def delete(self, call: Call) -> bool:
        self._find(call, "message to delete not found")
        del self.messages[call.params["chat_id"], call.params["message_id"]]
        return True

    def _find(self, call: Call, otherwise: str) -> Message:
        found = self.messages.get((call.params.get("chat_id", 0), call.params.get("message_id", 0)))
        if found is None:
            raise Refused(otherwise)
        return found


def attachment(call: Call) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the message fields for an uploaded photo or document, and its bytes by file id."""
    kind = call.method.removeprefix("send").lower()
    if kind not in {"photo", "document"} or not call.files:
        return {}, {}
    content = next(iter(call.files.values()))
    name = f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}"
    described = {"file_id": name, "file_unique_id": name, "file_size": len(content)}
    return {kind: [{**described, "width": 800, "height": 600}] if kind == "photo" else described}, {name: content}


def _content(call: Call) -> dict[str, Any]:
    shown = {name: call.text for name in ("text", "caption") if name in call.params}
    markup = call.params.get("reply_markup") or {}
    return {**shown, **({"reply_markup": markup} if markup.get("inline_keyboard") else {})}


def _chat(chat_id: int | str) -> dict[str, Any]:
    if isinstance(chat_id, str):
        return {"id": -1001234567890, "title": chat_id, "type": "channel"}
    if chat_id < 0:
        return {"id": chat_id, "title": "Example group", "type": "supergroup"}
    return {"id": chat_id, "first_name": "Robin", "type": "private"}
