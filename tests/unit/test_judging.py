"""What labelled messages teach: an emergency in other words is known as one, and what is learned comes back from the disk."""

from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.judged_file import read_judge, write_judge
from index.judging import Judge, learn_from, texts_of
from index.loading import load
from index.testing import BagOfWordsEncoder, BlankMarker
from index.vectors import Vectors
from knowledge.messages import CATEGORIES, INTENTS, RED_FLAGS, SEVERITIES, LabelledMessage
from knowledge.signals import Signals
from tests.unit.test_manifest import AT, DOCUMENTS

ENCODER = BagOfWordsEncoder()


def message(text: str, severity: str) -> LabelledMessage:
    is_incident = severity != "none"
    return LabelledMessage(
        text=text,
        intent="report" if is_incident else "smalltalk",
        severity=severity,
        red_flags=("weapons",) if severity == "immediate" else (),
        category=("threat",) if is_incident else (),
    )


PLACES = ("gate", "hall", "office", "shop", "square", "church", "library", "station")
MESSAGES = [
    *(message(f"a man with a blade waits at the {place} for us", "immediate") for place in PLACES),
    *(message(f"somebody broke the window of the {place} last night", "criminal") for place in PLACES),
    *(message(f"a woman tutted and called us rude names by the {place}", "concern") for place in PLACES),
    *(message(f"thanks, lovely cake and tea in the {place} today", "none") for place in PLACES),
]


@pytest.fixture(scope="module")
def judge() -> Judge:
    rows = ENCODER.encode(texts_of(MESSAGES))
    vectors = Vectors(ENCODER.dimension)
    vectors.add(rows)
    return Judge(learn_from(MESSAGES, rows), vectors)


def judged(judge: Judge, text: str) -> Signals:
    return judge.judge(text, ENCODER.encode([text])[0])


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("man waits with a blade at the bus stop", "immediate"),
        ("the window of the cafe was broken at night", "criminal"),
        ("she tutted at us, rude names", "concern"),
        ("thanks for the cake", "none"),
    ],
)
def test_a_message_is_judged_by_those_that_it_resembles(judge: Judge, text: str, severity: str) -> None:
    signals = judged(judge, text)

    assert max(signals.severity, key=lambda each: signals.severity[each]) == severity
    assert sum(signals.severity.values()) == pytest.approx(1.0)
    assert signals.nearest
    assert all(near in {each.text for each in MESSAGES} for near in signals.nearest)


def test_danger_and_flags_follow_the_emergencies(judge: Judge) -> None:
    blade, cake = judged(judge, "a blade at the gate"), judged(judge, "cake and tea today")

    assert blade.danger > 0.5 > cake.danger
    assert blade.red_flags["weapons"] > cake.red_flags["weapons"]
    assert set(blade.intent) == set(INTENTS)
    assert set(blade.category) == set(CATEGORIES)
    assert set(blade.red_flags) == set(RED_FLAGS)
    assert set(blade.severity) == set(SEVERITIES)


def test_a_partys_name_changes_nothing(judge: Judge) -> None:
    said = [f"a {party} man with a blade waits at the gate" for party in ("Labour", "Tory", "Lib Dem")]

    first, *others = [judge.judge(text, ENCODER.encode(["a party man with a blade waits at the gate"])[0]) for text in said]
    assert all(other == first for other in others)


@pytest.mark.parametrize("text", ["", "👍", "\ud800", "x" * 5000, "blade " * 1000])
def test_odd_messages_are_judged_calmly(judge: Judge, text: str) -> None:
    assert 0.0 <= judged(judge, text).danger <= 1.0


def test_what_was_learned_comes_back_from_the_disk(judge: Judge, tmp_path: Path) -> None:
    write_judge(judge, tmp_path)
    again = read_judge(tmp_path)

    assert again is not None
    assert again.judged.texts == judge.judged.texts
    for text in ("a blade at the gate", "cake and tea"):
        before, after = judged(judge, text), judged(again, text)
        assert after.danger == pytest.approx(before.danger, abs=0.01)
        assert after.nearest == before.nearest


def test_files_that_do_not_belong_together_are_refused(judge: Judge, tmp_path: Path) -> None:
    write_judge(judge, tmp_path)
    other = Vectors(ENCODER.dimension)
    other.add(np.zeros((3, ENCODER.dimension), dtype=np.float32))
    other.save(tmp_path / "messages.faiss")

    with pytest.raises(ValueError, match="belong together"):
        read_judge(tmp_path)


def test_a_build_judges_the_whole_and_each_piece_of_a_long_message(tmp_path: Path) -> None:
    build(DOCUMENTS, ENCODER, tmp_path, messages=MESSAGES, built_at=AT)
    search = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS, messages=MESSAGES)
    dull = "thanks for the lovely cake and the tea that we had in the hall today with all of you there. "
    long = dull * 3 + "A man with a blade waits at the gate. " + dull * 3

    whole, *pieces = search.signals(long, search.read(long))

    assert len(pieces) > 1
    assert max(piece.danger for piece in pieces) > whole.danger
    assert len(search.signals("a blade at the gate", search.read("a blade at the gate"))) == 1


def test_nothing_is_said_of_a_link_or_without_a_vector_or_without_messages(tmp_path: Path) -> None:
    build(DOCUMENTS, ENCODER, tmp_path, messages=MESSAGES, built_at=AT)
    search = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS)

    for nothing in ("https://example.org/blade/gate", "???????", "👍", ""):
        assert search.signals(nothing, search.read(nothing)) == ()
    assert search.signals("a blade at the gate", None) == ()
    build(DOCUMENTS, ENCODER, tmp_path, built_at=AT)
    bare = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS)
    assert bare.signals("a blade at the gate", bare.read("a blade at the gate")) == ()


def test_only_the_whole_of_a_message_that_may_tell_of_an_incident_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.NO_INCIDENT", 0.5)  # a dozen examples make nothing surer than that
    build(DOCUMENTS, ENCODER, tmp_path, messages=MESSAGES, built_at=AT)
    marker = BlankMarker()
    search = load(tmp_path, BagOfWordsEncoder(), DOCUMENTS, marker=marker)
    long = "A man with a blade waits at the gate. " * 12

    whole, *pieces = search.signals(long, search.read(long))
    (cake,) = search.signals("cake and tea today", search.read("cake and tea today"))

    assert whole.marks is not None
    assert whole.marks.text == long
    assert len(pieces) > 1
    assert [each.marks for each in (*pieces, cake)] == [None] * (len(pieces) + 1)
    assert marker.shown == [long]


def test_a_marker_that_breaks_costs_the_marks_and_nothing_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    build(DOCUMENTS, ENCODER, tmp_path, messages=MESSAGES, built_at=AT)
    search, whole = (load(tmp_path, BagOfWordsEncoder(), DOCUMENTS, marker=each) for each in (BlankMarker(broken=True), None))

    said = "a blade at the gate"

    assert search.signals(said, search.read(said)) == whole.signals(said, whole.read(said))
    assert "marker.failed" in caplog.text
    assert said not in caplog.text
