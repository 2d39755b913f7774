"""How long a failed duty waits: quickly at first, hourly later, longer when it was asked to, and never for ever."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.duties import FAST_RETRIES_S, SLOW_RETRY_S, retry_after

DAY_S = 86_400.0


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
def test_there_are_at_least_nine_tries_in_the_first_hour(jitter: float) -> None:
    waits = [retry_after(tries, jitter=jitter).total_seconds() for tries in range(1, 30)]

    tries_at = [0.0, *accumulate(waits)]

    assert sum(at <= 3600 for at in tries_at) >= 9


def test_the_first_failure_waits_five_seconds_and_each_one_longer_than_the_last() -> None:
    waits = [retry_after(tries).total_seconds() for tries in range(1, len(FAST_RETRIES_S) + 2)]

    assert waits[0] == 5
    assert waits == sorted(set(waits))


@given(st.integers(min_value=len(FAST_RETRIES_S) + 1, max_value=100_000))
def test_later_it_is_tried_every_hour_however_often_it_has_failed(tries: int) -> None:
    assert retry_after(tries).total_seconds() == SLOW_RETRY_S == 3600


@pytest.mark.parametrize(("asked_s", "expected_s"), [(None, 5), (0.0, 5), (-60.0, 5), (3.0, 5), (600.0, 600), (DAY_S, DAY_S)])
def test_the_longer_of_our_wait_and_the_one_asked_for_counts(asked_s: float | None, expected_s: float) -> None:
    assert retry_after(1, asked_s=asked_s).total_seconds() == expected_s


@pytest.mark.parametrize("asked_s", [DAY_S + 1, 1e12, float("inf")])
def test_nobody_can_make_us_wait_longer_than_a_day(asked_s: float) -> None:
    assert retry_after(1, asked_s=asked_s).total_seconds() == DAY_S


@given(
    tries=st.integers(min_value=1, max_value=50),
    asked_s=st.none() | st.floats(min_value=0, max_value=1e6),
    jitter=st.floats(min_value=0, max_value=1),
)
def test_jitter_only_ever_adds_and_at_most_a_fifth(tries: int, asked_s: float | None, jitter: float) -> None:
    plain_s = retry_after(tries, asked_s=asked_s).total_seconds()

    waited_s = retry_after(tries, asked_s=asked_s, jitter=jitter).total_seconds()

    assert plain_s <= waited_s <= plain_s * 1.2 + 1e-5


def test_full_jitter_is_a_fifth() -> None:
    assert retry_after(1, jitter=1.0).total_seconds() == 6.0
