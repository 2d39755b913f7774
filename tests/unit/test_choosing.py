"""The one meant, of several: points from the file, "none of them" among the options, and how the points are fitted."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from benchmarks.fit_points import BY_HAND
from benchmarks.fitting import Choice, chosen, fitted
from bot.triage.categories import CATEGORIES
from bot.triage.choosing import Span, best, options, straight
from bot.triage.points import FILE, points_of
from bot.triage.when import told
from bot.triage.when_signs import SIGNS as WHEN
from bot.triage.where_signs import SIGNS as WHERE
from bot.triage.who import who
from bot.triage.who_signs import SIGNS as WHO

SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(("part", "signs"), [("who", WHO), ("where", WHERE), ("when", WHEN)])
def test_every_sign_has_a_name_of_its_own_and_points(part: str, signs: tuple[object, ...]) -> None:
    names = Counter(sign.name for sign in signs)  # type: ignore[attr-defined]

    assert [name for name, count in names.items() if count > 1] == []
    assert set(names) <= set(points_of(part)), "fit the points again: python -m benchmarks.fit_points --write"
    assert set(BY_HAND[part]) <= set(points_of(part))


def test_each_kind_has_points_and_nothing_else_has() -> None:
    parts = set(json.loads(FILE.read_text(encoding="utf-8")))

    alone = {"who", "where", "when", *(f"kind {name}" for name in CATEGORIES)}
    assert parts == alone | {f"{part} marked" for part in (*alone, "platform")}


def test_the_signs_of_a_candidate_are_added_up_against_none_of_them() -> None:
    text = "a man shouted at us"

    assert best("who", text, [Span(0, 5, 5)], WHO) == Span(0, 5, 5)
    assert best("who", "our man has dropped out", [Span(0, 7, 7)], WHO) is None
    assert best("who", text, [], WHO) is None
    assert options(text, [Span(0, 5, 5)], WHO)[-1][0] == "none"


def test_fitting_learns_which_option_is_right_and_leaves_what_nobody_saw() -> None:
    seen = [Choice(signs=[{"near": 1.0}, {"far": 1.0}, {"none": 1.0}], right=[True, False, False]) for _ in range(5)]

    points = fitted(seen, held=1.0, by_hand={"rare": -4.0, "far": 1.0})

    assert points["near"] > points["far"]
    assert points["rare"] == -4.0
    assert chosen(seen[0], points) == 0


def test_a_message_that_counts_little_teaches_little() -> None:
    one = Choice(signs=[{"near": 1.0}, {"far": 1.0}], right=[True, False])
    other = [Choice(signs=one.signs, right=[False, True], counts=0.01)] * 5

    points = fitted([one, one, one, one, *other], held=1.0, by_hand={})

    assert points["near"] > points["far"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("twa lads wi scarves chucked stanes at the bus", "twa lads wi scarves"),
        ("a big skinheid wi a dug shoved me ower", "a big skinheid wi a dug"),
    ],
)
def test_dialect_is_read_and_kept_as_typed(text: str, person: str) -> None:
    assert who(text) == person
    assert len(straight(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "instant", "until"),
    [
        ("about 7 o clock last nicht", "2026-06-02T19:00+01:00", None),
        ("half an oor ago", "2026-06-03T15:34+01:00", None),
        ("yestreen aboot six", "2026-06-02T18:00+01:00", None),
        ("on the evening of 1 June between 6 and 7.30", "2026-06-01T18:00+01:00", "2026-06-01T19:30+01:00"),
        ("they stood there from 9 till midnight on Saturday", "2026-05-30T21:00+01:00", "2026-05-31T00:00+01:00"),
        ("from 11 until gone half past", "2026-06-03T11:00+01:00", "2026-06-03T11:30+01:00"),
        ("it was taken 1230-1315", "2026-06-03T12:30+01:00", "2026-06-03T13:15+01:00"),
        ("it came in todays post", "2026-06-03T16:04+01:00", None),
        ("four calls last night, between 9 and half 11", "2026-06-02T21:00+01:00", "2026-06-02T23:30+01:00"),
    ],
)
def test_more_ways_to_say_when(text: str, instant: str, until: str | None) -> None:
    time = told(text, sent_at=SENT)

    assert (time.instant, time.until) == (instant, until)


def test_a_time_that_lies_ahead_gives_way_to_one_that_has_been() -> None:
    assert told("a voicemail left 07:03 says don't turn up tomorrow", sent_at=SENT).words == "07:03"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("a guy calling himself quill from the count rang me", "a guy calling himself quill from the count"),
        ("threat by email, signed The Quux Militia", "Quux Militia"),
        ("posted by a tam quibble around lunch", "tam quibble"),
        ("neighbour with a dog put it out with a hose", None),
    ],
)  # fmt: skip
def test_names_are_found_where_they_are_introduced(text: str, person: str | None) -> None:
    found = who(text)

    assert found == person or (person is not None and found is not None and found.endswith(person))
