"""Built updates are such that Telegram could send them."""

import json

import pytest

from tests.standins import TelegramStandIn, updates
from tests.standins.contracts import contract, contract_names
from tests.standins.telegram_types import shape_problems


class TestTelegramUpdates:
    @pytest.mark.parametrize("name", contract_names("telegram/updates"))
    def test_every_sample_has_the_shape_of_an_update(self, name: str) -> None:
        assert shape_problems(contract(name), ["Update"], "update") == []

    def test_every_builder_makes_an_update_that_telegram_could_send(self) -> None:
        built = [
            updates.text("see https://example.org"),
            updates.command("start", "join_abc"),
            updates.edited("new", message_id=3),
            updates.photo("a caption"),
            *updates.album(["one", ""]),
            updates.document(mime_type="application/pdf", file_size=31_457_280),
            updates.voice(),
            updates.location(53.48, -2.24),
            updates.contact(),
            updates.sticker(),
            *(updates.forwarded("words", origin=origin) for origin in ("user", "hidden_user", "chat", "channel")),
            updates.callback("yes"),
            updates.callback("yes", inaccessible=True),
            updates.group_mention(),
            updates.group_text("hello all"),
            updates.group_reply("no"),
            updates.group_command("help"),
            updates.blocked(),
            updates.blocked(unblocked=True),
            updates.sample("channel_post"),
            updates.sample("message_reaction"),
        ]

        assert [problem for update in built for problem in shape_problems(update, ["Update"], "update")] == []
        assert len({update["update_id"] for update in built}) == len(built)
        assert not [name for name in ("Ada", "Lovelace", "Grace", "ada_l") if name in json.dumps(built)]

    def test_an_override_shows_up_where_it_belongs(self) -> None:
        update = updates.text("/ask 👋", update_id=5, user_id=7, message_id=9, first_name="Sam", reply_to_message=None)

        assert update["update_id"] == 5
        assert update["message"]["from"]["id"] == update["message"]["chat"]["id"] == 7
        assert update["message"]["message_id"] == 9
        assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
        assert updates.text("👋 /ask")["message"]["entities"][0]["offset"] == 3  # UTF-16 code units
        assert updates.callback("y", user_id=7, chat_id=-5)["callback_query"]["message"]["chat"]["id"] == -5

    async def test_a_misspelt_override_is_noticed_when_it_is_pushed(self) -> None:
        async with TelegramStandIn() as telegram:
            with pytest.raises(AssertionError, match="no field 'user'"):
                telegram.push(updates.text("hello", user=7))
