"""The marker that comes with Alongside, with its real weights: what it gives back, whatever the text, and what it refuses."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import MarkerUnavailable
from index.marker import FACTS, FOLDER, MODEL, Marker, load_marker, shape
from knowledge.marks import PARTS

STORY = "Some bloke in a red coat threw an egg at Priya outside Greggs on Dale St about 6 tonight"


@pytest.fixture(scope="module")
def marker() -> Marker:
    return load_marker()


def test_it_marks_where_when_and_who_did_it(marker: Marker) -> None:
    marks = marker.mark(STORY)

    best = {part: STORY[marks.marked[part][0].start : marks.marked[part][0].end] for part in PARTS}
    assert "Greggs on Dale St" in best["where"]
    assert "6 tonight" in best["when"]
    assert "bloke in a red coat" in best["who"]
    assert max(marks.kind, key=lambda name: marks.kind[name]) == "physical_assault"
    assert max(marks.platform, key=lambda name: marks.platform[name]) == "in_person"


def test_what_is_not_told_is_not_marked(marker: Marker) -> None:
    marks = marker.mark("our posters have been ripped down again")

    assert marks.nothing["who"] > 0.5
    assert marks.nothing["when"] > 0.5


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "👍👍👍", "x" * 5_000, "word " * 2_000, "\ud800 broken", "a\x00b", "مرحبا بالعالم", "e\u0301" * 300]
)
def test_any_text_is_marked_within_itself(marker: Marker, text: str) -> None:
    marks = marker.mark(text)

    assert marks.text == text
    for part in PARTS:
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marks.marked[part])
        assert sum(mark.chance for mark in marks.marked[part]) + marks.nothing[part] <= 1.0001
    assert sum(marks.kind.values()) == pytest.approx(1.0, abs=1e-4)
    assert sum(marks.platform.values()) == pytest.approx(1.0, abs=1e-4)


def test_it_says_the_same_in_any_company_and_in_several_threads(marker: Marker) -> None:
    alone = marker.mark(STORY)

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(marker.mark, [STORY, "hello", STORY, STORY + "!", STORY] * 8))

    assert all(marks == alone for marks in together if marks.text == STORY)


def test_capitals_digits_and_beginnings_of_lines_are_seen() -> None:
    text = "Dale ST 12\nwho: him !"

    places = ((0, 4), (2, 4), (5, 7), (8, 10), (11, 14), (20, 21), (0, 0))

    assert [shape(text, *place) for place in places] == [1, 1, 2, 4, 9, 5, 0]


def test_a_file_that_is_not_the_measured_one_is_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "marker")
    with (tmp_path / "marker" / MODEL).open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x00\x01\x02\x03")

    with pytest.raises(MarkerUnavailable, match="Install Alongside again"):
        load_marker(tmp_path / "marker")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarkerUnavailable):
        load_marker(tmp_path)


def test_its_facts_name_the_writers_that_its_points_were_fitted_on() -> None:
    facts = json.loads((FOLDER / FACTS).read_text(encoding="utf-8"))

    assert set(facts["held_out"]) >= {"others_8", "others_9", "others_10"}
    assert facts["reports"] > 2_000
