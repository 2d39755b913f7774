"""Scenario: the real conversation on Slack, from a command in a channel to the staff's acknowledgement."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

import httpx
import pytest
from fastapi import FastAPI

from adapters.slack.app import SlackChannel
from adapters.slack.handling import ANSWERED_AT_ONCE
from bot.messages import Channel
from bot.ports import Sender, StaffDesk
from bot.rendering import TEMPLATES
from tests.scenarios.slack_harness import TRIAGE, Posting, run, workspace
from tests.standins.slack import RESPONSE_URL, SlackStandIn
from tests.talking import ORGANISATION, World

DM = "D0ALICE"


@dataclass(frozen=True, kw_only=True)
class Alongside:
    """The whole of it, with Slack as the only channel."""

    slack: SlackStandIn
    world: World
    http: Posting

    async def press(self, label: str) -> None:
        """Press the newest button with this label, and let the worker do what is due then."""
        await self.http.post(self.slack.press(label))
        await self.settle()

    async def say(self, text: str) -> None:
        """Write in the direct message."""
        await self.http.post(self.slack.payloads.message_im(text))
        await self.settle()

    async def command(self, text: str) -> None:
        """Type /alongside in a channel."""
        await self.http.post(self.slack.payloads.slash_command(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was said has been answered."""
        await self.http.channel.settle()
        await self.world.work()

    @property
    def newest(self) -> str:
        """What Alice read last in her direct message."""
        return [call.shown for call in self.slack.messages if call.channel == DM][-1]


async def test_a_report_begun_in_a_channel_is_told_in_private_shown_to_the_staff_and_acknowledged() -> None:
    async with alongside() as it:
        await it.command("report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="My party's staff only")
        card = next(call for call in it.slack.messages if call.channel == TRIAGE)
        await it.press("Acknowledge")

        assert "A man shouted at me outside the library yesterday" in card.shown
        assert "have seen" in it.newest
        assert {call.channel for call in it.slack.messages if call.method != RESPONSE_URL} == {DM, TRIAGE}


async def test_nothing_goes_to_the_spoc_on_the_staffs_word_alone_and_all_of_it_when_the_reporter_agrees() -> None:
    async with alongside() as it:
        await it.say("/report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="My party's staff only")
        await it.press("Ask reporter: tell the SPOC?")
        asked, sent_before = it.newest, len(it.world.spoc.arrived)
        await it.press("Yes, tell the SPOC")

        assert "May I send it to the SPOC?" in asked
        assert (sent_before, len(it.world.spoc.arrived)) == (0, 1)


async def test_a_diary_is_shown_to_nobody() -> None:
    async with alongside() as it:
        await it.say("/report A man shouted at me outside the library yesterday")
        await _finish_report(it, consent="Nobody – just keep it")

        assert [call for call in it.slack.messages if call.channel == TRIAGE] == []


async def test_a_red_flag_in_a_channel_brings_the_card_to_the_asker_alone() -> None:
    async with alongside() as it:
        await it.command("ask he has a knife and he is outside my office right now")

        first = it.slack.messages[0]
        assert (first.method, first.args["response_type"]) == (RESPONSE_URL, "ephemeral")
        assert first.blocks[0]["type"] == "header"
        assert "999" in first.blocks[0]["text"]["text"]


async def test_a_question_in_a_channel_is_answered_with_its_quotation_there() -> None:
    async with alongside() as it:
        await it.command("ask somebody is stalking and harassing me online, do I engage?")

        introduction, answer = it.slack.messages
        assert (introduction.method, answer.method) == (RESPONSE_URL, RESPONSE_URL)
        assert "I am Alongside" in introduction.shown
        assert "> • Do not engage with individuals who are stalking or harassing you" in answer.shown
        assert "Example Guidance" in answer.shown


@pytest.mark.parametrize("kind", sorted(ANSWERED_AT_ONCE))
def test_every_kind_that_is_answered_at_once_is_a_template_of_the_conversation(kind: str) -> None:
    assert (TEMPLATES / "en" / f"{kind}.md.j2").is_file()


async def test_a_file_is_honestly_said_to_be_unreadable() -> None:
    async with alongside() as it:
        await it.http.post(it.slack.payloads.file_share())
        await it.settle()

        assert "can't read a file" in it.newest


@asynccontextmanager
async def alongside() -> AsyncIterator[Alongside]:
    async with workspace() as slack:
        world = await World().open()
        channel = SlackChannel(
            bot_token=slack.bot_token,
            signing_secret=slack.signing_secret,
            app_token=None,
            api_url=slack.url,
            chat=world.conversation,
            staff=world.staff,
            organisation_of_team=_organisation_of_team,
            triage_channel=TRIAGE,
            clock=world.clock,
            apology=world.wording.reply("apology"),
        )
        assert channel.desk is not None
        cast(dict[str, StaffDesk], world.outside.desks)[ORGANISATION.id] = channel.desk
        cast(dict[Channel, Sender], world.outside.senders)[Channel.SLACK] = channel.sender
        app = FastAPI()
        app.include_router(channel.router())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://alongside.test") as http, run(channel):
            yield Alongside(slack=slack, world=world, http=Posting(slack=slack, http=http, channel=channel))


async def _organisation_of_team(team: str) -> str | None:
    return ORGANISATION.id if team == "T0TEAM" else None


async def _finish_report(it: Alongside, *, consent: str) -> None:
    for _ in range(8):
        labels = {button.label for call in it.slack.messages if call.shown == it.newest for button in call.buttons}
        if consent in labels:
            await it.press(consent)
            return
        await it.press(next(label for label in ("No", "Nothing to add", "I don't know") if label in labels))
    raise AssertionError("the form did not come to its end")
