"""The answer to "has your SPOC been in touch?", and what to do when the answer is no.

Nothing in the reply is invented: who the SPOC is comes from the pinned answer, whom to ring from the contact book.
"""

from dataclasses import replace

from bot.answering.pinning import pinned_reply
from bot.candidate.contact_clock import ANSWERS
from bot.candidate.homes import is_parish, route_home
from bot.candidate.police_contacts import police_contacts
from bot.profile import Contacted, Profile
from bot.talk import Talk

WHO_THE_SPOC_IS = "what-is-a-spoc"
"""The pinned answer that says it."""


async def pressed(talk: Talk, key: str) -> bool:
    """Take an answer; a later one replaces it."""
    if key not in ANSWERS:
        return False
    profile = await talk.work.members.profile(talk.member_id)
    asked_at = profile.contact_asked_at or talk.now.isoformat()
    profile = replace(profile, contacted=ANSWERS[key], contact_asked_at=asked_at)
    await talk.work.members.set_profile(talk.member_id, profile)
    await talk.work.audit.record("contacted.answered", subject_id=talk.member_id, actor=talk.member_id)
    _say(talk, profile)
    return True


def _say(talk: Talk, profile: Profile) -> None:
    if profile.contacted is Contacted.YES:
        talk.say("contacted_yes", talk.choice("handshake"), talk.choice("security"))
    elif profile.contacted is Contacted.NOT_STANDING:
        talk.say("contacted_not_standing", talk.choice("standing"))
    else:
        _say_what_to_do(talk, profile)


def _say_what_to_do(talk: Talk, profile: Profile) -> None:
    place = next(filter(None, (profile.constituency, profile.council)), "")
    buttons = (talk.choice("report.quick"), talk.choice("standing"), talk.choice("person"))
    talk.say("contacted_no", *buttons, tells_staff=profile.contacted is Contacted.NO_TELL_STAFF, place=place)
    pinned = next((each for each in talk.pins.pinned if each.id == WHO_THE_SPOC_IS), None)
    if pinned and not is_parish(profile):  # no operation of the police reaches those, and so no SPOC of one
        talk.replies.append(pinned_reply(talk.wording, talk.contacts, pinned, talk.pins.passages, talk.now.date()))
    else:
        _say_ordinary_way(talk, profile)


def _say_ordinary_way(talk: Talk, profile: Profile) -> None:
    facts = police_contacts(talk, route_home(talk.assigning.routing, profile))
    safety_contact = talk.organisation.safety_contact
    talk.say("contacted_ordinary", **facts, is_parish=is_parish(profile), safety_contact=safety_contact)
