"""One turn in progress: what came in, whose it is, and the replies so far. It lives inside one transaction and is then gone."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.answering.found import Found
from bot.answering.pins import Pins
from bot.duties import Duty, DutyKind
from bot.escalation.assigning import Assigning
from bot.escalation.deadlines import USUAL, Deadlines
from bot.heard import Heard
from bot.messages import Channel, Choice, Inbound, Reply
from bot.organisations import Organisation
from bot.ports import Ids, UnitOfWork
from bot.redacting import Redactor, everything_out
from bot.rendering import Wording
from bot.reporting.lanes import NO_LANES, Lanes
from bot.state import State
from knowledge.contacts import ContactBook
from knowledge.passage import Passage

CAN_TAKE_FILES = frozenset({Channel.TELEGRAM, Channel.SLACK, Channel.WEB})
"""Channels on which a person can send a photo or a file today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Where a report can go from here. A way that does not exist is never offered."""

    has_spoc: bool
    practice: bool = False  # True when the SPOC is the sandbox
    keeps_links: bool = False  # True when the text behind links is fetched and kept
    staff_desks: frozenset[str] = frozenset()  # the organisations whose staff have somewhere to see reports
    deadlines: Deadlines = USUAL


@dataclass(slots=True, kw_only=True)
class Talk:
    """What the functions of a turn share."""

    heard: Heard
    work: UnitOfWork
    wording: Wording
    ids: Ids
    now: datetime
    routes: Routes
    assigning: Assigning
    contacts: ContactBook
    member_id: str
    conversation_id: str
    state: State
    found: tuple[Found, ...] | None  # what the search found for each part of this message; None when it is not available
    passage: Passage | None = None  # the passage that the pressed button names
    redact: Redactor = everything_out
    pins: Pins = field(default_factory=Pins)
    lanes: Lanes = NO_LANES
    joined: bool | None = None  # whether the invitation code in this message was good; None when there was none
    replies: list[Reply] = field(default_factory=list)
    owes: bool = False  # whether a duty was written, so that the worker need not be woken for nothing

    @property
    def inbound(self) -> Inbound:
        """What came in."""
        return self.heard.inbound

    @property
    def organisation(self) -> Organisation:
        """Whose talk this is."""
        return self.work.organisation

    @property
    def has_staff_desk(self) -> bool:
        """True when the party's staff have somewhere to see a report."""
        return self.organisation.id in self.routes.staff_desks

    @property
    def may_send_file(self) -> bool:
        """True when this channel takes photos and files."""
        return self.inbound.channel in CAN_TAKE_FILES

    @property
    def said(self) -> str:
        """What the person typed, pressed or sent, in words for their own transcript."""
        inbound = self.inbound
        if inbound.answers:
            return self.wording.label("said.form")
        if inbound.text or inbound.choice:
            return inbound.text or self.wording.pressed(inbound.choice)
        return self.wording.label("said.place" if inbound.place else "said.file" if inbound.evidence else "said.other")

    def say(self, name: str, *choices: Choice, **facts: object) -> None:
        """Add a reply. Every template may name the organisation; the other facts are given."""
        self.replies.append(self.wording.reply(name, *choices, organisation=self.organisation.name, **facts))

    def choice(self, id: str, label: str = "") -> Choice:
        """Return a button."""
        return self.wording.choice(id, label)

    def remember(self, **changes: Any) -> None:
        """Change what the conversation remembers."""
        self.state = replace(self.state, **changes)

    def keep_in_mind(self, text: str) -> None:
        """Remember what was just told, so that "Report this" need not be typed again. A mere question is not what happened."""
        seen = self.heard.seen
        is_told = self.heard.is_incident or seen.red_flags or seen.ask_danger
        self.remember(last_text=text if is_told else "", last_kinds=seen.category)

    async def owe(self, kind: DutyKind, subject_id: str, *, due_at: datetime, key: str = "") -> None:
        """Write a duty into this turn's transaction."""
        self.owes = True
        await self.work.duties.add(
            Duty(
                id=self.ids.new("dut"),
                organisation_id=self.organisation.id,
                kind=kind,
                subject_id=subject_id,
                key=key or f"{kind}:{subject_id}",
                due_at=due_at,
            )
        )


def tag(id: str) -> str:
    """Return the part of an id that a button carries: enough to tell reports apart, too little to find anything with."""
    return id[-8:]
