"""How surely the pinned questions are known by their words, and what a message costs.

    python -m benchmarks.pinned_matches [--texts]

It prints what fresh questions and look-alikes (tests/data/) are taken for, the same with likeness alone in place of word by word,
and every example question of the search that a pinned answer is given for, where the two disagree. It must never tune anything by
itself.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from bot.answering import pinning
from bot.answering.pinned_words import words_of
from knowledge.contacts import load_contacts
from knowledge.document import read_documents
from knowledge.pinned import Pinned, read_pinned
from knowledge.questions import LabelledQuestion, bare, read_examples, read_gate
from knowledge.splitting import split

DATA = Path(__file__).parents[1] / "tests" / "data"
RATIOS = (75, 80, 84, 88, 92, 96, 100)
NONE = "(none)"

Match = Callable[[str], Pinned | None]


def read_fresh() -> list[tuple[str, str]]:
    """Return the fresh questions, each with the pinned answer that it is for."""
    listed = yaml.safe_load((DATA / "pinned_fresh.yaml").read_text(encoding="utf-8"))
    return [(pinned_id, text) for pinned_id, texts in listed.items() for text in texts]


def read_negatives() -> list[str]:
    """Return questions that look like a pinned one and are none."""
    return [str(text) for text in yaml.safe_load((DATA / "pinned_negatives.yaml").read_text(encoding="utf-8"))]


def confusion(match: Match) -> Counter[tuple[str, str]]:
    """Count what the fresh questions and the look-alikes were taken for: (what it is, what it was taken for)."""
    labelled = [*read_fresh(), *((NONE, text) for text in read_negatives())]
    return Counter((label, found.id if (found := match(text)) else NONE) for label, text in labelled)


def by_likeness(pinned: Sequence[Pinned], min_ratio: int) -> Match:
    """Return a match that asks for likeness alone, in any order of words: what word by word is compared with."""
    ways = [(" ".join(words_of(asked)), one) for one in pinned for asked in one.asked]
    joined = [words for words, _ in ways]

    def match(text: str) -> Pinned | None:
        found = process.extractOne(" ".join(words_of(text)), joined, scorer=fuzz.token_sort_ratio, score_cutoff=min_ratio)
        return ways[found[2]][1] if found else None

    return match


def disagreements(match: Match, questions: Sequence[LabelledQuestion]) -> tuple[int, list[tuple[str, str]]]:
    """Return how many of the labelled questions a pinned answer is given for, and those that it does not quote the words for."""
    given = [(question, found) for question in questions if not question.context and (found := match(question.query))]
    return len(given), [(question.query, found.id) for question, found in given if not _answers(found, question)]


def _answers(pinned: Pinned, question: LabelledQuestion) -> bool:
    good, shown = [bare(quote.contains) for quote in question.good], [bare(quote.contains) for quote in pinned.quotes]
    return any(one in other or other in one for one in good for other in shown)


def microseconds(match: Match, rounds: int = 20) -> float:
    """Return what one message costs, on the average of all texts."""
    texts = [*(text for _, text in read_fresh()), *read_negatives()]
    match(texts[0])
    begun = time.perf_counter()
    for _ in range(rounds):
        for text in texts:
            match(text)
    return (time.perf_counter() - begun) / rounds / len(texts) * 1e6


def _figures(counted: Counter[tuple[str, str]]) -> str:
    fresh = sum(count for (label, _), count in counted.items() if label != NONE)
    right = sum(count for (label, found), count in counted.items() if label == found != NONE)
    mixed = sum(count for (label, found), count in counted.items() if NONE not in (label, found) and label != found)
    false = sum(count for (label, found), count in counted.items() if label == NONE != found)
    return f"{right:4} of {fresh} known ({right / fresh:.0%}), {mixed} taken for another, {false} look-alikes answered"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", action="store_true", help="also print the fresh questions that are not known")
    arguments = parser.parse_args()
    passages = [passage for document in read_documents() for passage in split(document)]
    pinned = read_pinned(passages, load_contacts())

    def match(text: str) -> Pinned | None:
        return pinning.pinned_for(text, pinned)

    counted = confusion(match)
    print(f"{len(read_fresh())} fresh questions, {len(read_negatives())} look-alikes\n\nwhat it is -> what it was taken for")
    for (label, found), count in sorted(counted.items()):
        print(f"{count:5}  {label:26} -> {found}")
    print(f"\nword by word:          {_figures(counted)}")
    for min_ratio in RATIOS:
        print(f"likeness alone >= {min_ratio:3}: {_figures(confusion(by_likeness(pinned, min_ratio)))}")
    given, odd = disagreements(match, [*read_gate(), *read_examples()])
    print(f"\nexample and gate questions that get a pinned answer: {given}; without the words that answer them: {len(odd)} {odd}")
    print(f"a message costs {microseconds(match):.0f} microseconds")
    if arguments.texts:
        print("\nnot known:", *(text for _, text in read_fresh() if match(text) is None), sep="\n  ")


if __name__ == "__main__":
    main()
