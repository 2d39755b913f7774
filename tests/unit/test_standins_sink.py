"""The webhook receiver verifies, counts and fails as ordered."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.standins import WebhookSink, expect_violation
from tests.standins.callers import post
from tests.standins.contracts import contract
from tests.standins.failures import Failure

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def deliver(spoc: WebhookSink, body: bytes = b"{}", **changes: Any) -> httpx.Response:
    at = changes.pop("at", NOW)
    headers = {**spoc.sign(body, message_id=changes.pop("id", "msg_1"), at=at), "Content-Type": "application/json", **changes}
    return await post(spoc.url, content=body, headers=headers)


class TestWebhookSink:
    @pytest.mark.parametrize("vector", contract("webhooks/signature_vectors.json")["vectors"])
    async def test_the_published_vectors_are_accepted(self, vector: dict[str, str]) -> None:
        moment = datetime.fromtimestamp(int(vector["webhook-timestamp"]), UTC)
        headers = {name: value for name, value in vector.items() if name.startswith("webhook-")}
        body = vector["body"].encode()

        async with WebhookSink(secret=vector["secret"], now=lambda: moment) as spoc:
            answer = await post(spoc.url, content=body, headers={**headers, "Content-Type": "application/json"})

            assert answer.status_code == 200
            assert spoc.accepted[0].body == body
            assert spoc.sign(body, message_id=vector["webhook-id"])["webhook-signature"] == vector["webhook-signature"]

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"webhook-signature": "v1,AAAA"}, "no matching signature"),
            ({"webhook-id": ""}, "missing"),
            ({"webhook-timestamp": "soon"}, "malformed"),
            ({"at": NOW - timedelta(minutes=6)}, "five minutes off"),
        ],
    )
    async def test_a_delivery_that_cannot_be_verified_is_refused(self, changes: dict[str, Any], fault: str) -> None:
        async with expect_violation(WebhookSink(now=lambda: NOW), fault) as spoc:
            assert (await deliver(spoc, **changes)).status_code == 401
            assert spoc.attempts == []

    @pytest.mark.parametrize(
        ("body", "at", "fault"),
        [
            (b'{"a":1}', NOW, "another body under the same id"),
            (b"{}", NOW - timedelta(seconds=9), "the timestamp went back"),
            (b"[]", NOW, "not a JSON object"),
        ],
    )
    async def test_a_repetition_is_the_same_body_signed_afresh(self, body: bytes, at: datetime, fault: str) -> None:
        async with expect_violation(WebhookSink(now=lambda: NOW), fault) as spoc:
            await deliver(spoc)
            await deliver(spoc, body, at=at)

    async def test_repetitions_are_counted_by_id(self) -> None:
        async with WebhookSink(now=lambda: NOW) as spoc:
            spoc.answer_next(503, 429, headers={"Retry-After": "1"})
            spoc.drop_next(after_work=True)
            statuses = [(await deliver(spoc)).status_code for _ in range(2)]
            with pytest.raises(httpx.TransportError):
                await deliver(spoc)
            statuses += [(await deliver(spoc, id=name)).status_code for name in ("msg_1", "msg_2")]

            assert statuses == [503, 429, 200, 200]
            assert [attempt.status for attempt in spoc.attempts] == [503, 429, 0, 200, 200]
            assert (spoc.times("msg_1"), spoc.times("msg_2")) == (2, 1)
            assert spoc.ids == ["msg_1", "msg_2"]
            assert len(await spoc.wait_for(3)) == 3

    async def test_a_receiver_that_hangs_has_the_delivery(self) -> None:
        async with WebhookSink(now=lambda: NOW) as spoc:
            spoc.hang_next()
            waiting = asyncio.create_task(deliver(spoc))
            await spoc.wait_for(1)
            assert not waiting.done()

        with pytest.raises(httpx.TransportError):
            await waiting

    async def test_a_sender_that_gives_up_on_a_hanging_receiver_has_broken_no_rule(self) -> None:
        async with WebhookSink(now=lambda: NOW) as spoc:
            spoc.hang_next()
            waiting = asyncio.create_task(deliver(spoc))
            await spoc.until(lambda: spoc.hanging == 1)
            waiting.cancel()
            await spoc.until(lambda: spoc.hanging == 0)

            assert (await deliver(spoc)).status_code == 200

    async def test_an_unruly_receiver_fails_by_its_moods_and_ordered_failures_come_first(self) -> None:
        moods = {"msg_1": Failure(status=500), "msg_2": None}
        async with WebhookSink(now=lambda: NOW, unruly=moods.get) as spoc:
            spoc.answer_next(503)

            assert [(await deliver(spoc)).status_code for _ in range(2)] == [503, 500]
            assert (await deliver(spoc, id="msg_2")).status_code == 200
