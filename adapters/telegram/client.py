"""Makes the one Bot API client, with a time limit on every call, and keeps the token and people's words out of the log.

Nothing here may log an address or a payload: the library's addresses hold the token, and its payloads what people wrote.
"""

import json
import logging
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

API_URL = "https://api.telegram.org"

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 20.0
"""Longest wait for the next bytes of an answer. A long poll may be quiet for that much longer than it asked to be held."""

POOL_SIZE = 32
"""Connections at once: more than the chats that are served together, so that a notice need not wait for a free one."""

# httpx logs every address at INFO. The Bot API library logs payloads that it cannot read at ERROR and CRITICAL, then raises.
_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.CRITICAL + 1}


class FloodWait(TelegramError):
    """Telegram asks us to wait before the next call."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__("Too many requests.")
        self.retry_after_s = retry_after_s


class QuietRequest(HTTPXRequest):
    """The library's HTTP client, with an error of our own for 429 and no payload in the log.

    The library's RetryAfter warns of its own deprecation each time it is made, and changes type with an environment variable.
    """

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        if status == 429:
            raise FloodWait(_retry_after_s(payload))
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload)
        except ValueError as exc:
            raise TelegramError("The answer is not JSON.") from exc
        if not isinstance(answer, dict) or "ok" not in answer:
            # A proxy in between has answered, and not the Bot API.
            raise TelegramError("The answer does not come from a Bot API server.")
        return answer


def make_bot(token: str, *, api_url: str = API_URL) -> Bot:
    """Return a client that has not called anybody yet. `api_url`: the root of the Bot API server, without a path."""
    quiet_logs()
    root = (api_url or API_URL).rstrip("/")
    return Bot(token, f"{root}/bot", f"{root}/file/bot", request=_request(), get_updates_request=_request())


def quiet_logs() -> None:
    """Keep log lines with tokens and people's words from being written. What they tell of is raised and logged by us."""
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)


def _request() -> QuietRequest:
    return QuietRequest(
        connection_pool_size=POOL_SIZE,
        connect_timeout=CONNECT_TIMEOUT_S,
        read_timeout=READ_TIMEOUT_S,
        write_timeout=READ_TIMEOUT_S,
        pool_timeout=READ_TIMEOUT_S,
    )


def _retry_after_s(payload: bytes) -> float:
    """Read the seconds to wait; one, when a proxy in between has answered without saying how long."""
    try:
        return max(float(json.loads(payload)["parameters"]["retry_after"]), 1.0)
    except (ValueError, KeyError, TypeError):
        return 1.0
