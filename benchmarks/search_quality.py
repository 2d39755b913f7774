"""How often the right passage is found, and how often a question is rightly refused: with vectors, and with words alone.

    python -m benchmarks.search_quality QUESTIONS.jsonl ... [--misses]

A line of a file is as `knowledge/questions/README.md` says. Files from elsewhere may leave out why a question has no answer, and
may have the underlining of the documents as received in the quoted words.

It reads and prints; it must never tune anything by itself.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.bundled import bundled_contents
from index.encoder import load_encoder
from index.evaluation import Figures, Outcome, evaluate, figures
from index.loading import search_in
from index.search import Search
from knowledge.questions import LabelledQuestion, read_questions
from knowledge.refusal import Reason, Route

COLUMNS = ("first", "in 3", "in 5", "answered", "refused", "F1")

_UNDERLINING = re.compile(r"</?u>")


def read_any(path: Path) -> tuple[LabelledQuestion, ...]:
    """Return the questions of a file. Raises BadQuestions."""
    with tempfile.TemporaryDirectory() as folder:
        completed = Path(folder) / path.name  # of the same name and lines, so that an error names the right ones
        lines = path.read_text(encoding="utf-8").split("\n")
        completed.write_text("\n".join(_completed(line) if line.strip() else "" for line in lines), encoding="utf-8")
        return tuple(read_questions(completed))


def _completed(line: str) -> str:
    fields = {"reason": Reason.UNSURE, "route": Route.NONE} | json.loads(line)
    good = [quote | {"contains": _UNDERLINING.sub("", quote["contains"])} for quote in fields.get("good", ())]
    return json.dumps(fields | {"good": good})


def table(rows: Iterable[tuple[str, Figures]]) -> str:
    """Return the figures of each search as a line; "-" where there was nothing to count."""
    lines = [f"{'':16}" + "".join(f"{column:>10}" for column in COLUMNS)]
    return "\n".join([*lines, *(f"{name:16}" + "".join(f"{cell:>10}" for cell in _cells(found)) for name, found in rows)])


def _cells(found: Figures) -> list[str]:
    of_answerable = [found.first, found.in_three, found.in_five, found.answered]
    first_four = [f"{share:.3f}" if found.answerable else "-" for share in of_answerable]
    return [
        *first_four,
        f"{found.refused:.3f}" if found.unanswerable else "-",
        f"{found.refusal_f1:.3f}" if found.answerable and found.unanswerable else "-",
    ]


def miss(outcome: Outcome) -> str:
    """Return what came instead of what should have."""
    hits, refusal = outcome.findings.hits, outcome.findings.refusal
    came = f"refused, {refusal.reason}" if refusal else f"{hits[0].score:.2f} {hits[0].passage.text[:100]!r}"
    wanted = f"right passage at {outcome.place or 'none of five'}" if outcome.is_answerable else "has no answer"
    return f"- {outcome.question.text}\n    {wanted}; came: {came}"


def report(questions: Sequence[LabelledQuestion], searches: dict[str, Search], *, misses: bool) -> str:
    """Return the table of these questions, and what went wrong with the first of the searches."""
    outcomes = {name: evaluate(search, questions) for name, search in searches.items()}
    first = next(iter(outcomes.values()))
    counted = figures(first)
    left_out = len(questions) - len(first)
    head = f"  {counted.answerable} with an answer, {counted.unanswerable} without; {left_out} left out, about other documents"
    lines = [head, table((name, figures(found)) for name, found in outcomes.items())]
    return "\n".join([*lines, *(miss(outcome) for outcome in first if misses and outcome.is_miss)])


def main() -> None:
    """Print the figures of each file, and of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="QUESTIONS.jsonl")
    parser.add_argument("--misses", action="store_true", help="show the questions that go wrong with vectors")
    chosen = parser.parse_args()
    by_file = {str(path): read_any(path) for path in chosen.files}
    contents = bundled_contents()
    searches = {"with vectors": search_in(contents, load_encoder()), "words alone": search_in(contents, None)}
    for name, questions in by_file.items():
        print(f"{name}\n{report(questions, searches, misses=chosen.misses)}")
    if len(by_file) > 1:
        together = [question for questions in by_file.values() for question in questions]
        print(f"together\n{report(together, searches, misses=False)}")


if __name__ == "__main__":
    main()
