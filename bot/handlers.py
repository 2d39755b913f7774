"""Which handler carries out which kind of duty. Every kind has one; a test holds that."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.duties import DutyKind
from bot.escalation.delivering import Delivering
from bot.escalation.notices import Notices
from bot.escalation.reminding import Reminding, SendingReplies, Watching
from bot.escalation.staff import ShowingStaff
from bot.escalation.staff_talk import TellingStaff
from bot.messages import Channel, EvidenceItem
from bot.ports import Clock, Ids, LinkKeeper, Sender, SpocNotifier, StaffDesk, Storage
from bot.rendering import Wording
from bot.reporting.drafts import Drafts, Remove
from bot.reporting.links import KeepingLinks
from bot.reporting.next_contact import KeepingInTouch
from bot.reporting.platform_follow_up import AskingPlatform
from bot.worker import Handler


async def keep_file(organisation_id: str, item: EvidenceItem) -> None:
    """Delete nothing: for a process that stores no files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everything that duties reach out to."""

    storage: Storage
    clock: Clock
    ids: Ids
    wording: Wording
    spoc: SpocNotifier
    desks: Mapping[str, StaffDesk]  # by organisation
    senders: Mapping[Channel, Sender]
    public_url: str
    remove_file: Remove = keep_file
    link_keeper: LinkKeeper | None = None

    @property
    def notices(self) -> Notices:
        """News for reporters."""
        return Notices(wording=self.wording, ids=self.ids)

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
    def watching(self) -> Watching:
        """The watchman."""
        return Watching(storage=self.storage, clock=self.clock, ids=self.ids)


def handlers(outside: Outside) -> dict[DutyKind, Handler]:
    """Return the handler of every kind of duty."""
    storage, clock, wording, notices = outside.storage, outside.clock, outside.wording, outside.notices
    delivering = Delivering(
        storage=storage, spoc=outside.spoc, notices=notices, clock=clock, wording=wording, public_url=outside.public_url
    )
    return {
        DutyKind.DELIVER: delivering.deliver,
        DutyKind.WITHDRAW: delivering.withdraw,
        DutyKind.UPDATE: delivering.update,
        DutyKind.SHOW_STAFF: ShowingStaff(
            storage=storage, desks=outside.desks, clock=clock, ids=outside.ids, wording=wording
        ).show,
        DutyKind.TELL_STAFF: TellingStaff(storage=storage, desks=outside.desks, clock=clock, wording=wording).tell,
        DutyKind.SEND: SendingReplies(storage=storage, senders=outside.senders, clock=clock).send,
        DutyKind.ASK_REFERENCE: Reminding(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.ASK_PLATFORM: AskingPlatform(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.NEXT_CONTACT: KeepingInTouch(storage=storage, notices=notices, clock=clock, wording=wording).tell,
        DutyKind.KEEP_LINK: KeepingLinks(storage=storage, keeper=outside.link_keeper, notices=notices, clock=clock).keep,
        DutyKind.REMIND_DRAFT: outside.drafts.remind,
        DutyKind.FORGET_DRAFT: outside.drafts.forget,
        DutyKind.WATCH: outside.watching.look,
    }
