"""How often the right passage is found, how often a question is rightly refused, and what that costs.

    python -m benchmarks.search_quality QUESTIONS.jsonl ... [--collections official,evidence] [--words-only] [--sweep]

A line of a file is one of two kinds:

    {"query", "answerable", "good": [{"document", "contains"}]}   a passage is right when it contains one of the texts
    {"question", "document", "about"}                             a passage is right when it shares the beginning of `about`

It reads and prints; it must never tune anything by itself.
"""

import argparse
import json
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from index.build import build
from index.encoder import load_encoder
from index.loading import load
from index.ranking import MIN_SCORE, MIN_SCORE_BY_WORDS
from index.search import Search
from index.texts import headed
from knowledge.document import read_documents
from knowledge.passage import Passage

FIRST_FEW = 5
RUN = 4
"""Words in a row that two texts must share to be about the same."""

ENOUGH = 0.4
"""The least share of the shorter text's runs: the beginning of a passage that was cut elsewhere still counts."""

HOPED_FOR = 1 / 3
"""The share of unanswerable questions that the figure "in a mix" supposes, as in the release gate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A labelled question."""

    text: str
    is_right: Callable[[Passage], bool]
    is_answerable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the search made of it."""

    question: Question
    place: int | None  # of the first right passage among the first few, counted from 1
    score: float  # of the first hit
    read_s: float
    find_s: float


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file."""
    return [_question(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _question(line: dict[str, Any]) -> Question:
    if "about" in line:
        return Question(text=line["question"], is_right=_shares(line["document"], line["about"]), is_answerable=True)
    return Question(text=line["query"], is_right=_contains(line["good"]), is_answerable=line["answerable"])


def _contains(good: Sequence[dict[str, str]]) -> Callable[[Passage], bool]:
    wanted = [(entry["document"], " ".join(_words(entry["contains"]))) for entry in good]

    def is_right(passage: Passage) -> bool:
        text = " ".join(_words(headed(passage)))
        return any(passage.source.document_id == document and contained in text for document, contained in wanted)

    return is_right


def _shares(document: str, about: str) -> Callable[[Passage], bool]:
    wanted = _runs(about)

    def is_right(passage: Passage) -> bool:
        runs = _runs(headed(passage))
        return passage.source.document_id == document and len(runs & wanted) >= ENOUGH * min(len(runs), len(wanted))

    return is_right


def _words(text: str) -> list[str]:
    """Words alone: the labels still have the marks and the broken quotation marks of the documents as received."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>|\[footnoteRef:\d+\]", " ", text).casefold())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}


def run(search: Search, questions: Iterable[Question], *, collections: frozenset[str], words_only: bool) -> list[Outcome]:
    """Return what the search makes of each question."""
    outcomes = []
    for question in questions:
        began = time.perf_counter()
        vector = None if words_only else search.read(question.text)
        read = time.perf_counter()
        hits = search.find(question.text, vector, collections=collections, limit=FIRST_FEW).hits
        done = time.perf_counter()
        right = (place for place, hit in enumerate(hits, start=1) if question.is_right(hit.passage))
        score = hits[0].score if hits else 0.0
        outcome = Outcome(question=question, place=next(right, None), score=score, read_s=read - began, find_s=done - read)
        outcomes.append(outcome)
    return outcomes


def report(name: str, outcomes: Sequence[Outcome], *, minimum: float) -> str:
    """Return a line about the passages that were found, and one about the questions that were refused."""
    places = [outcome.place or FIRST_FEW + 1 for outcome in outcomes if outcome.question.is_answerable]
    found = "  ".join(f"in {n}: {_share(place <= n for place in places):.3f}" for n in (1, 3, 5)) if places else "none answerable"
    return f"{name}\n  {len(places)} answerable   {found}\n  {refusals(outcomes, minimum)}"


def refusals(outcomes: Sequence[Outcome], minimum: float) -> str:
    """Return how well questions are refused below a score."""
    rightly = [outcome.score < minimum for outcome in outcomes if not outcome.question.is_answerable]
    wrongly = [outcome.score < minimum for outcome in outcomes if outcome.question.is_answerable]
    if not rightly or not wrongly:
        return f"refused below {minimum:.2f}: {sum(rightly)} of {len(rightly)} rightly, {sum(wrongly)} of {len(wrongly)} wrongly"
    counted = _precision_recall_f1(sum(rightly), sum(wrongly), len(rightly))
    recall, false_alarms = _share(rightly), _share(wrongly)
    mixed = _precision_recall_f1(recall * HOPED_FOR, false_alarms * (1 - HOPED_FOR), HOPED_FOR)
    return (
        f"refused below {minimum:.2f}: precision {counted[0]:.3f}  recall {counted[1]:.3f}  F1 {counted[2]:.3f}   "
        f"in a mix with a third unanswerable: precision {mixed[0]:.3f}  F1 {mixed[2]:.3f}   answered {1 - false_alarms:.3f}"
    )


def _precision_recall_f1(rightly: float, wrongly: float, unanswerable: float) -> tuple[float, float, float]:
    precision = rightly / (rightly + wrongly) if rightly + wrongly else 0.0
    recall = rightly / unanswerable
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(claims: Iterable[bool]) -> float:
    held = list(claims)
    return sum(held) / len(held)


def _built_search() -> Search:
    documents, encoder = read_documents(), load_encoder()
    with tempfile.TemporaryDirectory() as folder:
        build(documents, encoder, Path(folder), built_at=datetime.now(UTC))
        return load(Path(folder), encoder, documents)


def main() -> None:
    """Measure the files that are named on the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="QUESTIONS.jsonl")
    parser.add_argument("--collections", default="all", help="comma-separated; all by default")
    parser.add_argument("--words-only", action="store_true", help="as when the encoder cannot be had")
    parser.add_argument("--sweep", action="store_true", help="show what other least scores would do")
    chosen = parser.parse_args()
    search = _built_search()
    minimum = MIN_SCORE_BY_WORDS if chosen.words_only else MIN_SCORE
    together: list[Outcome] = []
    for path in chosen.files:
        collections = frozenset(chosen.collections.split(","))
        outcomes = run(search, read_questions(path), collections=collections, words_only=chosen.words_only)
        print(report(path.name, outcomes, minimum=minimum))
        together += outcomes
    print(report("together", together, minimum=minimum))
    for hundredths in range(20, 60, 2) if chosen.sweep else ():
        print(f"  {refusals(together, hundredths / 100)}")
    read_ms, find_ms = (1000 * median(times) for times in zip(*((o.read_s, o.find_s) for o in together), strict=True))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a question: encoding {read_ms:.1f} ms, finding {find_ms:.2f} ms (medians); peak memory {peak_mb:.0f} MB")


if __name__ == "__main__":
    main()
