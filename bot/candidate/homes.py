"""Reads what somebody typed about where they stand, against the tables of places.

It must never guess: a name that the tables do not have, or spell otherwise, leads to no force, and the person is told so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.escalation.elections import Election
from bot.escalation.home_places import election_of
from bot.escalation.route import Home, Incident, Route, RouteCertainty
from bot.escalation.routing import Routing
from bot.profile import Profile

MAX_PIECES = 6
MAX_PIECE_CHARS = 80  # the longest name has 44
MAX_SENTENCE_CHARS = 300

_BETWEEN = re.compile(r"[,;\n]+")
_SEAT_FIRST, _COUNCIL_FIRST = ("postcode", "constituency", "council"), ("postcode", "council", "constituency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a typed answer comes to."""

    parts: dict[str, str]  # from the names of `Home` to the words, each known to the tables or a parish's own name
    unknown: tuple[str, ...] = ()  # what was typed beside them and is not in the tables


def home_of(profile: Profile) -> Home:
    """Return where a member stands or lives, as they typed it."""
    return Home(postcode=profile.postcode, constituency=profile.constituency, council=profile.council)


def route_home(routing: Routing, profile: Profile) -> Route:
    """Return the force of a member's place, and what has to be asked before it is certain."""
    return routing.route(Incident(), home_of(profile), election=profile.election)


def is_parish(profile: Profile) -> bool:
    """True for a parish, town or community council, which no police operation for candidates reaches."""
    return election_of(profile.election, home_of(profile)) is Election.PARISH


def read_home(routing: Routing, text: str, election: Election, *, is_sentence: bool = True) -> Typed:
    """Return the places in a typed answer: a name or postcode alone, several with commas, or one name in a sentence.

    Args:
        routing: the tables.
        text: as typed, of any length.
        election: what the person stands for: the name of a seat may be a council's too.
        is_sentence: False when the words may be something else, such as a question; then only names that stand alone count.
    """
    text = text.strip().rstrip(".")
    whole = _part(routing, text, election)
    if whole:
        return Typed(parts=dict([whole]))
    pieces = [piece.strip() for piece in _BETWEEN.split(text[: MAX_PIECES * MAX_PIECE_CHARS]) if piece.strip()][:MAX_PIECES]
    found = {piece: part for piece in pieces if (part := _part(routing, piece, election))}
    if found:
        return Typed(parts=dict(found.values()), unknown=tuple(_short(pieces, found)))
    named = _named_in(routing, text, election) if is_sentence else None
    return Typed(parts=dict([named]) if named else {})


def fits_beside(routing: Routing, profile: Profile, parts: dict[str, str]) -> bool:
    """True when places lie where the known ones do: what contradicts them is another place, and no closer word about the same."""
    known, more = route_home(routing, profile), route_home(routing, with_parts(profile, parts, beside=False))
    return not known.forces or not more.forces or any(force in known.forces for force in more.forces)


def with_parts(profile: Profile, parts: dict[str, str], *, beside: bool) -> Profile:
    """Return the profile with these places; `beside` keeps those that were known."""
    kept = home_of(profile) if beside else Home()
    home = replace(kept, **parts)
    return replace(profile, postcode=home.postcode, constituency=home.constituency, council=home.council)


def _part(routing: Routing, piece: str, election: Election) -> tuple[str, str] | None:
    """Return which part of a home a piece is, and the piece; None when it is none."""
    if not piece or len(piece) > MAX_PIECE_CHARS:
        return None
    for part in _COUNCIL_FIRST if election is Election.LOCAL else _SEAT_FIRST:
        if routing.route(Incident(), Home(**{part: piece}), election=election).forces:
            return part, piece
    is_named_parish = election_of(Election.LOCAL, Home(council=piece)) is Election.PARISH
    return ("council", piece) if is_named_parish else None


def _named_in(routing: Routing, text: str, election: Election) -> tuple[str, str] | None:
    """The one place that a sentence names."""
    if len(text) > MAX_SENTENCE_CHARS:
        return None
    route = routing.route(Incident(where=text))
    is_one = route.certainty in (RouteCertainty.CERTAIN, RouteCertainty.WHICH_SIDE)
    return _part(routing, route.place, election) if is_one and route.place else None


def _short(pieces: list[str], found: dict[str, tuple[str, str]]) -> Iterator[str]:
    return (piece for piece in pieces if piece not in found and len(piece) <= MAX_PIECE_CHARS)
