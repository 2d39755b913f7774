"""Rules and labelled messages weighed: it fails towards danger, asks where they disagree, and never silences a rule."""

import pytest

from bot.triage.records import Intent, RedFlag, Severity
from bot.triage.weighing import Danger, categories_of, danger, flags_of, intent_of, severity_of
from knowledge.messages import CATEGORIES, INTENTS, RED_FLAGS
from knowledge.signals import Signals

CARD, ASK, NOTHING = Danger(is_clear=True), Danger(is_unsure=True), Danger()


def says(immediate: float, *, danger: float | None = None, **fits: float) -> Signals:
    """What labelled messages say; the rest of the chance is shared by criminal (most), concern and none."""
    rest = 1 - immediate
    return Signals(
        severity={"immediate": immediate, "criminal": rest * 0.6, "concern": rest * 0.3, "none": rest * 0.1},
        danger=immediate if danger is None else danger,
        intent={name: fits.get(name, 0.0) for name in INTENTS},
        category={name: fits.get(name, 0.0) for name in CATEGORIES},
        red_flags={name: fits.get(name, 0.0) for name in RED_FLAGS},
    )


@pytest.mark.parametrize(
    ("flagged", "signals", "outcome"),
    [
        (True, (), CARD),  # the encoder is broken: the rules decide alone
        (False, (), NOTHING),
        (True, (says(0.9),), CARD),
        (False, (says(0.9),), CARD),
        (False, (says(0.3),), ASK),
        (False, (says(0.1, danger=0.9),), ASK),
        (False, (says(0.05),), NOTHING),
        (True, (says(0.2),), CARD),  # a rule, and not unlikely
        (True, (says(0.0, danger=0.0),), ASK),  # a rule is never silenced
        (False, (says(0.05), says(0.1), says(0.9)), CARD),  # one sentence of twenty
        (False, (says(0.05), says(0.5)), ASK),
        (True, (says(0.05), says(0.2)), CARD),
    ],
)
def test_the_three_outcomes(flagged: bool, signals: tuple[Signals, ...], outcome: Danger) -> None:
    assert danger(flagged, signals) == outcome


def test_more_alarm_never_means_less_care() -> None:
    rank = {NOTHING: 0, ASK: 1, CARD: 2}
    for flagged in (False, True):
        outcomes = [rank[danger(flagged, (says(step / 100),))] for step in range(101)]
        assert outcomes == sorted(outcomes)
        assert outcomes[-1] == 2
    assert all(rank[danger(True, (says(step / 100),))] >= rank[danger(False, (says(step / 100),))] for step in range(101))


def test_the_card_names_the_flags_that_fit_and_at_least_one() -> None:
    assert flags_of((says(0.9, weapons=0.6, doxxing=0.3, fixated_plan=0.1),)) == (RedFlag.WEAPONS, RedFlag.DOXXING)
    assert flags_of((says(0.9, immediate_danger=0.2),)) == (RedFlag.IMMEDIATE_DANGER,)
    assert flags_of((says(0.1), says(0.9, weapons=0.5))) == (RedFlag.WEAPONS,)


def test_without_signals_the_rules_stand() -> None:
    assert intent_of(Intent.STATUS, ()) is Intent.STATUS
    assert severity_of(Severity.CONCERN, Intent.REPORT, ()) is Severity.CONCERN
    assert categories_of(("threat",), ()) == ("threat",)


def test_with_signals_the_likeliest_is_taken() -> None:
    signals = (says(0.1, question=0.7, report=0.2, threat=0.5, doxxing=0.35, other=0.1),)

    assert intent_of(Intent.STATUS, signals) is Intent.QUESTION
    assert severity_of(Severity.CONCERN, Intent.REPORT, signals) is Severity.CRIMINAL
    assert severity_of(Severity.CONCERN, Intent.QUESTION, signals) is Severity.NONE
    assert categories_of((), signals) == ("threat", "doxxing")
    assert categories_of((), (says(0.1, other=0.1),)) == ("other",)
