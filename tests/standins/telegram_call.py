"""One call to the Bot API as a test wants to see it: decoded parameters, the text that is read, the buttons.

It must never repair what was sent: the parameters are those of the request, decoded and nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.standins.contracts import contract
from tests.standins.telegram_types import decode_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button under a message."""

    label: str
    data: str = ""  # callback data; empty for a link
    url: str = ""  # empty for a callback button


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call, answered."""

    method: str  # such as "sendMessage"
    params: Mapping[str, Any]  # decoded: numbers, booleans and JSON objects, not their text
    text: str = ""  # text or caption as the person reads it, after parse_mode
    files: Mapping[str, bytes] = field(default_factory=dict)  # uploaded parts by field name
    status: int = 200  # HTTP status that was answered; 0 when the connection was broken instead
    message_id: int = 0  # of the message that the call made or changed; 0 when there is none

    @property
    def chat_id(self) -> int:
        return int(self.params.get("chat_id", 0))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The inline buttons, row by row."""
        rows = (self.params.get("reply_markup") or {}).get("inline_keyboard", [])
        return tuple(
            Button(label=button["text"], data=button.get("callback_data", ""), url=button.get("url", ""))
            for row in rows
            for button in row
        )


async def read_params(request: web.Request, method: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the parameters and the uploaded files, in any of the four ways that the Bot API accepts.

    Query, form, multipart form or JSON; fields of a form are decoded by their declared type.
    """
    types = _types(method)
    params: dict[str, Any] = {name: decode_field(text, types.get(name, ["String"])) for name, text in request.query.items()}
    if request.content_type == "application/json":
        params |= await request.json()
        return params, {}
    files: dict[str, bytes] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            files[name] = value.file.read()
            params |= {name: files[name]} if name in types else {}
        else:
            params[name] = decode_field(str(value), types.get(name, ["String"]))
    return params, files


def _types(method: str) -> dict[str, list[str]]:
    described = contract("telegram/bot_api.json")["methods"].get(method, {})
    return {field["name"]: field["types"] for field in described.get("fields", [])}
