"""The incident form as data: one entry a question. Chat steps, validation, the SPOC's JSON Schema and the record come from it.

A new question is one entry here and one template `ask_<id>`; nothing else may list the questions.

Source of the questions: the joint guidance of May 2024, "Keep records of any intimidating behaviour (what, where, when) – the
more details the better".
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.reporting.report import Recipient


class FieldKind(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    CHOICE = "choice"  # one of the buttons, nothing else
    PLACE = "place"  # words, or a shared position
    TIME = "time"  # words that name a time
    EVIDENCE = "evidence"  # files, or words with a link
    CONSENT = "consent"  # the review card


SHARED = frozenset({Recipient.PARTY, Recipient.SPOC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question."""

    id: str
    kind: FieldKind
    choices: tuple[str, ...] = ()  # buttons, as keys of labels.yaml; their last part is the normalised value
    description: str = ""  # for the JSON Schema
    visible_to: frozenset[Recipient] = SHARED
    max_chars: int = 10_000


FORM: tuple[Field, ...] = (
    Field(id="what", kind=FieldKind.WORDS, description="What happened, in the reporter's own words."),
    Field(
        id="danger",
        kind=FieldKind.CHOICE,
        choices=("danger.yes", "danger.no", "danger.unsure"),
        description="Whether anyone was in danger at the time of reporting.",
    ),
    Field(
        id="where",
        kind=FieldKind.PLACE,
        choices=("skip.unknown", "skip.rather_not"),
        description="Where it happened; words, or 'latitude,longitude' in degrees when a position was shared.",
    ),
    Field(
        id="when",
        kind=FieldKind.TIME,
        choices=("when.now", "when.today", "when.yesterday", "skip.unknown"),
        description="When it happened, in the reporter's words; `value` is an ISO 8601 instant when one could be read from them.",
    ),
    Field(
        id="who",
        kind=FieldKind.WORDS,
        choices=("skip.unknown", "skip.rather_not"),
        description="Who did it, as far as the reporter knows.",
    ),
    Field(id="evidence", kind=FieldKind.EVIDENCE, choices=("skip.nothing",), description="Links and files that show it."),
    Field(
        id="consent",
        kind=FieldKind.CONSENT,
        description="Who may see the report.",
        visible_to=frozenset(),
    ),
)

FIELDS = {field.id: field for field in FORM}
"""The same questions by id."""
