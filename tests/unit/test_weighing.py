"""Rules and labelled messages weighed: it fails towards danger, and asks where they disagree."""

import pytest

from bot.triage.records import Intent, RedFlag, Severity
from bot.triage.weighing import Danger, danger, flags_of, intent_of, severity_of
from knowledge.messages import CATEGORIES, INTENTS, RED_FLAGS
from knowledge.signals import Signals

CARD, ASK, NOTHING = Danger(is_clear=True), Danger(is_unsure=True), Danger()


def says(immediate: float, *, danger: float | None = None, **fits: float) -> Signals:
    """What labelled messages say; the rest of the chance is shared by criminal (most), concern and none."""
    rest = 1 - immediate
    fits = fits if set(fits) & set(INTENTS) - {"other"} else fits | {"report": 0.5}
    return Signals(
        severity={"immediate": immediate, "criminal": rest * 0.6, "concern": rest * 0.3, "none": rest * 0.1},
        danger=immediate if danger is None else danger,
        intent={name: fits.get(name, 0.0) for name in INTENTS},
        category={name: fits.get(name, 0.0) for name in CATEGORIES},
        red_flags={name: fits.get(name, 0.0) for name in RED_FLAGS},
    )


@pytest.mark.parametrize(
    ("rules", "signals", "outcome"),
    [
        (1, (), CARD),  # the encoder is broken: the rules decide alone
        (0, (), NOTHING),
        (1, (says(0.9),), CARD),
        (0, (says(0.9),), CARD),
        (0, (says(0.3),), ASK),
        (0, (says(0.1, danger=0.9),), ASK),
        (0, (says(0.05),), NOTHING),
        (1, (says(0.2),), CARD),  # a rule, and not unlikely
        (1, (says(0.0, danger=0.0, report=0.9),), ASK),  # a rule of somebody who reports is never silenced
        (2, (says(0.0, danger=0.0, smalltalk=0.9),), ASK),  # nor are two
        (1, (says(0.0, danger=0.01, smalltalk=0.9),), NOTHING),  # "killed it at the hustings"
        (1, (says(0.0, danger=0.05, smalltalk=0.9),), ASK),
        (0, (says(0.5, question=0.9),), ASK),  # people ask about bombs
        (0, (says(0.8, question=0.9),), CARD),
        (0, (says(0.05), says(0.1), says(0.9)), CARD),  # one sentence of twenty
        (0, (says(0.05), says(0.5)), ASK),
        (1, (says(0.05), says(0.35)), CARD),
    ],
)
def test_the_three_outcomes(rules: int, signals: tuple[Signals, ...], outcome: Danger) -> None:
    assert danger(rules, signals) == outcome


def test_more_alarm_never_means_less_care() -> None:
    rank = {NOTHING: 0, ASK: 1, CARD: 2}
    for rules in (0, 1, 2):
        outcomes = [rank[danger(rules, (says(step / 100),))] for step in range(101)]
        assert outcomes == sorted(outcomes)
        assert outcomes[-1] == 2
    for fewer, more in ((0, 1), (1, 2)):
        assert all(rank[danger(more, (says(step / 100),))] >= rank[danger(fewer, (says(step / 100),))] for step in range(101))


def test_the_card_names_the_flags_that_fit_and_at_least_one() -> None:
    assert flags_of((says(0.9, weapons=0.6, doxxing=0.3, fixated_plan=0.1),)) == (RedFlag.WEAPONS, RedFlag.DOXXING)
    assert flags_of((says(0.9, immediate_danger=0.2),)) == (RedFlag.IMMEDIATE_DANGER,)
    assert flags_of((says(0.1), says(0.9, weapons=0.5))) == (RedFlag.WEAPONS,)


def test_without_signals_the_rules_stand() -> None:
    assert intent_of(Intent.STATUS, ()) is Intent.STATUS
    assert severity_of(Severity.CONCERN, Intent.REPORT, ()) is Severity.CONCERN


def test_with_signals_the_likeliest_is_taken() -> None:
    signals = (says(0.1, question=0.7, report=0.2, threat=0.5, doxxing=0.35, other=0.1),)

    assert intent_of(Intent.STATUS, signals) is Intent.QUESTION
    assert severity_of(Severity.CONCERN, Intent.REPORT, signals) is Severity.CRIMINAL
    assert severity_of(Severity.CONCERN, Intent.QUESTION, signals) is Severity.NONE
