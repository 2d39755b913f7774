"""Takes one arrival to the replies that were shown. HTTP and Socket Mode both come here.

Nobody else in a channel may see an answer: a single answer is shown to its asker alone, anything longer goes on in a direct
message.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from weakref import WeakValueDictionary

from adapters.slack.background import Signal
from adapters.slack.corners import Corners
from adapters.slack.direct import DirectMessages
from adapters.slack.inbound import Arrival
from adapters.slack.media import SlackMedia
from adapters.slack.outbound import EMERGENCY
from adapters.slack.recent import Recent
from adapters.slack.wording import SlackWording
from adapters.slack.workspaces import OrganisationOfTeam, organisation_of
from bot.errors import BotError, ChannelError
from bot.messages import Inbound, Reply
from bot.ports import Sender, Turn
from knowledge.refusal import Reason

ANSWERED_AT_ONCE = frozenset(
    {EMERGENCY, "answer", "pinned", "which", "part_unanswered", "guidance_down", "ask_question", "empty", "too_long", "apology"}
    | {"introduction", "welcome", "help", "person", "privacy", "smalltalk", "nothing_to_cancel", "support", "platforms"}
    | {f"refused_{reason}" for reason in Reason}
)
"""Kinds of reply that need no talk: where others read along, they are shown to the asker alone, there and then."""

log = logging.getLogger(__name__)


class Chat(Protocol):
    """The part of the conversation that a channel uses."""

    async def handle(self, inbound: Inbound) -> Turn:
        """Return the replies to a message, stored; the same message again gives the same turn. Never raises."""

    async def sent(self, turn: Turn) -> None:
        """Write down that the channel took the replies; safe to call twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways to a person."""

    sender: Sender
    corners: Corners
    direct: DirectMessages
    media: SlackMedia


class ArrivalHandler:
    """Handles arrivals: different people side by side, one person's in the order in which they came."""

    def __init__(
        self,
        chat: Chat,
        ways: Ways,
        organisation_of_team: OrganisationOfTeam,
        *,
        wording: SlackWording,
        apology: Reply,
        emergency: Callable[[Inbound], Sequence[Reply]],
    ) -> None:
        """Remember the ways.

        Args:
            apology: what is said when we failed over a message; it holds the emergency numbers.
            emergency: the card, if the words of a message call for it; it needs nothing that can be down.
        """
        self._chat = chat
        self._ways = ways
        self._organisation_of_team = organisation_of_team
        self._wording = wording
        self._apology = apology
        self._emergency = emergency
        self._stored = Recent()
        self._people: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, arrival: Arrival, stored: Signal) -> None:
        """Handle one arrival to its end. It calls `stored` once the message cannot get lost any more."""
        # The lock also keeps a repeated delivery from being answered while the first one still is.
        in_turn = self._people.setdefault(arrival.inbound.person, asyncio.Lock())
        async with in_turn:
            try:
                await self._handle(arrival, stored)
            except Exception:  # a channel's top handler: whatever broke, the person must hear of it
                log.exception("slack.arrival_failed", extra={"inbound": arrival.inbound.id})
                await self._tell(arrival, self._apology)

    async def _handle(self, arrival: Arrival, stored: Signal) -> None:
        organisation_id = await organisation_of(arrival, self._organisation_of_team)
        if organisation_id is None:
            log.warning("slack.team_unknown", extra={"inbound": arrival.inbound.id})
            await self._ways.corners.try_to_show(arrival.corner, [self._wording.reply("unknown_team")])
            return
        direct = arrival.direct or await self._open_direct(arrival)
        address = f"{arrival.team}:{direct or arrival.user}"
        inbound = replace(arrival.inbound, organisation_id=organisation_id, conversation=address)
        turn = await self._chat.handle(await self._complete(arrival, inbound))
        if turn.id:
            self._stored.add(inbound.id)
            stored()
        if turn.sent_at is None:  # else the same message again, after everything was done
            await self._deliver(turn, arrival, direct)

    async def _complete(self, arrival: Arrival, inbound: Inbound) -> Inbound:
        if not arrival.files or inbound.id in self._stored:  # a message that comes again has brought its files already
            return inbound
        if not arrival.direct:
            return replace(inbound, unreadable=self._wording.unreadable(["not_private"] * len(arrival.files)))
        for card in self._emergency(inbound):  # fetching files may take a minute, and 999 must not wait for it
            await self._tell(arrival, card)
        return await self._ways.media.attach(inbound, arrival.files)

    async def _open_direct(self, arrival: Arrival) -> str:
        try:
            return await self._ways.direct.open(arrival.user)
        except ChannelError as exc:
            # Red flags and questions must still be answered; they are shown where the person asked.
            log.warning("slack.direct_message_closed", extra={"inbound": arrival.inbound.id, "error": type(exc).__name__})
            return ""

    async def _deliver(self, turn: Turn, arrival: Arrival, direct: str) -> None:
        try:
            await self._show(turn, arrival, direct)
            if turn.id:  # else it could not be stored, and there is nothing to mark
                await self._chat.sent(turn)
        except BotError as exc:
            # The replies are stored and their duty stays open: the worker sends them.
            log.warning("slack.reply_left_to_duty", extra={"turn": turn.id, "error": type(exc).__name__})

    async def _show(self, turn: Turn, arrival: Arrival, direct: str) -> None:
        if direct == arrival.corner.channel or arrival.corner.is_nowhere:
            await self._ways.sender.send(turn.address, turn.replies)
        elif arrival.is_form:
            await self._go_on_in_private(turn, arrival, direct)
        elif not direct or all(reply.kind in ANSWERED_AT_ONCE for reply in turn.replies):
            await self._show_here(turn, arrival)
        else:
            await self._go_on_in_private(turn, arrival, direct)

    async def _show_here(self, turn: Turn, arrival: Arrival) -> None:
        try:
            await self._ways.corners.show(arrival.corner, turn.replies)
        except ChannelError as exc:
            log.info("slack.answered_directly", extra={"turn": turn.id, "error": type(exc).__name__})
            await self._ways.sender.send(turn.address, turn.replies)

    async def _go_on_in_private(self, turn: Turn, arrival: Arrival, direct: str) -> None:
        card = [reply for reply in turn.replies if reply.kind == EMERGENCY]
        await self._ways.corners.try_to_show(arrival.corner, card)
        await self._ways.sender.send(turn.address, turn.replies)
        if direct:
            pointer = self._wording.reply("private_talk", team=arrival.team, channel=direct)
            await self._ways.corners.try_to_show(arrival.corner, [pointer])

    async def _tell(self, arrival: Arrival, reply: Reply) -> None:
        try:
            if arrival.direct or arrival.is_form:
                await self._ways.sender.send(f"{arrival.team}:{arrival.direct or arrival.user}", [reply])
            else:
                await self._ways.corners.show(arrival.corner, [reply])
        except ChannelError as exc:
            log.warning("slack.reply_lost", extra={"kind": reply.kind, "error": type(exc).__name__})
