"""One request of Slack to the app: signed as Slack signs, ready to POST or to go into a Socket Mode envelope.

It must never sign anything but the exact bytes that are sent.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

SIGNING_SECRET = "stand-in-signing-secret"

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackRequest:
    """One request of Slack to the app: `POST headers body`, or an envelope of Socket Mode."""

    kind: Kind  # the envelope's type in Socket Mode
    payload: dict[str, Any]  # decoded: what the envelope holds
    headers: dict[str, str]
    body: bytes


def signature_headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    """Return Slack's two signature headers; `timestamp` in seconds since 1970.

    Source: docs.slack.dev/authentication/verifying-requests-from-slack.
    """
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


class Signer:
    """Makes signed requests with one signing secret."""

    def __init__(self, *, signing_secret: str = SIGNING_SECRET, now: Callable[[], float] = time.time) -> None:
        """`now`: seconds since 1970."""
        self.signing_secret = signing_secret
        self._now = now

    def sign(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """Return the signature headers; `timestamp` in seconds since 1970, None for now."""
        moment = int(self._now()) if timestamp is None else timestamp
        return signature_headers(self.signing_secret, body, moment)

    def event_request(self, payload: dict[str, Any], timestamp: int | None) -> SlackRequest:
        """An Events API request: JSON."""
        body = json.dumps(payload).encode()
        headers = {"Content-Type": "application/json", **self.sign(body, timestamp)}
        return SlackRequest(kind="events_api", payload=payload, headers=headers, body=body)

    def command_request(self, payload: dict[str, Any], timestamp: int | None) -> SlackRequest:
        """A slash command: a form."""
        return self._form("slash_commands", payload, urlencode(payload), timestamp)

    def interactive_request(self, payload: dict[str, Any], timestamp: int | None) -> SlackRequest:
        """A press, a view: a form whose one field `payload` is JSON."""
        return self._form("interactive", payload, urlencode({"payload": json.dumps(payload)}), timestamp)

    def _form(self, kind: Kind, payload: dict[str, Any], text: str, timestamp: int | None) -> SlackRequest:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **self.sign(text.encode(), timestamp)}
        return SlackRequest(kind=kind, payload=payload, headers=headers, body=text.encode())
