"""Plain HTTP calls and small blocks for tests of the stand-ins themselves; channel tests use the real adapters instead.

They must never check or repair anything: what is wrong has to arrive wrong.
"""

from typing import Any

import httpx

from tests.standins.slack import SlackStandIn
from tests.standins.telegram import TelegramStandIn


async def post(url: str, **request: Any) -> httpx.Response:
    """POST over plain HTTP; `request` as httpx takes it."""
    # Without verify=False every call would load the machine's certificates, for a server on 127.0.0.1.
    async with httpx.AsyncClient(verify=False) as http:
        return await http.post(url, **request)


async def get(url: str, **request: Any) -> httpx.Response:
    async with httpx.AsyncClient(verify=False) as http:
        return await http.get(url, **request)


async def ask(telegram: TelegramStandIn, method: str, **params: Any) -> dict[str, Any]:
    """Call the Bot API with a JSON body and return the answer's body."""
    body: dict[str, Any] = (await post(f"{telegram.url}/bot{telegram.token}/{method}", json=params)).json()
    return body


async def web_api(slack: SlackStandIn, method: str, args: dict[str, Any], *, token: str | None = "bot") -> dict[str, Any]:
    """Call the Web API with a JSON body and return the answer's body; `token`: "bot", "app", another one, or none."""
    known = {"bot": slack.bot_token, "app": slack.app_token}
    headers = {} if token is None else {"Authorization": f"Bearer {known.get(token, token)}"}
    body: dict[str, Any] = (await post(f"{slack.url}{method}", json=args, headers=headers)).json()
    return body


def keyboard(data: str) -> dict[str, Any]:
    """One inline button, "Yes"."""
    return {"inline_keyboard": [[{"text": "Yes", "callback_data": data}]]}


def section(text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **fields}


def button(label: str = "Acknowledge", action_id: str = "ack", value: str = "r1") -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, "value": value}


def actions(*elements: dict[str, Any], block_id: str = "b1") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def modal(**fields: Any) -> dict[str, Any]:
    """A modal that asks one question."""
    element = {"type": "plain_text_input", "action_id": "a"}
    asked = {"type": "input", "block_id": "i", "label": {"type": "plain_text", "text": "What?"}, "element": element}
    title, submit = ({"type": "plain_text", "text": text} for text in ("Report", "Send"))
    return {"type": "modal", "title": title, "submit": submit, "callback_id": "report", "blocks": [asked], **fields}
