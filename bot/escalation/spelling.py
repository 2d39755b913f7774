"""Places that are spelt as the tables spell them.

The reader of the tables forgives a slip of the pen in a long name. It must never decide about a force: Cottingham in Yorkshire
is no slip for Nottingham, Dartington in Devon none for Darlington, nor the South Downs for South Down.
"""

from knowledge.place import Where
from knowledge.place_names import MAX_NAME_CHARS, folded
from knowledge.places import Places

_TOO_LONG_TO_BE_NEARLY_A_NAME = "." * (MAX_NAME_CHARS + 1)
_GENERIC = frozenset(("in", "near", "around", "at", "of", "the", "and", "city", "county", "council", "authority", "corporation"))
_GENERIC |= {"borough", "london", "royal", "metropolitan", "district", "unitary", "combined", "constituency", "seat"}


def find_as_spelt(places: Places, text: str) -> Where | None:
    """Return the place that a text is or names, without forgiving a slip; None when there is none, or several."""
    found = places.find(text)
    if found is None or _is_as_spelt(found, text):
        return found
    return places.find(f"in {text}{_TOO_LONG_TO_BE_NEARLY_A_NAME}")  # names inside a text are only read letter by letter


def constituency_as_spelt(places: Places, name: str) -> Where | None:
    """Return the constituency that a whole text is, in English or Welsh, without forgiving a slip."""
    found = places.constituency(name) if name else None
    if found is None or _is_as_spelt(found, name):
        return found
    # In Welsh, perhaps. Inside a text a capital letter and the word behind it are the two signs that a name needs.
    return found if find_as_spelt(places, f"{name.title()} constituency") == found else None


def council_as_spelt(places: Places, name: str) -> Where | None:
    """Return the council or county that a whole text is, without forgiving a slip."""
    found = places.council(name) if name else None
    return found if found and _is_as_spelt(found, name) else None


def _is_as_spelt(found: Where, text: str) -> bool:
    name, said = _core(found.name), _core(text)
    return name <= said or said <= name


def _core(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - _GENERIC
