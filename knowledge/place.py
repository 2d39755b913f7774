"""The records of where something is and who polices it.

They must never hold a person: a postcode that somebody typed comes back to the caller and is kept nowhere here.
"""

from dataclasses import dataclass
from enum import StrEnum


class ForceKind(StrEnum):
    """What a row of the table of forces is."""

    TERRITORIAL = "territorial"  # polices an area; the only kind that a place leads to
    SPECIAL = "special"  # railways, defence, nuclear sites
    UNIT = "unit, not a force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force. Its addresses are not here: an administrator enters them for each organisation."""

    id: str  # as data.police.uk has it, such as "west-yorkshire"; ours for the few that it lacks
    name: str  # in full, such as "West Yorkshire Police"
    nations: tuple[str, ...]
    kind: ForceKind
    ons_code: str  # police force area, such as "E23000010"; empty for special forces
    routing: str  # when to turn to it, in words


class PlaceKind(StrEnum):
    """What a place was recognised by."""

    POSTCODE = "postcode"
    CONSTITUENCY = "constituency"
    COUNCIL = "council"  # combined authorities too


class Certainty(StrEnum):
    """How far a place settles the force."""

    EXACT = "exact"  # one force, and the whole place lies in it
    MAJORITY = "majority"  # a postcode by whose side other forces' postcodes lie; ask when it matters
    CROSSES = "crosses"  # a constituency or authority on both sides of a boundary: ask which, or tell both
    OUTSIDE_UK = "outside the UK"  # Channel Islands and Isle of Man: no force


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A recognised place and the forces that police it."""

    kind: PlaceKind
    name: str  # official name, or the postcode with one blank
    code: str  # of the ONS; empty for postcodes
    forces: tuple[Force, ...]  # the larger part first, which is a hint and no rule; none outside the United Kingdom
    certainty: Certainty
    share: float | None = None  # of the first force, by known postcodes or by people, 0.0 to 1.0; None where not counted
    divisions: tuple[str, ...] = ()  # of Police Scotland or of the PSNI, such as ("A North East",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One council's part of a constituency: the question that settles a seat that crosses a boundary."""

    council: str
    force: Force
    share: float | None  # of the constituency's people, 0.0 to 1.0; None where not counted
