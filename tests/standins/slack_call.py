"""One call to the Slack Web API as a test wants to see it: decoded arguments, the text that is read, the buttons.

It must never repair what was sent: the arguments are those of the request, decoded and nothing more.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.standins.contracts import contract

RESPONSE_URL = "response_url"
"""Method name under which a POST to a response_url is remembered."""

_READABLE = frozenset({"plain_text", "mrkdwn", "markdown", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button in a message or view."""

    label: str
    action_id: str
    value: str
    block_id: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call, answered."""

    method: str  # such as "chat.postMessage", or RESPONSE_URL
    args: Mapping[str, Any]  # decoded: booleans and JSON, not their text
    token: str = ""
    status: int = 200  # HTTP status that was answered; 0 when the connection was broken instead
    error: str = ""  # Slack's error code; empty when the answer was ok
    ts: str = ""  # of the message that the call made or changed
    response_url: str = ""  # for RESPONSE_URL: which one

    @property
    def channel(self) -> str:
        return str(self.args.get("channel", ""))

    @property
    def text(self) -> str:
        """The `text` argument: what notifications and screen readers use when there are blocks."""
        return str(self.args.get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks of the message or view; empty when there are none."""
        view = self.args.get("view") or {}
        found: list[dict[str, Any]] = view.get("blocks") or self.args.get("blocks") or []
        return found

    @property
    def shown(self) -> str:
        """Everything readable in the blocks, a line each; the `text` when there are no blocks."""
        return "\n".join(_texts(self.blocks)) if self.blocks else self.text

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, in order."""
        return tuple(button for block in self.blocks for button in _buttons(block))


async def read_args(request: web.Request, method: str) -> dict[str, Any]:
    """Return the arguments from query, form or JSON body; what is declared as JSON is decoded from a form."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        # https://docs.slack.dev/changelog/2017-10-keeping-up-with-the-jsons: write methods only.
        body = await request.json() if accepts_json(method) else {}
        found |= body if isinstance(body, dict) else {}
    else:
        found |= {name: str(value) for name, value in (await request.post()).items()}
    return {name: _decode(method, name, value) for name, value in found.items()}


def accepts_json(method: str) -> bool:
    """Does Slack read a JSON body for this method? Methods that only read take forms alone."""
    return not method.endswith((".info", ".list", ".history", ".replies", ".members"))


def _decode(method: str, name: str, value: object) -> object:
    described = contract("slack/slack_web_methods.json")["methods"].get(method, {}).get("args", {}).get(name, {})
    if not isinstance(value, str) or described.get("format") != "json":
        return value
    try:
        decoded: object = json.loads(value)
    except ValueError:
        return value  # stays text, and the check will name it
    return decoded


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    if isinstance(value, dict):
        if value.get("type") in _READABLE and isinstance(value.get("text"), str):
            yield value["text"]
        for name, inner in value.items():
            if name != "confirm":
                yield from _texts(inner)


def _buttons(block: Mapping[str, Any]) -> Iterator[Button]:
    elements = [*block.get("elements", []), *filter(None, [block.get("accessory")])]
    for element in elements:
        if element.get("type") == "button":
            yield Button(
                label=element["text"]["text"],
                action_id=element.get("action_id", ""),
                value=element.get("value", ""),
                block_id=block.get("block_id", ""),
                url=element.get("url", ""),
            )
