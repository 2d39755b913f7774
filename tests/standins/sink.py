"""A SPOC's webhook receiver for tests: verifies every delivery, counts repetitions, fails as ordered.

It must never accept what a careful SPOC would refuse: a wrong signature, a stale timestamp, another body under the same id.
"""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

from tests.standins.failures import DROPPED, HANGING, Failure, drop, json_failure, respond
from tests.standins.server import PATIENCE_S, StandIn

SECRET = "whsec_" + base64.b64encode(b"a stand-in opens nothing").decode()
TOLERANCE = timedelta(minutes=5)
"""How far the timestamp may be off; standardwebhooks has the same."""

_LOOK_EVERY_S = 0.05
_IDS = ("webhook-id", "webhook-timestamp", "webhook-signature")

Unruly = Callable[[str], Failure | None]
"""How a receiver takes a delivery of this webhook-id; None: as it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One POST that reached the receiver."""

    id: str  # the webhook-id header
    timestamp: int  # the webhook-timestamp header, seconds since 1970
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    status: int  # what was answered; 0 when the sender got no answer
    accepted: bool  # the receiver has it, even if the answer was lost

    @property
    def payload(self) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(self.body)
        return decoded


class WebhookSink(StandIn):
    """`async with WebhookSink() as spoc:`; give the sender `spoc.url` and `spoc.secret`."""

    def __init__(
        self,
        *,
        port: int = 0,
        secret: str = SECRET,
        now: Callable[[], datetime] | None = None,
        unruly: Unruly = lambda _webhook_id: None,
    ) -> None:
        """Start with nothing received.

        Args:
            port: 0 takes a free one.
            secret: shared with the sender.
            now: the clock that the sender signs by, aware UTC; None is the real one.
            unruly: asked at each delivery for which no failure was ordered.
        """
        super().__init__(port=port)
        self.secret = secret
        self.attempts: list[Attempt] = []  # everything that arrived with a good signature, in order
        self.hanging = 0  # how many senders wait for an answer that will not come
        self._now = now or (lambda: datetime.now(UTC))
        self._unruly = unruly

    @property
    def url(self) -> str:
        return f"{self.root}/spoc"

    @property
    def accepted(self) -> list[Attempt]:
        """The attempts that the receiver has taken in; the same id appears again when it was sent again."""
        return [attempt for attempt in self.attempts if attempt.accepted]

    @property
    def ids(self) -> list[str]:
        """Each webhook-id that was accepted, once, in order of first arrival."""
        return list(dict.fromkeys(attempt.id for attempt in self.accepted))

    def times(self, webhook_id: str) -> int:
        """How often this id was accepted; more than once is a repetition that a SPOC must tolerate."""
        return sum(attempt.id == webhook_id for attempt in self.accepted)

    def answer_next(self, *statuses: int, headers: Mapping[str, str] | None = None) -> None:
        """Answer the next deliveries with these statuses, one each, then 200 again; a 2xx counts as accepted."""
        for status in statuses:
            self.failures.add(json_failure(status, {}, headers=headers or {}))

    def fail_next(self, status: int, body: Mapping[str, Any] | None = None, *, times: int = 1) -> None:
        """Answer the next deliveries with this status and JSON body."""
        self.failures.add(json_failure(status, body or {}), times)

    def drop_next(self, *, times: int = 1, after_work: bool = False) -> None:
        """Break the connection; with `after_work` the delivery was accepted and only the answer is lost."""
        self.failures.add(Failure(status=DROPPED, after_work=after_work), times)

    def hang_next(self, *, times: int = 1) -> None:
        """Take the delivery and give no answer for as long as the sender waits: its own time limit must end it."""
        self.failures.add(Failure(status=HANGING), times)

    def sign(self, body: bytes, *, message_id: str, at: datetime | None = None) -> dict[str, str]:
        """Return the three headers for a request that the SPOC sends, such as an acknowledgement; `at` is aware."""
        moment = at or self._now()
        signature = Webhook(self.secret).sign(message_id, moment, body.decode())
        stamp = str(int(moment.timestamp()))
        return dict(zip(_IDS, (message_id, stamp, signature), strict=True))

    async def wait_for(self, count: int, *, timeout_s: float = PATIENCE_S) -> list[Attempt]:
        """Wait until `accepted` has at least `count` entries and return them all."""
        return await self.collect(lambda: self.accepted, count, came=lambda: self.attempts, timeout_s=timeout_s)

    async def wait_for_attempts(self, count: int, *, timeout_s: float = PATIENCE_S) -> list[Attempt]:
        """Wait until `attempts` has at least `count` entries, refused ones too, and return them all."""
        return await self.collect(lambda: self.attempts, count, came=lambda: self.violations, timeout_s=timeout_s)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/spoc", self._receive)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        headers, body = {name.lower(): value for name, value in request.headers.items()}, await request.read()
        try:
            self._verify(headers, body)
        except WebhookVerificationError as error:
            self.broken(f"delivery {headers.get('webhook-id')!r}: {error}")
            return web.json_response({"error": str(error)}, status=401)
        self.broken(*self._problems(headers, body))
        failure = self.failures.take(lambda _failure: True) or self._unruly(headers["webhook-id"])
        self._remember(headers, body, failure)
        if failure is None or failure.after_work:
            return drop(request) if failure else web.json_response({})
        if failure.status == HANGING:
            await self._hang(request)
            return drop(request)
        return respond(request, failure)

    async def _hang(self, request: web.Request) -> None:
        """Do nothing until the receiver stops or the sender has given up: then its transport is None."""
        self.hanging += 1
        while not self.stopping and request.transport is not None:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(_LOOK_EVERY_S)
        self.hanging -= 1
        self.changed()

    def _verify(self, headers: Mapping[str, str], body: bytes) -> None:
        if not all(headers.get(name) for name in _IDS) or not headers["webhook-timestamp"].isdecimal():
            raise WebhookVerificationError("a header is missing or malformed")
        sent_at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
        if abs(self._now() - sent_at) > TOLERANCE:
            raise WebhookVerificationError("the timestamp is more than five minutes off")
        # verify() judges the age by the real clock; sign() is the same code without that, so a test's clock can be used.
        expected = Webhook(self.secret).sign(headers["webhook-id"], sent_at, body.decode())
        if expected not in headers["webhook-signature"].split(" "):
            raise WebhookVerificationError("no matching signature")

    def _problems(self, headers: Mapping[str, str], body: bytes) -> list[str]:
        webhook_id, stamp = headers["webhook-id"], int(headers["webhook-timestamp"])
        earlier = [attempt for attempt in self.attempts if attempt.id == webhook_id]
        problems = []
        if headers.get("content-type", "").split(";")[0] != "application/json" or not _is_object(body):
            problems.append("the body is not a JSON object")
        if any(attempt.body != body for attempt in earlier):
            problems.append("another body under the same id")
        if any(attempt.timestamp > stamp for attempt in earlier):
            problems.append("the timestamp went back: each attempt is signed afresh")
        return [f"delivery {webhook_id!r}: {problem}" for problem in problems]

    def _remember(self, headers: Mapping[str, str], body: bytes, failure: Failure | None) -> None:
        status = 200 if failure is None else max(failure.status, DROPPED)
        accepted = 200 <= status < 300 or (failure is not None and (failure.after_work or failure.status == HANGING))
        stamp = int(headers["webhook-timestamp"])
        self.attempts.append(
            Attempt(id=headers["webhook-id"], timestamp=stamp, headers=headers, body=body, status=status, accepted=accepted)
        )
        self.changed()


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
