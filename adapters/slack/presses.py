"""Does what a button on a triage card says, once, for people in the triage channel only.

A second press must never tell or ask the reporter again.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.background import Signal
from adapters.slack.client import slack_errors
from adapters.slack.corners import Corners
from adapters.slack.envelope import Body, first, part, words
from adapters.slack.inbound import Arrival, Ignored, read_press
from adapters.slack.markup import read_markdown
from adapters.slack.mrkdwn import write_mrkdwn
from adapters.slack.outbound import Block, Outgoing, mrkdwn
from adapters.slack.sender import post
from adapters.slack.triage_card import ACKNOWLEDGE, is_settled, settled
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam, organisation_of
from bot.errors import ChannelError, NotFound

CARDS_KNOWN = 500
"""Cards whose newest look is remembered, for two people who press before either has seen what the other did."""

MAX_UPDATE_CHARS = 4000
"""Longest text that chat.update takes."""

log = logging.getLogger(__name__)


class StaffActions(Protocol):
    """What the staff can do with a card; see bot/escalation/staff.py."""

    async def acknowledge(self, organisation_id: str, report_id: str, *, by: str, acknowledgement_id: str) -> str:
        """Write down that the staff have seen a report; return what to show them. Raises NotFound."""

    async def escalate(self, organisation_id: str, report_id: str, *, by: str) -> str:
        """Ask the reporter whether the SPOC may be told; return what to show the staff. Raises NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPress:
    """A press of a button on a triage card."""

    arrival: Arrival
    action: str
    message: str  # the card's stamp
    blocks: tuple[Block, ...]  # the card as the person saw it
    text: str

    @property
    def report_id(self) -> str:
        """Which report the card shows."""
        return self.arrival.inbound.choice


def read_staff_press(body: Body, received_at: datetime) -> StaffPress | Ignored:
    """Return the press. `received_at` as in `read_press`."""
    arrival, message = read_press(body, received_at), part(body, "message")
    blocks = message.get("blocks")
    if isinstance(arrival, Ignored) or not words(message, "ts") or not isinstance(blocks, list):
        return Ignored("press without a card")
    return StaffPress(
        arrival=arrival,
        action=words(first(body, "actions"), "action_id"),
        message=words(message, "ts"),
        blocks=tuple(blocks),
        text=words(message, "text"),
    )


class TriagePresses:
    """Carries out presses: one report's one after the other."""

    def __init__(
        self,
        client: AsyncWebClient,
        corners: Corners,
        staff: StaffActions,
        organisation_of_team: OrganisationOfTeam,
        *,
        channel: str | None,
        wording: SlackWording,
    ) -> None:
        """`channel`: the triage channel; presses elsewhere are refused."""
        self._client = client
        self._corners = corners
        self._staff = staff
        self._organisation_of_team = organisation_of_team
        self._channel = channel
        self._wording = wording
        self._reports: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._cards: dict[str, tuple[Block, ...]] = {}

    async def handle(self, press: StaffPress, done: Signal) -> None:
        """Carry out a press to its end, and tell its person when that could not be done."""
        in_turn = self._reports.setdefault(press.report_id, asyncio.Lock())
        async with in_turn:
            try:
                refusal = await self._handle(press, done)
            except Exception:  # a channel's top handler: whatever broke, the person must hear of it
                log.exception("slack.press_failed", extra={"inbound": press.arrival.inbound.id})
                refusal = "card_failed"
        if refusal:
            await self._corners.try_to_show(press.arrival.corner, [self._wording.reply(refusal)])

    async def _handle(self, press: StaffPress, done: Signal) -> str:
        """Return the name of what to tell the person alone; empty when it was done."""
        organisation_id = await organisation_of(press.arrival, self._organisation_of_team)
        card = self._newest(press)
        if press.arrival.corner.channel != self._channel:
            return "card_elsewhere"
        if organisation_id is None:
            return "unknown_team"
        if is_settled(card, press.action):
            return "card_settled"
        try:
            answer = await self._act(organisation_id, press)
        except NotFound:
            return "card_gone"
        done()
        await self._show(press, card, answer)
        return ""

    async def _act(self, organisation_id: str, press: StaffPress) -> str:
        report_id, by = press.report_id, press.arrival.user
        if press.action == ACKNOWLEDGE:
            # One id a report: whoever presses, its reporter is told once.
            return await self._staff.acknowledge(organisation_id, report_id, by=by, acknowledgement_id=f"slack:{report_id}")
        return await self._staff.escalate(organisation_id, report_id, by=by)

    async def _show(self, press: StaffPress, card: Sequence[Block], answer: str) -> None:
        """Put the answer, and who asked for it, on the card and into its thread. It claims nothing that the answer does not."""
        person = self._wording.card("by", person=f"<@{press.arrival.user}>")
        line = f"{write_mrkdwn(read_markdown(answer))} {person}"
        blocks = settled(card, press.action, line)
        self._remember(press.message, blocks)
        said = Outgoing(blocks=({"type": "section", "text": mrkdwn(line)},), text=line)
        channel = press.arrival.corner.channel
        try:
            await self._update(channel, press.message, blocks, press.text)
            await post(self._client, said, channel=channel, thread=press.message)
        except ChannelError as exc:
            # It is done; only its sign on the card is missing, and a second press changes nothing.
            log.warning("slack.card_not_updated", extra={"report": press.report_id, "error": type(exc).__name__})

    async def _update(self, channel: str, message: str, blocks: Sequence[Block], text: str) -> None:
        with slack_errors():
            await self._client.chat_update(channel=channel, ts=message, blocks=blocks, text=text[:MAX_UPDATE_CHARS])

    def _newest(self, press: StaffPress) -> tuple[Block, ...]:
        known = self._cards.get(press.message, ())
        return known if _presses(known) > _presses(press.blocks) else press.blocks

    def _remember(self, message: str, blocks: tuple[Block, ...]) -> None:
        self._cards[message] = blocks
        if len(self._cards) > CARDS_KNOWN:
            del self._cards[next(iter(self._cards))]


def _presses(blocks: Sequence[Block]) -> int:
    return sum(block.get("type") == "context" for block in blocks)
