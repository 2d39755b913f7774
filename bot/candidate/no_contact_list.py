"""What the party's staff may see of the contact clock: counts, and where to chase for those who wanted them to.

Whoever did not press "tell my party" must never stand in it, nor can anything be read off but what that button names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports import UnitOfWork
from bot.profile import Contacted, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutContact:
    """Somebody whose SPOC has not been in touch, and who agreed that staff know it."""

    constituency: str  # as typed; "" when not said
    council: str
    channel: str
    address: str  # the channel's own id of the person


@dataclass(frozen=True, slots=True, kw_only=True)
class NoContactList:
    """The clock of one organisation, in numbers of members."""

    asked: int  # were asked, or answered without having been
    yes: int
    no: int  # with and without a word to staff
    no_answer: int
    not_standing: int
    told: Sequence[WithoutContact]  # those of `no` who agreed that staff know it


async def no_contact_list(work: UnitOfWork) -> NoContactList:
    """Return the list, and write down that it was read when it names somebody."""
    members = [(member, await work.members.profile(member.id)) for member in await work.members.all()]
    counted = Counter(profile.contacted for _, profile in members if profile.contact_asked_at)
    told = [
        WithoutContact(
            constituency=profile.constituency, council=profile.council, channel=member.channel.value, address=member.address
        )
        for member, profile in members
        if _may_be_told(profile)
    ]
    if told:
        await work.audit.record("contact_clock.read", subject_id=work.organisation.id, actor="admin")
    return NoContactList(
        asked=counted.total(),
        yes=counted[Contacted.YES],
        no=counted[Contacted.NO] + counted[Contacted.NO_TELL_STAFF],
        no_answer=counted[Contacted.NOT_SAID],
        not_standing=counted[Contacted.NOT_STANDING],
        told=told,
    )


def _may_be_told(profile: Profile) -> bool:
    return profile.contacted is Contacted.NO_TELL_STAFF
