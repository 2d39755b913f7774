"""Time, place, person and platform: what the words say, and nothing when they say nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import PLATFORMS, triage
from bot.triage.clock import time_of_day
from bot.triage.platform import platform
from bot.triage.when import told
from bot.triage.where import where
from bot.triage.who import who
from bot.triage.wording import plain

# A Wednesday, 16:04 by British summer time.
SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "instant"),
    [
        ("he came about 7 last night and shouted", "about 7 last night", "2026-06-02T19:00+01:00"),
        ("paint on the shutter 10 mins ago", "10 mins ago", "2026-06-03T15:54+01:00"),
        ("It was half an hour ago", "half an hour ago", "2026-06-03T15:34+01:00"),
        ("spat at outside the bank Saturday 1pm", "Saturday 1pm", "2026-05-30T13:00+01:00"),
        ("spat at, Saturday about 2pm.", "Saturday about 2pm", "2026-05-30T14:00+01:00"),
        ("the bin was on fire at 8.15 this morning", "8.15 this morning", "2026-06-03T08:15+01:00"),
        ("a call at half ten yesterday", "half ten yesterday", "2026-06-02T10:30+01:00"),
        ("a call at quarter to six on Monday evening", "quarter to six on Monday evening", "2026-06-01T17:45+01:00"),
        ("two men came on Monday", "on Monday", "2026-06-01T12:00+01:00"),
        ("it happened on the 3rd of April", "on the 3rd of April", "2026-04-03T12:00+01:00"),
        ("it happened on 3/5/2026", "on 3/5/2026", "2026-05-03T12:00+01:00"),
        ("torri ffenest neithiwr tua 11", "neithiwr tua 11", "2026-06-02T23:00+01:00"),
        ("bore ddoe oedd hi", "bore ddoe", "2026-06-02T09:00+01:00"),
        ("llythyr nos Iau", "nos Iau", "2026-05-28T21:00+01:00"),
        ("a man has grabbed her just now", "just now", "2026-06-03T16:04+01:00"),
        ("he's been at it all week", "all week", "2026-06-01T00:00+01:00"),
        ("no time here", None, None),
        ("there were 63 of them", None, None),
        ("on 99/99 he came", "on 99/99", None),
    ],
)
def test_when_keeps_the_words_and_finds_the_instant_in_uk_time(text: str, words: str | None, instant: str | None) -> None:
    time = told(text, sent_at=SENT)

    assert (time.words, time.instant) == (words, instant)


def test_a_winter_instant_has_the_winter_offset() -> None:
    sent = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)

    time = told("last night", sent_at=sent)

    assert (time.words, time.instant, time.until) == ("last night", "2026-01-13T18:00+00:00", "2026-01-14T06:00+00:00")


def test_words_are_counted_from_london_even_when_utc_has_another_date() -> None:
    sent = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)  # half past midnight on the 4th in London

    assert told("yesterday at 3pm", sent_at=sent).instant == "2026-06-03T15:00+01:00"


def test_this_morning_said_early_is_not_in_the_future() -> None:
    sent = datetime(2026, 6, 3, 6, 30, tzinfo=UTC)  # half past seven in London

    assert told("this morning someone was at the gate", sent_at=sent).instant == "2026-06-03T07:30+01:00"


@pytest.mark.parametrize("said", ["", "at 63", "quarter to zebra", "25:99", "half past 99"])
def test_a_time_that_is_none_has_no_time_of_day(said: str) -> None:
    assert time_of_day(said) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("egged outside the Corn Exchange in Melbury", "outside the Corn Exchange in Melbury"),
        ("brick through the window at 12 Fern Road, Melbury", "12 Fern Road, Melbury"),
        ("he was on Acorn Lane, Melbury again", "Acorn Lane, Melbury"),
        ("he spat on the leaflets at the street stall", "the street stall"),
        ("post to 4 Fern Road ZZ1 1ZZ please", "4 Fern Road ZZ1 1ZZ"),
        ("Mae rhywun yn y swyddfa ar y Stryd Fawr, Melbury", "y swyddfa ar y Stryd Fawr, Melbury"),
        ("a note on my windscreen", "my windscreen"),
        ("called me scum on Facebook on Monday", None),
        ("he called me names", None),
    ],
)
def test_where_is_the_place_as_typed(text: str, place: str | None) -> None:
    assert where(text) == place


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("A tall man in a grey coat shouted at us", "A tall man in a grey coat"),
        ("the chap who keeps ringing has sent flowers", "the chap who keeps ringing"),
        ("someone keyed the car", None),
        ("the same woman came again", "the same woman"),
        ("mae rhywun wedi torri ffenest", None),
        ("someone called Quux Grey keyed the car", "Quux Grey"),
        ("our candidate was tired", None),
        ("paint on the door", None),
    ],
)
def test_who_is_a_description_and_never_a_guess(text: str, person: str | None) -> None:
    assert who(text) == person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("someone tweeted that I am a liar", "x"),
        ("comments under my Facebook post", "facebook"),
        ("an insta account called me names", "instagram"),
        ("in the WhatsApp group", "whatsapp"),
        ("on tiktok", "tiktok"),
        ("a nasty email", "email"),
        ("he left a voicemail", "phone"),
        ("a letter came in the post", "post"),
        ("he shouted at us on the doorstep", "in_person"),
        ("the shutter was painted overnight", None),
    ],
)
def test_platform_is_named_only_when_the_text_names_it(text: str, name: str | None) -> None:
    assert platform(plain(text)) == name
    assert name is None or name in PLATFORMS


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_extraction_survives_any_text(text: str) -> None:
    time = told(text, sent_at=SENT)
    said, instant = time.words, time.instant

    assert instant is None or said is not None
    assert where(text) is None or where(text) == where(text)
    assert who(text) is None or who(text) == who(text)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["last", "night", "Monday", "at", "7", "31", "feb", "0/0/0", "99/99/9999", "999", "years ago", "an", "12 May 9999"]
        ),
        max_size=6,
    )
)
def test_any_mixture_of_time_words_is_survived(pieces: list[str]) -> None:
    instant = told(" ".join(pieces), sent_at=SENT).instant

    assert instant is None or datetime.fromisoformat(instant).utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    ["A " * 1_000, "At The " * 500, "man who " * 500, "1 " * 1_500, "about " * 600, "on the 1 " * 400],
    ids=lambda text: text[:8],
)
def test_hostile_repetition_is_finished(text: str) -> None:
    triage("a man shouted at us. " + text * 3, sent_at=SENT)
