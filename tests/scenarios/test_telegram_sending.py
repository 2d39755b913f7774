"""Scenario: Telegram does not take a reply. The words must reach the person, now or by the worker; nothing untrue is noted."""

from dataclasses import replace

import pytest
from telegram import Bot

from adapters.export.documents import DocumentFile
from adapters.telegram.client import make_bot
from adapters.telegram.sender import TelegramSender
from bot.errors import ChannelUnreachable, NotFound, PersonUnreachable
from bot.messages import Document, DocumentKind, Reply
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.telegram_harness import Bench, file_of
from tests.standins import updates
from tests.standins.telegram import TelegramStandIn

BAD_HTML = {"ok": False, "error_code": 400, "description": 'Bad Request: can\'t parse entities: Unsupported start tag "x"'}


@pytest.mark.parametrize("status", [429, 500, 403])
async def test_a_reply_that_was_not_taken_is_left_to_the_worker_and_the_update_is_done(status: int) -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        telegram.fail_next(status, method="sendMessage")
        async with bench.polling():
            update = telegram.push(updates.text("hello"))
            await telegram.wait_until_confirmed(update)

    assert bench.talk.unsent == [f"update:{update['update_id']}"]
    assert telegram.messages == []


async def test_a_reply_whose_second_half_was_not_taken_is_left_to_the_worker() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram, talk=ScriptedTalk(lambda _inbound: [say("one"), say("two"), say("three")]))
        async with bench.polling():
            telegram.push(updates.text("a"))
            await telegram.wait_for_messages(3)
            telegram.fail_next(429, method="sendMessage")
            update = telegram.push(updates.text("b"))
            await telegram.wait_until_confirmed(update)

    assert bench.talk.unsent == [f"update:{update['update_id']}"]


async def test_a_connection_that_breaks_after_sending_is_not_taken_for_success() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        telegram.drop_next(method="sendMessage", after_work=True)
        async with bench.polling():
            update = telegram.push(updates.text("hello"))
            await telegram.wait_until_confirmed(update)

    assert bench.talk.unsent == [f"update:{update['update_id']}"]


async def test_a_reply_whose_markup_is_refused_comes_as_plain_text_with_its_buttons() -> None:
    talk = ScriptedTalk(lambda _inbound: [say("**Call** [999](https://example.org/999)", "Yes")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.fail_next(400, BAD_HTML, method="sendMessage")
        update = telegram.push(updates.text("help"))
        await telegram.wait_until_confirmed(update)

        (call,) = telegram.messages
        assert call.text == "Call 999 (https://example.org/999)"
        assert "parse_mode" not in call.params
        assert [button.label for button in call.buttons] == ["Yes"]
    assert talk.unsent == []


async def test_a_reply_that_is_refused_for_another_reason_comes_without_buttons() -> None:
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: BUTTON_DATA_INVALID"}
    talk = ScriptedTalk(lambda _inbound: [say("Call 999", "Yes")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.fail_next(400, refusal, method="sendMessage")
        telegram.push(updates.text("help"))
        (call,) = await telegram.wait_for_messages(1)

    assert (call.text, call.buttons) == ("Call 999", ())


async def test_a_notice_reaches_a_chat_and_a_topic() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        await TelegramSender(bot, file_of).send("7", [say("Acknowledged.", "My reports")])
        await TelegramSender(bot, file_of).send("-5:77", [say("For the group.")])

        private, topic = telegram.messages
    assert (private.chat_id, private.text, len(private.buttons)) == (7, "Acknowledged.", 1)
    assert (topic.chat_id, topic.params["message_thread_id"]) == (-5, 77)


def copy_of(*kinds: DocumentKind) -> Reply:
    """A reply with documents of one report."""
    documents = tuple(Document(kind=kind, report_id="rep_1", organisation_id="org_1") for kind in kinds)
    return replace(say("Your copy."), documents=documents)


async def test_a_copy_comes_as_files_behind_its_words_under_names_that_tell_nothing() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        await TelegramSender(bot, file_of).send("7", [copy_of(DocumentKind.PDF, DocumentKind.JSON)])

        sent = [call for call in telegram.calls if call.method == "sendDocument"]
    assert [list(call.files.values()) for call in sent] == [[b"pdf of rep_1"], [b"json of rep_1"]]


async def test_a_copy_never_goes_where_others_read_along() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        await TelegramSender(bot, file_of).send("-5", [copy_of(DocumentKind.PDF)])

        assert [call for call in telegram.calls if call.method == "sendDocument"] == []


async def test_a_copy_of_a_report_that_is_gone_is_left_out_and_the_rest_is_said() -> None:
    async def gone(document: Document) -> DocumentFile:
        raise NotFound("report", document.report_id)

    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        await TelegramSender(bot, gone).send("7", [copy_of(DocumentKind.PDF), say("Anything else?")])

        assert [call.text for call in telegram.messages] == ["Your copy.", "Anything else?"]


@pytest.mark.parametrize("answer", ["blocked", "never_started", "deactivated", "kicked"])
async def test_a_person_who_cannot_be_reached_is_told_from_a_channel_that_cannot(answer: str) -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.fail_next(403, answer)

        with pytest.raises(PersonUnreachable):
            await TelegramSender(bot, file_of).send("7", [say("x")])


@pytest.mark.parametrize("description", ["Bad Request: chat not found", "Bad Request: message thread not found"])
async def test_a_chat_that_is_gone_is_a_person_who_cannot_be_reached(description: str) -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.fail_next(400, {"ok": False, "error_code": 400, "description": description})

        with pytest.raises(PersonUnreachable):
            await TelegramSender(bot, file_of).send("7", [say("x")])


async def test_a_group_that_has_moved_cannot_be_reached_at_its_old_address() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.fail_next(400, "migrated")

        with pytest.raises(PersonUnreachable):
            await TelegramSender(bot, file_of).send("-5", [say("x")])


async def test_a_wait_that_telegram_asks_for_is_passed_on() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.fail_next(429)

        with pytest.raises(ChannelUnreachable) as caught:
            await TelegramSender(bot, file_of).send("7", [say("x")])

    assert caught.value.retry_after_s == 7.0


@pytest.mark.parametrize("status", [401, 500, 502])
async def test_a_server_that_fails_is_a_channel_that_cannot_be_reached(status: int) -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.fail_next(status)

        with pytest.raises(ChannelUnreachable):
            await TelegramSender(bot, file_of).send("7", [say("x")])


async def test_a_broken_connection_is_a_channel_that_cannot_be_reached() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        telegram.drop_next()

        with pytest.raises(ChannelUnreachable):
            await TelegramSender(bot, file_of).send("7", [say("x")])


async def test_an_address_that_is_none_of_ours_reaches_nobody() -> None:
    async with TelegramStandIn() as telegram, _bot(telegram) as bot:
        with pytest.raises(PersonUnreachable):
            await TelegramSender(bot, file_of).send("somewhere", [say("x")])


def _bot(telegram: TelegramStandIn) -> Bot:
    return make_bot(telegram.token, api_url=telegram.url)
