"""The parts of the JSON Schema of what the SPOC is sent: each mirrors a part of bot/escalation/payload_parts.py."""

from bot.escalation.escalation import Tier
from bot.escalation.payload import PAYLOAD_VERSION
from bot.escalation.route import Operation
from bot.messages import Channel, Quarantine
from bot.reporting.schema_shapes import Schema, address, closed, instant, listed, or_none, words
from bot.triage import RedFlag


def head() -> Schema:
    """Return what every message about a report begins with."""
    return {
        "version": version(),
        "reference": words("What people say to each other about this report, such as AL-7K3M-9QXT.") | {"minLength": 1},
        "escalation": words("The id to acknowledge it by.") | {"minLength": 1},
        "practice": practice(),
    }


def version() -> Schema:
    """Return the version; it rises when a name changes its meaning or goes away."""
    return {"const": PAYLOAD_VERSION}


def practice() -> Schema:
    """Return the mark of practice."""
    return {"type": "boolean", "description": "True when no police officer is meant to see it."}


def tier() -> Schema:
    """Return how urgent it is."""
    return {"enum": [each.value for each in Tier], "description": "How urgent it is; set by rules, and a person decides."}


def red_flags() -> Schema:
    """Return the red flags."""
    flags: Schema = {"enum": [each.value for each in RedFlag]}
    about = "Signs of the joint guidance in the reporter's own words, as rules see them; none seen is no all-clear."
    return {"type": "array", "items": flags, "uniqueItems": True, "description": about}


def beside() -> Schema:
    """Return where it goes and what belongs to it."""
    previous = closed(
        {
            "reference": words("Of the earlier report."),
            "escalated_at": instant("When it was first escalated."),
            "police_reference": words("As the reporter gave it; empty when they gave none."),
        }
    )
    return {
        "force": or_none(closed({"id": words("As data.police.uk has it."), "name": words("In full; may be empty.")})),
        "operation": or_none({"enum": [each.value for each in Operation], "description": "To quote, where it is known."}),
        "acknowledge_by": or_none(instant("By when a person should have acknowledged; somebody else is told after that.")),
        "pattern": listed(words("A reference."), "Reports that the reporter says are about the same person."),
        "previous": listed(previous, "Earlier reports of the same reporter that a SPOC has, oldest first."),
    }


def consent() -> Schema:
    """Return by which words the SPOC was let in."""
    return closed(
        {
            "given_at": or_none(instant("When the reporter let the SPOC see it.")),
            "words": words("The button or the words by which they did."),
            "party_sees": {"type": "boolean", "description": "Whether their party's staff see it too."},
        }
    )


def contact() -> Schema:
    """Return how the reporter may be reached."""
    emergency = closed({"words": words("As typed."), "agreed_at": words("When they agreed, ISO 8601.")})
    return closed(
        {
            "reporter_known": {"type": "boolean", "description": "Whether the reporter lets the SPOC know who they are."},
            "preference": or_none(words("How they want to be reached.")),
            "emergency_contact": or_none(emergency | {"description": "For an emergency, as they agreed with us beforehand."}),
        }
    )


def evidence() -> Schema:
    """Return the manifest of the files."""
    file = closed(
        {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "media_type": words("What the bytes are, such as image/jpeg."),
            "size_bytes": {"type": "integer", "minimum": 0},
            "received_at": instant("When it was added."),
            "channel": {"enum": [channel.value for channel in Channel]},
            "quarantined": {"enum": ["", *Quarantine], "description": "Why nobody should open it; empty when nothing is wrong."},
            "link": or_none(address("Opens the file, without a login, until it expires or the reporter takes it back.")),
            "link_expires_at": or_none(instant("Until when.")),
        }
    )
    return listed(file, "Files that the reporter added. A file that is kept apart has no link.")


def acknowledge() -> Schema:
    """Return the two ways to acknowledge."""
    return closed({"link": address("Acknowledges without a login."), "callback": address("Takes signed callbacks.")})
