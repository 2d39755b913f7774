"""When a review card counts as right: each field by itself, and the whole of it."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.judging_cards import FIELDS, LONDON, Card, LabelledReport, judge, read_reports, shares
from benchmarks.review_cards import by_either

DEVELOPMENT = sorted((Path(__file__).parents[2] / "benchmarks" / "dev").glob("*.jsonl"))
LABEL = LabelledReport(
    id="1", text="A man in a cap shoved me outside the library on Quux Lane about 7 last night",
    sent_at=datetime(2026, 4, 28, 9, tzinfo=LONDON), kind=("physical_assault", "intimidation_in_person"),
    where=("outside the library on Quux Lane",), when=("about 7 last night",), when_iso="2026-04-27T19:00",
    when_tolerance_minutes=30, who=("A man in a cap",), platform=("in_person",),
)  # fmt: skip
CARD = Card(
    kind=("physical_assault",), where="the library on Quux Lane", when="about 7 last night",
    when_iso="2026-04-27T19:20+01:00", when_until_iso=None, who="a man in a cap", platform="in_person",
)  # fmt: skip


def test_a_card_that_nobody_would_change_is_right() -> None:
    assert all(judge(LABEL, CARD).values())


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": ("threat", "physical_assault")}),
        ("kind", {"kind": ()}),
        ("where", {"where": "the library"}),  # a fourth of what the label says
        ("where", {"where": "the library on Mill Lane"}),
        ("where", {"where": None}),
        ("when", {"when_iso": "2026-04-27T19:31+01:00"}),
        ("when", {"when_iso": None}),
        ("when", {"when": None, "when_iso": None}),
        ("who", {"who": "a woman in a cap"}),
        ("who", {"who": "someone"}),
        ("who", {"who": "a man in a cap shoved me outside the library"}),
        ("platform", {"platform": None}),
    ],
)
def test_one_wrong_field_is_found_and_no_other(field: str, wrong: dict[str, object]) -> None:
    is_right = judge(LABEL, replace(CARD, **wrong))  # type: ignore[arg-type]

    assert [name for name in FIELDS if not is_right[name]] == [field]


@pytest.mark.parametrize(
    ("accepted", "said", "is_right"),
    [
        ((), None, True),
        ((), "someone", True),
        ((), "a man", False),
        (("a man",), None, False),
        (("a man", ""), None, True),
        (("the owner of the Quux Arms",), "The owner of the Quux Arms,", True),
        (("@quux_9",), "@quux_9", True),
    ],
)
def test_empty_is_right_where_the_text_names_nobody(accepted: tuple[str, ...], said: str | None, is_right: bool) -> None:
    assert judge(replace(LABEL, who=accepted), replace(CARD, who=said))["who"] is is_right


@pytest.mark.parametrize(
    ("label_iso", "minutes", "card_iso", "until", "is_right"),
    [
        ("2026-04-27", 0, "2026-04-27T23:59+01:00", None, True),
        ("2026-04-27", 0, "2026-04-28T00:00+01:00", None, False),
        ("2026-04-27", 60, "2026-04-28T00:30+01:00", None, True),
        ("2026-04-27T19:00", 0, "2026-04-27T18:00+00:00", None, True),
        ("", 0, None, None, True),
        ("", 0, "2026-04-27T19:00+01:00", None, False),
        ("", 0, "2026-04-20T00:00+01:00", "2026-04-28T09:00+01:00", True),
    ],
)
def test_an_instant_is_right_within_its_tolerance(
    label_iso: str, minutes: int, card_iso: str | None, until: str | None, is_right: bool
) -> None:
    label = replace(LABEL, when_iso=label_iso, when_tolerance_minutes=minutes)

    assert judge(label, replace(CARD, when_iso=card_iso, when_until_iso=until))["when"] is is_right


def test_a_time_that_nobody_told_is_wrong() -> None:
    assert judge(replace(LABEL, when=(), when_iso=""), CARD)["when"] is False


def test_shares_count_fields_and_whole_cards() -> None:
    right, wrong = judge(LABEL, CARD), judge(LABEL, replace(CARD, platform="x"))

    assert shares([right, wrong]) == {"kind": 1.0, "where": 1.0, "when": 1.0, "who": 1.0, "platform": 0.5, "card": 0.5}
    assert shares([])["card"] == 0.0


@pytest.mark.parametrize("path", DEVELOPMENT, ids=lambda path: path.stem)
def test_the_development_reports_can_be_read_and_their_labels_stand_in_the_text(path: Path) -> None:
    reports = read_reports(path)

    assert len({report.id for report in reports}) == len(reports) >= 38
    for report in reports:
        assert report.sent_at.utcoffset() is not None
        assert all(words in report.text for words in (*report.where, *report.when, *report.who))


def test_a_line_without_a_field_is_refused(tmp_path: Path) -> None:
    line = json.loads(DEVELOPMENT[0].read_text(encoding="utf-8").splitlines()[0])
    del line["who"]
    broken = tmp_path / "reports.jsonl"
    broken.write_text(json.dumps(line), encoding="utf-8")

    with pytest.raises(KeyError):
        read_reports(broken)


UNSEEN = Path(__file__).parents[2] / "benchmarks" / "unseen"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_both_readers_labelled_the_same_messages_in_the_same_order(number: int) -> None:
    first, second = (read_reports(UNSEEN / f"writer_{number}{which}.jsonl") for which in ("", "_second"))

    assert [each.text for each in first] == [each.text for each in second]


def test_a_field_is_right_when_either_reader_accepts_it() -> None:
    first, second = (replace(LABEL, where=(place,)) for place in ("Mill Lane", "the church"))
    card = replace(CARD, where="the church")

    [(_, _, is_right)] = by_either([(first, card, judge(first, card))], [second])

    assert not judge(first, card)["where"]
    assert is_right["where"]
