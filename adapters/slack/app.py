"""Puts the Slack channel together: one object that bootstrap makes, starts and stops."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import aiohttp
from fastapi import APIRouter

from adapters.slack.background import Background
from adapters.slack.client import error_code, make_client, open_session, slack_errors
from adapters.slack.corners import Corners
from adapters.slack.desk import SlackStaffDesk
from adapters.slack.direct import DirectMessages
from adapters.slack.dressing import dressing
from adapters.slack.envelope import words
from adapters.slack.forms import ReportForms
from adapters.slack.handling import ArrivalHandler, Chat, Ways
from adapters.slack.intake import ANSWER_WITHIN_S, Intake, Parts
from adapters.slack.listening import make_bolt
from adapters.slack.media import EvidenceFiles, Pause, SlackMedia
from adapters.slack.presses import TriagePresses
from adapters.slack.sender import SlackSender
from adapters.slack.socket_mode import SocketMode
from adapters.slack.staff_deeds import StaffActions, StaffDeeds, StaffTalk
from adapters.slack.webhook import webhook_router
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam
from bot.errors import ChannelError
from bot.messages import Inbound, Reply
from bot.ports import Clock
from bot.rendering import Wording

GRACE_S = 10.0
"""How long `stop` waits for replies under way, in seconds. What is cut off was stored before, and is sent by its duty."""

log = logging.getLogger(__name__)


class SlackChannel:
    """Alongside on Slack, by HTTP, by Socket Mode, or by both."""

    def __init__(
        self,
        *,
        bot_token: str,
        signing_secret: str | None,
        app_token: str | None,
        api_url: str | None,
        chat: Chat,
        staff: StaffActions,
        staff_talk: StaffTalk,
        files: EvidenceFiles,
        wording: Wording,
        organisation_of_team: OrganisationOfTeam,
        triage_channel: str | None,
        clock: Clock,
        emergency: Callable[[Inbound], Sequence[Reply]],
        answer_within_s: float = ANSWER_WITHIN_S,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """Wire the parts; nothing is called yet.

        Args:
            bot_token: xoxb-...
            signing_secret: checks what comes over HTTP; None without HTTP.
            app_token: xapp-..., turns Socket Mode on; None without it.
            api_url: root of another Web API; None for Slack's own.
            staff: what the staff can do with a card; `staff_talk`: what they can say to its reporter.
            files: where files that people send are kept.
            wording: the conversation's, for the labels of the form, and for the apology when we failed over a message.
            organisation_of_team: a workspace that it does not know is refused; `own_team` may help.
            triage_channel: id of the channel where staff see new reports; None when there is none.
            emergency: the card, if the words of a message call for it; it needs nothing that can be down.
            answer_within_s: when Slack is answered at the latest, in seconds; only tests give another.
            pause: waits between two tries to fetch a file.
        """
        self._client = client = make_client(bot_token, api_url=api_url)
        self._session: aiohttp.ClientSession | None = None
        self._background = Background()
        self._clock = clock
        self._signing_secret = signing_secret
        self._team = ""
        own, label = SlackWording(), wording.label
        render = dressing(label, own)
        self.sender = SlackSender(client, render)
        self.desk = SlackStaffDesk(client, triage_channel, label=label, wording=own) if triage_channel else None
        corners, media = Corners(client, render), SlackMedia(client, files, own, pause=pause)
        ways = Ways(sender=self.sender, corners=corners, direct=DirectMessages(client), media=media)
        apology = wording.reply("apology")
        handler = ArrivalHandler(chat, ways, organisation_of_team, wording=own, apology=apology, emergency=emergency)
        deeds = StaffDeeds(actions=staff, talk=staff_talk)
        presses = TriagePresses(client, corners, deeds, organisation_of_team, channel=triage_channel, label=label, wording=own)
        forms = ReportForms(client, ways, organisation_of_team, label=label, wording=own)
        parts = Parts(handler=handler, presses=presses, forms=forms, wording=wording, own=own, key=bot_token)
        self._bolt = make_bolt(client, Intake(parts, self._background, clock, answer_within_s=answer_within_s))
        self._socket = SocketMode(self._bolt, app_token, self._background) if app_token else None

    def router(self) -> APIRouter:
        """Return the router for POST /slack/events. Raises MissingSetting when there is no signing secret."""
        return webhook_router(self._bolt, self._clock, signing_secret=self._signing_secret or "")

    async def start(self) -> None:
        """Open the connections; returns at once. The self-test and Socket Mode go on in the background."""
        self._session = self._client.session = open_session()
        self._background.start(self._test_itself())
        if self._socket:
            self._socket.start()

    async def stop(self) -> None:
        """Finish what is under way, then close the connections. Safe to call twice."""
        if self._socket:
            self._socket.listen_no_more()
        await self.settle()
        if self._socket:
            await self._socket.stop()
        if self._session:
            await self._session.close()
            self._session = self._client.session = None

    async def settle(self) -> None:
        """Wait until everything that is under way has been answered; what takes longer than `GRACE_S` is cut off."""
        await self._background.drain(limit_s=GRACE_S)

    async def self_test(self) -> bool:
        """Ask Slack who we are. False, and a line in the log that says what to do, when it does not tell."""
        try:
            team = await self.own_team()
        except ChannelError as exc:
            advice = "Check ALONGSIDE_SLACK_BOT_TOKEN, ALONGSIDE_SLACK_API_URL and the network; replies wait until then."
            log.error("slack.self_test_failed", extra={"code": error_code(exc.__cause__), "advice": advice})
            return False
        log.info("slack.ready", extra={"team": team})
        return True

    async def own_team(self) -> str:
        """Return the id of the workspace that the bot token belongs to, asked for once. Raises ChannelUnreachable."""
        if not self._team:
            with slack_errors():
                answer = await self._client.auth_test()
            self._team = words(answer.data if isinstance(answer.data, dict) else {}, "team_id")
        return self._team

    async def _test_itself(self) -> None:
        await self.self_test()
