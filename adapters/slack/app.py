"""Puts the Slack channel together: one object that bootstrap makes, starts and stops."""

import logging

import aiohttp
from fastapi import APIRouter

from adapters.slack.background import Background
from adapters.slack.client import error_code, make_client, open_session, slack_errors
from adapters.slack.corners import Corners
from adapters.slack.desk import SlackStaffDesk
from adapters.slack.direct import DirectMessages
from adapters.slack.envelope import words
from adapters.slack.handling import ArrivalHandler, Chat, Ways
from adapters.slack.listening import ANSWER_WITHIN_S, Intake, make_bolt
from adapters.slack.presses import StaffActions, TriagePresses
from adapters.slack.sender import SlackSender
from adapters.slack.socket_mode import SocketMode
from adapters.slack.webhook import webhook_router
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam
from bot.errors import ChannelError
from bot.messages import Reply
from bot.ports import Clock

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
        organisation_of_team: OrganisationOfTeam,
        triage_channel: str | None,
        clock: Clock,
        apology: Reply,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        """Wire the parts; nothing is called yet.

        Args:
            bot_token: xoxb-...
            signing_secret: checks what comes over HTTP; None without HTTP.
            app_token: xapp-..., turns Socket Mode on; None without it.
            api_url: root of another Web API; None for Slack's own.
            organisation_of_team: a workspace that it does not know is refused; `own_team` may help.
            triage_channel: id of the channel where staff see new reports; None when there is none.
            apology: said when we failed over a message; it holds the emergency numbers.
            answer_within_s: when Slack is answered at the latest, in seconds; only tests give another.
        """
        wording = SlackWording()
        self._client = make_client(bot_token, api_url=api_url)
        self._session: aiohttp.ClientSession | None = None
        self._background = Background()
        self._clock = clock
        self._signing_secret = signing_secret
        self._team = ""
        self.sender = SlackSender(self._client)
        self.desk = SlackStaffDesk(self._client, triage_channel, wording) if triage_channel else None
        corners = Corners(self._client)
        ways = Ways(sender=self.sender, corners=corners, direct=DirectMessages(self._client))
        handler = ArrivalHandler(chat, ways, organisation_of_team, wording=wording, apology=apology)
        presses = TriagePresses(self._client, corners, staff, organisation_of_team, channel=triage_channel, wording=wording)
        intake = Intake(handler, presses, self._background, clock, answer_within_s=answer_within_s)
        self._bolt = make_bolt(self._client, intake)
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
