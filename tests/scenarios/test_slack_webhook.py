"""Scenario: requests come to /slack/events, from Slack and from others."""

import asyncio
import logging

import pytest

from bot.errors import MissingSetting
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.slack_harness import Bench, workspace

FIVE_MINUTES_S = 5 * 60


async def test_slacks_handshake_is_answered() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        response = await http.post(slack.payloads.url_verification("a-challenge"))

    assert response.json() == {"challenge": "a-challenge"}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=\xe9"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "²"},
    ],
)
async def test_a_wrong_signature_is_refused_and_nothing_of_it_is_logged(
    headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            request = slack.payloads.message_im("he has a knife")
            sent = [(name.encode(), value.encode("latin-1")) for name, value in {**request.headers, **headers}.items()]
            response = await http.http.post("/slack/events", content=request.body, headers=sent)

    assert response.status_code == 401
    assert bench.chat.heard == []
    assert "knife" not in caplog.text


@pytest.mark.parametrize(("age_s", "status"), [(FIVE_MINUTES_S - 1, 200), (FIVE_MINUTES_S + 1, 401), (-FIVE_MINUTES_S - 1, 401)])
async def test_a_request_that_was_signed_more_than_five_minutes_ago_is_refused(age_s: int, status: int) -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            stamp = int(bench.clock.now().timestamp()) - age_s
            response = await http.send(slack.payloads.message_im("hello", timestamp=stamp))

    assert response.status_code == status
    assert len(bench.chat.heard) == (status == 200)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"type": "event_callback", '),
        ("application/json", b"[1, 2]"),
        ("application/json", b'{"team": 5}'),
        ("application/x-www-form-urlencoded", b"payload=%7Bnot+json"),
        ("application/x-www-form-urlencoded", b"payload=null"),
    ],
)
async def test_a_body_that_is_not_one_of_slacks_gets_a_clear_400(content_type: str, body: bytes) -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            headers = {"Content-Type": content_type, **slack.sign(body)}
            response = await http.http.post("/slack/events", content=body, headers=headers)

    assert response.status_code == 400
    assert bench.chat.heard == []


async def test_a_body_that_is_not_text_is_refused() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        headers = {"X-Slack-Request-Timestamp": slack.sign(b"")["X-Slack-Request-Timestamp"], "X-Slack-Signature": "v0=00"}
        response = await http.http.post("/slack/events", content=b"\xff\xfe", headers=headers)

    assert response.status_code == 401


async def test_a_body_larger_than_anything_of_slacks_is_refused() -> None:
    async with workspace() as slack, Bench(slack=slack).serving() as http:
        response = await http.http.post("/slack/events", content=b"x" * (1024 * 1024 + 1))

    assert response.status_code == 413


async def test_without_a_signing_secret_there_is_no_webhook() -> None:
    async with workspace() as slack:
        channel = Bench(slack=slack).channel(by_socket=True)

        with pytest.raises(MissingSetting, match="SLACK_SIGNING_SECRET"):
            channel.router()


async def test_an_event_that_comes_again_is_answered_once() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            request = slack.payloads.message_im("who do I ring?")
            await http.post(request)
            await slack.wait_for_messages(1)
            await http.post(slack.payloads.retry(request))

        assert slack.texts == ["You said: who do I ring?"]
        assert len(bench.chat.heard) == 1


async def test_an_event_that_comes_again_while_the_first_is_being_answered_is_answered_once() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            bench.chat.gate.clear()
            request = slack.payloads.message_im("who do I ring?")
            await http.post(request)
            await http.post(slack.payloads.retry(request))
            bench.chat.gate.set()

        assert slack.texts == ["You said: who do I ring?"]


async def test_slack_is_answered_while_a_slow_answer_is_still_being_made() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            bench.chat.gate.clear()
            await http.post(slack.payloads.slash_command("ask who do I ring?"))
            assert bench.chat.heard == []
            bench.chat.gate.set()

        assert slack.texts == ["You said: /ask who do I ring?"]


@pytest.mark.parametrize("what", ["message_im", "slash_command", "app_mention"])
async def test_slack_is_not_answered_before_the_message_is_stored(what: str) -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            bench.chat.gate.clear()
            posting = asyncio.create_task(http.post(getattr(slack.payloads, what)("who do I ring?")))
            await bench.chat.busy.wait()
            for _ in range(100):
                await asyncio.sleep(0)

            assert not posting.done()
            bench.chat.gate.set()
            await posting


async def test_an_event_that_nobody_asked_for_is_taken_and_ignored() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            await http.post(slack.payloads.event("app_home_opened"))
            await http.post(slack.payloads.event("reaction_added"))
            await http.post(slack.payloads.event("app_uninstalled"))

    assert bench.chat.heard == []
    assert slack.sent == []


async def test_nothing_that_a_person_wrote_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with workspace() as slack:
        bench = Bench(slack=slack, chat=ScriptedTalk(lambda _inbound: [say("x" * 40)]))
        async with bench.serving() as http:
            await http.post(slack.payloads.message_im("he has a knife"))
            await http.post(slack.payloads.slash_command("report he has a knife"))
            await http.post(slack.payloads.app_mention("he has a knife"))
            await http.post(slack.payloads.event("message_deleted"))
            dialog = {"type": "dialog_submission", "callback_id": "x", "submission": {"what": "he has a knife"}}
            await http.send(slack.payloads.interactive_request(dialog, None))

    ours = [record.getMessage() + str(record.__dict__) for record in caplog.records if not record.name.startswith("httpx")]
    assert len(bench.chat.heard) == 3
    assert not [line for line in ours if "knife" in line or "xxxx" in line]
