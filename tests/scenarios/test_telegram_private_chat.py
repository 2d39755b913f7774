"""Scenario: a person writes to the bot in a private chat, in all the ways that Telegram offers."""

from bot.messages import SharedPlace
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.telegram_harness import COMMANDS, Bench
from tests.standins import updates
from tests.standins.telegram import TelegramStandIn


async def test_a_question_gets_its_quotation_in_the_same_chat() -> None:
    talk = ScriptedTalk(
        lambda _inbound: [say("> Report **all** threats & keep them.\n\n— Guidance, [Source](https://example.org/g)")]
    )

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        update = telegram.push(updates.text("who do I ring?", user_id=7))
        await telegram.wait_until_confirmed(update)

    (call,) = telegram.messages
    assert call.chat_id == 7
    assert call.text == "Report all threats & keep them.\n\n— Guidance, Source"
    assert call.params["text"].startswith("<blockquote>Report <b>all</b> threats &amp; keep them.</blockquote>")
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert talk.unsent == []


async def test_several_replies_come_in_order() -> None:
    talk = ScriptedTalk(lambda _inbound: [say("Call 999."), say("Then tell me."), say("I am here.")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.push(updates.text("help"))
        await telegram.wait_for_messages(3)

        assert telegram.texts == ["Call 999.", "Then tell me.", "I am here."]


async def test_a_pressed_button_stops_spinning_and_brings_the_next_question() -> None:
    talk = ScriptedTalk(
        lambda inbound: [say(f"Pressed {inbound.choice}.") if inbound.choice else say("Danger now?", "Yes", "No")]
    )

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.push(updates.text("report"))
        await telegram.wait_for_messages(1)
        telegram.tap("Yes")
        await telegram.wait_for_messages(2)

        assert telegram.texts[-1] == "Pressed yes."
        assert telegram.open_callbacks == set()


async def test_the_spinner_stops_before_the_answer_is_ready() -> None:
    bench_talk = ScriptedTalk()
    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=bench_talk).polling():
        bench_talk.gate.clear()
        telegram.push(updates.callback("my"))
        await bench_talk.busy.wait()

        assert telegram.open_callbacks == set()


async def test_a_press_too_old_to_be_answered_is_still_handled() -> None:
    talk = ScriptedTalk(lambda inbound: [say(f"Pressed {inbound.choice}.")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.fail_next(400, {"ok": False, "error_code": 400, "description": "Bad Request: query is too old"})
        telegram.push(updates.callback("my", inaccessible=True))
        await telegram.wait_for_messages(1)

        assert telegram.texts == ["Pressed my."]


async def test_the_payload_of_an_invitation_link_reaches_the_conversation() -> None:
    bench = await _after(updates.command("start", "join_abc"))

    assert [inbound.text for inbound in bench.talk.heard] == ["/start join_abc"]


async def test_a_shared_position_reaches_the_conversation() -> None:
    bench = await _after(updates.location(51.5, -0.1))

    assert [inbound.place for inbound in bench.talk.heard] == [SharedPlace(latitude=51.5, longitude=-0.1)]


async def test_a_forwarded_threat_says_whose_words_it_holds() -> None:
    bench = await _after(updates.forwarded("we know your street", origin="channel"))

    assert [(inbound.text, inbound.forwarded_from) for inbound in bench.talk.heard] == [("we know your street", "Status")]


async def test_an_edited_message_is_read_as_well() -> None:
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            first = telegram.push(updates.text("all is calm"))
            telegram.push(updates.edited("he has a knife", message_id=first["message"]["message_id"]))
            await telegram.wait_for_messages(2)

    assert [inbound.text for inbound in bench.talk.heard] == ["all is calm", "he has a knife"]


async def test_a_sticker_gets_an_answer() -> None:
    talk = ScriptedTalk(lambda inbound: [say(f"I can't read {inbound.unreadable}.")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.push(updates.sticker())
        await telegram.wait_for_messages(1)

        assert telegram.texts == ["I can't read a sticker."]


async def test_five_thousand_characters_come_back_in_two_messages_with_the_buttons_under_the_second() -> None:
    talk = ScriptedTalk(lambda _inbound: [say("word " * 1000, "Yes")])

    async with TelegramStandIn() as telegram, Bench(telegram=telegram, talk=talk).polling():
        telegram.push(updates.text("tell me everything"))
        first, second = await telegram.wait_for_messages(2)

    assert f"{first.text} {second.text}".split() == ["word"] * 1000
    assert (first.buttons, [button.label for button in second.buttons]) == ((), ["Yes"])


async def test_emoji_alone_get_an_answer_with_the_same_emoji() -> None:
    async with TelegramStandIn() as telegram, Bench(telegram=telegram).polling():
        telegram.push(updates.text("👋🏽😱"))
        await telegram.wait_for_messages(1)

        assert telegram.texts == ["You said: 👋🏽😱"]


async def test_somebody_who_has_blocked_the_bot_is_not_written_to() -> None:
    bench = await _after(updates.blocked())

    assert bench.talk.heard == []
    assert bench.telegram.sent == []


async def test_the_menu_of_commands_is_set_at_the_start() -> None:
    bench = await _after(updates.text("hello"))

    assert [(entry["command"], entry["description"]) for entry in bench.telegram.commands] == list(COMMANDS)


async def _after(update: updates.Update) -> Bench:
    """Return what is left when the channel has handled one update."""
    async with TelegramStandIn() as telegram:
        bench = Bench(telegram=telegram)
        async with bench.polling():
            telegram.push(update)
            await telegram.wait_until_confirmed(update)
    return bench
