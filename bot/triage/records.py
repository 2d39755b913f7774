"""The words that triage speaks: intents, severities, red flags, and the record of one decision.

Kept apart from the rules so that every rule file can name them without importing another rule file. Standard
library only: the red-flag check has to work on a machine where everything else is broken.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious what the text describes is, worst first. Follows the tiers of the joint guidance."""

    IMMEDIATE = "immediate"  # a red flag, or danger now: 999 first
    CRIMINAL = "criminal"  # an indicator that belongs with local police, 101 or the SPOC
    CONCERN = "concern"  # unpleasant, worth recording, not an indicator
    NONE = "none"  # no incident is described


class RedFlag(StrEnum):
    """The four red flags of the joint guidance, and danger now."""

    IMMINENT_VIOLENCE = "imminent_violence"  # somebody says or shows that they are about to hurt somebody
    FIXATED_PLAN = "fixated_plan"  # a time, a place, a routine learned, preparations made
    WEAPONS = "weapons"  # access to weapons, or the skill to use them
    DOXXING = "doxxing"  # private details released to others
    IMMEDIATE_DANGER = "immediate_danger"  # somebody is in danger while they write


class Intent(StrEnum):
    """What the person wants from this message."""

    REPORT = "report"  # something happened, or is happening
    QUESTION = "question"  # they want to know something
    STATUS = "status"  # what became of an earlier report
    GREETING = "greeting"
    HUMAN = "human"  # they want to talk to a person
    CANCEL = "cancel"  # stop or take back a report, or "false alarm"
    SMALLTALK = "smalltalk"
    OPTOUT = "optout"  # no more messages, or erase what is held
    OTHER = "other"  # nothing of the above: noise, a bare link, a message for somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What one text is about. A claim of rules, not a finding: a person decides."""

    intent: Intent
    severity: Severity
    # In the order of `RedFlag`, without repeats. Severity is IMMEDIATE exactly when there is one.
    red_flags: tuple[RedFlag, ...]
    # Nobody can tell: the person is asked whether anyone is in danger. Never together with a red flag.
    ask_danger: bool
    # Names from `bot.triage.categories.CATEGORIES`, most telling first; empty when no incident is described.
    category: tuple[str, ...]
    # Which rules fired, by name. Never a word of the text, so it may be logged and shown to staff.
    reasons: tuple[str, ...]
    # The labelled messages that it resembles most, invented every one; empty when only rules were asked.
    nearest: tuple[str, ...]
    # The words about time as typed, and the instant they mean in ISO 8601 with the UTC offset of the United Kingdom.
    when: str | None
    when_iso: str | None
    # The end, where the words name a span ("between 6 and 8", "last night"); `when_iso` is then its beginning.
    when_until_iso: str | None
    # The words say that they are not exact ("about", "ish"), or name no time of the clock ("this morning").
    when_about: bool
    # The words about place and person as typed.
    where: str | None
    who: str | None
    # One of `bot.triage.platform.PLATFORMS`.
    platform: str | None
    # One of `bot.triage.protected.CHARACTERISTICS`, only where the writer states it.
    protected_characteristic: str | None
