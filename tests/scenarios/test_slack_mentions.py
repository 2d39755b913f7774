"""Scenario: somebody mentions the bot in a channel. A question reveals an incident, so nobody else may see the answer."""

import pytest

from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.slack_harness import Bench, workspace
from tests.standins.slack import SlackStandIn
from tests.standins.slack_requests import SlackRequest

DM = "D0ALICE"
CHANNEL = "C0GENERAL"


async def test_a_question_is_answered_to_its_asker_alone_without_the_mention() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.app_mention("who do I ring?"))

        (call,) = slack.messages
        assert (call.method, call.channel, call.args["user"]) == ("chat.postEphemeral", CHANNEL, "U0ALICE")
        assert call.shown == "You said: who do I ring?"
        assert bench.chat.heard[0].conversation == f"T0TEAM:{DM}"


async def test_a_question_in_a_thread_is_answered_there() -> None:
    async with workspace() as slack:
        await _after(slack, slack.payloads.app_mention("who do I ring?", thread_ts="1767225000.000100"))

        assert [call.args["thread_ts"] for call in slack.messages] == ["1767225000.000100"]


async def test_a_red_flag_shows_the_emergency_card_to_the_asker_at_once() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("Call 999.", kind="emergency"), say("Shall I?", "Yes", kind="offer_report")])

    async with workspace() as slack:
        await _after(slack, slack.payloads.app_mention("he has a knife"), chat=chat)

        first, *rest = slack.messages
        assert (first.method, first.text) == ("chat.postEphemeral", "Call 999.")
        assert [(call.method, call.channel) for call in rest] == [
            ("chat.postMessage", DM),
            ("chat.postMessage", DM),
            ("chat.postEphemeral", CHANNEL),
        ]


async def test_what_is_no_plain_question_goes_on_in_a_direct_message() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("Your reports", kind="my_reports")])

    async with workspace() as slack:
        await _after(slack, slack.payloads.app_mention("my reports"), chat=chat)

        direct, pointer = slack.messages
        assert (direct.method, direct.channel, direct.shown) == ("chat.postMessage", DM, "Your reports")
        assert (pointer.method, pointer.channel, pointer.args["user"]) == ("chat.postEphemeral", CHANNEL, "U0ALICE")
        assert "direct message" in pointer.shown


async def test_a_mention_alone_reaches_the_conversation_as_an_empty_message() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.app_mention(""))

    assert [inbound.text for inbound in bench.chat.heard] == [""]


async def test_where_the_bot_cannot_write_the_answer_goes_into_the_direct_message() -> None:
    async with workspace() as slack:
        slack.fail_next(200, "user_not_in_channel", method="chat.postEphemeral")
        bench = await _after(slack, slack.payloads.app_mention("who do I ring?"))

        assert [(call.method, call.channel) for call in slack.messages] == [("chat.postMessage", DM)]
        assert bench.chat.unsent == []


async def test_a_pointer_that_cannot_be_shown_costs_nothing() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("Your reports", kind="my_reports")])

    async with workspace() as slack:
        slack.fail_next(200, "user_not_in_channel", method="chat.postEphemeral")
        bench = await _after(slack, slack.payloads.app_mention("my reports"), chat=chat)

    assert bench.chat.unsent == []


async def test_another_bot_that_mentions_us_gets_no_answer() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.app_mention("who do I ring?", bot_id="B0OTHER"))

        assert (bench.chat.heard, slack.sent) == ([], [])


@pytest.mark.parametrize("theirs", ["T0OTHER", "T0RIVAL", "E0OTHER"])
async def test_a_guest_of_another_partys_workspace_in_a_shared_channel_is_refused(theirs: str) -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.app_mention("who do I ring?", user_team=theirs))

        (note,) = slack.messages
        assert bench.chat.heard == []
        assert (note.method, note.args["user"]) == ("chat.postEphemeral", "U0ALICE")
        assert "not set up for your workspace" in note.shown


async def test_a_guest_of_another_workspace_of_the_same_organisation_is_served_under_their_own_id() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.app_mention("who do I ring?", user_team="T0SISTER"))

    assert [(inbound.person, inbound.organisation_id) for inbound in bench.chat.heard] == [("T0SISTER:U0ALICE", "org_test")]


async def _after(slack: SlackStandIn, request: SlackRequest, *, chat: ScriptedTalk | None = None) -> Bench:
    bench = Bench(slack=slack, chat=chat or ScriptedTalk())
    async with bench.serving() as http:
        await http.post(request)
    return bench
