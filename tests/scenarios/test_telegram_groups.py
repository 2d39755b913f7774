"""Scenario: somebody adds the bot to a group. It must stay quiet unless asked, and must never take a report there."""

from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.telegram_harness import POINTER, Bench
from tests.standins import updates
from tests.standins.telegram import TelegramStandIn


async def test_what_is_not_meant_for_the_bot_gets_no_answer_and_is_not_read() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            update = telegram.push(updates.group_text("he has a knife"))
            await telegram.wait_until_confirmed(update)

    assert bench.talk.heard == []
    assert telegram.sent == []


async def test_who_names_the_bot_is_checked_for_red_flags_and_pointed_to_a_private_chat() -> None:
    talk = ScriptedTalk(lambda inbound: [say("Call 999.")] if "knife" in inbound.text else [])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.push(updates.group_mention("he has a knife"))
        calls = await telegram.wait_for_messages(2)

    assert [call.text for call in calls] == ["Call 999.", POINTER]
    assert {call.chat_id for call in calls} == {updates.GROUP_ID}


async def test_a_question_by_ask_is_answered_in_the_group_without_buttons() -> None:
    talk = ScriptedTalk(lambda _inbound: [say("> Keep a record.", "Report this")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        update = telegram.push(updates.group_command("ask", "what do I keep?"))
        await telegram.wait_until_confirmed(update)

        (call,) = telegram.messages
        assert (call.text, call.buttons) == ("Keep a record.", ())


async def test_a_report_cannot_be_begun_in_a_group() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            update = telegram.push(updates.group_command("report"))
            await telegram.wait_until_confirmed(update)

    assert bench.talk.heard == []
    assert telegram.texts == [POINTER]


async def test_an_answer_in_a_topic_stays_in_the_topic() -> None:
    async with TelegramStandIn() as telegram, Bench(telegram=telegram).polling():
        telegram.push(updates.sample("group_topic_message"))
        call, _pointer = await telegram.wait_for_messages(2)

    assert (call.chat_id, call.params["message_thread_id"]) == (updates.GROUP_ID, 77)
