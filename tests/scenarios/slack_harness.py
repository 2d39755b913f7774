"""What the Slack scenarios share: a conversation and staff of a few lines, and the real channel beside the stand-in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
from fastapi import FastAPI

from adapters.slack.app import SlackChannel
from adapters.slack.outbound import render
from bot.errors import NotFound
from bot.rendering import Wording
from bot.testing import SettableClock
from tests.scenarios.scripted_talk import ScriptedTalk
from tests.scenarios.telegram_harness import KeptFiles, card
from tests.standins.slack import APP_TOKEN, SlackStandIn
from tests.standins.slack_requests import SlackRequest

WORDING = Wording()
APOLOGY: str = render(WORDING.reply("apology"))[0].blocks[0]["text"]["text"]
TRIAGE = "C0TRIAGE"
ORGANISATIONS = {"T0TEAM": "org_test", "T0SISTER": "org_test", "T0RIVAL": "org_rival"}


class ScriptedStaff:
    """Staff actions that are written down. `known`: the reports of org_test."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.done: list[tuple[str, str, str, str]] = []  # what, organisation, report, by whom
        self.acknowledgements: set[str] = set()
        self.failures: list[Exception] = []

    async def acknowledge(self, organisation_id: str, report_id: str, *, by: str, acknowledgement_id: str) -> str:
        self._do("acknowledge", organisation_id, report_id, by)
        self.acknowledgements.add(acknowledgement_id)
        return r"AL\-TEST: acknowledged."

    async def escalate(self, organisation_id: str, report_id: str, *, by: str) -> str:
        self._do("escalate", organisation_id, report_id, by)
        return r"AL\-TEST: the reporter is being asked."

    async def write(self, organisation_id: str, report_id: str, text: str, *, by: str, message_id: str) -> str:
        self._do(f"write {text!r}", organisation_id, report_id, by)
        return r"AL\-TEST: on its way."

    async def close(self, organisation_id: str, report_id: str, reason: str, words: str, *, by: str, message_id: str) -> str:
        self._do(f"close {reason} {words!r}", organisation_id, report_id, by)
        return r"AL\-TEST: closed."

    async def reopen(self, organisation_id: str, report_id: str, *, by: str, message_id: str) -> str:
        self._do("reopen", organisation_id, report_id, by)
        return r"AL\-TEST: open again."

    def _do(self, what: str, organisation_id: str, report_id: str, by: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        if organisation_id != "org_test" or report_id not in self.known:
            raise NotFound("report", report_id)
        self.done.append((what, organisation_id, report_id, by))


@dataclass(kw_only=True)
class Bench:
    """Everything around the channel under test."""

    slack: SlackStandIn
    chat: ScriptedTalk = field(default_factory=ScriptedTalk)
    files: KeptFiles = field(default_factory=KeptFiles)
    pauses: list[float] = field(default_factory=list)  # the waits that were asked for, in seconds; none is waited
    staff: ScriptedStaff = field(default_factory=ScriptedStaff)
    clock: SettableClock = field(default_factory=SettableClock)
    answer_within_s: float = 2.0
    app_token: str = APP_TOKEN
    organisations: dict[str, str] = field(default_factory=lambda: dict(ORGANISATIONS))

    def channel(self, *, by_socket: bool = False) -> SlackChannel:
        return SlackChannel(
            bot_token=self.slack.bot_token,
            signing_secret=None if by_socket else self.slack.signing_secret,
            app_token=self.app_token if by_socket else None,
            api_url=self.slack.url,
            chat=self.chat,
            staff=self.staff,
            staff_talk=self.staff,
            files=self.files,
            wording=WORDING,
            organisation_of_team=self._organisation_of_team,
            triage_channel=TRIAGE,
            clock=self.clock,
            emergency=card,
            answer_within_s=self.answer_within_s,
            pause=self._pause,
        )

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator["Posting"]:
        """Run the channel by HTTP; leaving waits until everything is done."""
        channel = self.channel()
        app = FastAPI()
        app.include_router(channel.router())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://alongside.test") as http, run(channel):
            yield Posting(slack=self.slack, http=http, channel=channel)

    @contextlib.asynccontextmanager
    async def connected(self) -> AsyncIterator[SlackChannel]:
        """Run the channel by Socket Mode; leaving waits until everything is done."""
        async with run(self.channel(by_socket=True)) as channel:
            await self.slack.wait_for_connection()
            yield channel

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def _organisation_of_team(self, team: str) -> str | None:
        return self.organisations.get(team)


@dataclass(frozen=True, kw_only=True)
class Posting:
    """Slack's side of the HTTP requests."""

    slack: SlackStandIn
    http: httpx.AsyncClient
    channel: SlackChannel

    async def post(self, request: SlackRequest) -> httpx.Response:
        """Post a request as Slack does; it must be taken, and answered by something that Slack can read."""
        response = await self.send(request)
        assert response.status_code == 200, response.text
        self.slack.check_answer(request, response.json() if response.content else None)
        return response

    async def send(self, request: SlackRequest, **headers: str) -> httpx.Response:
        """Post a request with other headers, and return whatever comes."""
        return await self.http.post("/slack/events", content=request.body, headers={**request.headers, **headers})


@contextlib.asynccontextmanager
async def run(channel: SlackChannel) -> AsyncIterator[SlackChannel]:
    """Start a channel and stop it; nothing of it may be left over."""
    await channel.start()
    try:
        yield channel
    finally:
        await channel.stop()
        assert left_over() == []


def left_over() -> list[str]:
    """Return the tasks of Slack's libraries, or of our channel, that nobody waits for."""
    coroutines = [task.get_coro() for task in asyncio.all_tasks()]
    places = [each.cr_code.co_filename for each in coroutines if each is not None and hasattr(each, "cr_code")]
    return [place for place in places if "slack_sdk" in place or "slack_bolt" in place or "adapters/slack" in place]


@contextlib.asynccontextmanager
async def workspace() -> AsyncIterator[SlackStandIn]:
    """A Slack whose signatures are made by the clock of the tests."""
    clock = SettableClock()
    async with SlackStandIn(now=lambda: clock.now().timestamp()) as slack:
        yield slack
