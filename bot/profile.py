"""What a member has said of themselves: what they stand for and where, and whether the police have been in touch.

Every part is their own word and may be empty; it is kept sealed, and nobody is shown it but where its part says so.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from bot.escalation.elections import Election


class Contacted(StrEnum):
    """The answer to "has your SPOC been in touch?"."""

    NOT_SAID = ""
    YES = "yes"
    NO = "no"
    NO_TELL_STAFF = "no_tell_staff"  # no, and the party's staff may know it
    NOT_STANDING = "not_standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The empty one is somebody who has said nothing."""

    election: Election = Election.UNKNOWN
    postcode: str = ""  # of their home or campaign office, as typed
    constituency: str = ""
    council: str = ""
    contacted: Contacted = Contacted.NOT_SAID
    contact_asked_at: str = ""  # when they were asked whether the SPOC has been in touch, ISO; "" when never
    reach_me: str = ""  # how the police may reach them in an emergency, as typed; "" when not given or taken back
    reach_me_at: str = ""  # when they agreed to that, ISO

    def to_json(self) -> dict[str, Any]:
        """The profile as plain JSON."""
        return asdict(self) | {"election": self.election.value, "contacted": self.contacted.value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Profile":
        """Read a stored profile; names that this version does not know are left out, missing ones take their defaults."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        election, contacted = values.get("election", Election.UNKNOWN), values.get("contacted", "")
        return cls(**values | {"election": Election(election), "contacted": Contacted(contacted)})
