"""The whole of Alongside in memory with Slack as its only channel, and somebody who types, presses and fills in."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import cast

import httpx
from fastapi import FastAPI

from adapters.slack.app import SlackChannel
from bot import emergency
from bot.heard import Heard
from bot.messages import Channel
from bot.ports import Sender, StaffDesk
from bot.reporting.report import Report
from tests.scenarios.slack_harness import TRIAGE, Posting, run
from tests.scenarios.telegram_harness import KeptFiles
from tests.standins.slack import SlackStandIn
from tests.standins.slack_call import Call
from tests.standins.slack_modals import Entered
from tests.standins.slack_requests import SlackRequest
from tests.talking import ORGANISATION, World

DM = "D0ALICE"
ALICE = "T0TEAM:U0ALICE"


@dataclass(kw_only=True)
class Stage:
    """All of it. Every act waits until everything that it led to has happened."""

    slack: SlackStandIn
    world: World
    stack: AsyncExitStack
    files: KeptFiles = field(default_factory=KeptFiles)
    http: Posting = None  # type: ignore[assignment]  # set by `start`

    async def start(self) -> None:
        """Start the channel; started again, it is as after a restart: nothing in memory, the same rows."""
        await self.stack.aclose()
        channel = self._channel()
        assert channel.desk is not None
        cast(dict[str, StaffDesk], self.world.outside.desks)[ORGANISATION.id] = channel.desk
        cast(dict[Channel, Sender], self.world.outside.senders)[Channel.SLACK] = channel.sender
        app = FastAPI()
        app.include_router(channel.router())
        transport = httpx.ASGITransport(app)
        http = await self.stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://alongside.test"))
        await self.stack.enter_async_context(run(channel))
        self.http = Posting(slack=self.slack, http=http, channel=channel)

    async def act(self, request: SlackRequest) -> Mapping[str, str]:
        """Send what somebody did; return what a modal was told to be wrong with it."""
        response = await self.http.post(request)
        await self.settle()
        errors: dict[str, str] = response.json().get("errors", {}) if response.content else {}
        return errors

    async def press(self, label: str, *, user: str = "U0ALICE") -> None:
        """Press the newest button with this label in a message."""
        await self.act(self.slack.press(label, user=user))

    async def say(self, text: str) -> None:
        """Write in the direct message."""
        await self.act(self.slack.payloads.message_im(text))

    async def command(self, text: str) -> None:
        """Type /alongside in a channel."""
        await self.act(self.slack.payloads.slash_command(text))

    async def submit(self, entered: Entered, *, user: str = "U0ALICE") -> Mapping[str, str]:
        """Send in the newest modal with this; return what it was told to be wrong."""
        return await self.act(self.slack.submit(entered, user=user))

    async def settle(self) -> None:
        """Wait until everything that was said has been answered."""
        await self.http.channel.settle()
        await self.world.work()

    async def choose(self, consent: str) -> None:
        """Choose on the review card who may see the report."""
        await self.press("Choose who may see it")
        await self.press(consent)

    async def report(self, consent: str, *, what: str = "A man shouted at me outside the library yesterday") -> Call:
        """Tell a report from the form to its end; return its card in the triage channel."""
        await self.command("form")
        assert await self.submit({"what": what}) == {}
        await self.choose(consent)
        return self.card

    async def reports(self) -> list[Report]:
        """Return Alice's reports, newest first."""
        return await self.world.reports(person=ALICE, channel=Channel.SLACK)

    @property
    def card(self) -> Call:
        """The first card in the triage channel, as it looks now."""
        posted = next(call for call in self.slack.messages if call.channel == TRIAGE)
        return replace(posted, args={**posted.args, **self.slack.answers.messages[TRIAGE, posted.ts]})

    @property
    def thread(self) -> list[Call]:
        """What was put into the thread of that card."""
        return [call for call in self.slack.messages if call.args.get("thread_ts") == self.card.ts]

    @property
    def newest(self) -> str:
        """What Alice read last in her direct message."""
        return self.read[-1]

    @property
    def read(self) -> list[str]:
        """All that Alice was told in her direct message."""
        return [call.shown for call in self.slack.messages if call.channel == DM]

    def _channel(self) -> SlackChannel:
        return SlackChannel(
            bot_token=self.slack.bot_token,
            signing_secret=self.slack.signing_secret,
            app_token=None,
            api_url=self.slack.url,
            chat=self.world.talk(),
            staff=self.world.staff,
            staff_talk=self.world.staff_talk,
            files=self.files,
            wording=self.world.wording,
            organisation_of_team=_organisation_of_team,
            triage_channel=TRIAGE,
            clock=self.world.clock,
            emergency=lambda inbound: emergency.check(self.world.wording, Heard(inbound)),
        )


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, running; leaving waits until everything is done."""
    world = await World().open()
    async with SlackStandIn(now=lambda: world.clock.now().timestamp()) as slack, AsyncExitStack() as stack:
        it = Stage(slack=slack, world=world, stack=stack)
        await it.start()
        yield it


async def _organisation_of_team(team: str) -> str | None:
    return ORGANISATION.id if team == "T0TEAM" else None
