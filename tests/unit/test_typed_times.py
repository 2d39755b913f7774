"""Words about time as people really type them: slips of the finger, numbers in words, four digits, and some time or other."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.triage.number_words import in_digits
from bot.triage.shorthand import spelt_out
from bot.triage.time_spelling import in_known_spelling
from bot.triage.when import Told, told
from tests.unit.test_marking import marks

# A Wednesday.
SENT = datetime(2026, 6, 3, 16, 4, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("on wensday", "on wednesday"),
        ("tusday", "tuesday"),
        ("teusday", "tuesday"),
        ("satuday nihgt", "saturday night"),
        ("ten past elven", "ten past eleven"),
        ("yestaday", "yesterday"),
        ("ystrday", "yesterday"),
        ("11th febuary", "11th february"),
        ("ten miutes ago", "ten minutes ago"),
    ],
)
def test_a_mistyped_word_about_time_is_read_as_the_one_that_it_is_near_to(typed: str, meant: str) -> None:
    assert in_known_spelling(typed) == meant


@pytest.mark.parametrize(
    "said", ["the light was on", "right after the match", "eight of them", "our house", "every event", "by the minster"]
)
def test_a_word_that_is_one_itself_stays(said: str) -> None:
    assert in_known_spelling(said) == said


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("the second of may", "the 2nd of may"),
        ("the twenty first of april", "the 21st of april"),
        ("twelfth june", "12th june"),
        ("thirty-first of march", "31st of march"),
        ("two fifteen pm", "2:15 pm"),
        ("six fifty two in the morning", "6:52 in the morning"),
        ("at ten oh five yesterday", "at 10:05 yesterday"),
        ("two twenty pound notes", "two twenty pound notes"),
        ("the second time", "the second time"),
        ("two ten minute calls", "two ten minute calls"),
    ],
)
def test_numbers_of_dates_and_clocks_become_digits_and_no_others(said: str, digits: str) -> None:
    assert in_digits(said) == digits


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("at 1410", "2026-06-03T14:10+01:00"),
        ("monday 0915", "2026-06-01T09:15+01:00"),
        ("0915ish", "2026-06-03T09:15+01:00"),
        ("a quarter of an hour ago", "2026-06-03T15:49+01:00"),
        ("about twenty-five minutes ago", "2026-06-03T15:39+01:00"),
        ("20m ago", "2026-06-03T15:44+01:00"),
        ("ten 2 four yesterday", "2026-06-02T15:50+01:00"),
        ("ten tae four yesterday", "2026-06-02T15:50+01:00"),
        ("½ past 2 yesterday", "2026-06-02T14:30+01:00"),
        ("2 last night", "2026-06-03T02:00+01:00"),
        ("monday 7ish", "2026-06-01T19:00+01:00"),
        ("at ten to two just now", "2026-06-03T13:50+01:00"),
        ("this very minute", "2026-06-03T16:04+01:00"),
        ("tuesday as the schools were coming out", "2026-06-02T15:15+01:00"),
        ("twenty first of may", "2026-05-21T12:00+01:00"),
    ],
)
def test_the_instant_is_the_one_that_the_typed_words_mean(words: str, instant: str) -> None:
    assert read(words).instant == instant


def read(words: str) -> Told:
    """What words mean that are marked, whether or not a rule would have found them."""
    text = f"it happened {words}"
    return told(text, sent_at=SENT, marks=marks(text, when=words))


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("on tuesday between 7 and 8pm", "2026-06-02T19:00+01:00", "2026-06-02T20:00+01:00"),
        ("between 11 and 1pm yesterday", "2026-06-02T11:00+01:00", "2026-06-02T13:00+01:00"),
        ("between 1400 and 1430 yesterday", "2026-06-02T14:00+01:00", "2026-06-02T14:30+01:00"),
        ("between quarter to two and half past this afternoon", "2026-06-03T13:45+01:00", "2026-06-03T14:30+01:00"),
        ("from 11 until gone half past this morning", "2026-06-03T11:00+01:00", "2026-06-03T11:30+01:00"),
        ("between 1 and 3 last night", "2026-06-03T01:00+01:00", "2026-06-03T03:00+01:00"),
    ],
)
def test_both_ends_of_a_span_are_in_the_half_of_the_day_that_is_told(words: str, since: str, until: str) -> None:
    time = read(words)

    assert (time.instant, time.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("found this morning, but he was filmed at ten pm", "2026-06-02T22:00+01:00"),
        ("ten to midnight yesterday", "2026-06-02T23:50+01:00"),
        ("at ten to one last night", "2026-06-03T00:50+01:00"),
        ("what is due on 20 may, it was 20 may", "2026-05-20T12:00+01:00"),
    ],
)
def test_a_day_and_an_hour_that_contradict_each_other_are_two_times(text: str, instant: str) -> None:
    said = next(words for words in ("at ten pm", "ten to midnight yesterday", "ten to one last night", "20 may") if words in text)

    assert told(text, sent_at=SENT, marks=marks(text, when=said.removeprefix("at "))).instant == instant


@pytest.mark.parametrize("words", ["the other night", "most nights", "a few times now", "weeks now"])
def test_some_time_or_other_is_no_instant(words: str) -> None:
    time = read(words)

    assert time.words == words
    assert time.instant is None or time.until is not None


def test_what_has_gone_on_for_weeks_is_not_this_moment() -> None:
    assert read("for four weeks now").instant == "2026-05-06T16:04+01:00"
    assert spelt_out("4 weeks now") == "4 weeks"
