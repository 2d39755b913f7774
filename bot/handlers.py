"""Which handler carries out which kind of duty. Every kind has one; a test holds that."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.candidate.contact_clock import AskingContacted
from bot.candidate.revoking import RevokingContact
from bot.duties import DutyKind
from bot.escalation.alarms import Alarming
from bot.escalation.assigning import Assigning
from bot.escalation.composing import Composing
from bot.escalation.deadlines import USUAL, Deadlines
from bot.escalation.delivering import Delivering
from bot.escalation.following import Following
from bot.escalation.ladder import Laddering
from bot.escalation.lapsing import Lapsing
from bot.escalation.notices import Notices
from bot.escalation.passing_on import PassingOn
from bot.escalation.posting import Posting
from bot.escalation.reminding import Reminding, SendingReplies
from bot.escalation.silence import TellingSilence
from bot.escalation.staff import ShowingStaff
from bot.escalation.staff_talk import TellingStaff
from bot.escalation.watching import Watching
from bot.messages import Channel, EvidenceItem
from bot.ports import Clock, Ids, LinkKeeper, Sender, SpocNotifier, Spocs, StaffDesk, Storage
from bot.rendering import Wording
from bot.reporting.drafts import Drafts, Remove
from bot.reporting.links import KeepingLinks
from bot.reporting.next_contact import KeepingInTouch
from bot.reporting.platform_follow_up import AskingPlatform
from bot.worker import Handler


async def keep_file(organisation_id: str, item: EvidenceItem) -> None:
    """Delete nothing: for a process that stores no files."""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Everything that duties reach out to."""

    storage: Storage
    clock: Clock
    ids: Ids
    wording: Wording
    spoc: SpocNotifier  # the one of the settings
    spocs: Spocs  # those of the directory
    assigning: Assigning
    desks: Mapping[str, StaffDesk]  # by organisation
    senders: Mapping[Channel, Sender]
    public_url: str
    remove_file: Remove = keep_file
    link_keeper: LinkKeeper | None = None
    deadlines: Deadlines = USUAL

    @property
    def notices(self) -> Notices:
        """News for reporters."""
        return Notices(wording=self.wording, ids=self.ids)

    @cached_property
    def posting(self) -> Posting:
        """The one way out to the police: its circuits are shared by all that goes there."""
        return Posting(storage=self.storage, spoc=self.spoc, spocs=self.spocs, clock=self.clock)

    @property
    def drafts(self) -> Drafts:
        """Reminders of drafts, and their end."""
        return Drafts(
            storage=self.storage,
            notices=self.notices,
            clock=self.clock,
            wording=self.wording,
            remove_file=self.remove_file,
        )

    @property
    def laddering(self) -> Laddering:
        """The ladder."""
        return Laddering(storage=self.storage, ids=self.ids, clock=self.clock, deadlines=self.deadlines)

    @property
    def watching(self) -> Watching:
        """The watchman."""
        lapsing = Lapsing(storage=self.storage, clock=self.clock, deadlines=self.deadlines, laddering=self.laddering)
        return Watching(
            storage=self.storage,
            clock=self.clock,
            ids=self.ids,
            deadlines=self.deadlines,
            lapsing=lapsing,
            assign_held=self.assigning.assign_held,
        )


def handlers(outside: Outside) -> dict[DutyKind, Handler]:
    """Return the handler of every kind of duty."""
    storage, clock, wording, notices = outside.storage, outside.clock, outside.wording, outside.notices
    shared: dict[str, Any] = {
        "storage": storage,
        "posting": outside.posting,
        "notices": notices,
        "clock": clock,
        "composing": Composing(wording=wording, public_url=outside.public_url, deadlines=outside.deadlines),
    }
    following = Following(**shared)
    passing_on = PassingOn(**_without(shared, "notices"), ids=outside.ids)
    alarming = Alarming(
        storage=storage, desks=outside.desks, posting=outside.posting, ids=outside.ids, clock=clock, wording=wording
    )
    return {
        DutyKind.DELIVER: Delivering(**shared).deliver,
        DutyKind.WITHDRAW: following.withdraw,
        DutyKind.UPDATE: following.update,
        DutyKind.SHOW_STAFF: ShowingStaff(
            storage=storage, desks=outside.desks, clock=clock, ids=outside.ids, wording=wording
        ).show,
        DutyKind.TELL_STAFF: TellingStaff(storage=storage, desks=outside.desks, clock=clock, wording=wording).tell,
        DutyKind.SEND: SendingReplies(storage=storage, senders=outside.senders, clock=clock).send,
        DutyKind.ASK_REFERENCE: Reminding(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.ASK_PLATFORM: AskingPlatform(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.NEXT_CONTACT: KeepingInTouch(storage=storage, notices=notices, clock=clock, wording=wording).tell,
        DutyKind.KEEP_LINK: KeepingLinks(storage=storage, keeper=outside.link_keeper, notices=notices, clock=clock).keep,
        DutyKind.ASK_CONTACTED: AskingContacted(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.REVOKE_CONTACT: RevokingContact(storage=storage, posting=outside.posting, notices=notices, clock=clock).revoke,
        DutyKind.REMIND_DRAFT: outside.drafts.remind,
        DutyKind.FORGET_DRAFT: outside.drafts.forget,
        DutyKind.LADDER: outside.laddering.step,
        DutyKind.REMIND_SPOC: passing_on.remind,
        DutyKind.PASS_ON: passing_on.pass_on,
        DutyKind.ALARM: alarming.sound,
        DutyKind.TELL_SILENCE: TellingSilence(storage=storage, notices=notices, clock=clock).tell,
        DutyKind.WATCH: outside.watching.look,
    }


def _without(facts: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: fact for each, fact in facts.items() if each != name}
