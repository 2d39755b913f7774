"""The response clock per force: what was sent, delivered, acknowledged, acted on, how fast, and what never was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.escalation.escalation import Escalation, EscalationState, Held, Tier
from bot.escalation.response_times import ResponseTimes, response_times

AT = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def escalation(force: str, *, delivered: float = 0, acknowledged: float = 0, acted: float = 0, **more: object) -> Escalation:
    """Return one that was delivered, acknowledged and acted on after so many minutes; 0 for never."""
    made = Escalation(
        id="esc_1",
        report_id="rep_1",
        tier=Tier.CRIMINAL_INDICATOR,
        state=EscalationState.ACKNOWLEDGED if acknowledged else EscalationState.DELIVERED,
        created_at=AT,
        acknowledge_token="t",
        force_id=force,
        delivered_at=AT + timedelta(minutes=delivered) if delivered else None,
        acknowledged_at=AT + timedelta(minutes=acknowledged) if acknowledged else None,
        acted_at=AT + timedelta(minutes=acted) if acted else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_each_force_has_its_own_clock_with_medians_of_what_came() -> None:
    rows = [
        escalation("kent", delivered=1, acknowledged=10, acted=60),
        escalation("kent", delivered=3, acknowledged=30),
        escalation("kent", delivered=2, acknowledged=50),
        escalation("kent", state=EscalationState.QUEUED),
        escalation("essex", delivered=4),
    ]

    essex, kent = response_times(rows)

    assert kent == ResponseTimes(
        force_id="kent",
        sent=4,
        delivered=3,
        acknowledged=3,
        acted=1,
        never=1,
        held=0,
        to_delivered=timedelta(minutes=2),
        to_acknowledged=timedelta(minutes=30),
        to_acted=timedelta(minutes=60),
    )
    assert (essex.never, essex.to_acknowledged, essex.to_acted) == (1, None, None)


def test_what_was_held_is_not_sent_what_was_withdrawn_is_no_fault_and_practice_is_no_answer() -> None:
    rows = [
        escalation("kent", state=EscalationState.HELD, held=Held.NO_CONTACT),
        escalation("kent", delivered=1, state=EscalationState.WITHDRAWN),
        escalation("kent", delivered=1, acknowledged=2, practice=True),
    ]

    [kent] = response_times(rows)

    assert (kent.sent, kent.held, kent.delivered, kent.acknowledged, kent.never) == (1, 1, 1, 0, 0)


def test_one_that_lapsed_keeps_its_acknowledgement() -> None:
    [kent] = response_times([escalation("kent", delivered=1, acknowledged=5, state=EscalationState.DELIVERED)])

    assert (kent.acknowledged, kent.never) == (1, 0)


def test_nothing_is_no_force() -> None:
    assert response_times([]) == ()
