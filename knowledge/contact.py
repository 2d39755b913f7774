"""One contact, and what makes a line of the contact book usable.

It must never let a doubtful line pass as one that may be shown: the rules that a maintainer has to keep are checked
here, on reading, and a broken one stops the start with the name of the cell.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.tables import Row

COLUMNS = (
    "id",
    "name",
    "category",
    "scope",
    "use_when",
    "phone",
    "text_or_relay",
    "web",
    "email",
    "hours",
    "source",
    "source_date",
    "checked_on",
    "show",
    "confidence",
    "notes",
)
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


class Category(StrEnum):
    """What a contact is for."""

    EMERGENCY = "emergency"
    POLICE = "police"
    FRAUD_AND_CYBER = "fraud and cyber"
    GUIDANCE = "guidance"
    VICTIM_SUPPORT = "victim support"
    WELLBEING = "wellbeing"
    ONLINE_HARM = "online harm"
    PLATFORM = "platform"


class Confidence(StrEnum):
    """How well the sources bear a contact out, when nobody has checked it live."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"  # never shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One line of the book. An empty text means that there is none."""

    id: str
    name: str
    category: Category
    nations: tuple[str, ...]  # where it helps, of England, Wales, Scotland and Northern Ireland
    use_when: str
    phone: str  # digits and spaces only, as it is dialled within the United Kingdom
    text_or_relay: str  # how to reach it by text message, relay or key presses, in words
    web: str  # begins with https://
    email: str
    hours: str
    source: str  # where the row was taken from
    source_date: str  # in words: many sources carry no day
    checked_on: date | None  # the last day on which somebody opened or rang it; None means never
    may_be_shown: bool
    confidence: Confidence
    notes: str  # for whoever keeps the book; never shown


def contact_from(row: Row) -> Contact:
    """Make a contact of a line of the book.

    Raises:
        BadTable: a cell is empty, malformed or breaks a rule of the book; it names file, row and field.
    """
    confidence = Confidence(row.one_of("confidence", tuple(Confidence)))
    return Contact(
        id=row.filled("id"),
        name=row.filled("name"),
        category=Category(row.one_of("category", tuple(Category))),
        nations=_nations(row),
        use_when=row.filled("use_when"),
        phone=_shaped(row, "phone", r"[0-9]+(?: [0-9]+)*", "digits and single spaces"),
        text_or_relay=row.text("text_or_relay"),
        web=_shaped(row, "web", r"https://[^\s<>]+\.[^\s<>]+", "a link that begins with https://"),
        email=_shaped(row, "email", r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", "an e-mail address"),
        hours=row.text("hours"),
        source=row.filled("source"),
        source_date=row.text("source_date"),
        checked_on=row.day("checked_on"),
        may_be_shown=_may_be_shown(row, confidence),
        confidence=confidence,
        notes=row.text("notes"),
    )


def _nations(row: Row) -> tuple[str, ...]:
    nations = _NATIONS if row.filled("scope") == "UK" else row.listed("scope")
    if not set(nations) <= set(_NATIONS):
        row.fail("scope", f"must be UK or some of: {'; '.join(_NATIONS)}")
    return nations


def _shaped(row: Row, field: str, pattern: str, expected: str) -> str:
    if row.text(field) and not re.fullmatch(pattern, row.text(field)):
        row.fail(field, f"must be {expected}, or empty")
    return row.text(field)


def _may_be_shown(row: Row, confidence: Confidence) -> bool:
    may_be_shown = row.one_of("show", ("yes", "no")) == "yes"
    if may_be_shown and confidence is Confidence.LOW:
        row.fail("show", "must be no while the confidence is low")
    if not may_be_shown and not row.text("notes"):
        row.fail("notes", "must say why the contact may not be shown")
    return may_be_shown
