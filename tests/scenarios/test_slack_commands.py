"""Scenario: somebody types /alongside where others read along. Nobody else may see the answer."""

import pytest

from bot.messages import Inbound
from tests.scenarios.scripted_talk import ScriptedTalk, say
from tests.scenarios.slack_harness import APOLOGY, Bench, workspace
from tests.standins.slack import RESPONSE_URL, SlackStandIn
from tests.standins.slack_requests import SlackRequest

DM = "D0ALICE"


async def test_a_question_is_answered_to_its_asker_alone() -> None:
    async with workspace() as slack:
        command = slack.payloads.slash_command("ask who do I ring?")
        bench = await _after(slack, command)

        (call,) = slack.messages
        assert (call.method, call.response_url) == (RESPONSE_URL, command.payload["response_url"])
        assert (call.args["response_type"], call.args["replace_original"]) == ("ephemeral", False)
        assert call.shown == "You said: /ask who do I ring?"
        assert bench.chat.unsent == []


async def test_the_conversation_behind_a_command_is_the_persons_direct_message() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.slash_command("ask x", trigger_id="1.2.3"))

    (inbound,) = bench.chat.heard
    assert (inbound.id, inbound.person) == ("command:1.2.3", "T0TEAM:U0ALICE")
    assert (inbound.conversation, inbound.organisation_id) == (f"T0TEAM:{DM}", "org_test")
    assert inbound.sent_at == bench.clock.now()


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("ask who do I ring?", "/ask who do I ring?"),
        ("ASK who?", "/ask who?"),
        ("report they broke a window", "/report they broke a window"),
        ("report", "/report"),
        ("my", "/my"),
        ("Help", "/help"),
        ("", "/help"),
        ("   ", "/help"),
        ("my car was set on fire", "my car was set on fire"),
        ("help he is at the door", "help he is at the door"),
        ("somebody follows me &amp; films", "somebody follows me & films"),
        ("😱", "😱"),
    ],
)
async def test_only_whole_commands_become_commands_and_everything_else_is_passed_on(typed: str, heard: str) -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.slash_command(typed))

    assert [inbound.text for inbound in bench.chat.heard] == [heard]


@pytest.mark.parametrize("kind", ["ask_where", "my_reports", "report_started", "offer_report"])
async def test_a_report_and_its_state_go_on_in_a_direct_message_with_a_pointer_in_the_channel(kind: str) -> None:
    async with workspace() as slack:
        await _after(slack, slack.payloads.slash_command("report a threat"), chat=_says("What happened?", kind))

        direct, pointer = slack.messages
        assert (direct.method, direct.channel, direct.shown) == ("chat.postMessage", DM, "What happened?")
        assert pointer.method == RESPONSE_URL
        assert f"https://slack.com/app_redirect?team=T0TEAM&amp;channel={DM}" in pointer.shown
        assert "What happened?" not in pointer.shown


async def test_a_red_flag_in_a_report_shows_the_emergency_card_at_once_and_goes_on_in_a_direct_message() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("Call 999.", kind="emergency"), say("Where?", kind="ask_where")])

    async with workspace() as slack:
        await _after(slack, slack.payloads.slash_command("report he has a knife"), chat=chat)

        assert [(call.method, call.text) for call in slack.messages[:3]] == [
            (RESPONSE_URL, "Call 999."),
            ("chat.postMessage", "Call 999."),
            ("chat.postMessage", "Where?"),
        ]


async def test_in_the_direct_message_itself_the_answer_is_an_ordinary_message() -> None:
    async with workspace() as slack:
        await _after(slack, slack.payloads.slash_command("ask x", channel=DM))

        assert [(call.method, call.channel) for call in slack.messages] == [("chat.postMessage", DM)]


async def test_an_answer_that_cannot_be_shown_in_the_channel_goes_into_the_direct_message() -> None:
    async with workspace() as slack:
        slack.fail_next(404, method=RESPONSE_URL)
        bench = await _after(slack, slack.payloads.slash_command("ask x"))

        assert [(call.method, call.channel) for call in slack.messages] == [("chat.postMessage", DM)]
        assert bench.chat.unsent == []


async def test_a_dropped_connection_to_a_response_url_is_no_lost_answer() -> None:
    async with workspace() as slack:
        slack.drop_next(method=RESPONSE_URL)
        await _after(slack, slack.payloads.slash_command("ask x"))

        assert [(call.method, call.channel) for call in slack.messages] == [("chat.postMessage", DM)]


async def test_when_no_direct_message_can_be_opened_a_red_flag_is_still_answered_where_it_was_typed() -> None:
    chat = ScriptedTalk(lambda _inbound: [say("Call 999.", kind="emergency"), say("Where?", kind="ask_where")])

    async with workspace() as slack:
        slack.fail_next(200, "missing_scope", method="conversations.open")
        bench = await _after(slack, slack.payloads.slash_command("report he has a knife"), chat=chat)

        assert [(call.method, call.shown) for call in slack.messages] == [(RESPONSE_URL, "Call 999."), (RESPONSE_URL, "Where?")]
        assert bench.chat.unsent == []


async def test_when_there_is_no_way_to_the_person_the_answer_is_left_to_its_duty() -> None:
    async with workspace() as slack:
        slack.fail_next(200, "missing_scope", method="conversations.open")
        slack.fail_next(404, method=RESPONSE_URL)
        slack.fail_next(200, "internal_error", method="chat.postMessage")
        bench = await _after(slack, slack.payloads.slash_command("ask x", trigger_id="1.2.3"))

    assert bench.chat.unsent == ["command:1.2.3"]


async def test_a_direct_message_is_looked_up_once_a_person() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.serving() as http:
            for user in ("U0ALICE", "U0ALICE", "U0BOB"):
                await http.post(slack.payloads.slash_command("ask x", user=user))

        assert [call.args["users"] for call in slack.calls if call.method == "conversations.open"] == ["U0ALICE", "U0BOB"]


async def test_a_command_from_an_unknown_workspace_gets_a_note_and_nothing_else() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.slash_command("report he has a knife", team_id="T0OTHER"))

        (note,) = slack.messages
        assert bench.chat.heard == []
        assert note.method == RESPONSE_URL
        assert "not set up for your workspace" in note.shown


async def test_a_command_over_which_we_fail_gets_an_apology_that_nobody_else_sees() -> None:
    def broken(_inbound: Inbound) -> list[object]:
        raise RuntimeError

    async with workspace() as slack:
        await _after(slack, slack.payloads.slash_command("ask x"), chat=ScriptedTalk(broken))  # type: ignore[arg-type]

        assert [(call.method, call.shown) for call in slack.messages] == [(RESPONSE_URL, APOLOGY)]


async def test_a_command_without_a_person_is_ignored() -> None:
    async with workspace() as slack:
        bench = await _after(slack, slack.payloads.slash_command("ask x", user=""))

        assert (bench.chat.heard, slack.sent) == ([], [])


def _says(text: str, kind: str) -> ScriptedTalk:
    return ScriptedTalk(lambda _inbound: [say(text, kind=kind)])


async def _after(slack: SlackStandIn, request: SlackRequest, *, chat: ScriptedTalk | None = None) -> Bench:
    bench = Bench(slack=slack, chat=chat or ScriptedTalk())
    async with bench.serving() as http:
        await http.post(request)
    return bench
