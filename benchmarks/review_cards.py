"""How often a review card that is filled from one message is right as a whole, and which of its fields are not.

    python -m benchmarks.review_cards [REPORTS.jsonl ...] [--misses] [--either] [--rules-alone] [--json]

A line of a file is as `benchmarks/dev/README.md` says. Without a file the development reports are read, which the rules were made
with: their figure says what can be had, not what will be. It reads and prints; it must never tune anything by itself.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from adapters.library import load_or_build
from adapters.terminal.triaging import signals_of
from benchmarks.judging_cards import FIELDS, Card, LabelledReport, judge, read_reports, shares
from benchmarks.writers import files
from bot.triage import triage
from bot.triage.categories import categories
from bot.triage.extracting import extract
from bot.triage.wording import plain
from index.search import Search

Judged = tuple[LabelledReport, Card, dict[str, bool]]


def card_of(report: LabelledReport, search: Search | None) -> Card:
    """Return the card as a quick report fills it: it is read off whatever triage takes the message for."""
    signals = signals_of(search, report.text)
    seen = triage(report.text, sent_at=report.sent_at, signals=signals)
    read = extract(report.text, sent_at=report.sent_at, marks=signals[0].marks if signals else None)
    return Card(
        kind=seen.category or categories(plain(report.text)), where=read.where, when=read.when, when_iso=read.when_iso,
        when_until_iso=read.when_until_iso, who=read.who, platform=read.platform,
    )  # fmt: skip


def judged(search: Search | None, reports: Sequence[LabelledReport]) -> list[Judged]:
    """Return each report with its card and what is right of it; without a search the rules decide alone."""
    cards = [card_of(report, search) for report in reports]
    return [(report, card, judge(report, card)) for report, card in zip(reports, cards, strict=True)]


def by_either(found: Sequence[Judged], second: Sequence[LabelledReport]) -> list[Judged]:
    """Return the same cards, with a field right that either of two readers accepts; the second one's labels in the same order."""
    return [
        (first, card, {name: is_ok or judge(other, card)[name] for name, is_ok in is_right.items()})
        for (first, card, is_right), other in zip(found, second, strict=True)
    ]


def misses(found: Sequence[Judged]) -> list[str]:
    """Return what is wrong with each card that is: the field, what is on the card, what a reader accepts."""
    wrong = [(report, card, is_right) for report, card, is_right in found if not all(is_right.values())]
    return ["\n".join([f"{report.id}: {report.text}", *_wrong(report, card, is_right)]) for report, card, is_right in wrong]


def _wrong(report: LabelledReport, card: Card, is_right: dict[str, bool]) -> list[str]:
    said: dict[str, object] = {name: getattr(card, name) for name in FIELDS} | {"when": f"{card.when} ({card.when_iso})"}
    accepted: dict[str, object] = {name: getattr(report, name) for name in FIELDS} | {
        "when": f"{report.when} ({report.when_iso} ± {report.when_tolerance_minutes} min)"
    }
    return [f"    {name}: {said[name]!r}, accepted: {accepted[name]!r}" for name in FIELDS if not is_right[name]]


def main() -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="REPORTS.jsonl", default=files())
    parser.add_argument("--either", action="store_true", help="accept what a second reader accepts (beside FILE: FILE_second)")
    parser.add_argument("--misses", action="store_true", help="show the cards that are wrong")
    parser.add_argument("--rules-alone", action="store_true", help="without encoder and labelled messages")
    parser.add_argument("--json", action="store_true", help="the figures as a line of JSON for each file")
    chosen = parser.parse_args()
    search = None if chosen.rules_alone else bundled_search()
    for path in chosen.files:
        found = judged(search, read_reports(path))
        if chosen.either:
            found = by_either(found, read_reports(path.with_stem(f"{path.stem}_second")))
        _print(path, found, as_json=chosen.json)
        for miss in misses(found) if chosen.misses else ():
            print(miss)


def _print(path: Path, found: Sequence[Judged], *, as_json: bool) -> None:
    counted = shares([is_right for _, _, is_right in found])
    if as_json:
        print(json.dumps({"file": path.name, "cards": len(found), **counted}))
    else:
        print(f"{path}, {len(found)} cards: " + ", ".join(f"{name} {share:.3f}" for name, share in counted.items()))


def bundled_search() -> Search:
    with tempfile.TemporaryDirectory() as folder:
        return load_or_build(Path(folder), None)


if __name__ == "__main__":
    main()
