"""Which handler carries out which kind of duty. Every kind has one; a test holds that."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.duties import DutyKind
from bot.escalation.delivering import Delivering
from bot.escalation.notices import Notices
from bot.escalation.reminding import Reminding, SendingReplies, Watching
from bot.escalation.staff import ShowingStaff
from bot.messages import Channel
from bot.ports import Clock, Ids, Sender, SpocNotifier, StaffDesk, Storage
from bot.rendering import Wording
from bot.worker import Handler


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

    @property
    def notices(self) -> Notices:
        """News for reporters."""
        return Notices(wording=self.wording, ids=self.ids)

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
        DutyKind.SHOW_STAFF: ShowingStaff(storage=storage, desks=outside.desks, clock=clock, wording=wording).show,
        DutyKind.SEND: SendingReplies(storage=storage, senders=outside.senders, clock=clock).send,
        DutyKind.ASK_REFERENCE: Reminding(storage=storage, notices=notices, clock=clock, wording=wording).ask,
        DutyKind.WATCH: outside.watching.look,
    }
