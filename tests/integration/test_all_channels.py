"""One real process with every channel on: a volunteer on Telegram, staff on Slack, a SPOC by webhook, over HTTP throughout."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.integration.nursery import ForkedServer
from tests.integration.process import Server, free_port
from tests.standins import SlackStandIn, TelegramStandIn, WebhookSink, updates

TRIAGE_CHANNEL = "C0TRIAGE"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as standin:
        yield standin


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        yield standin


@pytest.fixture
async def spoc() -> AsyncIterator[WebhookSink]:
    async with WebhookSink() as sink:
        yield sink


@pytest.fixture
async def server(tmp_path: Path, telegram: TelegramStandIn, slack: SlackStandIn, spoc: WebhookSink) -> AsyncIterator[Server]:
    port = free_port()
    settings = {
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.url,
        "SLACK_TRIAGE_CHANNEL": TRIAGE_CHANNEL,
        "SPOC_WEBHOOK_URL": spoc.url,
        "SPOC_WEBHOOK_SECRET": spoc.secret,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    async with ForkedServer(tmp_path / "data", port, **settings) as running:
        yield running


async def _told(telegram: TelegramStandIn, words: str) -> None:
    await telegram.until(lambda: any(words in text for text in telegram.texts))


async def _report_on_telegram(telegram: TelegramStandIn, consent: str) -> str:
    telegram.push(updates.command("report", "A man shouted at me outside the library in Exeter yesterday"))
    for question, answer in [
        ("in danger right now?", "No"),
        ("Is this right?", "Choose who may see it"),
        ("Who may see it?", consent),
    ]:
        await _told(telegram, question)
        telegram.tap(answer)
    await _told(telegram, "Your reference is ")
    return next(text for text in telegram.texts if "Your reference is " in text).partition("reference is ")[2][:12]


async def test_a_report_from_telegram_reaches_the_spoc_and_both_acknowledgements_come_back(
    server: Server, telegram: TelegramStandIn, slack: SlackStandIn, spoc: WebhookSink
) -> None:
    reference = await _report_on_telegram(telegram, "Send: party staff and SPOC")

    await slack.until(lambda: any(call.channel == TRIAGE_CHANNEL and reference in call.shown for call in slack.messages))
    press = slack.press("Acknowledge", user="U0STAFF1")
    answer = await server.client.post("/slack/events", headers=press.headers, content=press.body)
    assert answer.is_success
    await _told(telegram, f"have seen {reference}")

    [arrived] = await spoc.wait_for(1)
    assert arrived.payload["data"]["reference"] == reference
    await _told(telegram, f"{reference} was delivered to the SPOC's system")
    link = httpx.URL(arrived.payload["data"]["acknowledge"]["link"])
    assert "I have it" in (await server.client.get(link.path)).text
    assert not any("SPOC has acknowledged" in text for text in telegram.texts), "looking at the link is not an acknowledgement"
    await server.client.post(link.path, data={"by": "PC Example"})
    await _told(telegram, f"The SPOC has acknowledged {reference}")


async def test_a_signed_callback_acknowledges_and_a_wrong_signature_does_not(
    server: Server, telegram: TelegramStandIn, spoc: WebhookSink
) -> None:
    reference = await _report_on_telegram(telegram, "Send: SPOC only")
    [arrived] = await spoc.wait_for(1)
    published = (await server.client.get("/spoc/schema.json")).json()
    assert Draft202012Validator(published).is_valid(arrived.payload), "what came is what is published"
    assert (await server.client.get("/e/nothing")).status_code == 404
    data = {"escalation": arrived.payload["data"]["escalation"], "by": "PC Example"}
    body = json.dumps({"type": "escalation.acknowledged", "data": data}).encode()
    signed = spoc.sign(body, message_id="ack-1")

    forged = await server.client.post("/spoc/acknowledgements", content=body + b" ", headers=signed)
    assert forged.status_code == 401
    unsigned = await server.client.post("/spoc/acknowledgements", content=body)
    assert unsigned.status_code == 401

    first = await server.client.post("/spoc/acknowledgements", content=body, headers=signed)
    again = await server.client.post("/spoc/acknowledgements", content=body, headers=signed)
    assert (first.json()["new"], again.json()["new"]) == (True, False)
    await _told(telegram, f"The SPOC has acknowledged {reference}")


async def test_the_emergency_card_comes_on_telegram_though_there_is_no_encoder(server: Server, telegram: TelegramStandIn) -> None:
    telegram.push(updates.text("he is outside my house now with a knife"))

    await _told(telegram, "If anyone is in danger now, call 999")


async def test_the_same_update_again_after_a_kill_is_answered_from_what_was_stored(
    server: Server, telegram: TelegramStandIn
) -> None:
    update = updates.command("help")
    telegram.push(update)
    await _told(telegram, "What you can do here")

    await server.kill()
    telegram.push(update)
    await server.start()
    telegram.push(updates.command("my"))
    await _told(telegram, "You have no reports here")

    assert sum("What you can do here" in text for text in telegram.texts) <= 2, "at worst sent twice, never handled twice"
