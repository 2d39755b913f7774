"""Two secrets at once: whatever either side has changed over to, a good message is taken and a forged one is not."""

import base64
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from adapters.spoc.rotation import RotatingWebhook
from adapters.spoc.signatures import fits

OLD, NEW, OTHER = ("whsec_" + base64.b64encode(letter * 32).decode() for letter in (b"o", b"n", b"x"))
BODY = '{"type":"ping"}'


def signed(webhook: Webhook) -> dict[str, str]:
    now = datetime.now(UTC)
    signature = webhook.sign("msg_1", now, BODY)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}


@pytest.mark.parametrize(("theirs", "is_good"), [(OLD, True), (NEW, True), (OTHER, False)])
def test_what_we_sign_is_taken_by_either_secret(theirs: str, is_good: bool) -> None:
    assert fits(Webhook(theirs), BODY.encode(), signed(RotatingWebhook([NEW, OLD]))) is is_good


@pytest.mark.parametrize(("theirs", "is_good"), [(OLD, True), (NEW, True), (OTHER, False)])
def test_what_they_sign_is_taken_by_either_secret(theirs: str, is_good: bool) -> None:
    assert fits(RotatingWebhook([NEW, OLD]), BODY.encode(), signed(Webhook(theirs))) is is_good
    assert not fits(RotatingWebhook([NEW, OLD]), b'{"type":"pong"}', signed(Webhook(theirs)))


def test_a_dropped_secret_is_not_good_any_more() -> None:
    assert not fits(RotatingWebhook([NEW]), BODY.encode(), signed(Webhook(OLD)))


def test_the_newest_signs_first() -> None:
    headers = signed(RotatingWebhook([NEW, OLD]))
    first, _ = headers["webhook-signature"].split(" ")

    assert fits(Webhook(NEW), BODY.encode(), {**headers, "webhook-signature": first})


def test_without_a_secret_nothing_is_signed() -> None:
    with pytest.raises(ValueError, match="needs a secret"):
        RotatingWebhook([])
