"""Delivers to the SPOC by Standard Webhooks: the same id and body at every try, a fresh time and signature.

It must never follow a redirect (the body would go to somebody else) and never log what it sends.
Source of the rules: the Standard Webhooks specification 1.0.0, https://www.standardwebhooks.com.
"""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx
from standardwebhooks import Webhook

from adapters.spoc.excerpts import beginning_of, common_words_only, excerpt_of
from bot.errors import SpocRefused, SpocUnreachable
from bot.ports import Clock, SpocMessage
from bot.redacting import Redactor

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
"""In seconds. The specification asks for 15 to 30 for the whole answer; a duty's lease is longer."""

WHOLE_S = 30.0
"""How long a try may take in all, in seconds: a server that sends a byte now and then would hold a duty for ever."""

PERMANENT = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})
"""Answers that another try with the same body would not change. Redirects count too, since they are not followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSpocNotifier:
    """Implements `SpocNotifier` over HTTP."""

    url: str
    webhook: Webhook
    client: httpx.AsyncClient
    clock: Clock
    practice: bool = False
    whole_s: float = WHOLE_S
    redact: Redactor = common_words_only  # for the excerpt of an answer that is no success

    async def notify(self, message: SpocMessage) -> int:
        """See the port. Raises SpocUnreachable with what `Retry-After` asked for, or SpocRefused; both with an excerpt."""
        body = body_of(message)
        headers = self._headers(message, body)
        try:
            async with (
                asyncio.timeout(self.whole_s),
                self.client.stream(
                    "POST", self.url, content=body, headers=headers, timeout=TIMEOUT, follow_redirects=False
                ) as answer,
            ):
                return await self._judged(answer)
        except (httpx.HTTPError, TimeoutError) as error:
            raise SpocUnreachable from error

    async def _judged(self, answer: httpx.Response) -> int:
        if answer.is_success:
            await beginning_of(answer)  # so that the connection can be used again
            return answer.status_code
        excerpt = await excerpt_of(answer, self.redact)
        if answer.status_code in PERMANENT or answer.is_redirect:
            raise SpocRefused(answer.status_code, excerpt)
        raise SpocUnreachable(answer.status_code, _retry_after_s(answer, self.clock.now()), excerpt)

    def _headers(self, message: SpocMessage, body: str) -> dict[str, str]:
        now = self.clock.now()
        return {
            "content-type": "application/json",
            "accept-encoding": "identity",  # an answer that has to be unpacked could be any size
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self.webhook.sign(message.id, now, body),
        }


def body_of(message: SpocMessage) -> str:
    """Return the JSON that is signed and sent; the same message gives the same bytes."""
    whole = {"type": message.type, "timestamp": message.at.isoformat(), "data": message.data}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _retry_after_s(answer: httpx.Response, now: datetime) -> float | None:
    asked = answer.headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():  # "²" is a digit too, and no number
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # absent, nonsense, or a date without a zone: our own waits are used
        return None
