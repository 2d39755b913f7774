"""Organisations and the people in them. A person is known by (organisation, channel, channel id), never by person alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.messages import Channel

DEMO_ORGANISATION_ID = "org_demo"
"""The organisation that exists when nothing is configured."""


class Role(StrEnum):
    """What a member may do; a member may hold several."""

    REPORTER = "reporter"
    STAFF = "staff"
    TRIAGER = "triager"
    ADMIN = "admin"
    AUDITOR = "auditor"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A party or group that runs Alongside for its people."""

    id: str
    name: str
    collections: frozenset[str]  # document classes and party names it may be shown, such as "official", "party:labour"
    safety_contact: str = ""  # whom to ask, in words, entered by the organisation; empty when none was given
    keeps_questions: bool = False  # whether the log of advice keeps what people asked, in their own words (sealed)
    is_asked_directly: bool = False  # True: a question of the SPOC's goes to the reporter, not through the staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person, as one organisation knows them on one channel."""

    id: str
    channel: Channel
    address: str  # the channel's own id of the person
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A code that lets whoever holds it join an organisation in a role."""

    organisation_id: str
    role: Role
    expires_at: datetime
