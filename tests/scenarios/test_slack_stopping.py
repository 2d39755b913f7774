"""Scenario: the process is told to stop while Slack's messages are being handled."""

import asyncio

from adapters.slack.background import Background, Signal
from tests.scenarios.slack_harness import Bench, left_over, run, workspace


async def test_replies_under_way_are_sent_before_the_channel_is_closed() -> None:
    async with workspace() as slack:
        bench = Bench(slack=slack, answer_within_s=0.0)
        async with bench.serving() as http:
            bench.chat.gate.clear()
            await http.post(slack.payloads.message_im("hello"))
            stopping = asyncio.create_task(http.channel.stop())
            bench.chat.gate.set()
            await stopping

        assert slack.texts == ["You said: hello"]


async def test_stopping_twice_or_without_a_start_is_harmless() -> None:
    async with workspace() as slack:
        channel = Bench(slack=slack).channel(by_socket=True)
        await channel.stop()
        async with run(channel):
            await slack.wait_for_connection()
            await channel.stop()


async def test_a_channel_can_be_started_again() -> None:
    async with workspace() as slack:
        channel = Bench(slack=slack).channel(by_socket=True)
        for _ in range(2):
            async with run(channel):
                await slack.wait_for_connection()

    assert left_over() == []


async def test_work_that_takes_too_long_is_cut_off_at_the_end() -> None:
    background, ended = Background(), []

    async def endless(_signal: Signal) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cut off")

    await background.start_and_wait(endless, limit_s=0.0)
    await asyncio.sleep(0)  # it begins
    await background.drain(limit_s=0.0)

    assert ended == ["cut off"]


async def test_work_that_begins_while_we_wait_is_waited_for_as_well() -> None:
    background, done = Background(), []

    async def second() -> None:
        done.append("second")

    async def first(_signal: Signal) -> None:
        done.append("first")
        background.start(second())

    await background.start_and_wait(first, limit_s=0.0)
    await background.drain(limit_s=20.0)

    assert done == ["first", "second"]


async def test_slack_is_answered_when_the_work_ends_without_a_signal() -> None:
    background = Background()

    async def silent(_signal: Signal) -> None:
        return

    async with asyncio.timeout(20):
        await background.start_and_wait(silent, limit_s=3600.0)
