"""Calls that the Bot API would refuse are refused by the stand-in; each rule is broken here once."""

from typing import Any

import pytest

from tests.standins import TelegramStandIn, expect_violation
from tests.standins.callers import ask, keyboard, post

CHAT = 1001


class TestWrongCallsToTelegram:
    """Each of these is refused like the real server does, and fails the test even if the code swallows the refusal."""

    @pytest.mark.parametrize(
        ("method", "params", "expected"),
        [
            ("sendMesage", {"chat_id": CHAT, "text": "x"}, "no such method"),
            ("sendMessage", {"chat_id": CHAT}, "'text' is required"),
            ("sendMessage", {"chat_id": CHAT, "text": "x", "disable_preview": True}, "'disable_preview' is not known"),
            ("sendMessage", {"chat_id": CHAT, "text": 5}, "text is not of type String"),
            ("sendMessage", {"chat_id": "somebody", "text": "x"}, "chat not found"),
            ("sendMessage", {"chat_id": CHAT, "text": "x" * 4097}, "message is too long"),
            ("sendMessage", {"chat_id": CHAT, "text": " \n"}, "message text is empty"),
            ("sendMessage", {"chat_id": CHAT, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
            ("sendMessage", {"chat_id": CHAT, "text": "<p>x</p>", "parse_mode": "HTML"}, 'Unsupported start tag "p"'),
            ("sendMessage", {"chat_id": CHAT, "text": "x", "parse_mode": "MarkdownV2"}, "checks parse_mode HTML only"),
            ("sendMessage", {"chat_id": CHAT, "text": "x", "reply_markup": keyboard("d" * 65)}, "BUTTON_DATA_INVALID"),
            ("sendMessage", {"chat_id": CHAT, "text": "x", "reply_markup": keyboard("ŵ" * 33)}, "BUTTON_DATA_INVALID"),
            ("sendMessage", {"chat_id": CHAT, "text": "x", "reply_markup": keyboard("")}, "BUTTON_DATA_INVALID"),
            (
                "sendMessage",
                {"chat_id": CHAT, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Yes", "callbackdata": "y"}]]}},
                "no field 'callbackdata'",
            ),
            (
                "sendMessage",
                {"chat_id": CHAT, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Yes"}]]}},
                "exactly one thing",
            ),
            (
                "sendMessage",
                {"chat_id": CHAT, "text": "x", "link_preview_options": {"disabled": True}},
                "no field 'disabled'",
            ),
            ("setMyCommands", {"commands": [{"command": "ask"}]}, "commands[0].description is missing"),
            ("setMyCommands", {"commands": [], "scope": {"type": "everybody"}}, "scope.type must be 'default'"),
            ("sendPhoto", {"chat_id": CHAT, "photo": "id", "caption": "x" * 1025}, "message caption is too long"),
            ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "too long"),
            ("setMyCommands", {"commands": [{"command": "Ask", "description": "Ask"}]}, "BOT_COMMAND_INVALID"),
            ("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}, "DESCRIPTION_INVALID"),
            ("setWebhook", {"url": "http://example.org/telegram"}, "HTTPS URL must be provided"),
            ("setWebhook", {"url": "https://example.org/", "secret_token": "not allowed!"}, "unallowed characters"),
            ("getUpdates", {"allowed_updates": ["messages"]}, "no such kind of update"),
            ("sendChatAction", {"chat_id": CHAT, "action": "thinking"}, "wrong parameter action"),
        ],
    )
    async def test_a_wrong_call_is_refused_and_fails_the_test(self, method: str, params: dict[str, Any], expected: str) -> None:
        async with expect_violation(TelegramStandIn(), expected) as telegram:
            answer = await ask(telegram, method, **params)

            assert answer["ok"] is False
            assert answer["error_code"] in {400, 404}
            assert telegram.sent == []

    async def test_a_wrong_token_is_unauthorised(self) -> None:
        async with TelegramStandIn() as telegram:
            answer = await post(f"{telegram.url}/bot1:other/getMe")

        assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
