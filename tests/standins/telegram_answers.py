"""What the Bot API answers to a well-made call, and the little that it remembers: files, button presses, webhook.

It must never take a second answer to one button press, or serve a file that was not offered.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from tests.standins.contracts import contract
from tests.standins.telegram_call import Call
from tests.standins.telegram_chats import BOT, Chats, Refused, attachment

_ME = {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
_ME |= {"can_connect_to_business": False, "has_main_web_app": False}
_PLAIN_ANSWERS: dict[str, object] = {"Boolean": True, "String": "", "Integer": 0, "Float": 0.0}


class Answers:
    """The state behind the server and an answer for every method."""

    def __init__(self) -> None:
        self.chats = Chats()
        self.files: dict[str, bytes] = {}
        self.open_callbacks: set[str] = set()
        self.webhook: dict[str, Any] = {"url": ""}
        self.commands: list[dict[str, Any]] = []
        self._special: dict[str, Callable[[Call], object]] = {
            "getMe": lambda _call: _ME,
            "answerCallbackQuery": self._answer_callback,
            "editMessageText": self.chats.edit,
            "editMessageReplyMarkup": self.chats.edit,
            "editMessageCaption": self.chats.edit,
            "deleteMessage": self.chats.delete,
            "getFile": self._get_file,
            "setMyCommands": self._set_commands,
            "getMyCommands": lambda _call: self.commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    def answer(self, call: Call) -> object:
        """Carry the call out and return its result.

        Raises:
            Refused: it cannot be carried out.
        """
        if call.method in self._special:
            return self._special[call.method](call)
        returns: str = contract("telegram/bot_api.json")["methods"][call.method]["returns"][0]
        return self._new_message(call) if returns == "Message" else self._example(returns, call)

    def learn(self, update: Mapping[str, Any]) -> None:
        """Know the messages and the button press that an update tells of."""
        self.chats.learn(update)
        if "callback_query" in update:
            self.open_callbacks.add(update["callback_query"]["id"])

    def file_for(self, path: str) -> bytes | None:
        """Return the bytes behind a `file_path` that getFile gave out; None when there is no such file."""
        return next((content for name, content in self.files.items() if _path(name) == path), None)

    def _new_message(self, call: Call) -> dict[str, Any]:
        fields, files = attachment(call)
        self.files |= files
        return self.chats.add(call, fields)

    def _answer_callback(self, call: Call) -> bool:
        if call.params["callback_query_id"] not in self.open_callbacks:
            raise Refused("query is too old")
        self.open_callbacks.remove(call.params["callback_query_id"])
        return True

    def _get_file(self, call: Call) -> dict[str, Any]:
        name = call.params["file_id"]
        if name not in self.files:
            raise Refused("wrong file_id")
        size = len(self.files[name])
        if size > contract("telegram/limits.json")["getFile_bytes"]:
            raise Refused("file is too big")
        return {"file_id": name, "file_unique_id": f"u-{name}", "file_size": size, "file_path": _path(name)}

    def _set_commands(self, call: Call) -> bool:
        self.commands = call.params["commands"]
        return True

    def _set_webhook(self, call: Call) -> bool:
        self.webhook = dict(call.params)
        return True

    def _delete_webhook(self, _call: Call) -> bool:
        self.webhook = {"url": ""}
        return True

    def _webhook_info(self, _call: Call) -> dict[str, Any]:
        return {"url": self.webhook["url"], "has_custom_certificate": False, "pending_update_count": 0}

    def _example(self, name: str, call: Call) -> object:
        """Return the smallest value of a Bot API type: only the required fields."""
        if name.startswith("Array of "):
            return [self._new_message(call)] if name == "Array of Message" and "chat_id" in call.params else []
        if name in _PLAIN_ANSWERS:
            return _PLAIN_ANSWERS[name]
        described = contract("telegram/bot_api.json")["types"][name]
        if "subtypes" in described:
            return self._example(described["subtypes"][0], call)
        required = [field for field in described.get("fields", []) if field["required"]]
        return {field["name"]: self._example(field["types"][0], call) for field in required}


def _path(file_id: str) -> str:
    return f"documents/{hashlib.sha256(file_id.encode()).hexdigest()[:16]}"
