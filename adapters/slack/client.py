"""Makes the one Web API client, keeps Slack's libraries from writing to the log, and says in our own errors what went wrong.

Nothing here may log an address, a payload or a foreign error's message: they hold tokens and what people wrote.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ChannelError, ChannelUnreachable, PersonUnreachable

API_URL = "https://slack.com/api/"

CONNECT_TIMEOUT_S = 5.0
CALL_TIMEOUT_S = 20.0
"""Longest wait for a connection, and for a whole call."""

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""Everything that a call to Slack may raise."""

# Slack's codes for which trying again would not help.
_NOBODY_THERE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
        "users_not_found",
    }
)


def make_client(token: str, *, api_url: str | None = None) -> AsyncWebClient:
    """Return a client that has not called anybody yet. `api_url`: the root of another Web API, such as http://127.0.0.1:8082/api/.

    It tries each call once: a reply that did not get through is sent again by its duty, and not twice at the same time.
    """
    client = AsyncWebClient(token=token, base_url=api_url or API_URL, timeout=int(CALL_TIMEOUT_S), logger=silent_logger())
    client.retry_handlers = []
    return client


def open_session() -> aiohttp.ClientSession:
    """Return a session that keeps its connections; without one the library makes a new connection for each call."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_TIMEOUT_S, sock_connect=CONNECT_TIMEOUT_S))


def silent_logger() -> logging.Logger:
    """Return a logger that writes nothing. What it would have told of is raised, and logged by us without its words."""
    return logging.Logger("slack.silent", level=logging.CRITICAL + 1)


@contextmanager
def slack_errors() -> Iterator[None]:
    """Translate what a call raises. Raises ChannelUnreachable or PersonUnreachable."""
    try:
        yield
    except FAILURES as exc:
        raise translated(exc) from exc


def translated(exc: Exception) -> ChannelError:
    """Return our own error for one of the `FAILURES`."""
    if is_rate_limit(exc):
        return ChannelUnreachable(_retry_after_s(exc))
    return PersonUnreachable() if error_code(exc) in _NOBODY_THERE else ChannelUnreachable()


def error_code(exc: BaseException | None) -> str:
    """Return Slack's own code, such as "channel_not_found"; empty when Slack gave none."""
    # The library puts its own answer there, or aiohttp's when the body was not JSON.
    body = getattr(exc.response, "data", None) if isinstance(exc, SlackApiError) else None
    return str(body.get("error", "")) if isinstance(body, dict) else ""


def is_rate_limit(exc: Exception) -> bool:
    """True when Slack asks us to wait."""
    status = getattr(exc.response, "status_code", 0) if isinstance(exc, SlackApiError) else 0
    return status == 429 or error_code(exc) in {"ratelimited", "rate_limited"}


def _retry_after_s(exc: Exception) -> float:
    """Read the seconds to wait; one, when Slack did not say how long."""
    headers = getattr(exc.response, "headers", {}) if isinstance(exc, SlackApiError) else {}
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(given) if str(given).isdecimal() else 1.0
