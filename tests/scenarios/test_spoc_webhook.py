"""Delivery to a SPOC's webhook: signed afresh at every try, the same message each time, and every answer told apart."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

from adapters.spoc.signatures import fits
from adapters.spoc.unconnected import UnconnectedSpoc
from adapters.spoc.webhook import TIMEOUT, WHOLE_S, WebhookSpocNotifier, body_of
from bot.duties import LEASE_S
from bot.errors import SpocRefused, SpocUnreachable
from bot.ports import SpocMessage
from bot.testing import SettableClock
from tests.standins.sink import SECRET, WebhookSink

VECTORS = json.loads((Path(__file__).parents[1] / "contracts/webhooks/signature_vectors.json").read_text("utf-8"))["vectors"]
MESSAGE = SpocMessage(
    id="msg_esc_0001",
    type="report.escalated",
    at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
    data={"escalation": "esc_0001", "summary": "Siân wrote “cael eich lladd” 👋\nand rang twice"},
)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
async def spoc(clock: SettableClock) -> AsyncIterator[WebhookSink]:
    async with WebhookSink(now=clock.now) as sink:
        yield sink


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@pytest.fixture
def notifier(spoc: WebhookSink, clock: SettableClock, client: httpx.AsyncClient) -> WebhookSpocNotifier:
    return WebhookSpocNotifier(url=spoc.url, webhook=Webhook(spoc.secret), client=client, clock=clock)


def answering(clock: SettableClock, answer: httpx.Response | Exception) -> WebhookSpocNotifier:
    """A notifier whose network gives one answer, for what no server of ours would say."""

    def answered(_request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.AsyncClient(transport=httpx.MockTransport(answered))
    return WebhookSpocNotifier(url="https://spoc.example.org/", webhook=Webhook(SECRET), client=client, clock=clock)


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_an_answer_that_takes_the_message_is_returned(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, status: int
) -> None:
    spoc.answer_next(status)

    assert await notifier.notify(MESSAGE) == status

    assert spoc.ids == [MESSAGE.id]


async def test_the_message_arrives_whole_with_every_letter(notifier: WebhookSpocNotifier, spoc: WebhookSink) -> None:
    await notifier.notify(MESSAGE)

    assert spoc.accepted[0].payload == {"type": MESSAGE.type, "timestamp": "2026-05-01T09:00:00+00:00", "data": MESSAGE.data}
    assert "Siân wrote “cael eich lladd” 👋".encode() in spoc.accepted[0].body


async def test_every_try_has_the_same_id_and_body_and_a_fresh_time_and_signature(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, clock: SettableClock
) -> None:
    spoc.answer_next(503)
    with pytest.raises(SpocUnreachable):
        await notifier.notify(MESSAGE)
    clock.advance(hours=1)

    await notifier.notify(MESSAGE)

    first, second = spoc.attempts
    assert (first.id, first.body) == (second.id, second.body)
    assert second.timestamp - first.timestamp == 3600
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_a_spoc_that_may_take_it_later_is_unreachable(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, status: int
) -> None:
    spoc.answer_next(status)

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert (raised.value.status, raised.value.retry_after_s) == (status, None)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("by_date", [False, True])
async def test_the_wait_that_a_spoc_asks_for_is_passed_on(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, clock: SettableClock, status: int, by_date: bool
) -> None:
    asked = format_datetime(clock.now() + timedelta(seconds=120), usegmt=True) if by_date else "120"
    spoc.answer_next(status, headers={"Retry-After": asked})

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert raised.value.retry_after_s == 120.0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("Fri, 01 May 2026 09:02:00 -0000", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Fri, 01 May 2020 09:02:00 GMT", 0.0),
    ],
)
async def test_an_odd_wait_is_no_reason_to_fail(clock: SettableClock, asked: str, expected: float | None) -> None:
    notifier = answering(clock, httpx.Response(503, headers=[(b"retry-after", asked.encode("latin-1"))]))

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert raised.value.retry_after_s == expected


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 415, 422])
async def test_an_answer_that_would_never_change_is_a_refusal(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, status: int
) -> None:
    spoc.answer_next(status)

    with pytest.raises(SpocRefused) as raised:
        await notifier.notify(MESSAGE)

    assert raised.value.status == status


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_refused_and_never_followed_whatever_the_client_does_elsewhere(
    spoc: WebhookSink, clock: SettableClock, status: int
) -> None:
    spoc.answer_next(status, headers={"Location": spoc.url})

    async with httpx.AsyncClient(follow_redirects=True) as client:
        notifier = WebhookSpocNotifier(url=spoc.url, webhook=Webhook(spoc.secret), client=client, clock=clock)
        with pytest.raises(SpocRefused) as raised:
            await notifier.notify(MESSAGE)

    assert raised.value.status == status
    assert len(spoc.attempts) == 1


@pytest.mark.parametrize("after_work", [False, True])
async def test_a_connection_that_breaks_is_unreachable(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, after_work: bool
) -> None:
    spoc.drop_next(after_work=after_work)

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert raised.value.status is None
    assert isinstance(raised.value.__cause__, httpx.HTTPError)


@pytest.mark.parametrize("error", [httpx.ReadTimeout("slow"), httpx.ConnectTimeout("slow"), httpx.ConnectError("refused")])
async def test_a_spoc_that_hangs_or_is_not_there_is_unreachable(clock: SettableClock, error: Exception) -> None:
    with pytest.raises(SpocUnreachable):
        await answering(clock, error).notify(MESSAGE)


def test_a_try_ends_well_before_its_lease_does() -> None:
    assert TIMEOUT.read is not None
    assert TIMEOUT.connect is not None

    assert 15 <= TIMEOUT.read <= 30
    assert 2 * (TIMEOUT.read + TIMEOUT.connect) < LEASE_S


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["webhook-id"] for vector in VECTORS])
async def test_the_signature_is_the_one_of_the_published_vectors(vector: dict[str, str]) -> None:
    notifier = answering(SettableClock(datetime.fromtimestamp(int(vector["webhook-timestamp"]), UTC)), httpx.Response(200))
    notifier = WebhookSpocNotifier(
        url=notifier.url, webhook=Webhook(vector["secret"]), client=notifier.client, clock=notifier.clock
    )

    headers = notifier._headers(SpocMessage(id=vector["webhook-id"], type="", at=MESSAGE.at, data={}), vector["body"])

    assert {name: vector[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}.items() <= headers.items()


def test_the_body_does_not_depend_on_the_order_in_which_it_was_put_together() -> None:
    turned = SpocMessage(id=MESSAGE.id, type=MESSAGE.type, at=MESSAGE.at, data=dict(reversed(MESSAGE.data.items())))

    assert body_of(turned) == body_of(MESSAGE)


def test_only_a_fresh_signature_over_these_bytes_fits() -> None:
    webhook, now, body = Webhook(SECRET), datetime.now(UTC), '{"a": "ŵ"}'

    def headers(at: datetime) -> dict[str, str]:
        stamp = str(int(at.timestamp()))
        return {"webhook-id": "1", "webhook-timestamp": stamp, "webhook-signature": webhook.sign("1", at, body)}

    assert fits(webhook, body.encode(), headers(now))
    assert not fits(webhook, b'{"a": "w"}', headers(now))
    assert not fits(webhook, body.encode(), headers(now - timedelta(minutes=6)))
    assert not fits(webhook, body.encode(), headers(now + timedelta(minutes=6)))
    assert not fits(webhook, body.encode(), {})
    assert not fits(webhook, b"\xff", headers(now))


@pytest.mark.parametrize("signature", ["", "v1", "v1,", "v1,***", "v2,AAAA", "v1,é", " ", "v1,a v1,b"])
@pytest.mark.parametrize("stamp", ["now", "", "yesterday", "1e3", "9" * 30, "inf", "nan", "-1"])
def test_odd_headers_do_not_fit_and_break_nothing(signature: str, stamp: str) -> None:
    when = str(int(datetime.now(UTC).timestamp())) if stamp == "now" else stamp
    headers = {"webhook-id": "1", "webhook-timestamp": when, "webhook-signature": signature}

    assert not fits(Webhook(SECRET), b"{}", headers)


async def test_without_a_spoc_a_message_waits_and_is_never_taken_for_delivered() -> None:
    with pytest.raises(SpocUnreachable):
        await UnconnectedSpoc().notify(MESSAGE)


@pytest.mark.parametrize(("status", "kind"), [(400, SpocRefused), (503, SpocUnreachable)])
async def test_why_they_would_not_take_it_is_kept_without_names(
    notifier: WebhookSpocNotifier, spoc: WebhookSink, status: int, kind: type[Exception]
) -> None:
    spoc.fail_next(status, {"error": "no room, ask Robin Example"})

    with pytest.raises(kind) as raised:
        await notifier.notify(MESSAGE)

    problem = raised.value
    assert isinstance(problem, SpocRefused | SpocUnreachable)
    assert problem.status == status
    assert problem.excerpt.startswith("no room, ask")
    assert "Robin" not in problem.excerpt


async def test_no_answer_has_no_excerpt(notifier: WebhookSpocNotifier, spoc: WebhookSink) -> None:
    spoc.drop_next()

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert raised.value.excerpt == ""


async def test_an_answer_that_never_ends_is_left_in_time(clock: SettableClock) -> None:
    class Stalling(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await asyncio.Event().wait()
            raise AssertionError("nothing ever comes")

    client = httpx.AsyncClient(transport=Stalling())
    notifier = WebhookSpocNotifier(
        url="https://spoc.example.org/", webhook=Webhook(SECRET), client=client, clock=clock, whole_s=0.0
    )

    with pytest.raises(SpocUnreachable) as raised:
        await notifier.notify(MESSAGE)

    assert isinstance(raised.value.__cause__, TimeoutError)
    assert WHOLE_S < LEASE_S
