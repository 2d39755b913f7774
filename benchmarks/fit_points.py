"""Fit the points of `bot/triage/points.json`: which place, time and person of a message is the one meant, and what kind it is.

    python -m benchmarks.fit_points            # leave each writer out in turn, fit on the others, and print what is right
    python -m benchmarks.fit_points --write    # fit on all of them, and write the points

What is fitted is a choice among few: of the candidates that are found, and "none of them", one that a careful reader accepts
should have the most points. Where there are marks (`index/marker_weights`) other points count, and those are fitted on writers
whom the marker has not seen: of all others it knows the answers by heart. It takes some ten minutes.
"""

import argparse
import json
from collections.abc import Mapping, Sequence

from adapters.terminal.triaging import signals_of
from benchmarks.card_choices import Message
from benchmarks.fit_examples import told_examples
from benchmarks.fitting import Choice, Points, chosen, fitted
from benchmarks.judging_cards import FIELDS, read_reports, shares
from benchmarks.review_cards import bundled_search
from benchmarks.writers import HELD_OUT, files, writer_of
from bot.triage.categories import CATEGORIES
from bot.triage.marking import MARKED
from bot.triage.platform import NAMES
from bot.triage.points import FILE
from bot.triage.when_signs import SIGNS as WHEN
from bot.triage.where_signs import SIGNS as WHERE
from bot.triage.who_signs import SIGNS as WHO
from index.search import Search

HELD = 3.0
"""How strongly points are held near those set by hand."""

HELD_MARKED = 8.0
"""The same where there are marks: a tenth of the messages must move the points."""

SHOWN_RATHER = 1.2
"""Points that "nowhere" loses by the rules alone: a place that may be meant is shown rather than left out: a reporter strikes
out sooner than adds."""

BY_HAND = {
    "who": {"none": 1.7, **{sign.name: sign.points for sign in WHO}},
    "where": {"none": -2.9, **{sign.name: sign.points for sign in WHERE}},
    "when": {"none": -0.6, "within the future": -2.0, "read as ahead": -1.0, **{sign.name: sign.points for sign in WHEN}},
    "kind": {},
}
"""Of "none of them" these are the points that a candidate needs."""

GRADED = {"surely": 2.5, "likely": 1.0, "perhaps": 0.0, "hardly": -1.0, "barely": -1.5, "not": -2.5}
MARKS_BY_HAND = {
    **{f"marked {grade}": points for grade, points in GRADED.items()},
    **{f"marked just so {grade}": points / 2 for grade, points in GRADED.items()},
    **{f"nothing to mark {grade}": 2 * points for grade, points in GRADED.items()},
    **{f"the other one marked {grade}": points for grade, points in GRADED.items()},
}
"""Where fitting starts for what is marked."""

RULES_STAY = 0.5
"""How much of a sign's points by the rules alone stays where there are marks: both know much of the same."""


def learn(messages: Sequence[Message]) -> Points:
    """Return the points of each part by the rules alone."""
    choices = _choices(messages)
    points = {part: fitted(choices[part], held=HELD, by_hand=by_hand) for part, by_hand in BY_HAND.items()}
    points["where"]["none"] = round(points["where"]["none"] - SHOWN_RATHER, 2)
    return points


def learn_marked(messages: Sequence[Message], alone: Points) -> Points:
    """Return the points of each part where there are marks; `alone` are those by the rules, where fitting starts."""
    halved = {part: {name: RULES_STAY * given for name, given in points.items()} for part, points in alone.items()}
    halved["kind"] |= {f"{name}: marked": 1.0 for name in CATEGORIES}
    beside = {"who": MARKS_BY_HAND, "where": MARKS_BY_HAND, "when": MARKS_BY_HAND, "kind": {}}
    by_hand = {part: {**points, **beside[part]} for part, points in halved.items()} | {"platform": MARKS_BY_HAND}
    choices = _choices([message for message in messages if message.marks])
    return {part: fitted(choices[part], held=HELD_MARKED, by_hand=given) for part, given in by_hand.items()}


def _choices(messages: Sequence[Message]) -> dict[str, list[Choice]]:
    accepted = [(message, message.accepted_person()) for message in messages]
    return {
        "who": [message.who for message in messages],
        "where": [message.where(person, message.by_rules(person)) for message, person in accepted],
        "when": [message.when for message in messages],
        "kind": [message.kind for message in messages],
        "platform": [message.platform(message.by_rules(person)) for message, person in accepted if message.marks],
    }


def right_of(message: Message, points: Points) -> dict[str, bool]:
    """Return for each field of the card whether it is right with these points."""
    place = chosen(message.who, points["who"])
    person = message.people[place] if place < len(message.people) else None
    channels = message.platform(message.by_rules(person))
    channel = chosen(channels, points.get("platform", {"read True": 1.0}))
    where = message.where(person, NAMES[channel] or None)
    parts = {"who": message.who, "where": where, "when": message.when, "kind": message.kind}
    right = {name: choice.right[chosen(choice, points[name])] for name, choice in parts.items()}
    return {name: right[name] if name in right else channels.right[channel] for name in FIELDS}


def main() -> None:
    """Print the figures of each writer who was left out, or write the points."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="fit on all messages, and write the points")
    asked = parser.parse_args()
    search = bundled_search()
    examples = [Message(report, fits, is_example=True) for report, fits in told_examples(search)]
    written, marked = development(search)
    alone = learn([*written, *examples])
    if asked.write:
        write(alone, learn_marked([message for _, message in marked], alone))
    else:
        leave_each_out(marked, alone)


Written = tuple[str, Message]


def development(search: Search) -> tuple[list[Message], list[Written]]:
    """Return the development reports by the rules alone, and with marks, and their writers' names, those of `HELD_OUT`."""
    alone, marked = [], []
    for path in files():
        for report in read_reports(path):
            seen = signals_of(search, report.text)
            fits, marks = (seen[0].category, seen[0].marks) if seen else ({}, None)
            alone.append(Message(report, fits))
            if path.stem in HELD_OUT:
                marked.append((writer_of(path), Message(report, fits, marks=marks) if marks else alone[-1]))
    return alone, marked


def leave_each_out(marked: Sequence[Written], alone: Points) -> None:
    """Print what is right of each writer's messages with the points of the others; the marker has seen none of them."""
    everything = []
    for writer in dict.fromkeys(name for name, _ in marked):
        points = learn_marked([message for name, message in marked if name != writer], alone)
        right = [right_of(message, points if message.marks else alone) for name, message in marked if name == writer]
        everything += right
        _print(writer, right)
    _print("all", everything)


def _print(name: str, right: Sequence[dict[str, bool]]) -> None:
    print(f"{name}, {len(right)} cards: " + ", ".join(f"{field} {share:.3f}" for field, share in shares(right).items()))


def write(alone: Points, marked: Points) -> None:
    """Write the points as the file that triage reads."""
    parts = _parts(alone) | {f"{part}{MARKED}": points for part, points in _parts(marked).items()}
    FILE.write_text(json.dumps(parts, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def _parts(points: Mapping[str, dict[str, float]]) -> Points:
    kinds = {f"kind {name}": _of_kind(points["kind"], name) for name in CATEGORIES}
    return {**{part: of_part for part, of_part in points.items() if part != "kind"}, **kinds}


def _of_kind(points: dict[str, float], name: str) -> dict[str, float]:
    return {sign.removeprefix(f"{name}: "): given for sign, given in points.items() if sign.startswith(f"{name}: ")}


if __name__ == "__main__":
    main()
