"""How the police may reach a member in an emergency: their own words, given by an explicit yes and taken back at any time.

It goes to nobody but the SPOC to whom its owner sends a report while it stands. A SPOC who may have it is told when it is taken
back; it must never be said that they have forgotten it.
"""

from dataclasses import replace
from datetime import datetime

from bot.duties import DutyKind
from bot.escalation.escalation import Escalation, EscalationState, Progress
from bot.escalation.passing_on import passed_on
from bot.escalation.payload import head
from bot.ports import SpocMessage
from bot.profile import Profile
from bot.reporting.answers import has_words
from bot.reporting.report import Report
from bot.talk import Talk, tag

REACH_ME, AGREEING = "reach_me", "reach_me.agree"
"""What is waited for: the number or words; yes or no to them."""

MAX_CHARS = 200
"""A number, a name and when to ring: longer is a story, and belongs into a report."""

YES, NO, CHANGE, TAKE_BACK = "handshake.yes", "handshake.no", "handshake.change", "handshake.revoke"

_SENT = frozenset({EscalationState.QUEUED, EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED})
"""A queued one may be on its way at this moment: its SPOC is told once it has arrived."""


async def show(talk: Talk) -> None:
    """Show to its owner what stands, or explain it and ask."""
    profile = await talk.work.members.profile(talk.member_id)
    if profile.reach_me:
        buttons = [talk.choice(f"h:{key}", key) for key in (CHANGE, TAKE_BACK)]
        talk.say("handshake", *buttons, reach_me=profile.reach_me, at=datetime.fromisoformat(profile.reach_me_at))
    else:
        _ask(talk)


async def pressed(talk: Talk, parts: list[str]) -> bool:
    """Do what a button says; a yes counts only for the words that stand above it."""
    if parts == [CHANGE]:
        _ask(talk)
    elif parts == [TAKE_BACK]:
        await _take_back(talk)
    elif parts == [NO]:
        _leave(talk)
    elif talk.state.reach_me_said and parts == [talk.state.reach_me_tag, YES]:
        await _agree(talk)
    else:
        return False
    return True


async def take(talk: Talk) -> None:
    """Take what was typed: the number or words, or yes or no to them. Other words than before are asked about again."""
    said = talk.wording.typed_choice(talk.inbound.text, [YES, NO] if talk.state.awaited == AGREEING else [NO])
    if said == NO:
        _leave(talk)
    elif said == YES:
        await _agree(talk)
    else:
        _ask_for_yes(talk)


def ask_again(talk: Talk) -> None:
    """Put the question that stands once more."""
    if talk.state.awaited == AGREEING and talk.state.reach_me_said:
        _say_yes_or_no(talk)
    else:
        talk.say("handshake_again", talk.choice(f"h:{NO}", NO))


def revoked_message(report: Report, escalation: Escalation, *, at: datetime) -> SpocMessage:
    """Return the message that the emergency contact of a report's owner may not be used any more. It does not repeat the contact.

    Args:
        report: which the contact came with.
        escalation: its way to the SPOC.
        at: when it was taken back; the same time is the same message.
    """
    data = head(report, escalation) | {"revoked_at": at.isoformat()}
    return SpocMessage(id=f"msg_{escalation.id}_contact_{_stamp(at)}", type="contact.revoked", at=at, data=data)


def revoked_at(key: str) -> datetime:
    """Return when it was taken back, from the key of the duty to say so; aware UTC."""
    return datetime.strptime(key.rpartition(":")[2], _STAMP)


_STAMP = "%Y%m%dT%H%M%S.%f%z"


def _stamp(at: datetime) -> str:
    return at.strftime(_STAMP)


def _ask(talk: Talk) -> None:
    talk.say("ask_handshake", talk.choice(f"h:{NO}", NO), limit=MAX_CHARS)
    talk.remember(awaited=REACH_ME, reach_me_said="", reach_me_tag="")


def _ask_for_yes(talk: Talk) -> None:
    words = " ".join(talk.inbound.text.split())
    if not has_words(words) or len(words) > MAX_CHARS:
        buttons = (talk.choice(f"h:{NO}", NO), talk.choice("report.quick"))
        talk.say("handshake_unread", *buttons, is_long=len(words) > MAX_CHARS, limit=MAX_CHARS)
        return
    talk.remember(awaited=AGREEING, reach_me_said=words, reach_me_tag=tag(talk.ids.new("hsk")))
    _say_yes_or_no(talk)


def _say_yes_or_no(talk: Talk) -> None:
    yes = talk.choice(f"h:{talk.state.reach_me_tag}:{YES}", YES)
    talk.say("handshake_agree", yes, talk.choice(f"h:{NO}", NO), reach_me=talk.state.reach_me_said)


async def _agree(talk: Talk) -> None:
    profile = await talk.work.members.profile(talk.member_id)
    words = talk.state.reach_me_said
    is_replaced = bool(profile.reach_me) and profile.reach_me != words
    told = await _owe_revocations(talk, profile) if is_replaced else 0
    await _write(talk, replace(profile, reach_me=words, reach_me_at=talk.now.isoformat()), "handshake.given")
    talk.say("handshake_kept", talk.choice(f"h:{TAKE_BACK}", TAKE_BACK), talk.choice("help"), reach_me=words, told=told)


async def _take_back(talk: Talk) -> None:
    profile = await talk.work.members.profile(talk.member_id)
    told = await _owe_revocations(talk, profile) if profile.reach_me else 0
    if profile.reach_me:
        await _write(talk, replace(profile, reach_me="", reach_me_at=""), "handshake.revoked")
    talk.say("handshake_revoked", talk.choice("handshake"), talk.choice("help"), told=told)
    talk.remember(awaited="", reach_me_said="", reach_me_tag="")


def _leave(talk: Talk) -> None:
    talk.remember(awaited="", reach_me_said="", reach_me_tag="")
    talk.say("handshake_left", talk.choice("handshake"), talk.choice("help"))


async def _write(talk: Talk, profile: Profile, action: str) -> None:
    await talk.work.members.set_profile(talk.member_id, profile)
    await talk.work.audit.record(action, subject_id=talk.member_id, actor=talk.member_id)
    talk.remember(awaited="", reach_me_said="", reach_me_tag="")


async def _owe_revocations(talk: Talk, profile: Profile) -> int:
    """Owe a word to each SPOC who has, or may just be getting, a report that was sent since the yes; return to how many."""
    agreed_at = datetime.fromisoformat(profile.reach_me_at)
    owed = [each for each in await _escalations(talk) if may_hold_contact(each) and each.created_at >= agreed_at]
    for escalation in owed:
        key = f"{DutyKind.REVOKE_CONTACT}:{escalation.id}:{_stamp(talk.now)}"
        await talk.owe(DutyKind.REVOKE_CONTACT, escalation.id, due_at=talk.now, key=key)
        for contact_id in sorted(await passed_on(talk.work, escalation)):  # whoever the ladder has sent it to as well
            key = f"{DutyKind.REVOKE_CONTACT}:{escalation.id}:{contact_id}:{_stamp(talk.now)}"
            await talk.owe(DutyKind.REVOKE_CONTACT, escalation.id, due_at=talk.now, key=key)
    return len(owed)


async def _escalations(talk: Talk) -> list[Escalation]:
    own = [report for report in await talk.work.reports.of(talk.member_id) if report.reporter == talk.member_id]
    return [each for report in own for each in await talk.work.escalations.of_report(report.id)]


def may_hold_contact(escalation: Escalation) -> bool:
    """True for an escalation that a SPOC has or may be getting, and has not closed."""
    return escalation.state in _SENT and escalation.progress is not Progress.CLOSED
