"""Labelled reports as the marker learns from them: word pieces, and which stretches of them a reader accepts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.judging_cards import on_the_card
from bot.triage.platform import NAMES
from index.marker import LONGEST_STRETCH, Pieces, Tokenizer, pieces_of
from knowledge.marks import PARTS
from knowledge.messages import CATEGORIES, read_messages

MESSAGE_COUNTS = 0.5
"""How much a message of `knowledge/examples` counts beside a report: it has one wording where a report has all that are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled text."""

    pieces: Pieces
    right: tuple[tuple[tuple[int, int], ...], ...]  # for each part the stretches, first and last word piece
    nothing: tuple[bool, ...]  # for each part whether it may be left empty
    kinds: tuple[int, ...]
    platforms: tuple[int, ...]
    bystanders: tuple[float, ...] | None  # for each word piece 1.0 where it names somebody who did not do it
    counts: float


def of_reports(path: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the reports of a file of `benchmarks/dev`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield _example(json.loads(line), tokenizer, 1.0)


def of_messages(tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the messages of `knowledge/examples` that tell of an incident."""
    for message in read_messages():
        if message.category:
            told: dict[str, Any] = {part: [getattr(message, part)] for part in PARTS}
            fields = told | {"text": message.text, "kind": message.category, "platform": [message.platform]}
            yield _example(fields, tokenizer, MESSAGE_COUNTS)


def _example(fields: Mapping[str, Any], tokenizer: Tokenizer, counts: float) -> Example:
    text, pieces = str(fields["text"]), pieces_of(tokenizer, str(fields["text"]))
    others = _stretches(text, pieces, fields["others"]) if "others" in fields else None
    platforms = on_the_card(fields["platform"] or [""])
    return Example(
        pieces=pieces,
        right=tuple(_stretches(text, pieces, fields[part]) for part in PARTS),
        nothing=tuple(not any(fields[part]) or "" in fields[part] for part in PARTS),
        kinds=tuple(CATEGORIES.index(kind) for kind in fields["kind"]),
        platforms=tuple(NAMES.index(name) for name in platforms if name in NAMES),
        bystanders=None if others is None else _covered(len(pieces.ids), others),
        counts=counts,
    )  # fmt: skip


def _stretches(text: str, pieces: Pieces, wordings: Sequence[str]) -> tuple[tuple[int, int], ...]:
    found = [_stretch(pieces, start, start + len(each)) for each in wordings if each for start in _all(text, each)]
    return tuple(dict.fromkeys(each for each in found if each and each[1] - each[0] < LONGEST_STRETCH))


def _all(text: str, wording: str) -> Iterator[int]:
    start = text.find(wording)
    while start >= 0:
        yield start
        start = text.find(wording, start + 1)


def _stretch(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    """The word pieces that these characters lie in; None beyond what is read."""
    inside = [number for number, (begin, stop) in enumerate(pieces.places) if begin < end and stop > start and stop > begin]
    return (inside[0], inside[-1]) if inside else None


def _covered(count: int, stretches: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    return tuple(float(any(first <= number <= last for first, last in stretches)) for number in range(count))
