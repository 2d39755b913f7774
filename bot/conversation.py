"""One turn from message to replies: seen before? red flags; what it means; one transaction; the replies.

The worst that may happen here is that a person gets no answer. So `handle` never raises: when everything else is down, they get
the emergency card if they need it, and an honest apology with the numbers to ring.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from bot import emergency
from bot.answering.found import Found
from bot.answering.pins import Pins
from bot.commands import command_in, invitation_code, question_in
from bot.deciding import decide, introduce
from bot.duties import DutyKind
from bot.errors import Collided, ConversationChanged
from bot.escalation.assigning import Assigning
from bot.escalation.routing import Routing
from bot.heard import Heard, what_in_form
from bot.incoming import cleaned
from bot.looking_up import LookUp, context_of, looking_up, passage_named
from bot.messages import PUSHED, Channel, Inbound, Reply
from bot.ports import Clock, Guidance, Ids, Storage, Turn, UnitOfWork
from bot.redacting import Redactor, everything_out
from bot.rendering import Wording
from bot.reporting.lanes import NO_LANES, Lanes
from bot.state import ConversationRecord, State
from bot.talk import Routes, Talk
from knowledge.contacts import ContactBook

log = logging.getLogger(__name__)

RESEND_AFTER = timedelta(seconds=30)
"""How long the channel has to send a reply itself before the stored one is sent for it."""

LONG_CHARS = 600
"""Texts longer than this are triaged in a thread: 10,000 hostile characters have taken half a second."""

Result = TypeVar("Result")

TRIES = 3
"""How often a turn is tried when another message of the same conversation came first, or the database gave it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What a conversation needs."""

    storage: Storage
    guidance: Guidance
    clock: Clock
    ids: Ids
    wording: Wording
    routes: Routes
    routing: Routing
    contacts: ContactBook
    default_organisation_id: str
    redact: Redactor = everything_out  # takes out of a question what could name a person
    pins: Pins = field(default_factory=Pins)
    lanes: Lanes = NO_LANES
    wake: Callable[[], None] = lambda: None  # tells the worker that there may be a new duty

    @property
    def assigning(self) -> Assigning:
        """Who at the police a report goes to."""
        return Assigning(routing=self.routing, has_fallback=self.routes.has_spoc, practice=self.routes.practice)


class Conversation:
    """The conversation core, the same for every channel."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._locks: WeakValueDictionary[tuple[Channel, str], asyncio.Lock] = WeakValueDictionary()

    async def handle(self, inbound: Inbound) -> Turn:
        """Return the turn for a message; the same message again gives the same turn and does nothing twice. Never raises."""
        inbound = cleaned(inbound)
        lock = self._locks.setdefault((inbound.channel, inbound.conversation), asyncio.Lock())
        with looking_up(self._core.guidance, inbound) as look_up:
            is_known = self._core.pins.asked_for(inbound.text) is not None
            what = await look_up.signals_of(what_in_form(inbound))
            heard = Heard(inbound, is_known_question=is_known, signals=await look_up.signals(), what_signals=what)
            first = await self._first(heard)
            try:
                async with lock:
                    return await self._turn(heard, first, look_up)
            except Exception:  # the last line of defence: the person must get an answer, whatever broke
                log.exception("turn.failed", extra={"channel": inbound.channel.value})
                return self._apology(inbound, first)

    async def _first(self, heard: Heard) -> list[Reply]:
        """Return the emergency card, if the words call for it. Rules that break must not cost the answer, nor hide a danger."""
        try:
            return await self._in_thread_if_long(heard, partial(emergency.check, self._core.wording, heard))
        except Exception:  # nobody knows what these words meant: better a card too many
            log.exception("red_flags.failed", extra={"channel": heard.inbound.channel.value})
            return [emergency.emergency_card(self._core.wording, ())]

    async def sent(self, turn: Turn) -> None:
        """Write down that a channel that is pushed to took the replies of a turn, so that they are not sent again."""
        if not turn.id or turn.channel not in PUSHED:
            return
        async with self._core.storage.work(turn.organisation_id) as work:
            await work.turns.mark_sent(turn.id, self._core.clock.now())
            await work.duties.drop(DutyKind.SEND, turn.id)

    async def transcript(self, channel: Channel, address: str, *, after: int = 0) -> Sequence[Turn]:
        """Return what was said in a conversation after a place in it, oldest first; nothing when there was none."""
        organisation_id = await self._organisation_of(channel, address)
        async with self._core.storage.reading(organisation_id) as work:
            record = await work.conversations.find(channel, address)
            return await work.turns.since(record.id, after) if record else ()

    async def _in_thread_if_long(self, heard: Heard, do: Callable[[], Result]) -> Result:
        """The rules read 20 characters a millisecond at worst: a pasted thread must not hold up everybody else."""
        return await asyncio.to_thread(do) if len(heard.inbound.text) > LONG_CHARS else do()

    async def _turn(self, heard: Heard, first: list[Reply], look_up: LookUp) -> Turn:
        inbound = heard.inbound
        joined = await self._join(inbound)
        organisation_id = await self._organisation_of(inbound.channel, inbound.person, inbound.organisation_id)
        for _ in range(TRIES - 1):
            try:
                return await self._once(heard, first, organisation_id, joined, look_up)
            except (ConversationChanged, Collided):
                continue
        return await self._once(heard, first, organisation_id, joined, look_up)

    async def _join(self, inbound: Inbound) -> bool | None:
        code = invitation_code(inbound)
        return None if code is None else await self._core.storage.join(code, inbound.channel, inbound.person) is not None

    async def _once(self, heard: Heard, first: list[Reply], organisation_id: str, joined: bool | None, look_up: LookUp) -> Turn:
        inbound = heard.inbound
        async with self._core.storage.reading(organisation_id) as work:
            before = await work.turns.find(inbound.channel, inbound.conversation, inbound.id)
            record = await work.conversations.find(inbound.channel, inbound.conversation)
            collections = work.organisation.collections
        if before:
            return before
        question = await self._question(heard, record.state if record else State())
        state = record.state if record else State()
        context = context_of(question, state, self._core.clock.now())
        found = await look_up.found(question, context, collections=collections)
        named = passage_named(inbound.choice, state)
        passage = await look_up.passage(named, collections=collections) if named else None
        async with self._core.storage.work(organisation_id) as work:
            talk = await self._talk(heard, first, found, joined, work, record)
            talk.passage = passage
            turn = await self._write(talk, record)
        if talk.owes:
            self._core.wake()
        return turn

    async def _question(self, heard: Heard, state: State) -> str | None:
        plan = partial(command_in, heard, state, self._core.wording)
        return question_in(heard, state, await self._in_thread_if_long(heard, plan))

    async def _talk(
        self,
        heard: Heard,
        first: list[Reply],
        found: tuple[Found, ...] | None,
        joined: bool | None,
        work: UnitOfWork,
        record: ConversationRecord | None,
    ) -> Talk:
        core, inbound = self._core, heard.inbound
        is_private = inbound.person == inbound.conversation  # then whoever began it is whoever speaks
        if record and is_private:
            member_id = record.member_id
        else:
            member_id = (await work.members.find_or_add(inbound.channel, inbound.person)).id
        has_spoc, practice = await core.assigning.ways(work, core.clock.now())
        return Talk(
            heard=heard,
            work=work,
            wording=core.wording,
            ids=core.ids,
            now=core.clock.now(),
            routes=replace(core.routes, has_spoc=has_spoc, practice=practice),
            assigning=core.assigning,
            contacts=core.contacts,
            member_id=member_id,
            conversation_id=record.id if record else core.ids.new("con"),
            state=record.state if record else State(),
            found=found,
            redact=core.redact,
            pins=core.pins,
            lanes=core.lanes,
            joined=joined,
            replies=list(first),
        )

    async def _write(self, talk: Talk, record: ConversationRecord | None) -> Turn:
        """Decide, and write all that follows. A record that has changed since it was read makes it all void; it is repeated."""
        await decide(talk)
        introduce(talk)
        begun = ConversationRecord(
            id=talk.conversation_id,
            channel=talk.inbound.channel,
            address=talk.inbound.conversation,
            member_id=talk.member_id,
            state=talk.state,
        )
        await talk.work.conversations.save(replace(record, state=talk.state) if record else begun)
        return await self._keep(talk)

    async def _keep(self, talk: Talk) -> Turn:
        inbound = talk.inbound
        turn = Turn(
            id=self._core.ids.new("trn"),
            organisation_id=talk.organisation.id,
            conversation_id=talk.conversation_id,
            channel=inbound.channel,
            address=inbound.conversation,
            inbound_key=inbound.id,
            said=talk.said,
            replies=tuple(talk.replies),
            created_at=talk.now,
        )
        stored = await talk.work.turns.add(turn)
        if inbound.channel in PUSHED:
            await talk.owe(DutyKind.SEND, turn.id, due_at=talk.now + RESEND_AFTER)
        return stored

    async def _organisation_of(self, channel: Channel, person: str, known: str = "") -> str:
        return known or await self._core.storage.organisation_of_person(channel, person) or self._core.default_organisation_id

    def _apology(self, inbound: Inbound, first: list[Reply]) -> Turn:
        apology = self._core.wording.reply("apology")
        return Turn(
            id="",
            organisation_id="",
            conversation_id="",
            channel=inbound.channel,
            address=inbound.conversation,
            inbound_key=inbound.id,
            said="",
            replies=(*first, apology),
            created_at=self._core.clock.now(),
        )
