"""The Telegram stand-in as the bot sees it: polling, buttons, edits, files, ordered failures."""

import asyncio
import json

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from tests.standins import TelegramStandIn, updates
from tests.standins.callers import ask, get, keyboard, post

CHAT = 1001


class TestTelegramAsTheBotSeesIt:
    async def test_the_limit_counts_what_is_read_and_not_the_markup(self) -> None:
        async with TelegramStandIn() as telegram:
            text = f"<b>{'x' * 4095}&amp;</b>"
            answer = await ask(telegram, "sendMessage", chat_id=CHAT, text=text, parse_mode="HTML")

            assert answer["result"]["text"] == "x" * 4095 + "&"
            assert telegram.texts == ["x" * 4095 + "&"]

    async def test_updates_are_served_again_until_an_offset_confirms_them(self) -> None:
        async with TelegramStandIn() as telegram:
            first, second = telegram.push(updates.text("one")), telegram.push(updates.text("two"))

            for _again in range(2):
                served = (await ask(telegram, "getUpdates"))["result"]
                assert [update["update_id"] for update in served] == [first["update_id"], second["update_id"]]
            only_one = (await ask(telegram, "getUpdates", limit=1))["result"]
            assert only_one == [first]
            rest = (await ask(telegram, "getUpdates", offset=first["update_id"] + 1))["result"]
            assert rest == [second]
            assert (await ask(telegram, "getUpdates"))["result"] == [second]
            last = (await ask(telegram, "getUpdates", offset=second["update_id"] + 1))["result"]
            assert last == []
            await telegram.wait_until_confirmed(second)

    async def test_a_long_poll_ends_as_soon_as_an_update_comes(self) -> None:
        async with TelegramStandIn(longest_poll_s=60) as telegram, asyncio.TaskGroup() as group:
            poll = group.create_task(ask(telegram, "getUpdates", timeout=50))
            await telegram.until(lambda: telegram.polls == 1)
            pushed = telegram.push(updates.text("hello"))

            assert (await poll)["result"] == [pushed]

    async def test_of_two_pollers_the_older_is_told_of_the_conflict(self) -> None:
        async with TelegramStandIn(longest_poll_s=60) as telegram, asyncio.TaskGroup() as group:
            older = group.create_task(ask(telegram, "getUpdates", timeout=50))
            await telegram.until(lambda: telegram.polls == 1)
            newer = group.create_task(ask(telegram, "getUpdates"))

            assert (await older)["error_code"] == 409
            assert (await newer)["result"] == []

    async def test_kinds_of_update_that_were_not_asked_for_do_not_come(self) -> None:
        async with TelegramStandIn() as telegram:
            telegram.push(updates.sample("message_reaction"))
            edit = telegram.push(updates.edited("new words", message_id=5))

            assert (await ask(telegram, "getUpdates"))["result"] == [edit]
            assert (await ask(telegram, "getUpdates", allowed_updates=["message"]))["result"] == []

    async def test_polling_under_a_webhook_is_a_conflict_until_the_webhook_is_deleted(self) -> None:
        async with TelegramStandIn() as telegram:
            await ask(telegram, "setWebhook", url="https://example.org/telegram", secret_token="s3cret")
            conflict = await ask(telegram, "getUpdates")
            headers, body = telegram.webhook_request(updates.text("hello"))
            await ask(telegram, "deleteWebhook")

            assert conflict["error_code"] == 409
            assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
            assert json.loads(body)["message"]["text"] == "hello"
            assert (await ask(telegram, "getUpdates"))["ok"] is True

    async def test_a_button_press_is_answered_once(self) -> None:
        async with TelegramStandIn() as telegram:
            await ask(telegram, "sendMessage", chat_id=CHAT, text="Sure?", reply_markup=keyboard("y"))
            query = telegram.tap("Yes")["callback_query"]
            assert telegram.open_callbacks == {query["id"]}

            first = await ask(telegram, "answerCallbackQuery", callback_query_id=query["id"])
            second = await ask(telegram, "answerCallbackQuery", callback_query_id=query["id"])

            assert query["data"] == "y"
            assert query["message"]["text"] == "Sure?"
            assert first["ok"] is True
            assert "query is too old" in second["description"]
            assert telegram.open_callbacks == set()

    async def test_only_a_message_of_the_bot_that_is_there_and_changes_can_be_edited(self) -> None:
        async with TelegramStandIn() as telegram:
            theirs = telegram.push(updates.text("mine"))["message"]["message_id"]
            made = await ask(telegram, "sendMessage", chat_id=CHAT, text="a", reply_markup=keyboard("y"))
            place = {"chat_id": CHAT, "message_id": made["result"]["message_id"]}

            same = await ask(telegram, "editMessageText", **place, text="a", reply_markup=keyboard("y"))
            bare = await ask(telegram, "editMessageText", **place, text="a")
            gone = await ask(telegram, "editMessageText", chat_id=CHAT, message_id=1, text="a")
            not_ours = await ask(telegram, "editMessageText", chat_id=CHAT, message_id=theirs, text="a")

            assert "message is not modified" in same["description"]
            assert bare["ok"] is True
            assert "reply_markup" not in bare["result"]
            assert "message to edit not found" in gone["description"]
            assert "message can't be edited" in not_ours["description"]

    async def test_ordered_failures_come_in_order_and_leave_polling_alone(self) -> None:
        async with TelegramStandIn() as telegram:
            telegram.fail_next(429)
            telegram.fail_next(403, "never_started")
            telegram.fail_next(500)
            url = f"{telegram.url}/bot{telegram.token}/sendMessage"

            await ask(telegram, "getUpdates")
            answers = [await post(url, json={"chat_id": CHAT, "text": str(n)}) for n in range(4)]

            assert [answer.status_code for answer in answers] == [429, 403, 500, 200]
            assert answers[0].json()["parameters"] == {"retry_after": 7}
            assert answers[0].headers["Retry-After"] == "7"
            assert [call.status for call in telegram.calls] == [429, 403, 500, 200]
            assert telegram.texts == ["3"]

    async def test_a_lost_answer_differs_from_a_lost_call(self) -> None:
        async with TelegramStandIn() as telegram:
            telegram.drop_next()
            telegram.drop_next(after_work=True)

            for text in ("lost", "arrived"):
                with pytest.raises(httpx.TransportError):
                    await ask(telegram, "sendMessage", chat_id=CHAT, text=text)

            assert telegram.texts == ["arrived"]

    async def test_files_are_found_by_id_and_downloaded_by_path(self) -> None:
        async with TelegramStandIn() as telegram:
            telegram.files["photo-1"] = b"jpeg"
            found = await ask(telegram, "getFile", file_id="photo-1")
            missing = await ask(telegram, "getFile", file_id="photo-2")
            root = f"{telegram.url}/file/bot{telegram.token}"
            content = await get(f"{root}/{found['result']['file_path']}")
            nothing = await get(f"{root}/elsewhere")

            assert content.content == b"jpeg"
            assert nothing.status_code == 404
            assert "wrong file_id" in missing["description"]


class TestTelegramThroughItsLibrary:
    """python-telegram-bot knows the real API: what it sends and reads must pass."""

    async def test_what_the_library_sends_is_taken(self) -> None:
        async with (
            TelegramStandIn() as telegram,
            Bot(telegram.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot") as bot,
        ):
            telegram.files["photo-1"] = b"jpeg"
            buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
            quiet = LinkPreviewOptions(is_disabled=True)
            sent = await bot.send_message(
                CHAT, "<b>Hello</b>", parse_mode="HTML", reply_markup=buttons, link_preview_options=quiet
            )
            query = telegram.tap("Yes")["callback_query"]
            pressed = (await bot.get_updates(timeout=1))[-1]
            await bot.answer_callback_query(query["id"], "Noted")
            await bot.edit_message_text("Done", CHAT, sent.message_id)
            await bot.send_photo(CHAT, b"more jpeg", caption="a caption")
            await bot.set_my_commands([BotCommand("ask", "Ask a question")])
            await bot.send_chat_action(CHAT, "typing")
            content = await (await bot.get_file("photo-1")).download_as_bytearray()

            assert pressed.callback_query is not None
            assert pressed.callback_query.data == "y"
            assert bytes(content) == b"jpeg"
            assert telegram.texts == ["Hello", "Done", "a caption"]
            assert telegram.messages[0].buttons[0].data == "y"
            assert telegram.messages[0].params["link_preview_options"] == {"is_disabled": True}
            assert [call.method for call in telegram.sent][1] == "answerCallbackQuery"
            assert telegram.commands[0]["command"] == "ask"
