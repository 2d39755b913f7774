"""Requests as Slack sends them: signed, fresh ids, never an address of the real Slack."""

import json

from slack_sdk.signature import Clock, SignatureVerifier

from tests.standins import SlackPayloads, SlackRequest, SlackStandIn
from tests.standins.callers import actions, button, modal, web_api
from tests.standins.contracts import contract
from tests.standins.slack_requests import signature_headers


class FixedClock(Clock):
    def now(self) -> float:
        return 1767225600.0


class TestSlackRequests:
    def test_signatures_match_slacks_worked_example(self) -> None:
        vector = contract("slack/payloads/signature_vector.json")

        headers = signature_headers(vector["signing_secret"], vector["raw_body"].encode(), int(vector["timestamp"]))

        assert headers["X-Slack-Signature"] == vector["signature"]
        assert headers["X-Slack-Request-Timestamp"] == vector["timestamp"]

    def test_every_builder_gives_a_request_that_the_library_verifies(self) -> None:
        payloads = SlackPayloads(now=lambda: 1767225600.0)
        requests = [
            payloads.slash_command("ask who?"),
            payloads.app_mention("hello", thread_ts="1.1"),
            payloads.message_im("hello"),
            payloads.message_in_channel("hello"),
            payloads.own_message("hello"),
            payloads.file_share("look"),
            payloads.event("app_home_opened", user="U0BOB"),
            payloads.block_actions("ack", value="r1"),
            payloads.view_submission(modal(), values={"i": {"a": "words"}}),
            payloads.view_submission(values={}, closed=True),
            payloads.url_verification(),
            payloads.retry(payloads.message_im("hello")),
        ]
        verifier = SignatureVerifier(payloads.signing_secret, clock=FixedClock())

        assert all(verifier.is_valid_request(request.body, request.headers) for request in requests)
        assert "hooks.slack.com" not in "".join(json.dumps(request.payload) for request in requests)

    def test_the_body_says_what_the_payload_says(self) -> None:
        payloads = SlackPayloads()

        assert b"text=ask+who%3F" in payloads.slash_command("ask who?").body
        assert json.loads(payloads.message_im("hello").body)["event"]["text"] == "hello"
        sent = payloads.view_submission(modal(), values={"i": {"a": "words"}}).payload["view"]
        assert sent["state"]["values"]["i"]["a"] == {"type": "plain_text_input", "value": "words"}

    def test_a_retry_is_the_same_body_with_retry_headers(self) -> None:
        payloads = SlackPayloads()
        first = payloads.message_im("hello")

        again: SlackRequest = payloads.retry(first, number=2)

        assert again.body == first.body
        assert again.headers["X-Slack-Retry-Num"] == "2"

    async def test_pressing_a_posted_button_tells_of_its_message(self) -> None:
        async with SlackStandIn() as slack:
            args = {"channel": "C9", "text": "New", "blocks": [actions(button())]}
            posted = await web_api(slack, "chat.postMessage", args)

            pressed = slack.press("Acknowledge", user="U0BOB").payload

            assert pressed["message"]["ts"] == posted["ts"]
            assert pressed["channel"]["id"] == "C9"
            assert pressed["actions"][0]["value"] == "r1"
            assert pressed["user"]["id"] == "U0BOB"
