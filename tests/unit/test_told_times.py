"""When it happened: spans, uncertainty, what is to come, Welsh, and the nights in which the clocks change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.when import told

# A Wednesday, 16:04 by British summer time.
SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "since", "until"),
    [
        ("eggs, last night", "last night", "2026-06-02T18:00+01:00", "2026-06-03T06:00+01:00"),
        ("the shutter was sprayed overnight", "overnight", "2026-06-02T18:00+01:00", "2026-06-03T06:00+01:00"),
        ("gone between 6 and 8 last night", "between 6 and 8 last night", "2026-06-02T18:00+01:00", "2026-06-02T20:00+01:00"),
        ("cut between 11pm and 2am last night", None, "2026-06-02T23:00+01:00", "2026-06-03T02:00+01:00"),
        ("he filmed us 10-10.30 yesterday", "10-10.30 yesterday", "2026-06-02T10:00+01:00", "2026-06-02T10:30+01:00"),
        ("ten till one on Saturday, whistling", None, "2026-05-30T10:00+01:00", "2026-05-30T13:00+01:00"),
        ("taken Saturday, between quarter and half past two", None, "2026-05-30T14:15+01:00", "2026-05-30T14:30+01:00"),
        ("stood there from 9 to 5 today", "from 9 to 5 today", "2026-06-03T09:00+01:00", "2026-06-03T16:04+01:00"),
        ("between Friday night and Saturday", None, "2026-05-29T21:00+01:00", "2026-05-30T12:00+01:00"),
        ("he's been at it all week", "all week", "2026-06-01T00:00+01:00", "2026-06-03T16:04+01:00"),
        ("the account has been hijacked since Monday", "since Monday", "2026-06-01T12:00+01:00", "2026-06-03T16:04+01:00"),
        ("locked out since about 7 last night", None, "2026-06-02T19:00+01:00", "2026-06-03T16:04+01:00"),
        ("mae'r cyfrif wedi ei hacio ers bore ddoe", "ers bore ddoe", "2026-06-02T09:00+01:00", "2026-06-03T16:04+01:00"),
        ("ripped down over the weekend", "over the weekend", "2026-05-30T00:00+01:00", "2026-06-01T00:00+01:00"),
        ("the first letter came in March", "in March", "2026-03-01T00:00+00:00", "2026-04-01T00:00+01:00"),
        ("he broke it in 2021", "in 2021", "2021-01-01T00:00+00:00", "2022-01-01T00:00+00:00"),
        ("she has written for three weeks", "for three weeks", "2026-05-13T16:04+01:00", "2026-06-03T16:04+01:00"),
    ],
)
def test_a_span_has_a_beginning_and_an_end(text: str, words: str | None, since: str, until: str) -> None:
    time = told(text, sent_at=SENT)

    assert words is None or time.words == words
    assert (time.instant, time.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("10 mins ago", "2026-06-03T15:54+01:00"),
        ("Saturday 1pm", "2026-05-30T13:00+01:00"),
        ("twenty to eleven yesterday", "2026-06-02T10:40+01:00"),
        ("ten to three", "2026-06-03T14:50+01:00"),
        ("07:48", "2026-06-03T07:48+01:00"),
        ("6.45pm", "2026-06-02T18:45+01:00"),
        ("6.30 on Sunday", "2026-05-31T18:30+01:00"),
        ("at 2 in the afternoon", "2026-06-03T14:00+01:00"),
        ("ddoe am 3", "2026-06-02T15:00+01:00"),
        ("am dri o'r gloch heddiw", "2026-06-03T15:00+01:00"),
        ("noon on friday", "2026-05-29T12:00+01:00"),
    ],
)
def test_a_clock_time_is_one_exact_instant_of_the_past(text: str, instant: str) -> None:
    time = told(text, sent_at=SENT)

    assert (time.instant, time.until, time.about) == (instant, None, False)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("8ish", "2026-06-03T08:00+01:00"),
        ("about half eleven", "2026-06-03T11:30+01:00"),
        ("dydd Sadwrn tua un", "2026-05-30T13:00+01:00"),
        ("neithiwr tua 11", "2026-06-02T23:00+01:00"),
        ("ten minutes or so ago", "2026-06-03T15:54+01:00"),
        ("a couple of hours ago", "2026-06-03T14:04+01:00"),
        ("this morning", "2026-06-03T09:00+01:00"),
        ("yesterday afternoon", "2026-06-02T15:00+01:00"),
        ("bore ddoe", "2026-06-02T09:00+01:00"),
        ("on Monday", "2026-06-01T12:00+01:00"),
        ("on the 12th", "2026-05-12T12:00+01:00"),
        ("3 weeks ago", "2026-05-13T16:04+01:00"),
    ],
)
def test_about_is_said_or_no_clock_time_is_named(text: str, instant: str) -> None:
    time = told(text, sent_at=SENT)

    assert (time.instant, time.about) == (instant, True)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("he says he'll be back Friday at noon", "2026-06-05T12:00+01:00"),
        ("she is due back tomorrow at 9", "2026-06-04T09:00+01:00"),
        ("he will be there tonight at 7", "2026-06-03T19:00+01:00"),
        ("next Thursday", "2026-06-04T12:00+01:00"),
    ],
)
def test_what_is_said_to_come_lies_ahead(text: str, instant: str) -> None:
    assert told(text, sent_at=SENT).instant == instant


@pytest.mark.parametrize(
    ("sent", "text", "instant"),
    [
        # The clocks went forward at one on 29 March 2026 and back at two on 25 October.
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "an hour ago", "2026-03-29T00:30+00:00"),
        (datetime(2026, 3, 29, 11, 0, tzinfo=UTC), "yesterday at noon", "2026-03-28T12:00+00:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2 hours ago", "2026-10-25T00:30+01:00"),
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), "yesterday at 3pm", "2026-10-24T15:00+01:00"),
        (datetime(2026, 10, 27, 12, 0, tzinfo=UTC), "Saturday 1pm", "2026-10-24T13:00+01:00"),
    ],
)
def test_the_clocks_change_and_the_instant_keeps_its_offset(sent: datetime, text: str, instant: str) -> None:
    assert told(text, sent_at=sent).instant == instant


@pytest.mark.parametrize(
    ("text", "words", "instant"),
    [
        ("eggs thrown at the van on Bonfire Night", "on Bonfire Night", "2025-11-05T12:00+00:00"),
        ("new year's eve they came round", "new year's eve", "2025-12-31T12:00+00:00"),
        ("Good Friday, outside church", "Good Friday", None),
        ("Remembrance Sunday at the memorial", "Remembrance Sunday", None),
        ("over the bank holiday weekend", "the bank holiday weekend", None),
        ("the Tuesday before last a bloke trailed us", "the Tuesday before last", "2026-05-26T12:00+01:00"),
        ("a note through the door this mornin", "this mornin", "2026-06-03T09:00+01:00"),
        ("whacked with a newspaper, this arvo", "this arvo", "2026-06-03T15:00+01:00"),
        ("threads, last eve: a horrible picture", "last eve", "2026-06-02T19:00+01:00"),
        ("hoax call 0915, dealt with", "0915", "2026-06-03T09:15+01:00"),
        ("what: tea thrown. When: 13.45. Who: a woman, 70s", "13.45", "2026-06-03T13:45+01:00"),
        ("the fourth one since I declared.", "since I declared", None),
        ("someone just threw a firework into the hall", "just", "2026-06-03T16:04+01:00"),
    ],
)
def test_days_and_times_with_a_name_are_never_another_day(text: str, words: str, instant: str | None) -> None:
    time = told(text, sent_at=SENT)

    assert (time.words, time.instant) == (words, instant)


@pytest.mark.parametrize(
    "text",
    [
        "the sat nav was taken", "a lady from the Mail on Sunday left her card", "Not today.", "sat outside in his car",
        "ring them on 0800 123 456", "my number is 01632 960 123",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_time_are_none(text: str) -> None:
    assert told(text, sent_at=SENT).words is None


@pytest.mark.parametrize("text", ["there were 63 of them", "he has two dogs", "room 12", "", "99/99", "31/2/2026"])
def test_a_number_is_no_time(text: str) -> None:
    assert told(text, sent_at=SENT).instant is None


WORDS = [
    "between", "6", "and", "8", "last night", "since", "Monday", "to", "half", "past", "ten", "31 feb", "0/0/0", "in",
    "2021", "9999",
    "tonight", "about", "-", "10.30", "the 31st", "noon", "for", "three", "weeks", "ago", "all", "day", "tua", "am", "quarter",
    "25:99",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_any_mixture_is_survived_and_ends_after_it_begins(pieces: list[str]) -> None:
    time = told(" ".join(pieces), sent_at=SENT)

    assert time.until is None or (time.instant is not None and time.instant[:4] <= time.until[:4])
    if time.until and time.instant:
        assert datetime.fromisoformat(time.instant) < datetime.fromisoformat(time.until)
