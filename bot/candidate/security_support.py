"""Drafts that ask for security support, for their reader to copy, change and send themself. Nothing here is ever sent.

What exists, for whom, and where to write comes from the guidance documents and the contact book. What the profile does not hold
stays a blank; it must never be filled by a guess.
"""

from datetime import timedelta

from bot.answering.contact_entries import contact_entry
from bot.candidate.homes import is_parish, route_home
from bot.candidate.police_contacts import police_contacts
from bot.escalation.elections import Election
from bot.profile import Profile
from bot.reporting.report import ReportStatus
from bot.talk import Talk
from knowledge.contacts import UnknownContact, WithheldContact

HOME_OFFICE, POLICE = "security.home_office", "security.police"

HOME_OFFICE_CONTACT = "home-office-private-security"

RECENT = timedelta(days=28)
"""How far back reports are counted, in the draft "in the last four weeks"."""

_COUNTED = frozenset({ReportStatus.SAVED, ReportStatus.CLOSED})

_NOT_NAMED = frozenset({Election.LOCAL, Election.DEVOLVED, Election.PARISH})
"""Elections for which no document names the Home Office's offer: it was made for the general election of July 2024."""


async def show(talk: Talk) -> None:
    """Say what can be asked for, and offer the drafts that fit the election."""
    profile = await talk.work.members.profile(talk.member_id)
    drafts = [POLICE] if _is_not_named(profile) else [HOME_OFFICE, POLICE]
    buttons = [talk.choice(f"y:{key}", key) for key in drafts]
    talk.say("security", *buttons, talk.choice("standing"), has_home_office=HOME_OFFICE in drafts, is_parish=is_parish(profile))


async def pressed(talk: Talk, key: str) -> bool:
    """Give a draft: what to do with it, and then the draft in a message of its own, which copies well."""
    if key not in (HOME_OFFICE, POLICE):
        return False
    profile = await talk.work.members.profile(talk.member_id)
    if key == POLICE:
        await _say_police_draft(talk, profile)
    elif _is_not_named(profile):  # an old button, from before the election was said
        await show(talk)
    else:
        await _say_home_office_draft(talk, profile)
    return True


async def _say_home_office_draft(talk: Talk, profile: Profile) -> None:
    contacts = _home_office(talk)
    buttons = (talk.choice(f"y:{POLICE}", POLICE), talk.choice("person"))
    is_said = profile.election is Election.PARLIAMENT
    talk.say("security_home_office", *buttons, contacts=contacts, has_unchecked=_is_unchecked(talk), is_said=is_said)
    talk.say("draft_home_office", **await _facts(talk, profile))


async def _say_police_draft(talk: Talk, profile: Profile) -> None:
    route = route_home(talk.assigning.routing, profile)
    talk.say("security_police", talk.choice("person"), **police_contacts(talk, route), is_parish=is_parish(profile))
    talk.say("draft_police", **await _facts(talk, profile), is_parish=is_parish(profile))


async def _facts(talk: Talk, profile: Profile) -> dict[str, object]:
    route = route_home(talk.assigning.routing, profile)
    is_known = profile.election is not Election.UNKNOWN
    return {
        "election": talk.wording.label(f"election.{profile.election}") if is_known else "",
        "place": profile.council if profile.election is Election.LOCAL and profile.council else profile.constituency,
        "force": route.forces[0].name if route.is_certain else "",
        "operation": route.operation.value if route.operation else "",
        "reports": await _recent(talk),
    }


async def _recent(talk: Talk) -> int:
    own = await talk.work.reports.of(talk.member_id)
    since = talk.now - RECENT
    return sum(one.reporter == talk.member_id and one.status in _COUNTED and one.created_at >= since for one in own)


def _home_office(talk: Talk) -> list[str]:
    """Return the entry of the contact book; nothing when it has none that may be shown: then it is said whom to ask."""
    try:
        return [contact_entry(talk.wording, talk.contacts.get(HOME_OFFICE_CONTACT))]
    except (UnknownContact, WithheldContact):
        return []


def _is_unchecked(talk: Talk) -> bool:
    return bool(_home_office(talk)) and talk.contacts.get(HOME_OFFICE_CONTACT).checked_on is None


def _is_not_named(profile: Profile) -> bool:
    return profile.election in _NOT_NAMED or is_parish(profile)
