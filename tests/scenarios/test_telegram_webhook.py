"""Scenario: Telegram posts updates to a webhook, and so does somebody who is not Telegram."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.errors import MissingSetting
from tests.scenarios.telegram_harness import APOLOGY, Bench
from tests.standins import updates
from tests.standins.telegram import TelegramStandIn

SECRET = "a-secret-that-only-telegram-knows"
PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
WEBHOOK = "https://bot.example.org/telegram/webhook"


@contextlib.asynccontextmanager
async def webhook(bench: Bench) -> AsyncIterator[httpx.AsyncClient]:
    """The channel behind its route, and a client that calls it."""
    channel = bench.channel()
    await channel.run_webhook(WEBHOOK, SECRET)
    app = FastAPI()
    app.include_router(channel.webhook_router(SECRET))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bot.example.org") as client:
        yield client
    await channel.close()


async def test_an_update_with_the_secret_is_answered() -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        headers, body = telegram.webhook_request(updates.text("hello"))
        response = await client.post(PATH, headers=headers, content=body)

        assert response.status_code == 200
        assert telegram.texts == ["You said: hello"]


async def test_telegram_is_told_where_to_post_and_what() -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)):
        assert telegram.webhook["url"] == WEBHOOK
        assert telegram.webhook["secret_token"] == SECRET
        assert telegram.webhook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), ({HEADER: "wrong"}, 403), ({HEADER: ""}, 403), ({HEADER: SECRET + "x"}, 403)]
)
async def test_an_update_without_the_right_secret_is_not_read(headers: dict[str, str], status: int) -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with webhook(bench) as client:
            response = await client.post(PATH, headers=headers, json=updates.text("hello"))

    assert response.status_code == status
    assert (bench.talk.heard, telegram.sent) == ([], [])


async def test_a_secret_with_letters_beyond_ascii_is_wrong_and_not_an_error() -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        response = await client.post(PATH, headers={HEADER.encode(): "é".encode()}, json={})

    assert response.status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"{}", b'{"update_id": "7"}', b"\xff\xfe", b"[" * 100_000])
async def test_a_body_that_is_no_update_is_refused(body: bytes) -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        response = await client.post(PATH, headers={HEADER: SECRET}, content=body)

    assert response.status_code == 400


async def test_a_body_larger_than_any_update_is_refused() -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        response = await client.post(PATH, headers={HEADER: SECRET}, content=b" " * (1024 * 1024 + 1))

    assert response.status_code == 413


async def test_an_update_that_cannot_be_parsed_gets_an_apology_and_does_not_come_again() -> None:
    update = updates.text("x", user_id=7)
    update["message"]["date"] = "yesterday"

    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        response = await client.post(PATH, headers={HEADER: SECRET}, json=update)

    assert response.status_code == 200
    assert [(call.chat_id, call.text) for call in telegram.messages] == [(7, APOLOGY)]


async def test_the_same_update_twice_is_answered_once() -> None:
    async with TelegramStandIn() as telegram, webhook(Bench(telegram=telegram)) as client:
        headers, body = telegram.webhook_request(updates.text("hello"))
        for _ in range(2):
            assert (await client.post(PATH, headers=headers, content=body)).status_code == 200

    assert telegram.texts == ["You said: hello"]


async def test_telegram_gets_its_ok_only_when_the_turn_is_stored() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        bench.talk.gate.clear()
        async with webhook(bench) as client:
            headers, body = telegram.webhook_request(updates.text("hello"))
            call = asyncio.create_task(client.post(PATH, headers=headers, content=body))
            await bench.talk.busy.wait()
            assert not call.done()

            bench.talk.gate.set()
            assert (await call).status_code == 200


def test_a_webhook_without_a_secret_cannot_be_made() -> None:
    channel = Bench(telegram=TelegramStandIn()).channel()

    with pytest.raises(MissingSetting) as caught:
        channel.webhook_router("")

    assert caught.value.name == "ALONGSIDE_TELEGRAM_WEBHOOK_SECRET"
