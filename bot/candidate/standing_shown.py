"""How what somebody stands for is shown: the place, the force as far as it is certain, and the buttons to change it."""

from bot.candidate.homes import is_parish, route_home
from bot.escalation.elections import Election
from bot.messages import Choice
from bot.profile import Contacted, Profile
from bot.talk import Talk

CHOOSING, WHERE, MORE = "standing", "place", "place.more"
"""What is waited for: the word of a button; a place; a place beside the one that is known already."""

NONE = "standing.none"
ELECTIONS = {
    "standing.parliament": Election.PARLIAMENT,
    "standing.local": Election.LOCAL,
    "standing.devolved": Election.DEVOLVED,
    "standing.parish": Election.PARISH,
    NONE: Election.UNKNOWN,
}
CHANGE, PLACE, FORGET, SKIP = "standing.change", "standing.place", "standing.forget", "standing.skip"


def say_noted(talk: Talk, name: str, profile: Profile, unknown: tuple[str, ...] = ()) -> None:
    """Show what is noted now, by a template that includes the facts; `unknown` is what was typed and not found."""
    route = route_home(talk.assigning.routing, profile)
    buttons = [*buttons_of(talk, CHANGE, PLACE, FORGET), talk.choice("handshake"), talk.choice("security")]
    talk.say(
        name,
        *buttons,
        standing=_election_words(talk, profile),
        places=[each for each in (profile.constituency, profile.council, profile.postcode) if each],
        forces=[force.name for force in route.forces],
        is_certain=route.is_certain,
        operation=route.operation.value if route.operation else "",
        is_parish=is_parish(profile),
        unknown=list(unknown),
    )
    wait_for_a_word(talk)


def wait_for_a_word(talk: Talk) -> None:
    """A report that is being told takes the words that come; the buttons do without them."""
    talk.remember(awaited="" if talk.state.report_id else CHOOSING)


def buttons_of(talk: Talk, *keys: str) -> list[Choice]:
    """Return buttons of this talk."""
    return [talk.choice(f"s:{key}", key) for key in keys]


def _election_words(talk: Talk, profile: Profile) -> str:
    if profile.contacted is Contacted.NOT_STANDING:
        return talk.wording.label(NONE)
    key = next((key for key, election in ELECTIONS.items() if election is profile.election), "")
    return talk.wording.label(key) if key and profile.election is not Election.UNKNOWN else ""
