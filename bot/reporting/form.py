"""The incident form as data: one entry a question. Everything else that knows the questions is made from it.

The chat's steps, the Slack modal, the web form, validation, the SPOC's JSON Schema and the printed record all read this one
declaration. A new question is an entry here, a template `ask_<id>` and a label `field.<id>`; nothing else may list the questions.

Sources: the joint guidance of May 2024, "Keep records of any intimidating behaviour (what, where, when) – the more details the
better"; its red flags (weapons, a plan, private details); and the forms and effects of the Commission's survey after 2024.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.reporting.kinds import KINDS, MAY_BE_DANGER, ONLINE
from bot.reporting.report import Recipient
from bot.reporting.told import Told
from bot.triage.platform import PLATFORMS
from bot.triage.protected import CHARACTERISTICS


class FieldKind(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    CHOICE = "choice"  # one of the buttons
    CHOICES = "choices"  # any of the buttons, one after another
    COUNT = "count"  # a whole number
    PLACE = "place"  # words, or a shared position
    TIME = "time"  # words that name a time
    EVIDENCE = "evidence"  # files, or words with a link
    CONSENT = "consent"  # the review card


PARTY, SPOC, STATISTICS = Recipient.PARTY, Recipient.SPOC, Recipient.STATISTICS
SHARED = frozenset({PARTY, SPOC})

Asked = Callable[[Told], bool]


def _never(told: Told) -> bool:
    return False


def _always(told: Told) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question."""

    id: str
    kind: FieldKind
    choices: tuple[str, ...] = ()  # buttons that answer it, as keys of labels.yaml; their last part is the normalised value
    skips: tuple[str, ...] = ()  # buttons that say that there is no answer
    takes_words: bool = False  # whether a CHOICE or CHOICES may be answered in other words too
    in_short: Asked = _never  # whether the short form asks it, by what has been told
    in_detail: Asked = _never  # whether "add more" asks it
    description: str = ""  # for the JSON Schema
    visible_to: frozenset[Recipient] = SHARED
    by_identity: bool = False  # shown only to those whom the reporter lets know who they are
    max_chars: int = 10_000

    @property
    def is_short(self) -> bool:
        """True when the short form may ask it at all."""
        return self.in_short is not _never

    @property
    def is_on_a_form(self) -> bool:
        """True when a form that shows everything at once holds it. Who may see a report is asked on the review card only."""
        return self.kind is not FieldKind.CONSENT and (self.is_short or self.in_detail is not _never)

    @property
    def buttons(self) -> tuple[str, ...]:
        """Every button that answers it."""
        return (*self.choices, *self.skips)


UNKNOWN, RATHER_NOT, NOTHING, SKIPPED = "skip.unknown", "skip.rather_not", "skip.nothing", "skip.skipped"
"""Ways to leave a question without an answer. "skip.skipped" can be typed at any question that is not the first."""


def _of(id: str, *values: str) -> tuple[str, ...]:
    return tuple(f"{id}.{value}" for value in values)


FORM: tuple[Field, ...] = (
    Field(
        id="what",
        kind=FieldKind.WORDS,
        in_short=_always,
        description="What happened, in the reporter's own words, sealed as typed.",
    ),
    Field(
        id="kind",
        kind=FieldKind.CHOICES,
        choices=_of("kind", *KINDS),
        in_detail=_always,
        description="The kinds of incident, read off the words by rules and labelled messages, or named by the reporter.",
    ),
    Field(
        id="danger",
        kind=FieldKind.CHOICE,
        choices=_of("danger", "yes", "no", "unsure"),
        in_short=lambda told: told.is_one_of(MAY_BE_DANGER),
        description="Whether anyone was in danger at the time of reporting.",
    ),
    Field(
        id="where",
        kind=FieldKind.PLACE,
        skips=(UNKNOWN, RATHER_NOT),
        in_short=lambda told: not told.is_online and not told.is_one_of(ONLINE | {"hoax_call", "unwanted_contact"}),
        in_detail=lambda told: not told.is_online,
        description="Where it happened; words, or 'latitude,longitude' in degrees when a position was shared.",
    ),
    Field(
        id="platform",
        kind=FieldKind.CHOICE,
        choices=_of("platform", *PLATFORMS),
        skips=(UNKNOWN,),
        takes_words=True,
        in_short=lambda told: told.is_online or told.is_one_of({"unwanted_contact"}),
        description="The platform, or how it came: post, telephone, e-mail, in person.",
    ),
    Field(
        id="when",
        kind=FieldKind.TIME,
        choices=_of("when", "now", "today", "yesterday"),
        skips=(UNKNOWN,),
        in_short=_always,
        description="When it happened, in the reporter's words; `value` is an ISO 8601 instant or day, two with '/' between them"
        " for a span, with '~' behind it when the words say that it is not exact; empty when none could be read from them.",
    ),
    Field(
        id="who",
        kind=FieldKind.WORDS,
        skips=(UNKNOWN, RATHER_NOT),
        in_short=lambda told: not told.is_one_of({"property_damage", "disinformation_deepfake", "cyber_attack"}),
        in_detail=_always,
        description="Who did it, as far as the reporter knows.",
    ),
    Field(
        id="count",
        kind=FieldKind.COUNT,
        choices=_of("count", "1", "2", "3"),
        skips=(UNKNOWN,),
        in_short=lambda told: told.is_one_of({"property_damage"}),
        description="How many things were damaged or taken; `value` is a whole number.",
    ),
    Field(
        id="whom",
        kind=FieldKind.CHOICE,
        choices=_of("whom", "me", "family", "volunteer", "staff", "seen"),
        skips=(RATHER_NOT,),
        takes_words=True,
        in_detail=_always,
        description="Who it happened to.",
    ),
    Field(
        id="agrees",
        kind=FieldKind.CHOICE,
        choices=_of("agrees", "yes", "not_asked", "cannot"),
        in_detail=lambda told: told.is_for_another,
        description="Whether the one it happened to knows of this report, when somebody else tells it.",
    ),
    Field(
        id="aggravating",
        kind=FieldKind.CHOICES,
        choices=_of("aggravating", "weapon", "plan", "private_details"),
        skips=("aggravating.none", UNKNOWN),
        in_detail=lambda told: told.is_one_of(MAY_BE_DANGER - {"doxxing"} | {"online_abuse"}),
        description="Weapons, a plan, or private details: red flags of the joint guidance.",
    ),
    Field(
        id="before",
        kind=FieldKind.CHOICE,
        choices=_of("before", "first", "same_person", "others"),
        skips=(UNKNOWN,),
        takes_words=True,
        in_detail=_always,
        description="Whether it has happened before, and whether it was the same person.",
    ),
    Field(
        id="protected",
        kind=FieldKind.CHOICES,
        choices=_of("protected", *CHARACTERISTICS),
        skips=("protected.none", RATHER_NOT),
        in_detail=lambda told: told.is_one_of({"discriminatory_abuse", "online_abuse", "insult", "threat"}),
        description="A protected characteristic that the reporter says was a reason; their own statement, never inferred.",
        visible_to=frozenset({SPOC}),
    ),
    Field(
        id="witnesses",
        kind=FieldKind.WORDS,
        skips=("witnesses.none", UNKNOWN),
        in_detail=lambda told: not told.is_online,
        description="Who saw it.",
    ),
    Field(
        id="police_told",
        kind=FieldKind.CHOICE,
        choices=_of("police_told", "yes", "no", "not_wanted"),
        in_detail=_always,
        description="Whether it has been reported to the police.",
    ),
    Field(
        id="police_reference",
        kind=FieldKind.WORDS,
        skips=("police_reference.none",),
        in_detail=lambda told: told.value("police_told") == "yes",
        description="The police's reference, as the reporter gave it.",
        max_chars=200,
    ),
    Field(
        id="platform_told",
        kind=FieldKind.CHOICE,
        choices=_of("platform_told", "yes", "no", "not_wanted"),
        in_detail=lambda told: told.is_online,
        description="Whether it has been reported to the platform.",
    ),
    Field(
        id="platform_reference",
        kind=FieldKind.WORDS,
        skips=("platform_reference.none",),
        in_detail=lambda told: told.value("platform_told") == "yes",
        description="The platform's reference, as the reporter gave it.",
        max_chars=200,
    ),
    Field(
        id="effect",
        kind=FieldKind.CHOICES,
        choices=_of("effect", "avoided_campaigning", "avoided_alone", "avoided_topics", "avoided_social_media", "changed_home"),
        skips=("effect.none", RATHER_NOT),
        in_detail=_always,
        description="What it changed about the campaign; the answers follow the Commission's survey.",
        visible_to=frozenset({PARTY, SPOC, STATISTICS}),
    ),
    Field(
        id="support",
        kind=FieldKind.CHOICES,
        choices=_of("support", "talk", "security_advice", "police_contact"),
        skips=("support.none",),
        in_detail=_always,
        description="What support the reporter would like.",
    ),
    Field(
        id="identity",
        kind=FieldKind.CHOICE,
        choices=_of("identity", "none", "spoc", "all"),
        in_detail=_always,
        description="Who may know who the reporter is. Without an answer nobody may; the way back through the chat stays.",
        visible_to=frozenset(),
    ),
    Field(
        id="name",
        kind=FieldKind.WORDS,
        skips=(RATHER_NOT,),
        in_detail=lambda told: told.value("identity") in ("spoc", "all"),
        description="The reporter's name.",
        by_identity=True,
        max_chars=200,
    ),
    Field(
        id="contact",
        kind=FieldKind.CHOICE,
        choices=("contact.chat",),
        takes_words=True,
        in_detail=lambda told: told.value("identity") in ("spoc", "all"),
        description="How the reporter wants to be reached.",
        by_identity=True,
        max_chars=500,
    ),
    Field(
        id="evidence",
        kind=FieldKind.EVIDENCE,
        skips=(NOTHING,),
        in_short=lambda told: told.is_one_of({"online_abuse", "disinformation_deepfake"}),
        in_detail=_always,
        description="Links that show it, as typed; files are in `evidence` beside the fields.",
    ),
    Field(
        id="more",
        kind=FieldKind.WORDS,
        description="What the reporter added later, oldest first, a line each time.",
    ),
    Field(
        id="consent",
        kind=FieldKind.CONSENT,
        in_short=_always,
        description="Who may see the report.",
        visible_to=frozenset(),
    ),
)

FIELDS = {field.id: field for field in FORM}
"""The same questions by id."""
