"""The police forces that a contact can belong to, and which ones somebody may have meant.

It must never turn what was typed into a force by itself: a person chooses.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from knowledge import place_tables
from knowledge.place import Force, ForceKind

MOST_NEAR = 3
NEAR = 70.0
"""From this likeness on (0 to 100) a force is named as one that may have been meant; "kemt" has 75 for kent."""

_SAID_OF_ALL = re.compile(r"\b(police|service|constabulary|of|the)\b|[^\w]+")


@cache
def known_forces() -> Mapping[str, Force]:
    """Return the forces by id, in the order of the table, without units that are no force."""
    folder = Path(place_tables.__file__).with_name("places")
    return {id: force for id, force in place_tables.read_forces(folder).items() if force.kind is not ForceKind.UNIT}


def near_forces(typed: str) -> tuple[str, ...]:
    """Return the ids of the forces that somebody may have meant by an id or a name, the likeliest first; at most MOST_NEAR."""
    words = _words(typed)
    likeness = {id: _likeness(words, force) for id, force in known_forces().items()} if words else {}
    near = [id for id, value in likeness.items() if value >= NEAR]
    return tuple(sorted(near, key=lambda id: -likeness[id])[:MOST_NEAR])


def _likeness(words: str, force: Force) -> float:
    return max(fuzz.WRatio(words, _words(force.id)), fuzz.token_set_ratio(words, _words(force.name)))


def _words(text: str) -> str:
    return " ".join(_SAID_OF_ALL.sub(" ", text.casefold()).split())
