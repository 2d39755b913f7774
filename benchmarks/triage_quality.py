"""How many emergencies triage sees, how often it sees one where there is none, and what it makes of the rest.

    python -m benchmarks.triage_quality MESSAGES.jsonl ...

A line of a file is `{"text", "intent", "severity"}`; further names are left alone. It reads and prints; it must never tune
anything by itself.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.triage import Severity, triage

SENT_AT = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
"""When every message was sent; the figures do not hang on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a labelled message is, and what it was taken for."""

    intent: str
    severity: str
    seen_intent: str
    seen_severity: str


def read_outcomes(path: Path) -> list[Outcome]:
    """Return what triage makes of each message of a file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_outcome(line["text"], line["intent"], line["severity"]) for line in lines]


def _outcome(text: str, intent: str, severity: str) -> Outcome:
    seen = triage(text, sent_at=SENT_AT)
    return Outcome(intent=intent, severity=severity, seen_intent=seen.intent.value, seen_severity=seen.severity.value)


def immediate_recall(outcomes: Sequence[Outcome]) -> float:
    """Return the share of the emergencies that were seen as one, 0.0 to 1.0."""
    return _share([each.seen_severity == Severity.IMMEDIATE for each in outcomes if each.severity == Severity.IMMEDIATE])


def false_alarms(outcomes: Sequence[Outcome]) -> float:
    """Return the share of the messages without any incident that were seen as an emergency, 0.0 to 1.0."""
    return _share([each.seen_severity == Severity.IMMEDIATE for each in outcomes if each.severity == Severity.NONE])


def intent_accuracy(outcomes: Sequence[Outcome]) -> float:
    """Return the share of right intents, 0.0 to 1.0."""
    return _share([each.seen_intent == each.intent for each in outcomes])


def severity_macro_f1(outcomes: Sequence[Outcome]) -> float:
    """Return the mean F1 of the four severities, each counting alike however many messages it has, 0.0 to 1.0."""
    labels = [label for label in Severity if any(each.severity == label for each in outcomes)]
    return sum(_f1(outcomes, label) for label in labels) / len(labels) if labels else 0.0


def _f1(outcomes: Sequence[Outcome], label: str) -> float:
    right = sum(each.severity == label == each.seen_severity for each in outcomes)
    named = sum(each.severity == label for each in outcomes) + sum(each.seen_severity == label for each in outcomes)
    return 2 * right / named if named else 0.0


def _share(claims: Sequence[bool]) -> float:
    return sum(claims) / len(claims) if claims else 0.0


def report(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return a line of figures."""
    return (
        f"{name}: {len(outcomes)} messages   recall of immediate {immediate_recall(outcomes):.3f}   "
        f'false alarms on "none" {false_alarms(outcomes):.1%}   intent {intent_accuracy(outcomes):.3f}   '
        f"severity macro-F1 {severity_macro_f1(outcomes):.3f}"
    )


def main() -> None:
    """Print the figures of each file, and of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="MESSAGES.jsonl")
    together: list[Outcome] = []
    for path in parser.parse_args().files:
        outcomes = read_outcomes(path)
        print(report(path.name, outcomes))
        together += outcomes
    print(report("together", together))


if __name__ == "__main__":
    main()
