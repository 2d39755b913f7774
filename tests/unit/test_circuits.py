"""One dead address must not delay another, and is tried again for ever."""

from datetime import UTC, datetime, timedelta

from bot.escalation.circuits import AT_ONCE, BUSY, FIRST_PAUSE, LONGEST_PAUSE, SILENCES, Circuits

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def fail(circuits: Circuits, times: int, at: datetime = NOW) -> None:
    """Try an address that does not answer."""
    for _ in range(times):
        assert circuits.enter("dead", at) is None
        circuits.leave("dead", at, answered=False)


def test_an_address_that_stays_silent_is_left_alone_for_a_while() -> None:
    circuits = Circuits()
    fail(circuits, SILENCES - 1)
    assert circuits.enter("dead", NOW) is None
    circuits.leave("dead", NOW, answered=False)

    assert circuits.enter("dead", NOW) == FIRST_PAUSE
    assert circuits.enter("other", NOW) is None


def test_after_the_pause_one_message_tries_and_the_others_wait_for_it() -> None:
    circuits = Circuits()
    fail(circuits, SILENCES)
    later = NOW + FIRST_PAUSE

    assert circuits.enter("dead", later) is None
    assert circuits.enter("dead", later) == BUSY
    circuits.leave("dead", later, answered=True)

    assert [circuits.enter("dead", later) for _ in range(AT_ONCE)] == [None] * AT_ONCE


def test_pauses_grow_to_a_limit_and_never_end_in_silence_for_good() -> None:
    circuits, at = Circuits(), NOW
    fail(circuits, SILENCES)
    pauses = []
    for _ in range(10):
        wait = circuits.enter("dead", at)
        assert wait is not None
        pauses.append(wait)
        at += wait
        fail(circuits, 1, at)

    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert pauses[0] == FIRST_PAUSE


def test_a_bad_answer_is_an_answer() -> None:
    circuits = Circuits()
    for _ in range(SILENCES * 3):
        assert circuits.enter("rude", NOW) is None
        circuits.leave("rude", NOW, answered=True)

    assert circuits.enter("rude", NOW) is None


def test_no_more_than_a_few_are_on_their_way_to_one_address() -> None:
    circuits = Circuits()

    assert [circuits.enter("slow", NOW) for _ in range(AT_ONCE + 1)] == [*[None] * AT_ONCE, BUSY]
    circuits.leave("slow", NOW + timedelta(seconds=20), answered=True)
    assert circuits.enter("slow", NOW + timedelta(seconds=20)) is None
