"""Scenario: the same conversation over Slack's WebSocket, for a workspace behind a firewall."""

import asyncio
import logging

import pytest

from adapters.slack.socket_mode import Troubles
from bot.errors import ChannelUnreachable
from tests.scenarios.slack_harness import TRIAGE, Bench, ScriptedStaff, run, workspace
from tests.standins.slack import RESPONSE_URL


async def test_an_event_a_command_and_a_press_go_through_the_socket() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.connected():
            event = await slack.push(slack.payloads.message_im("who do I ring?"))
            command = await slack.push(slack.payloads.slash_command("ask x"))
            press = await slack.push(slack.payloads.block_actions("choice:0", value="my", channel="D0ALICE"))
            acks = [await slack.wait_for_ack(envelope) for envelope in (event, command, press)]
            await slack.wait_for_messages(3)

    assert acks == [None, None, None]
    assert sorted(slack.texts) == ["You said: /ask x", "You said: my", "You said: who do I ring?"]
    assert bench.chat.unsent == []


async def test_an_envelope_that_comes_again_is_answered_once() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.connected():
            request = slack.payloads.message_im("who do I ring?")
            for each in (request, slack.payloads.retry(request)):
                await slack.wait_for_ack(await slack.push(each))

    assert len(bench.chat.heard) == 1
    assert slack.texts == ["You said: who do I ring?"]


async def test_the_channel_connects_again_when_slack_asks_it_to() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.connected():
            await slack.socket.disconnect()
            await slack.until(lambda: sum(call.method == "apps.connections.open" for call in slack.calls) == 2)
            await slack.wait_for_ack(await slack.push(slack.payloads.message_im("hello")))
            await slack.wait_for_messages(1)

    assert slack.texts == ["You said: hello"]


async def test_what_is_under_way_is_finished_before_the_socket_is_closed() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        channel = bench.channel(by_socket=True)
        async with run(channel):
            await slack.wait_for_connection()
            bench.chat.gate.clear()
            envelope = await slack.push(slack.payloads.message_im("hello"))
            await bench.chat.busy.wait()
            stopping = asyncio.create_task(channel.stop())
            bench.chat.gate.set()
            await stopping

    assert slack.texts == ["You said: hello"]
    assert bench.chat.unsent == []
    assert envelope in slack.acknowledged


async def test_what_comes_while_the_channel_stops_is_left_unconfirmed_so_that_it_comes_again() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        channel = bench.channel(by_socket=True)
        async with run(channel):
            await slack.wait_for_connection()
            bench.chat.gate.clear()
            await slack.push(slack.payloads.message_im("hello"))
            await bench.chat.busy.wait()
            stopping = asyncio.create_task(channel.stop())
            await asyncio.sleep(0)
            late = await slack.push(slack.payloads.message_im("and this", user="U0BOB", channel="D0BOB"))
            bench.chat.gate.set()
            await stopping

    assert late not in slack.acknowledged
    assert [inbound.text for inbound in bench.chat.heard] == ["hello"]


async def test_a_press_on_a_triage_card_goes_through_the_socket() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, staff=ScriptedStaff("rep_1"))
        async with bench.connected():
            press = slack.payloads.block_actions("staff:acknowledge", value="rep_1", channel=TRIAGE)
            await slack.wait_for_ack(await slack.push(press))

    assert bench.staff.done == [("acknowledge", "org_test", "rep_1", "U0ALICE")]


async def test_a_wrong_app_token_is_logged_with_advice_and_without_the_token(caplog: pytest.LogCaptureFixture) -> None:
    told = asyncio.Event()
    caplog.handler.addFilter(lambda _record: _set(told))
    async with workspace() as slack, run(Bench(slack=slack, app_token="xapp-wrong").channel(by_socket=True)), asyncio.timeout(20):
        await told.wait()

    (record,) = [record for record in caplog.records if vars(record).get("error") == "SlackApiError"]
    assert (record.message, vars(record)["code"]) == ("slack.socket_trouble", "invalid_auth")
    assert not [record for record in caplog.records if "xapp" in str(record.__dict__)]


def _set(event: asyncio.Event) -> bool:
    event.set()
    return True


def test_the_same_trouble_is_told_once_until_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    troubles = Troubles()
    sdk = logging.Logger("sdk")
    sdk.addHandler(troubles)

    for _ in range(3):
        sdk.error("Failed to connect (error: %s)", "he has a knife", exc_info=TimeoutError("he has a knife"))
    sdk.warning("stale")
    sdk.info("fine")
    troubles.forget()
    sdk.warning("stale")

    told = [vars(record)["error"] for record in caplog.records]
    assert told == ["TimeoutError", told[1], told[1]]
    assert not [record for record in caplog.records if "knife" in str(vars(record))]


async def test_the_self_test_says_which_workspace_it_is(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with workspace() as slack:
        async with run(Bench(slack=slack).channel()) as channel:
            assert await channel.self_test()
            assert await channel.own_team() == "T0TEAM"

        assert "slack.ready" in caplog.messages
        assert sum(call.method == "auth.test" for call in slack.calls) <= 2


@pytest.mark.parametrize("failure", ["invalid_auth", "account_inactive"])
async def test_a_failed_self_test_leaves_a_clear_line_and_no_token(failure: str, caplog: pytest.LogCaptureFixture) -> None:
    async with workspace() as slack:
        slack.fail_next(200, failure, method="auth.test", times=2)
        async with run(Bench(slack=slack).channel()) as channel:
            assert not await channel.self_test()

    (record, *_) = [record for record in caplog.records if record.message == "slack.self_test_failed"]
    assert (vars(record)["code"], "ALONGSIDE_SLACK_BOT_TOKEN" in vars(record)["advice"]) == (failure, True)
    assert slack.bot_token not in str(record.__dict__)


async def test_while_slack_is_away_the_channel_starts_and_stops_all_the_same() -> None:
    async with workspace() as slack:
        channel = Bench(slack=slack).channel(by_socket=True)
    # The stand-in is gone by now.
    async with run(channel):
        with pytest.raises(ChannelUnreachable):
            await channel.own_team()


async def test_a_response_url_is_used_over_the_socket_too() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack)
        async with bench.connected():
            await slack.wait_for_ack(await slack.push(slack.payloads.slash_command("ask x")))

    assert [call.method for call in slack.messages] == [RESPONSE_URL]
