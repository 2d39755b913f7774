"""What the rules say and what labelled messages say, weighed together: is somebody in danger, yes, perhaps, or no?

It must fail towards danger. Without signals (the encoder is broken, or nothing has been learned) the rules decide alone; and
where rules and signals disagree, the person is asked. The figures behind each threshold: docs/adr/0013.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.triage.records import Intent, RedFlag, Severity
from knowledge.signals import Signals

CLEAR = 0.4
"""The chance of being immediate from which on a message is an emergency."""

CLEAR_WITH_A_RULE = 0.12
"""The same when a rule says so too."""

CLEAR_THOUGH_NO_REPORT = 0.65
"""The same when the message seems to want something else than to report: people ask about bombs, and take alarms back."""

PIECE, PIECE_WITH_A_RULE, PIECE_THOUGH_NO_REPORT = 0.6, 0.3, 0.9
"""The same three for a piece of a long message: among many pieces one looks alarming by chance more easily."""

PERHAPS, PERHAPS_OF_A_PIECE = 0.28, 0.5
"""The chance of being immediate from which on the person is asked."""

PERHAPS_DANGER = 0.6
"""The same, of being immediate rather than no incident at all."""

LET_GO = 0.03
"""Below this chance of danger a single rule is let go, if the message wants something else than to report. The lowest that an
emergency with a rule has had is 0.09."""

FLAG = 0.25
"""How well a red flag must fit to be named on the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """The three outcomes: clear, unsure, or neither."""

    is_clear: bool = False  # the emergency card, at once
    is_unsure: bool = False  # one question: is anyone in danger right now?


def danger(rules: int, signals: Sequence[Signals]) -> Danger:
    """Return how urgent a message is.

    Args:
        rules: how many rules have found a red flag.
        signals: of the whole message, then of its pieces; empty when nothing was learned or the encoder is missing.
    """
    if not signals:
        return Danger(is_clear=rules > 0)
    is_report = _likeliest(signals[0].intent) == Intent.REPORT
    whole, piece = signals[0].severity["immediate"], max((of.severity["immediate"] for of in signals[1:]), default=0.0)
    for_whole, for_piece = _needed(is_report=is_report, is_flagged=rules > 0)
    if whole >= for_whole or piece >= for_piece:
        return Danger(is_clear=True)
    is_near = whole >= PERHAPS or piece >= PERHAPS_OF_A_PIECE or signals[0].danger >= PERHAPS_DANGER
    is_let_go = rules == 1 and not is_report and max(of.danger for of in signals) < LET_GO
    return Danger(is_unsure=is_near or (rules > 0 and not is_let_go))


def _needed(*, is_report: bool, is_flagged: bool) -> tuple[float, float]:
    """The chances that make the whole, or a piece, a clear emergency."""
    if not is_report:
        return CLEAR_THOUGH_NO_REPORT, PIECE_THOUGH_NO_REPORT
    return (CLEAR_WITH_A_RULE, PIECE_WITH_A_RULE) if is_flagged else (CLEAR, PIECE)


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


def _likeliest(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])
