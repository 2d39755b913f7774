"""The contact clock: from the close of nominations each candidate is asked once whether their SPOC has been in touch.

Some candidates never heard from theirs, says the evidence of 2025. Nobody may be asked twice for one election, however often the
clock is started.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.candidate.private import is_private_talk
from bot.duties import Duty, DutyKind
from bot.escalation.notices import Notices
from bot.messages import Choice
from bot.organisations import Member
from bot.ports import Clock, Ids, Storage, UnitOfWork
from bot.profile import Contacted, Profile
from bot.rendering import UK_TIME, Wording
from bot.reporting.civil_hours import next_civil_hour
from bot.state import ConversationRecord

ONE_ELECTION = timedelta(days=90)
"""For so long an answer, or none, counts for the election that was asked about; a campaign takes five to ten weeks."""

ANSWERS = {
    "contacted.yes": Contacted.YES,
    "contacted.no_tell": Contacted.NO_TELL_STAFF,
    "contacted.no": Contacted.NO,
    "contacted.not_standing": Contacted.NOT_STANDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What starting the clock came to, in numbers of members."""

    asked: int = 0  # will be asked, or has a question on the way already
    known: int = 0  # not asked: they have been already, or are not standing
    unreached: int = 0  # not asked: they have never written to us in private
    due_at: datetime


async def start(work: UnitOfWork, ids: Ids, closed: date, now: datetime) -> Started:
    """Owe each member of an organisation the question, due in the first civil hour after the close of nominations.

    Args:
        work: of the organisation.
        ids: for the duties.
        closed: the day on which nominations close or closed, in the United Kingdom.
        now: aware UTC.
    """
    started = Started(due_at=due_after(closed, now))
    for member in await work.members.all():
        if not may_ask(await work.members.profile(member.id), now):
            started = replace(started, known=started.known + 1)
        elif await talk_with(work, member) is None:
            started = replace(started, unreached=started.unreached + 1)
        else:
            await work.duties.add(_question(work, ids, member, closed, started.due_at))
            started = replace(started, asked=started.asked + 1)
    await work.audit.record("contact_clock.started", subject_id=work.organisation.id, actor="admin")
    return started


def due_after(closed: date, now: datetime) -> datetime:
    """Return the first civil hour after the close of nominations that is not over; aware UTC."""
    midnight = datetime.combine(closed + timedelta(days=1), time(), UK_TIME).astimezone(now.tzinfo)
    return next_civil_hour(max(midnight, now))


def may_ask(profile: Profile, now: datetime) -> bool:
    """True for somebody who may be standing and has not been asked for this election."""
    if profile.contacted is Contacted.NOT_STANDING:
        return False
    return not profile.contact_asked_at or now - datetime.fromisoformat(profile.contact_asked_at) > ONE_ELECTION


async def talk_with(work: UnitOfWork, member: Member) -> ConversationRecord | None:
    """Return the conversation in which nobody else reads along; None when there has been none."""
    talks: Sequence[ConversationRecord] = await work.conversations.of_member(member.id)
    return next((each for each in talks if is_private_talk(member.channel, member.address, each.address)), None)


def answer_choices(wording: Wording) -> tuple[Choice, ...]:
    """Return the buttons under the question."""
    return tuple(wording.choice(f"k:{key}", key) for key in ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingContacted:
    """Asks one member."""

    storage: Storage
    notices: Notices
    clock: Clock
    wording: Wording

    async def ask(self, duty: Duty) -> None:
        """Ask, unless that has been answered since; at night it waits for the morning."""
        now = self.clock.now()
        async with self.storage.work(duty.organisation_id) as work:
            if (morning := next_civil_hour(now)) != now:
                await work.duties.postpone(duty, morning)
                return
            await work.duties.finish(duty)
            member = await work.members.get(duty.subject_id)
            profile = await work.members.profile(member.id)
            conversation = await talk_with(work, member)
            if conversation is None or not may_ask(profile, now):
                return
            # An answer of an earlier election must not be counted as one to this question.
            asked = replace(profile, contacted=Contacted.NOT_SAID, contact_asked_at=now.isoformat())
            await work.members.set_profile(member.id, asked)
            await self.notices.say(work, conversation, "ask_contacted", *answer_choices(self.wording), now=now)


def _question(work: UnitOfWork, ids: Ids, member: Member, closed: date, due_at: datetime) -> Duty:
    return Duty(
        id=ids.new("dut"),
        organisation_id=work.organisation.id,
        kind=DutyKind.ASK_CONTACTED,
        subject_id=member.id,
        key=f"{DutyKind.ASK_CONTACTED}:{member.id}:{closed.isoformat()}",
        due_at=due_at,
    )
