"""The release gate: an index that answers the gate's questions worse than the one in use is not published."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.build import ALLOWANCE, FEWEST_MEASURED, GATE, build
from index.errors import IndexWorse
from index.loading import load
from index.manifest import Manifest, publish, read_manifest
from index.testing import BagOfWordsEncoder
from knowledge.questions import LabelledQuestion
from knowledge.splitting import split
from tests.unit.invented_guidance import asks, make_document, unanswered

AT = datetime(2031, 5, 6, tzinfo=UTC)
THINGS = ("anvil", "barrel", "candle", "drum", "easel", "ferret", "goblet", "hammock", "inkwell", "jacket", "kettle", "lantern")
DOCUMENT = make_document("\n\n".join(f"## Part {number}\n\nRule {number} speaks of matter {number}." for number in range(12)))
PASSAGES = split(DOCUMENT)
EXAMPLES = (
    *(
        asks(f"{how} {thing}", PASSAGES[number])
        for how in ("may I bring a", "where goes the")
        for number, thing in enumerate(THINGS)
    ),
    *(unanswered(f"when is the train to {thing}ham") for thing in THINGS),
)
QUESTIONS = (
    *(
        asks(f"{how} {thing}", PASSAGES[number])
        for how in ("can we use a", "what of a", "a")
        for number, thing in enumerate(THINGS)
    ),
    *(unanswered(f"{when} is the train to {thing}ham") for when in ("at what time", "how late", "why") for thing in THINGS),
)


def built(
    folder: Path, questions: tuple[LabelledQuestion, ...] = EXAMPLES, *, may_be_worse: bool = False, gate: int = 999
) -> Manifest:
    return build(
        [DOCUMENT],
        BagOfWordsEncoder(),
        folder,
        questions=questions,
        gate=[*QUESTIONS[:36][:gate], *QUESTIONS[36:][:gate]],
        may_be_worse=may_be_worse,
        built_at=AT,
    )


def test_what_was_measured_is_written_down(tmp_path: Path) -> None:
    figures = built(tmp_path).figures

    assert tuple(figures) == GATE
    assert read_manifest(tmp_path).figures == figures
    assert all(0.5 < figure <= 1.0 for figure in figures.values())


def test_a_worse_one_is_not_published_and_the_old_one_stays(tmp_path: Path) -> None:
    before = built(tmp_path)

    with pytest.raises(IndexWorse, match="--anyway") as caught:
        built(tmp_path, EXAMPLES[-12:])

    assert read_manifest(tmp_path) == before
    assert load(tmp_path, BagOfWordsEncoder(), [DOCUMENT], EXAMPLES).has_encoder
    assert [path.name for path in tmp_path.glob("build-*")] == [before.files]
    assert caught.value.before == before.figures
    assert caught.value.now["first"] < before.figures["first"] - ALLOWANCE
    assert f"first {before.figures['first']:.2f} to {caught.value.now['first']:.2f}" in str(caught.value)


def test_a_worse_one_is_published_when_somebody_says_so(tmp_path: Path) -> None:
    before = built(tmp_path)

    now = built(tmp_path, EXAMPLES[-12:], may_be_worse=True)

    assert read_manifest(tmp_path) == now
    assert now.figures["first"] < before.figures["first"]


def test_a_better_one_and_an_equal_one_are_published(tmp_path: Path) -> None:
    built(tmp_path, EXAMPLES[-12:])

    better, equal = built(tmp_path), built(tmp_path)

    assert better.figures == equal.figures
    assert read_manifest(tmp_path) == equal


@pytest.mark.parametrize("name", GATE)
@pytest.mark.parametrize(("fall", "is_published"), [(ALLOWANCE - 0.001, True), (ALLOWANCE + 0.001, False)])
def test_each_figure_may_fall_by_what_chance_alone_moves_it_and_no_more(
    tmp_path: Path, name: str, fall: float, is_published: bool
) -> None:
    manifest = built(tmp_path)
    publish(replace(manifest, figures={**manifest.figures, name: manifest.figures[name] + fall}), tmp_path)

    if is_published:
        assert built(tmp_path).figures == manifest.figures
    else:
        with pytest.raises(IndexWorse):
            built(tmp_path)


def test_too_few_questions_measure_nothing_and_hold_nothing_up(tmp_path: Path) -> None:
    built(tmp_path)

    manifest = built(tmp_path, EXAMPLES[-12:], gate=FEWEST_MEASURED - 1)

    assert manifest.figures == {}
    assert built(tmp_path, gate=FEWEST_MEASURED).figures


def test_without_a_gate_nothing_is_measured(tmp_path: Path) -> None:
    assert built(tmp_path, gate=0).figures == {}
