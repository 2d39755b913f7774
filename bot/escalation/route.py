"""The records of routing: what is known of an incident and of its reporter's home, and which forces that leads to.

A route must never look surer than it is: while something has to be asked, its certainty says so, and `forces` holds a force
only when the tables leave no other. Nothing here holds a postcode that was not given by the caller.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.escalation.elections import Election
from bot.reporting.form import NOTHING, RATHER_NOT, SKIPPED, UNKNOWN
from bot.reporting.kinds import is_online
from bot.reporting.report import Report
from bot.reporting.told import told
from knowledge.place import Force, Side

BOTH = "both"
"""An answer to "which side?": both forces are told."""

_NO_PLACE = frozenset(key.rpartition(".")[2] for key in (UNKNOWN, RATHER_NOT, NOTHING, SKIPPED))


class Operation(StrEnum):
    """The name that the police know the work with candidates by; quoted in every language as it is."""

    BRIDGER = "Operation Bridger"
    FORD = "Operation Ford"


OPERATIONS = {Election.PARLIAMENT: Operation.BRIDGER, Election.LOCAL: Operation.FORD}
"""Source: the places' README; Operation Ford since March 2025, not for parish, town and community councils."""


class Basis(StrEnum):
    """What a route rests on."""

    PLACE = "place"  # of the incident
    POSTCODE = "postcode"  # of the reporter's home, as are the next two
    CONSTITUENCY = "constituency"
    COUNCIL = "council"
    RAIL = "rail"  # on a train or at a station


class RouteCertainty(StrEnum):
    """Whether the force is settled."""

    CERTAIN = "certain"
    WHICH_SIDE = "which side"  # the place crosses a boundary; `forces` are its two sides, and telling both is right too
    WHERE = "where"  # `forces` is empty, or holds all that a split postcode can lie in
    OUTSIDE_UK = "outside the UK"  # no force here


class Question(StrEnum):
    """What to ask the reporter next; nothing waits for ELECTION."""

    WHICH_SIDE = "which_side"
    WHERE = "where"  # a postcode, a town or a council
    ELECTION = "election"


class Contact(StrEnum):
    """Whom to turn to at the force."""

    SPOC = "spoc"
    ORDINARY = "ordinary"  # 101 or the force's website: no operation reaches this reporter


class Note(StrEnum):
    """What must be said beside a route; each is the key of a template."""

    RAIL = "rail"  # it goes to the British Transport Police
    RAIL_NOT_BTP = "rail_not_btp"  # a railway where the British Transport Police does not serve: Northern Ireland
    POSITION_UNREAD = "position_unread"  # a shared position, for which there is no table; the route rests on home or asks
    PLACE_UNREAD = "place_unread"  # the words about place name no place of the tables; the route rests on home or asks
    NEAR_BOUNDARY = "near_boundary"  # one force, but some neighbours of this postcode belong to another
    NOT_FORD = "not_ford"  # Operation Ford does not reach parish, town and community councils


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where the reporter lives or stands, as they typed it; every part may be unknown."""

    postcode: str = ""
    constituency: str = ""
    council: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What a report says about its place."""

    where: str = ""  # as typed; empty when the question was skipped
    position: str = ""  # "latitude,longitude" in degrees, when one was shared
    platform: str = ""
    kinds: tuple[str, ...] = ()
    side: str = ""  # the answer to WHICH_SIDE: the id of a side's force, or BOTH

    @property
    def is_online(self) -> bool:
        """True when the platform matters more than the place."""
        return is_online(self.kinds, self.platform)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which forces a report goes to, on what basis, and what has to be asked."""

    forces: tuple[Force, ...] = ()  # in the order of telling them; British Transport Police first
    basis: Basis | None = None
    certainty: RouteCertainty = RouteCertainty.WHERE
    question: Question | None = Question.WHERE
    place: str = ""  # official name of the constituency or council that it rests on or asks about; never a postcode
    sides: tuple[Side, ...] = ()  # to offer with WHICH_SIDE, larger part first; a side without a council is offered as its force
    divisions: tuple[str, ...] = ()  # of Police Scotland or the PSNI, as far as a council or constituency tells them
    operation: Operation | None = None  # to quote; None while the election is unknown and where no operation is known
    contact: Contact = Contact.SPOC
    notes: tuple[Note, ...] = ()

    @property
    def is_certain(self) -> bool:
        """True when `forces` can be told without asking where."""
        return self.certainty is RouteCertainty.CERTAIN


def incident_of(report: Report, *, side: str = "") -> Incident:
    """Return what a report says about its place; `side` is the answer to WHICH_SIDE, kept by the caller."""
    now = told(report)
    words = now.answers["where"].words if "where" in now.answers else ""
    value = now.value("where")
    is_said = value not in _NO_PLACE
    return Incident(
        where=words if is_said else "",
        position=value if is_said else "",
        platform=now.value("platform"),
        kinds=now.kinds,
        side=side,
    )
