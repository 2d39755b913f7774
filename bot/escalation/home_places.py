"""What the tables know of a reporter's home.

It must never take a parish for the principal council that bears the same name: there are several Newports, and one police
force is not another's.
"""

import re
from collections.abc import Sequence

from bot.escalation.elections import Election
from bot.escalation.route import Basis, Home
from bot.escalation.spelling import constituency_as_spelt, council_as_spelt
from knowledge.place import Force, Where
from knowledge.places import Places

_PARISH = re.compile(r"\b(?:parish|town|community) council\b|\bcyngor (?:plwyf|tref|cymuned)\b", re.IGNORECASE)


def election_of(election: Election, home: Home) -> Election:
    """Return the election; who says "local" and names a parish or town council stands for that one."""
    return Election.PARISH if election is Election.LOCAL and _PARISH.search(home.council) else election


def known_parts(places: Places, home: Home, election: Election) -> list[tuple[Basis, Where]]:
    """Return the parts of a home that the tables know, the one that decides first. What is outside the UK decides nothing.

    A local candidate's council comes before their constituency; a parish's name is no council's.
    """
    postcode = (Basis.POSTCODE, places.postcode(home.postcode))
    seat = (Basis.CONSTITUENCY, constituency_as_spelt(places, home.constituency.strip()))
    council = (Basis.COUNCIL, None if election is Election.PARISH else council_as_spelt(places, home.council.strip()))
    parts = (postcode, council, seat) if election is Election.LOCAL else (postcode, seat, council)
    return [(basis, where) for basis, where in parts if where and where.forces]


def divisions_of(forces: tuple[Force, ...], known: Sequence[tuple[Basis, Where]]) -> tuple[str, ...]:
    """Return the divisions on which all parts of a home agree (a council has one where its seat has two), otherwise all."""
    named = [where.divisions for _, where in known if where.divisions and where.forces == forces]
    shared = set(named[0]).intersection(*named[1:]) if named else set()
    return tuple(dict.fromkeys(each for divisions in named for each in divisions if not shared or each in shared))
