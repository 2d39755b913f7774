"""Carries out what somebody of the staff wants done with a card: once, and for people in the triage channel only.

A second press must never tell or ask the reporter again, and nothing that was typed to a reporter may be lost.
"""

import asyncio
import logging
from weakref import WeakValueDictionary

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.background import Signal
from adapters.slack.card_board import CardBoard
from adapters.slack.client import error_code, slack_errors
from adapters.slack.corners import Corners
from adapters.slack.form_fields import Label
from adapters.slack.markup import sentence
from adapters.slack.recent import Recent
from adapters.slack.staff_deeds import StaffDeeds
from adapters.slack.staff_presses import StaffPress
from adapters.slack.staff_views import staff_view
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam, organisation_of
from bot.errors import ChannelError, InvalidAnswer, NotFound
from bot.messages import Reply

log = logging.getLogger(__name__)


class TriagePresses:
    """Carries out presses and modals: one report's one after the other."""

    def __init__(
        self,
        client: AsyncWebClient,
        corners: Corners,
        deeds: StaffDeeds,
        organisation_of_team: OrganisationOfTeam,
        *,
        channel: str | None,
        label: Label,
        wording: SlackWording,
    ) -> None:
        """Remember the ways.

        Args:
            channel: the triage channel; presses elsewhere are refused.
            label: gives the words of a key of labels.yaml.
        """
        self._client = client
        self._corners = corners
        self._deeds = deeds
        self._organisation_of_team = organisation_of_team
        self._channel = channel
        self._label = label
        self._wording = wording
        self._board = CardBoard(client, label=label, wording=wording)
        self._done = Recent()
        self._reports: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, press: StaffPress, done: Signal) -> None:
        """Carry out a press to its end, and tell its person when that could not be done."""
        refusal = await self.carry_out(press, done)
        if refusal:
            await self._corners.try_to_show(press.corner, [refusal])

    async def carry_out(self, press: StaffPress, done: Signal) -> Reply | None:
        """Carry out a press or a modal to its end; return what to tell the person alone when that could not be done."""
        try:
            if press.wants_modal:  # which must not wait for anything that is being done with the report
                return await self._open(press)
            in_turn = self._reports.setdefault(press.report_id, asyncio.Lock())
            async with in_turn:
                return await self._do(press, done)
        except Exception:  # a channel's top handler: whatever broke, the person must hear of it
            log.exception("slack.press_failed", extra={"inbound": press.id})
            return self._wording.reply("card_failed")

    async def _open(self, press: StaffPress) -> Reply | None:
        refusal = await self._refusal(press)
        if refusal:
            return refusal
        view = staff_view(press.action, self._board.newest(press), press.shown_at, self._label, self._wording)
        try:
            with slack_errors():
                await self._client.views_open(trigger_id=press.trigger, view=view)
        except ChannelError as exc:
            log.warning("slack.staff_modal_not_opened", extra={"inbound": press.id, "code": error_code(exc.__cause__)})
            return self._wording.reply("card_not_opened")
        return None

    async def _do(self, press: StaffPress, done: Signal) -> Reply | None:
        if press.id in self._done:  # the same press, or the same modal, comes again
            done()
            return None
        refusal = await self._refusal(press)
        if refusal:
            return refusal
        card = self._board.newest(press)
        try:
            answer = await self._deeds.do(await self._organisation(press), press)
        except NotFound:
            return self._wording.reply("card_gone")
        except InvalidAnswer as problem:
            return Reply(kind="slack.problem", text=sentence(self._label(f"problem.{problem.reason}")))
        self._done.add(press.id)
        done()
        await self._board.show(press, card, answer)
        return None

    async def _refusal(self, press: StaffPress) -> Reply | None:
        if press.shown_at.channel != self._channel:
            return self._wording.reply("card_elsewhere")
        if not await self._organisation(press):
            return self._wording.reply("unknown_team")
        if press.action not in self._board.newest(press).actions:
            return self._wording.reply("card_settled")
        return None

    async def _organisation(self, press: StaffPress) -> str:
        return await organisation_of(press, self._organisation_of_team) or ""
