"""Fit the points of `bot/triage/points.json`: which place, time and person of a message is the one meant, and what kind it is.

    python -m benchmarks.fit_points            # leave each writer out in turn, fit on the others, and print what is right
    python -m benchmarks.fit_points --write    # fit on all of them, and write the points

What is fitted is a choice among few: of the candidates that the rules find, and "none of them", one that a careful reader accepts
should have the most points. The figure of a writer who was left out says what a new writer would measure, less what the rules
themselves have learned from that writer.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from adapters.terminal.triaging import signals_of
from benchmarks.fit_examples import told_examples
from benchmarks.fitting import Choice, Points, chosen, fitted
from benchmarks.judging_cards import FIELDS, Card, LabelledReport, judge, read_reports, same_words, shares
from benchmarks.review_cards import DEVELOPMENT, bundled_search
from bot.triage.categories import CATEGORIES, kind_signs
from bot.triage.choosing import Span, limited, options, straight
from bot.triage.guards import without_idioms
from bot.triage.platform import platform
from bot.triage.points import FILE
from bot.triage.when import Reading, readings
from bot.triage.when import options as when_options
from bot.triage.when_signs import SIGNS as WHEN
from bot.triage.where import final as final_where
from bot.triage.where import places
from bot.triage.where_signs import SIGNS as WHERE
from bot.triage.who import candidates
from bot.triage.who import final as final_who
from bot.triage.who_signs import SIGNS as WHO
from bot.triage.wording import plain
from index.search import Search

HELD = 3.0
"""How strongly points are held near those set by hand."""

EXAMPLES_COUNT = {"who": 0.1, "where": 0.2, "when": 0.1, "kind": 0.1}
"""How much a message of `knowledge/examples` counts beside a development report. As `HELD` chosen by what left-out
writers measure."""

SHOWN_RATHER = 1.2
"""Points that "nowhere" loses: a place that may be meant is shown rather than left out: a reporter strikes out sooner than
adds."""

BY_HAND = {
    "who": {"none": 1.7, **{sign.name: sign.points for sign in WHO}},
    "where": {"none": -2.9, **{sign.name: sign.points for sign in WHERE}},
    "when": {"none": -0.6, "within the future": -2.0, "read as ahead": -1.0, **{sign.name: sign.points for sign in WHEN}},
    "kind": {},
}
"""Of "none of them" these are the points that a candidate needs."""

ALONE = Card(kind=(), where=None, when=None, when_iso=None, when_until_iso=None, who=None, platform=None)


class Message:
    """A labelled message with everything that can be chosen of it."""

    def __init__(self, report: LabelledReport, fits: Mapping[str, float], *, is_example: bool = False) -> None:
        self.report = report
        self.is_example = is_example
        self.words = plain(report.text)
        self.straight = straight(report.text)
        self.people = limited(candidates(self.straight))
        self.read = readings(report.text, sent_at=report.sent_at)
        self.kind_signs = kind_signs(without_idioms(self.words), fits)

    @cached_property
    def who(self) -> Choice:
        """The people: right are those whom a reader accepts."""
        cards = [_card(who=final_who(self.report.text, span)) for span in self.people]
        return self._choice("who", options(self.straight, self.people, WHO), cards)

    @cache  # noqa: B019 - a message lives as long as the program
    def where(self, person: Span | None) -> Choice:
        """The places, where this person is the one who did it."""
        spans = self.places(person)
        channel = self.platform(person)
        cards = [_card(where=final_where(self.report.text, span), platform=channel) for span in spans]
        return self._choice("where", options(self.straight, spans, WHERE), [*cards, _card(platform=channel)])

    @cached_property
    def when(self) -> Choice:
        """The readings of a time; of an example those from one place, since only the words are labelled."""
        names = when_options(self.read)
        if not self.is_example:
            return self._choice("when", names, [_timed(each) for each in self.read])
        alone = [place for place, reading in enumerate(self.read) if "together" not in reading.signs]
        right = [same_words(self.read[place].told.words, self.report.when) for place in alone]
        return self._as_choice("when", [*(names[place] for place in alone), names[-1]], [*right, not any(self.report.when)])

    @cached_property
    def kind(self) -> Choice:
        """All kinds, each with its own copy of the signs."""
        each = [{f"{name}: {sign}": value for sign, value in self.kind_signs.items()} for name in CATEGORIES]
        counts = EXAMPLES_COUNT["kind"] if self.is_example else 1.0
        return Choice(signs=each, right=[name in self.report.kind for name in CATEGORIES], counts=counts)

    def places(self, person: Span | None) -> list[Span]:
        """The candidates for the place, where this person is the one who did it."""
        return places(self.straight, person, self.platform(person))

    def platform(self, person: Span | None) -> str | None:
        """The channel, which no points decide."""
        return platform(self.words, by_somebody=person is not None)

    def accepted_person(self) -> Span | None:
        """The first candidate that a reader accepts."""
        right = self.who.right
        return next((span for span, is_right in zip(self.people, right, strict=False) if is_right), None)

    def _choice(self, part: str, names: Sequence[Sequence[str]], cards: Sequence[Card]) -> Choice:
        told = [*cards, ALONE][: len(names)]
        return self._as_choice(part, names, [judge(self.report, card)[part] for card in told])

    def _as_choice(self, part: str, names: Sequence[Sequence[str]], right: Sequence[bool]) -> Choice:
        counts = EXAMPLES_COUNT[part] if self.is_example else 1.0
        return Choice(signs=[dict.fromkeys(each, 1.0) for each in names], right=right, counts=counts)


def _card(*, who: str | None = None, where: str | None = None, platform: str | None = None) -> Card:
    return Card(kind=(), where=where, when=None, when_iso=None, when_until_iso=None, who=who, platform=platform)


def _timed(reading: Reading) -> Card:
    told = reading.told
    return Card(
        kind=(), where=None, when=told.words, when_iso=told.instant, when_until_iso=told.until, who=None, platform=None
    )  # fmt: skip


def learn(messages: Sequence[Message]) -> Points:
    """Return the points of each part."""
    choices = {
        "who": [message.who for message in messages],
        "where": [message.where(message.accepted_person()) for message in messages],
        "when": [message.when for message in messages],
        "kind": [message.kind for message in messages],
    }
    points = {part: fitted(of_part, held=HELD, by_hand=BY_HAND[part]) for part, of_part in choices.items()}
    points["where"]["none"] = round(points["where"]["none"] - SHOWN_RATHER, 2)
    return points


def right_of(message: Message, points: Points) -> dict[str, bool]:
    """Return for each field of the card whether it is right with these points."""
    place = chosen(message.who, points["who"])
    person = message.people[place] if place < len(message.people) else None
    parts = {"who": message.who, "where": message.where(person), "when": message.when, "kind": message.kind}
    right = {name: choice.right[chosen(choice, points[name])] for name, choice in parts.items()}
    return {
        name: right[name] if name in right else (message.platform(person) or "") in message.report.platform for name in FIELDS
    }


def writer_of(path: Path) -> str:
    """One writer wrote all of `quick_reports`, and one each of the others."""
    return "quick_reports" if path.stem.startswith("quick_reports") else path.stem


def main() -> None:
    """Print the figures of each writer who was left out, or write the points."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all messages, and write the points")
    asked = parser.parse_args()
    search = bundled_search()
    examples = [Message(report, fits, is_example=True) for report, fits in told_examples(search)]
    written = list(development(search))
    if asked.write:
        write(learn([*(message for _, message in written), *examples]))
    else:
        leave_each_out(written, examples)


def development(search: Search) -> Iterator[tuple[str, Message]]:
    """Yield the development reports with the names of their writers."""
    for path in sorted(DEVELOPMENT.glob("*.jsonl")):
        for report in read_reports(path):
            signals = signals_of(search, report.text)
            yield writer_of(path), Message(report, signals[0].category if signals else {})


def leave_each_out(written: Sequence[tuple[str, Message]], examples: Sequence[Message]) -> None:
    """Print what is right of each writer's messages with the points of the others."""
    everything = []
    for writer in dict.fromkeys(name for name, _ in written):
        points = learn([*(message for name, message in written if name != writer), *examples])
        right = [right_of(message, points) for name, message in written if name == writer]
        everything += right
        _print(writer, right)
    _print("all", everything)


def _print(name: str, right: Sequence[dict[str, bool]]) -> None:
    print(f"{name}, {len(right)} cards: " + ", ".join(f"{field} {share:.3f}" for field, share in shares(right).items()))


def write(points: Points) -> None:
    """Write the points as the file that triage reads."""
    kinds = {f"kind {name}": _of_kind(points["kind"], name) for name in CATEGORIES}
    parts = {**{part: points[part] for part in ("who", "where", "when")}, **kinds}
    FILE.write_text(json.dumps(parts, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def _of_kind(points: dict[str, float], name: str) -> dict[str, float]:
    return {sign.removeprefix(f"{name}: "): given for sign, given in points.items() if sign.startswith(f"{name}: ")}


if __name__ == "__main__":
    main()
