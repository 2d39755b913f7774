"""What we sign, a SPOC's system in another language takes, and the other way round: tried with the library that npm has.

The messages are those that went over HTTP, header for header and byte for byte: a library that agrees with itself shows nothing.
"""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from adapters.clock import SystemClock
from adapters.spoc.rotation import RotatingWebhook
from adapters.spoc.signatures import fits
from adapters.spoc.webhook import WebhookSpocNotifier
from bot.testing import SettableClock
from tests.integration import node
from tests.spoc_messages import make_messages
from tests.standins.sink import SECRET, Attempt, WebhookSink

pytestmark = pytest.mark.skipif(not node.is_there(), reason=node.WHY_NOT)

NEWER = "whsec_" + base64.b64encode(b"the one that comes after it").decode()
STRANGER = "whsec_" + base64.b64encode(b"somebody else's secret").decode()


async def arrived(*secrets: str, clock: SystemClock | SettableClock | None = None) -> Mapping[str, Attempt]:
    """Send a message of every type, and return what a receiver got, by type."""
    clock = clock or SystemClock()
    async with WebhookSink(now=clock.now) as sink, httpx.AsyncClient() as client:
        notifier = WebhookSpocNotifier(url=sink.url, webhook=RotatingWebhook(secrets), client=client, clock=clock)
        for message in make_messages().values():
            await notifier.notify(message)
        return {attempt.payload["type"]: attempt for attempt in sink.accepted}


def line(secret: str, attempt: Attempt, **changed: object) -> dict[str, object]:
    return {"secret": secret, "headers": dict(attempt.headers), "body": attempt.body.decode()} | changed


async def test_a_message_of_every_type_is_taken_and_with_another_secret_none() -> None:
    attempts = (await arrived(SECRET)).values()

    assert len(attempts) == len(make_messages())
    assert node.run("verify.mjs", [line(SECRET, each) for each in attempts]) == ["verified"] * len(attempts)
    assert node.run("verify.mjs", [line(STRANGER, each) for each in attempts]) == ["refused"] * len(attempts)


async def test_letters_of_any_kind_arrive_as_they_were_signed() -> None:
    attempt = (await arrived(SECRET))["report.escalated"]

    assert "Siân" in attempt.body.decode()
    assert "👋" in attempt.body.decode()
    assert node.verified(SECRET, attempt.headers, attempt.body)


async def test_while_a_secret_is_replaced_either_is_good() -> None:
    attempts = (await arrived(NEWER, SECRET)).values()

    for secret, said in ((NEWER, "verified"), (SECRET, "verified"), (STRANGER, "refused")):
        assert node.run("verify.mjs", [line(secret, each) for each in attempts]) == [said] * len(attempts)


async def test_a_letter_changed_on_the_way_is_refused() -> None:
    attempt = (await arrived(SECRET))["report.escalated"]

    assert not node.verified(SECRET, attempt.headers, attempt.body.replace("Siân".encode(), b"Sian"))
    assert not node.verified(SECRET, {**attempt.headers, "webhook-id": "msg_other"}, attempt.body)


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_message_from_another_time_is_refused(minutes: int) -> None:
    clock = SettableClock(datetime.now(UTC) + timedelta(minutes=minutes))

    attempt = (await arrived(SECRET, clock=clock))["ping"]

    assert not node.verified(SECRET, attempt.headers, attempt.body)


def test_what_the_other_side_signs_we_take_by_either_secret() -> None:
    body = json.dumps({"type": "escalation.acknowledged", "data": {"escalation": "esc_1", "by": "Siân 👋"}}, ensure_ascii=False)
    headers = node.signed(SECRET, "ack_1", body)

    assert fits(RotatingWebhook([SECRET]), body.encode(), headers)
    assert fits(RotatingWebhook([NEWER, SECRET]), body.encode(), headers)
    assert not fits(RotatingWebhook([NEWER]), body.encode(), headers)
    assert not fits(RotatingWebhook([SECRET]), body.replace("Siân", "Sian").encode(), headers)
