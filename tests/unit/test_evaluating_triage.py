"""The figures of triage: emergencies seen, false alarms, and which of them count as misses."""

import pytest

from adapters.terminal.evaluating_triage import figures, judged
from knowledge.messages import LabelledMessage


def message(text: str, severity: str, **more: str) -> LabelledMessage:
    intent = "smalltalk" if severity == "none" else "report"
    return LabelledMessage(text=text, severity=severity, intent=intent, **more)  # type: ignore[arg-type]


SEEN = message("there is a man with a knife at the door now", "immediate", where="the door")
MISSED = message("the usual fellow brought his toolbox to the surgery", "immediate")
HARMLESS = message("thanks, that helps", "none")
ALARM = message("he has a gun and is outside", "none")


def test_the_figures_count_what_they_say() -> None:
    found = figures(judged(None, [SEEN, MISSED, HARMLESS, ALARM]))

    assert found["of the emergencies: clear"] == 0.5
    assert found["of the emergencies: clear or unsure"] == 0.5
    assert found["of the messages without incident: clear (false alarms)"] == 0.5
    assert found["where found, where it is told"] == 1.0
    assert found["when found, where it is told"] == 0.0
    assert 0.0 < found["severity, macro-F1"] < 1.0


@pytest.mark.parametrize(("labelled", "is_miss"), [(SEEN, False), (MISSED, True), (HARMLESS, False), (ALARM, True)])
def test_a_miss_is_an_emergency_unseen_or_an_alarm_for_nothing(labelled: LabelledMessage, is_miss: bool) -> None:
    [judgement] = judged(None, [labelled])

    assert judgement.is_miss is is_miss


def test_of_nothing_there_is_nothing_to_say() -> None:
    assert set(figures([]).values()) == {0.0}
