"""What a member stands for and where: asked so that a report goes to the right police force, and for nothing else.

    /standing -> which election -> where -> (which side of a boundary) -> what I noted, with the force
    /standing again shows it, changes it, or forgets it

Nothing is guessed, nothing is wanted: every question may be skipped, and what was said is kept as it was said.
"""

from dataclasses import replace

from bot.candidate.homes import fits_beside, is_parish, read_home, route_home, with_parts
from bot.candidate.standing_shown import (
    CHANGE,
    ELECTIONS,
    FORGET,
    MORE,
    NONE,
    PLACE,
    SKIP,
    WHERE,
    buttons_of,
    say_noted,
    wait_for_a_word,
)
from bot.escalation.elections import Election
from bot.profile import Contacted, Profile
from bot.reporting.answers import has_words
from bot.talk import Talk


async def show(talk: Talk) -> None:
    """Show what a member has said of themselves, or ask when they have said nothing."""
    profile = await talk.work.members.profile(talk.member_id)
    if _is_said(profile):
        say_noted(talk, "standing", profile)
    else:
        _ask_election(talk)


async def pressed(talk: Talk, key: str) -> bool:
    """Do what a button says, however old it is: the newest word counts, and the reply says what is noted now."""
    if key in ELECTIONS:
        await _choose(talk, key)
    elif key == CHANGE:
        _ask_election(talk)
    elif key == PLACE:
        _ask_place(talk, await talk.work.members.profile(talk.member_id))
    elif key == FORGET:
        await _forget(talk)
    elif key == SKIP:
        say_noted(talk, "standing_noted", await talk.work.members.profile(talk.member_id))
    else:
        return False
    return True


async def take_word(talk: Talk) -> bool:
    """Take a button's word that was typed, or a place that stands alone; False when the message is something else."""
    key = talk.wording.typed_choice(talk.inbound.text, [*ELECTIONS, CHANGE, PLACE, FORGET, SKIP])
    if key:
        talk.remember(awaited="")
        return await pressed(talk, key)
    profile = await talk.work.members.profile(talk.member_id)
    typed = read_home(talk.assigning.routing, talk.inbound.text, profile.election, is_sentence=False)
    if typed.unknown or not typed.parts:
        return False
    await _keep(talk, with_parts(profile, typed.parts, beside=False), ())
    return True


async def take_place(talk: Talk) -> bool:
    """Take a typed place; False when the message is something else, such as a question."""
    text, routing = talk.inbound.text, talk.assigning.routing
    if talk.wording.typed_choice(text, [SKIP]):
        talk.remember(awaited="")
        return await pressed(talk, SKIP)
    profile = await talk.work.members.profile(talk.member_id)
    is_other = talk.heard.is_question or talk.heard.is_incident
    typed = read_home(routing, text, profile.election, is_sentence=not is_other)
    if typed.parts:
        beside = talk.state.awaited == MORE and fits_beside(routing, profile, typed.parts)
        talk.remember(awaited="")
        await _keep(talk, with_parts(profile, typed.parts, beside=beside), typed.unknown)
        return True
    if is_other:
        return False
    _say_unknown(talk)
    return True


def ask_again(talk: Talk) -> None:
    """Put the question about the place once more, after something else was answered."""
    talk.say("standing_again", talk.choice(f"s:{SKIP}", SKIP))


async def _choose(talk: Talk, key: str) -> None:
    profile = await talk.work.members.profile(talk.member_id)
    contacted = Contacted.NOT_STANDING if key == NONE else _contacted(profile)
    profile = replace(profile, election=ELECTIONS[key], contacted=contacted)
    await _write(talk, profile)
    if _has_place(profile):
        say_noted(talk, "standing_noted", profile)
    else:
        _ask_place(talk, profile)


async def _keep(talk: Talk, profile: Profile, unknown: tuple[str, ...]) -> None:
    await _write(talk, profile)
    route = route_home(talk.assigning.routing, profile)
    if route.is_certain:
        say_noted(talk, "standing_noted", profile, unknown)
        return
    sides = [f"{side.council} ({side.force.name})" if side.council else side.force.name for side in route.sides]
    talk.say("standing_more", talk.choice(f"s:{SKIP}", SKIP), place=route.place, sides=sides, is_split=bool(route.forces))
    talk.remember(awaited=MORE)


async def _forget(talk: Talk) -> None:
    profile = await talk.work.members.profile(talk.member_id)
    nothing = replace(with_parts(profile, {}, beside=False), election=Election.UNKNOWN, contacted=_contacted(profile))
    await _write(talk, nothing)
    talk.say("standing_forgotten", talk.choice("standing"), talk.choice("help"))


async def _write(talk: Talk, profile: Profile) -> None:
    await talk.work.members.set_profile(talk.member_id, profile)
    await talk.work.audit.record("standing.changed", subject_id=talk.member_id, actor=talk.member_id)


def _ask_election(talk: Talk) -> None:
    talk.say("ask_standing", *buttons_of(talk, *ELECTIONS))
    wait_for_a_word(talk)


def _ask_place(talk: Talk, profile: Profile) -> None:
    talk.say("ask_home", *buttons_of(talk, SKIP), is_parish=is_parish(profile))
    talk.remember(awaited=WHERE)


def _say_unknown(talk: Talk) -> None:
    is_position = talk.inbound.place is not None
    is_empty = not has_words(talk.inbound.text)
    talk.say("standing_unknown", *buttons_of(talk, SKIP), is_position=is_position, is_empty=is_empty)


def _contacted(profile: Profile) -> Contacted:
    """The answer about the SPOC, without a "not standing" that does not hold any more."""
    return Contacted.NOT_SAID if profile.contacted is Contacted.NOT_STANDING else profile.contacted


def _has_place(profile: Profile) -> bool:
    return bool(profile.postcode or profile.constituency or profile.council)


def _is_said(profile: Profile) -> bool:
    is_said_so = profile.election is not Election.UNKNOWN or profile.contacted is Contacted.NOT_STANDING
    return is_said_so or _has_place(profile)
