"""The WebSocket of Socket Mode: envelopes go out, acknowledgements come back.

It must never take an acknowledgement for an envelope that was not sent, nor a payload where none is wanted.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.standins.contracts import contract
from tests.standins.slack_requests import SlackRequest

Envelope = dict[str, Any]


class SocketMode:
    """Connections of the app under test, and what was sent and acknowledged over them."""

    def __init__(self, *, changed: Callable[[], None], broken: Callable[[str], None]) -> None:
        self.envelopes: dict[str, Envelope] = {}  # sent or waiting to be sent, by envelope id
        self.acknowledged: dict[str, dict[str, Any] | None] = {}  # the payload that came with it, by envelope id
        self.connections: list[web.WebSocketResponse] = []
        self._waiting: list[Envelope] = []
        self._changed, self._broken = changed, broken

    def add(self, request: SlackRequest) -> str:
        """Put the request into an envelope for the next `flush` and return the envelope's id."""
        envelope: Envelope = {"envelope_id": str(uuid.uuid4()), "type": request.kind, "payload": request.payload}
        envelope["accepts_response_payload"] = request.kind != "events_api"
        if request.kind == "events_api":
            number = int(request.headers.get("X-Slack-Retry-Num", 0))
            reason = request.headers.get("X-Slack-Retry-Reason", "")
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        self.envelopes[envelope["envelope_id"]] = envelope
        self._waiting.append(envelope)
        return str(envelope["envelope_id"])

    async def flush(self) -> None:
        """Send what waits over the newest connection; without one it goes on waiting."""
        while self._waiting and self.connections:
            await self.connections[-1].send_json(self._waiting.pop(0))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to reconnect, as Slack does now and then, and close it."""
        for connection in list(self.connections):
            await connection.send_json({**contract("slack/payloads/socket_mode.json")["disconnect"], "reason": reason})
            await connection.close()

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.close()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        await connection.send_json(contract("slack/payloads/socket_mode.json")["hello"])
        self.connections.append(connection)
        self._changed()
        await self.flush()
        try:
            async for message in connection:
                if message.type == WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self.connections.remove(connection)
            self._changed()
        return connection

    def _take(self, text: str) -> None:
        answer = json.loads(text)
        envelope = self.envelopes.get(answer.get("envelope_id", ""))
        if envelope is None:
            self._broken(f"socket mode: acknowledgement of an unknown envelope: {text[:200]}")
            return
        payload = answer.get("payload")
        if payload and not envelope["accepts_response_payload"]:
            self._broken(f"socket mode: {envelope['type']} takes no payload in the acknowledgement")
        self.acknowledged[envelope["envelope_id"]] = payload
        self._changed()
