"""Scenario: updates are fetched, the process dies, the network goes. No message is lost, doubled or blocks others."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import pytest

from bot.messages import Channel, Inbound, Reply
from bot.testing.outside import START
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.telegram_harness import APOLOGY, Bench
from tests.standins import updates
from tests.standins.failures import Failure
from tests.standins.telegram import TelegramStandIn


def poison(chat_id: int = 1001, *, kind: str = "private") -> dict[str, Any]:
    """An update that nobody can parse."""
    update = updates.text("secret words", chat_id=chat_id)
    update["message"] |= {"date": "yesterday", "chat": {"id": chat_id, "type": kind}}
    return update


def troubles(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [record for record in caplog.records if record.message in {"telegram.trouble", "telegram.well_again"}]
    return [getattr(record, "trouble", "well again") for record in found]


async def test_a_process_that_dies_while_handling_gets_the_message_again() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        bench.talk.gate.clear()
        async with bench.polling():
            update = telegram.push(updates.text("someone is at the door"))
            await bench.talk.busy.wait()

        assert telegram.queue.pending() == [update]
        assert (bench.talk.heard, telegram.sent) == ([], [])

        bench.talk.gate.set()
        async with bench.polling():
            await telegram.wait_until_confirmed(update)

        assert telegram.texts == ["You said: someone is at the door"]


async def test_an_update_is_not_confirmed_while_another_of_its_batch_is_under_way() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        slow, quick = updates.text("slow", user_id=1), updates.blocked(user_id=2)
        bench.talk.gate.clear()
        telegram.push(slow)
        telegram.push(quick)
        async with bench.polling():
            await bench.talk.busy.wait()
            assert telegram.queue.confirmed_below <= slow["update_id"]

            bench.talk.gate.set()
            await telegram.wait_until_confirmed(quick)


async def test_a_message_that_was_committed_but_not_sent_is_sent_after_the_restart_and_not_done_again() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        update = updates.text("hello")
        # A first process committed the turn and died before it sent anything.
        await bench.talk.handle(_as_inbound(update))

        async with bench.polling():
            telegram.push(update)
            await telegram.wait_until_confirmed(update)

    assert telegram.texts == ["You said: hello"]
    assert len(bench.talk.heard) == 1


async def test_the_same_update_twice_is_answered_once() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            update = telegram.push(updates.text("hello"))
            await telegram.wait_until_confirmed(update)
        async with bench.polling():
            telegram.push(update)
            await telegram.wait_until_confirmed(update)

    assert telegram.texts == ["You said: hello"]


async def test_one_person_waits_for_nobody_else() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram, talk=SlowFor("1"))
        telegram.push(updates.text("slow", user_id=1))
        telegram.push(updates.text("quick", user_id=2))
        async with bench.polling():
            await telegram.wait_for_messages(1)

            assert telegram.texts == ["You said: quick"]


async def test_messages_of_one_person_are_handled_in_their_order() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        sent = [telegram.push(updates.text(str(number))) for number in range(20)]
        async with bench.polling():
            await telegram.wait_until_confirmed(sent[-1])

    assert telegram.texts == [f"You said: {number}" for number in range(20)]


async def test_an_update_that_cannot_be_parsed_gets_an_apology_and_blocks_nobody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        telegram.queue.add(poison(chat_id=7))
        good = telegram.push(updates.text("hello", user_id=8))
        async with bench.polling():
            await telegram.wait_until_confirmed(good)

    assert sorted((call.chat_id, call.text) for call in telegram.messages) == [(7, APOLOGY), (8, "You said: hello")]
    failure = next(record for record in caplog.records if record.message == "telegram.update_failed")
    assert getattr(failure, "kind", "") == "message"
    assert "secret words" not in caplog.text


async def test_a_group_hears_no_apology_for_what_was_perhaps_not_meant_for_us() -> None:
    async with TelegramStandIn() as telegram:
        telegram.queue.add(poison(chat_id=-5, kind="supergroup"))
        good = telegram.push(updates.text("hello"))
        async with Bench(telegram=telegram).polling():
            await telegram.wait_until_confirmed(good)

    assert telegram.texts == ["You said: hello"]


async def test_a_failure_of_our_own_brings_an_apology_and_the_next_message_is_handled() -> None:
    def stumble(inbound: Inbound) -> Sequence[Reply]:
        if inbound.text == "bad":
            raise RuntimeError("broken")
        return [say("fine")]

    async with TelegramStandIn() as telegram:
        async with Bench(telegram=telegram, talk=ScriptedTalk(stumble)).polling():
            telegram.push(updates.text("bad"))
            telegram.push(updates.text("good"))
            await telegram.wait_for_messages(2)

        assert telegram.texts == [APOLOGY, "fine"]


async def test_a_network_that_was_away_is_waited_for_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            telegram.drop_next(times=9, method="getUpdates")
            telegram.push(updates.text("hello"))
            await telegram.wait_for_messages(1)

    assert bench.pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert troubles(caplog) == ["network", "well again"]


async def test_a_start_without_network_waits_for_it() -> None:
    async with TelegramStandIn() as telegram:
        telegram.drop_next(times=3, method="getMe")
        telegram.push(updates.group_mention("who do I ring?"))
        async with Bench(telegram=telegram).polling():
            await telegram.wait_for_messages(1)

        assert telegram.texts[0] == "You said: /ask who do I ring?"


async def test_a_menu_that_cannot_be_set_keeps_nobody_waiting() -> None:
    async with TelegramStandIn() as telegram:
        telegram.fail_next(429, method="setMyCommands")
        telegram.push(updates.text("hello"))
        async with Bench(telegram=telegram).polling():
            await telegram.wait_for_messages(1)


async def test_a_wait_that_telegram_asks_for_is_kept() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        telegram.fail_next(429, method="getUpdates")
        telegram.push(updates.text("hello"))
        async with bench.polling():
            await telegram.wait_for_messages(1)

    assert bench.pauses == [7.0]


@pytest.mark.parametrize(
    ("status", "answer", "trouble", "advice"),
    [
        (409, "two_pollers", "two_pollers", "Run only one of them"),
        (409, "poll_under_webhook", "webhook_set", "ALONGSIDE_TELEGRAM_WEBHOOK_URL"),
        (401, "wrong_token", "token", "ALONGSIDE_TELEGRAM_TOKEN"),
    ],
)
async def test_trouble_that_an_operator_can_end_says_how_and_polling_goes_on(
    status: int, answer: str, trouble: str, advice: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async with TelegramStandIn() as telegram:
        telegram.fail_next(status, answer, times=3, method="getUpdates")
        telegram.push(updates.text("hello"))
        async with Bench(telegram=telegram).polling():
            await telegram.wait_for_messages(1)

    assert troubles(caplog) == [trouble, "well again"]
    assert any(advice in getattr(record, "advice", "") for record in caplog.records)


@pytest.mark.parametrize("body", [b"<html>log in to this network</html>", b'{"portal": true}', b'{"ok": true, "result": true}'])
async def test_an_answer_that_is_not_telegrams_is_waited_out(body: bytes) -> None:
    async with TelegramStandIn() as telegram:
        telegram.failures.add(Failure(status=200, body=body, method="getUpdates"), 2)
        telegram.push(updates.text("hello"))
        async with Bench(telegram=telegram).polling():
            await telegram.wait_for_messages(1)


async def test_neither_the_token_nor_a_word_that_was_said_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram, talk=ScriptedTalk(lambda _inbound: [say("a private answer", "Private")]))
        telegram.failures.add(Failure(status=200, body=b"private page", method="getUpdates"))
        telegram.fail_next(401, method="getMe")
        telegram.fail_next(500, method="getFile")
        telegram.fail_next(403)
        telegram.push(updates.photo("a private word"))
        telegram.push(updates.sticker())
        update = telegram.push(updates.callback("private.choice"))
        async with bench.polling():
            await telegram.wait_until_confirmed(update)

    assert caplog.records
    assert telegram.token not in caplog.text
    assert "private" not in str([vars(record) for record in caplog.records]).lower()


class SlowFor(ScriptedTalk):
    """Never comes to an end with one person."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self._person = person

    async def handle(self, inbound: Inbound) -> Any:
        if inbound.person == self._person:
            await asyncio.Event().wait()
        return await super().handle(inbound)


def _as_inbound(update: dict[str, Any]) -> Inbound:
    message = update["message"]
    return Inbound(
        id=f"update:{update['update_id']}",
        channel=Channel.TELEGRAM,
        person=str(message["from"]["id"]),
        conversation=str(message["chat"]["id"]),
        sent_at=START,
        text=message["text"],
    )
