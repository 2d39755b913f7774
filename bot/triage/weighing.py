"""What the rules say and what labelled messages say, weighed together: is somebody in danger, yes, perhaps, or no?

It must fail towards danger. Without signals (the encoder is broken, or nothing has been learned) the rules decide alone; and
where a rule and the signals disagree, the person is asked. The figures behind each threshold: docs/adr/0013.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.triage.records import Intent, RedFlag, Severity
from knowledge.signals import Signals

CLEAR = 0.4
"""The chance of being immediate from which on a message is an emergency."""

CLEAR_OF_A_PIECE = 0.6
"""The same for a piece of a long message: among many pieces one looks alarming by chance more easily."""

CLEAR_WITH_A_RULE = 0.12
"""The same when a rule says so too."""

PERHAPS = 0.28
"""The chance of being immediate from which on the person is asked."""

PERHAPS_DANGER = 0.6
"""The same, of being immediate rather than no incident at all."""

PERHAPS_OF_A_PIECE = 0.45

FLAG = 0.25
"""How well a red flag must fit to be named on the card."""

CATEGORY = 0.3
"""How well a category must fit to be named."""

MOST_CATEGORIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """The three outcomes: clear, unsure, or neither."""

    is_clear: bool = False  # the emergency card, at once
    is_unsure: bool = False  # one question: is anyone in danger right now?


def danger(flagged: bool, signals: Sequence[Signals]) -> Danger:
    """Return how urgent a message is.

    Args:
        flagged: whether a rule has found a red flag.
        signals: of the whole message, then of its pieces; empty when nothing was learned or the encoder is missing.
    """
    if not signals:
        return Danger(is_clear=flagged)
    whole, piece = signals[0].severity["immediate"], max((of.severity["immediate"] for of in signals[1:]), default=0.0)
    needed = CLEAR_WITH_A_RULE if flagged else CLEAR
    needed_of_a_piece = CLEAR_WITH_A_RULE if flagged else CLEAR_OF_A_PIECE
    if whole >= needed or piece >= needed_of_a_piece:
        return Danger(is_clear=True)
    is_near = whole >= PERHAPS or piece >= PERHAPS_OF_A_PIECE or signals[0].danger >= PERHAPS_DANGER
    return Danger(is_unsure=flagged or is_near)


def flags_of(signals: Sequence[Signals]) -> tuple[RedFlag, ...]:
    """Return the red flags that a clear emergency shows; the likeliest one when none is plain."""
    best = {flag: max(of.red_flags[flag] for of in signals) for flag in RedFlag}
    plain = tuple(flag for flag in RedFlag if best[flag] >= FLAG)
    return plain or (max(best, key=lambda flag: best[flag]),)


def intent_of(by_rules: Intent, signals: Sequence[Signals]) -> Intent:
    """Return what the person wants."""
    return Intent(_likeliest(signals[0].intent)) if signals else by_rules


def severity_of(by_rules: Severity, meant: Intent, signals: Sequence[Signals]) -> Severity:
    """Return how serious a report is that is no clear emergency; NONE when no incident is told."""
    if meant is not Intent.REPORT:
        return Severity.NONE
    if not signals:
        return by_rules
    return Severity.CRIMINAL if signals[0].severity["criminal"] >= signals[0].severity["concern"] else Severity.CONCERN


def categories_of(by_rules: tuple[str, ...], signals: Sequence[Signals]) -> tuple[str, ...]:
    """Return what a report tells of, the most telling first."""
    if not signals:
        return by_rules
    fitting = sorted(signals[0].category.items(), key=lambda each: -each[1])[:MOST_CATEGORIES]
    return tuple(name for name, fits in fitting if fits >= CATEGORY) or (fitting[0][0],)


def _likeliest(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])
