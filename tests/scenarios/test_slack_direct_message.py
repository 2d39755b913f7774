"""Scenario: a person writes to the bot in a direct message, in all the ways that Slack offers."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.messages import Inbound, Reply
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.slack_harness import APOLOGY, Bench, workspace
from tests.standins.slack import RESPONSE_URL, SlackStandIn
from tests.standins.slack_requests import SlackRequest

DM = "D0ALICE"


async def test_a_question_gets_its_quotation_in_the_same_conversation() -> None:
    chat = ScriptedTalk(
        lambda _inbound: [say("> Report **all** threats & keep them.\n\n— Guidance, [Source](https://example.org/g)")]
    )

    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.message_im("who do I ring?"), chat=chat)

        (call,) = slack.messages
        assert call.channel == DM
        assert call.shown == "> Report *all* threats &amp; keep them.\n\n— Guidance, <https://example.org/g|Source>"
        assert call.text == "Report all threats &amp; keep them.\n\n— Guidance, Source (https://example.org/g)"
        assert bench.chat.unsent == []


async def test_the_conversation_learns_who_wrote_what_where_and_when() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.message_im("hello", ts="1767225600.500000", event_id="Ev1"))

    (inbound,) = bench.chat.heard
    assert (inbound.id, inbound.person, inbound.conversation) == ("event:Ev1", "T0TEAM:U0ALICE", f"T0TEAM:{DM}")
    assert (inbound.organisation_id, inbound.text) == ("org_test", "hello")
    assert inbound.sent_at == datetime(2026, 1, 1, 0, 0, 0, 500000, tzinfo=UTC)


async def test_several_replies_come_in_order_with_the_emergency_card_large_and_on_top() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("**Call [999](tel:999).**\n\nThen tell me.", kind="emergency"), say("I am here.")])

    async with workspace() as slack:
        await _after(slack, slack.payloads.message_im("he has a knife"), chat=chat)

        card, answer = slack.messages
        assert [block["type"] for block in card.blocks] == ["header", "section", "divider"]
        assert card.blocks[0]["text"]["text"] == "Call 999."
        assert (card.text, answer.shown) == ("Call 999.\n\nThen tell me.", "I am here.")


async def test_a_pressed_button_brings_the_next_question() -> None:
    chat = ScriptedTalk(
        lambda inbound: [say(f"Pressed {inbound.choice}.") if inbound.choice else say("Danger now?", "Yes", "No")]
    )

    async with workspace() as slack:
        bench = Bench(slack=slack, chat=chat)
        async with bench.serving() as http:
            await http.post(slack.payloads.message_im("report"))
            await slack.wait_for_messages(1)
            await http.post(slack.press("Yes"))

        assert slack.texts[-1] == "Pressed yes."
        assert [inbound.conversation for inbound in bench.chat.heard] == [f"T0TEAM:{DM}"] * 2


async def test_two_presses_of_one_button_are_two_messages_and_one_press_sent_twice_is_one() -> None:
    chat = ScriptedTalk(lambda inbound: [say("Danger now?", "Yes")])

    async with workspace() as slack:
        bench = Bench(slack=slack, chat=chat)
        async with bench.serving() as http:
            await http.post(slack.payloads.message_im("report"))
            await slack.wait_for_messages(1)
            press = slack.press("Yes")
            await http.post(press)
            await http.post(press)
            await http.post(slack.press("Yes"))

    assert [inbound.choice for inbound in bench.chat.heard] == ["", "yes", "yes"]


async def test_a_person_reads_back_what_they_typed() -> None:
    typed = "<@U0BOB> wrote &lt;b&gt; at <https://example.org/a?b=1&amp;c=2> &amp; <mailto:a@example.org|a@example.org>"

    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.message_im(typed))

    assert bench.chat.heard[0].text == "@U0BOB wrote <b> at https://example.org/a?b=1&c=2 & a@example.org"


async def test_an_edited_message_is_read_as_a_message_of_its_own() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            await http.post(slack.payloads.message_im("all is calm"))
            await http.post(slack.payloads.event("message_changed", message=_edited("he has a knife")))

    assert [inbound.text for inbound in bench.chat.heard] == ["all is calm", "he has a knife"]
    assert len({inbound.id for inbound in bench.chat.heard}) == 2


@pytest.mark.parametrize(
    "message",
    [
        {"text": "My VPN drops every hour", "user": "U0ALICE"},  # Slack has added a preview; no word is new
        {"text": "You said: hello", "user": "U0BOT", "bot_id": "B0BOT"},
        {"text": "You said: hello", "user": "U0BOT"},
    ],
)
async def test_a_change_that_no_person_made_gets_no_answer(message: dict[str, str]) -> None:
    async with workspace() as slack:
        await _ignores(slack, slack.payloads.event("message_changed", message=message))


async def test_what_bots_and_slack_itself_write_gets_no_answer() -> None:
    async with workspace() as slack:
        await _ignores(slack, slack.payloads.own_message("hello"))
        await _ignores(slack, slack.payloads.message_im("hello", user="U0OTHER", bot_id="B0OTHER"))
        await _ignores(slack, slack.payloads.message_im("hello", subtype="bot_message"))
        await _ignores(slack, slack.payloads.message_im("hello", user="USLACKBOT"))
        await _ignores(slack, slack.payloads.event("message_deleted"))
        await _ignores(slack, slack.payloads.message_im("Robin has joined", subtype="channel_join"))


async def test_a_message_in_a_channel_that_does_not_name_the_bot_is_not_read() -> None:
    async with workspace() as slack:
        await _ignores(slack, slack.payloads.message_in_channel("he has a knife"))


async def test_five_thousand_characters_come_back_whole_with_the_buttons_under_them() -> None:
    chat = ScriptedTalk(lambda inbound: [say(inbound.text, "Yes")])

    async with workspace() as slack:
        await _after(slack, slack.payloads.message_im("word " * 1000), chat=chat)

        (call,) = slack.messages
        sections = [block["text"]["text"] for block in call.blocks if block["type"] == "section"]
        assert " ".join(sections).split() == ["word"] * 1000
        assert [button.label for button in call.buttons] == ["Yes"]


async def test_emoji_alone_get_an_answer_with_the_same_emoji() -> None:
    async with workspace() as slack:
        await _after(slack, slack.payloads.message_im("👋🏽😱"))

        assert slack.texts == ["You said: 👋🏽😱"]


async def test_a_reply_that_slack_does_not_take_now_is_left_to_its_duty() -> None:
    async with workspace() as slack:
        slack.fail_next(429, method="chat.postMessage")
        bench = await _after(slack, slack.payloads.message_im("hello", event_id="Ev1"))

    assert bench.chat.unsent == ["event:Ev1"]


async def test_a_message_over_which_we_fail_gets_an_apology() -> None:
    def broken(_inbound: Inbound) -> Sequence[Reply]:
        raise RuntimeError

    async with workspace() as slack:
        await _after(slack, slack.payloads.message_im("hello"), chat=ScriptedTalk(broken))

        assert [(call.channel, call.shown) for call in slack.messages] == [(DM, APOLOGY)]


async def test_an_apology_that_cannot_be_sent_breaks_nothing() -> None:
    def broken(_inbound: Inbound) -> Sequence[Reply]:
        raise RuntimeError

    async with workspace() as slack:
        slack.fail_next(200, "channel_not_found", times=2)
        await _after(slack, slack.payloads.message_im("hello"), chat=ScriptedTalk(broken))

        assert slack.messages == []


@pytest.mark.parametrize("place", [{"team_id": "T0OTHER"}, {"team": "T0OTHER"}, {"user_team": "T0OTHER"}, {"team": "T0RIVAL"}])
async def test_somebody_of_an_unknown_workspace_gets_a_note_and_nothing_else(place: dict[str, str]) -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.message_im("he has a knife", **place))

        (note,) = slack.messages
        assert bench.chat.heard == []
        assert (note.method, note.args["user"]) == ("chat.postEphemeral", "U0ALICE")
        assert "not set up for your workspace" in note.shown
        assert "999" in note.shown


async def test_two_people_are_served_side_by_side_and_one_persons_messages_in_order() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            bench.chat.gate.clear()
            for text in ("one", "two", "three"):
                await http.post(slack.payloads.message_im(text))
            await http.post(slack.payloads.message_im("hello", user="U0BOB", channel="D0BOB"))
            bench.chat.gate.set()

        assert [call.shown for call in slack.messages if call.channel == DM] == [
            f"You said: {n}" for n in ("one", "two", "three")
        ]
        assert [call.shown for call in slack.messages if call.channel == "D0BOB"] == ["You said: hello"]


async def test_a_press_in_a_message_that_only_one_person_sees_goes_on_in_their_direct_message() -> None:
    async with workspace() as slack:
        ephemeral = {"type": "message", "message_ts": "1.1", "channel_id": "D0BOBANDALICE", "is_ephemeral": True}
        press = slack.payloads.block_actions("choice:0", value="report.this", channel="D0BOBANDALICE", container=ephemeral)
        chat = ScriptedTalk(lambda _inbound: [say("What happened?", kind="ask_what")])
        bench = await _after(slack, press, chat=chat)

        assert bench.chat.heard[0].conversation == f"T0TEAM:{DM}"
        assert [(call.method, call.channel) for call in slack.messages] == [("chat.postMessage", DM), (RESPONSE_URL, "")]


def _edited(text: str) -> dict[str, object]:
    return {"type": "message", "user": "U0ALICE", "ts": "1767225600.000100", "text": text, "edited": {"ts": "1767225630.0"}}


async def _after(slack: SlackStandIn, request: SlackRequest, *, chat: ScriptedTalk | None = None) -> Bench:
    """Return what is left when the channel has handled one request to its end."""
    bench = Bench(slack=slack, chat=chat or ScriptedTalk())
    async with bench.serving() as http:
        await http.post(request)
    return bench


async def _ignores(slack: SlackStandIn, request: SlackRequest) -> None:
    bench = await _after(slack, request)
    assert bench.chat.heard == []
    assert slack.sent == []
