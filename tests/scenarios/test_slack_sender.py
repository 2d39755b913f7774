"""Scenario: the worker sends a reply that nobody waits for, and Slack answers in all its ways."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.errors import ChannelUnreachable, PersonUnreachable
from tests.scenarios.scripted_talk import say
from tests.scenarios.slack_harness import Bench, run, workspace
from tests.standins.slack import SlackStandIn

ADDRESS = "T0TEAM:D0ALICE"


async def test_a_reply_goes_to_the_channel_of_its_address_without_previews() -> None:
    async with workspace() as slack:
        await _send(slack, ADDRESS)

        (call,) = slack.messages
        assert (call.channel, call.shown) == ("D0ALICE", "Seen by the *SPOC*.")
        assert (call.args["unfurl_links"], call.args["unfurl_media"]) == (False, False)


async def test_a_rate_limit_says_how_long_to_wait() -> None:
    async with workspace() as slack:
        slack.fail_next(429)
        with pytest.raises(ChannelUnreachable) as caught:
            await _send(slack, ADDRESS)

    assert caught.value.retry_after_s == 30.0
    assert isinstance(caught.value.__cause__, SlackApiError)


async def test_a_rate_limit_without_a_time_asks_for_a_second() -> None:
    async with workspace() as slack:
        slack.fail_next(429, {"ok": False, "error": "ratelimited"})
        with pytest.raises(ChannelUnreachable) as caught:
            await _send(slack, ADDRESS)

    assert caught.value.retry_after_s == 1.0


@pytest.mark.parametrize("error", ["channel_not_found", "account_inactive", "is_archived", "user_disabled", "cannot_dm_bot"])
async def test_somebody_who_is_gone_is_not_tried_again(error: str) -> None:
    async with workspace() as slack:
        slack.fail_next(200, error)
        with pytest.raises(PersonUnreachable):
            await _send(slack, ADDRESS)


@pytest.mark.parametrize("error", ["internal_error", "invalid_auth", "missing_scope", "fatal_error"])
async def test_what_may_pass_is_tried_again(error: str) -> None:
    async with workspace() as slack:
        slack.fail_next(200, error)
        with pytest.raises(ChannelUnreachable) as caught:
            await _send(slack, ADDRESS)

    assert caught.value.retry_after_s is None


async def test_a_broken_connection_is_tried_again_later_and_not_at_once() -> None:
    async with workspace() as slack:
        slack.drop_next()
        with pytest.raises(ChannelUnreachable):
            await _send(slack, ADDRESS)

        assert len([call for call in slack.calls if call.method == "chat.postMessage"]) == 1


async def test_an_answer_that_is_no_slack_answer_is_tried_again() -> None:
    async with workspace() as slack:
        slack.fail_next(503, {})
        with pytest.raises(ChannelUnreachable):
            await _send(slack, ADDRESS)


async def test_while_slack_is_away_the_reply_waits() -> None:
    async with workspace() as slack:
        channel = Bench(slack=slack).channel()
    async with run(channel):
        with pytest.raises(ChannelUnreachable):
            await channel.sender.send(ADDRESS, [say("hello")])


async def test_words_whose_blocks_are_refused_are_sent_as_plain_text() -> None:
    async with workspace() as slack:
        slack.fail_next(200, "invalid_blocks")
        await _send(slack, ADDRESS)

        (call,) = slack.messages
        assert (call.blocks, call.text) == ([], "Seen by the SPOC.")


async def test_an_address_that_is_none_of_slacks_reaches_nobody() -> None:
    async with workspace() as slack:
        with pytest.raises(PersonUnreachable):
            await _send(slack, "D0ALICE")


async def _send(slack: SlackStandIn, address: str) -> None:
    async with run(Bench(slack=slack).channel()) as channel:
        await channel.sender.send(address, [say("Seen by the **SPOC**.")])
