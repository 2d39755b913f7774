"""What an answer costs, from the question's text to the decision, beside our own bare encode and search, and beside txtai's.

    python -m benchmarks.answer_cost [--txtai-venv FOLDER] [--questions 300] [--rounds 1]

- An answer: `Search.read` and `Search.find` with all that is in them: party names, what was learned, refusal, rivals.
- Bare: the same encoder, and the five nearest of the same rows.
- txtai: its five best of the same passages, with all-MiniLM-L6-v2 and our torch, as it comes. FOLDER gets an environment for it.

The questions are those of the release gate that stand alone: one that goes on from another is encoded twice, and so costs twice.
They take turns question by question, in another order each time, so that a noisy machine hits all alike; with several rounds the
quickest of a question counts. Nothing here is a test.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.bundled import bundled_contents
from benchmarks.txtai_venv import txtai_in
from index.encoder import Encoder, load_encoder
from index.loading import search_in
from index.search import ALL, Search
from index.vectors import Vectors
from knowledge.questions import read_gate

LIMIT = 5

ANSWER, BARE, TXTAI = "answer", "bare encode and search", "txtai"

BUDGETS = {TXTAI: 0.6, BARE: 1.3}
"""How much an answer may cost, as a share of each."""

Seconds = Callable[[str], float]
"""Answers a question and returns how long that took."""


def measure(contenders: Mapping[str, Seconds], questions: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each contender for each question, the quickest of all rounds, after one question to warm up."""
    for answer in contenders.values():
        answer(questions[0])
    took = [_round(contenders, questions) for _ in range(rounds)]
    return {name: [min(times) for times in zip(*(each[name] for each in took), strict=True)] for name in contenders}


def _round(contenders: Mapping[str, Seconds], questions: Sequence[str]) -> dict[str, list[float]]:
    names = list(contenders)
    took: dict[str, list[float]] = {name: [] for name in names}
    for number, question in enumerate(questions):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            took[name].append(1000 * contenders[name](question))
    return took


def report(took: Mapping[str, Sequence[float]]) -> str:
    """Return the medians, and the ratios with their budgets."""
    medians = {name: statistics.median(times) for name, times in took.items()}
    lines = [f"{name + ', median ms':40} {median:8.2f}" for name, median in medians.items()]
    for name, budget in BUDGETS.items():
        if name in medians:
            ratio = medians[ANSWER] / medians[name]
            lines.append(f"{ANSWER + ' / ' + name:40} {ratio:8.2f}   budget {budget}: {'kept' if ratio <= budget else 'MISSED'}")
    return "\n".join(lines)


def _answer(search: Search, question: str) -> float:
    began = time.perf_counter()
    search.find(question, search.read(question), collections=frozenset({ALL}), limit=LIMIT)
    return time.perf_counter() - began


def _bare(encoder: Encoder, vectors: Vectors, question: str) -> float:
    began = time.perf_counter()
    vectors.search(encoder.encode([question])[0], LIMIT)
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--txtai-venv", type=Path, help="where its environment is, or is to be made")
    parser.add_argument("--questions", type=int, help="how many; all by default")
    parser.add_argument("--rounds", type=int, default=1, help="more of them for a noisy machine")
    chosen = parser.parse_args()
    contents, encoder = bundled_contents(), load_encoder()
    contenders: dict[str, Seconds] = {
        ANSWER: partial(_answer, search_in(contents, encoder)),
        BARE: partial(_bare, encoder, contents.vectors),
    }
    questions = [question.query for question in read_gate() if not question.context][: chosen.questions]
    with ExitStack() as stack:
        if chosen.txtai_venv:
            txtai = stack.enter_context(txtai_in(chosen.txtai_venv, [passage.text for passage in contents.passages]))
            contenders[TXTAI] = txtai.seconds
            print(", ".join(f"{name} {version}" for name, version in txtai.versions.items()))
        print(f"{len(questions)} questions, {contents.vectors.count} rows, {len(contents.passages)} passages")
        print(report(measure(contenders, questions, chosen.rounds)))


if __name__ == "__main__":
    main()
