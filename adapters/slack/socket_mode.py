"""The WebSocket side, for a workspace behind a firewall: Slack's client connects, and reconnects, by itself.

An envelope must never be confirmed to Slack before its message is stored: what is not confirmed comes again.
"""

import asyncio
import logging
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.background import Background
from adapters.slack.client import error_code

log = logging.getLogger(__name__)


class SocketMode:
    """One connection to Slack, kept up until it is stopped."""

    def __init__(self, app: AsyncApp, app_token: str, background: Background) -> None:
        self._app = app
        self._app_token = app_token
        self._background = background
        self._troubles = Troubles()
        self._handler: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to connect, for as long as that takes."""
        logger = logging.Logger("slack.socket_mode", level=logging.WARNING)
        logger.addHandler(self._troubles)
        # A new one each time: Slack's client cannot be opened again once it is closed.
        self._handler = handler = AsyncSocketModeHandler(self._app, self._app_token, logger=logger)
        handler.client.message_listeners.append(self._note)
        handler.client.socket_mode_request_listeners[:] = [self._take]
        self._connecting = asyncio.create_task(_connect(handler))

    def listen_no_more(self) -> None:
        """Leave what comes from now on to the next start: it is not confirmed, so Slack sends it again."""
        if self._handler:
            self._handler.client.socket_mode_request_listeners.clear()

    async def stop(self) -> None:
        """Close the connection and everything that belongs to it."""
        if self._handler is None or self._connecting is None:
            return
        client, self._handler = self._handler.client, None
        self._connecting.cancel()
        await client.close()  # type: ignore[no-untyped-call]  # slack_sdk has no types here
        left = [self._connecting, client.message_processor, client.current_session_monitor, client.message_receiver]
        await asyncio.gather(*filter(None, left), return_exceptions=True)

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        assert isinstance(client, SocketModeClient)  # which the handler made itself
        handler = self._handler
        if handler:
            # Slack's client forgets its own tasks; ours are waited for at the end.
            await self._background.start(handler.handle(client, request))

    async def _note(self, _client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None) -> None:
        if message.get("type") == "hello":
            log.info("slack.socket_connected")
            self._troubles.forget()


class Troubles(logging.Handler):
    """Turns the log lines of Slack's client into one line of ours for each new kind of trouble, without its words."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._told: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """The trouble is over."""
        self._told.clear()

    def emit(self, record: logging.LogRecord) -> None:
        """Log the trouble, unless it has been told since the last connection."""
        exc = record.exc_info[1] if record.exc_info else None
        trouble = (type(exc).__name__ if exc else record.funcName, error_code(exc))
        if trouble not in self._told:
            advice = "It goes on trying. Check the network, and ALONGSIDE_SLACK_APP_TOKEN."
            log.warning("slack.socket_trouble", extra={"error": trouble[0], "code": trouble[1], "advice": advice})
        self._told.add(trouble)


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.connect_async()  # type: ignore[no-untyped-call]  # slack_bolt has no types here
