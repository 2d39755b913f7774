"""Red flags by rules: the check that runs on every text before anything else.

Why rules: this has to work when the encoder, the index and the database are down, so it needs the standard
library and nothing else. It must never raise, never be slow and never do I/O. What it cannot do is read between
the lines: about a quarter of oblique threats are missed, and a classifier is to join it beside `found`.
"""

from dataclasses import dataclass

from bot.triage.records import RedFlag
from bot.triage.rules.approach import APPROACH
from bot.triage.rules.arsenal import ARSENAL
from bot.triage.rules.attacks import ATTACKS
from bot.triage.rules.doxxing import DOXXING
from bot.triage.rules.harm import HARM
from bot.triage.rules.omens import OMENS
from bot.triage.rules.plan import PLAN
from bot.triage.rules.rule import Rule, Sentence, fires, read
from bot.triage.rules.siege import SIEGE
from bot.triage.rules.violence import VIOLENCE
from bot.triage.rules.weapons import WEAPONS
from bot.triage.signs import added_up
from bot.triage.wording import plain, sentences

RULES: tuple[Rule, ...] = (
    *VIOLENCE, *ATTACKS, *PLAN, *OMENS, *WEAPONS, *ARSENAL, *DOXXING, *SIEGE, *APPROACH, *HARM,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One reason for a red flag: which rule, and which flag. Never a word of the text."""

    rule: str
    flag: RedFlag


def red_flags(text: str) -> tuple[RedFlag, ...]:
    """Return the red flags of any text, in the order of `RedFlag`, without repeats; empty when there is none."""
    return in_order(found(text))


def in_order(reasons: tuple[Found, ...]) -> tuple[RedFlag, ...]:
    """Return the flags of the reasons, in the order of `RedFlag`, without repeats."""
    flags = {reason.flag for reason in reasons}
    return tuple(flag for flag in RedFlag if flag in flags)


def found(text: str) -> tuple[Found, ...]:
    """Return every reason for a red flag in the text: the named rules first, the sum of weak signs last."""
    said = read(sentences(plain(text)))
    by_rule = tuple(Found(rule=rule.name, flag=rule.flag) for rule in RULES if fires(rule, said))
    return by_rule or _by_signs(said)


def _by_signs(said: list[Sentence]) -> tuple[Found, ...]:
    flag = added_up(said)
    return () if flag is None else (Found(rule="weak_signs_add_up", flag=flag),)
