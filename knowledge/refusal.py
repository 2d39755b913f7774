"""Why a question has no answer in the guidance, and who does answer it. Plain records; nothing is decided here."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What kind of question it is that the guidance does not answer."""

    OUT_OF_SCOPE = "out_of_scope"  # neither elections nor safety
    NEAR_MISS = "near_miss"  # close to the subject, but the documents have no words for it
    OPINION = "opinion"  # asks for a political view, or to take sides
    PRIVATE_DATA = "private_data"  # asks for somebody else's private data
    MISUSE = "misuse"  # asks for help to harm or to cheat
    UNSURE = "unsure"  # nothing good enough was found, and nothing says why


class Route(StrEnum):
    """Who does answer it. Each has a wording and, where there is one, an entry of the contact book."""

    NONE = "none"
    PERSON = "person"  # somebody of the party or the campaign
    RETURNING_OFFICER = "returning_officer"
    ELECTORAL_COMMISSION = "electoral_commission"
    ICO = "ico"  # the Information Commissioner's Office
    PRESS_REGULATOR = "press_regulator"
    OFCOM = "ofcom"
    POLICE = "police"
    PLATFORM = "platform"
    LEGAL_ADVICE = "legal_advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """That there is no answer, why, and whom to ask instead."""

    reason: Reason
    route: Route = Route.NONE
