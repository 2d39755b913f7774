"""Weigh what a learned marker marks in a text beside what the rules read: as candidates of their own, and as signs.

It must never be needed: without marks the rules choose alone, with points of their own. With marks other points count (the part
"who marked" beside "who"), since a sign tells less where something that has seen the whole text says the same.
"""

from collections.abc import Sequence

from bot.triage.choosing import LONGEST, Sign, Span, best, most, options
from knowledge.marks import Mark, Marks

LEAST = 0.1
"""The chance from which on a mark that no rule reads is a candidate."""

LEAST_OF_TWO = 0.02
"""The same for a time: the day may stand in one place and the hour in another, and only one of the two is the likeliest."""

MARKED = " marked"
"""What the name of a part of `points.json` ends with where there are marks."""

_SAME = 0.5  # two stretches tell the same when they share this much of the longer one
_GRADES = ((0.8, "surely"), (0.5, "likely"), (0.2, "perhaps"), (0.05, "hardly"), (0.01, "barely"))


def best_of(part: str, text: str, spans: Sequence[Span], signs: Sequence[Sign], marks: Marks | None) -> Span | None:
    """Return the candidate with the most points, or None when "none of them" has more.

    Args:
        part: one of `knowledge.marks.PARTS`.
        text: straight (see `choosing.straight`).
        spans: what the rules read.
        signs: those of the part.
        marks: of this text; None when nothing looked at it.
    """
    if marks is None:
        return best(part, text, spans, signs)
    candidates = with_marked(spans, marks.marked[part])
    place = most(part + MARKED, marked_options(part, text, candidates, signs, marks))
    return candidates[place] if place < len(candidates) else None


def with_marked(spans: Sequence[Span], marks: Sequence[Mark], *, least: float = LEAST) -> list[Span]:
    """Return the candidates of the rules and, behind them, those that are only marked."""
    known = {(span.start, span.end) for span in spans}
    fresh = [mark for mark in marks if mark.chance >= least and (mark.start, mark.end) not in known and mark.end <= LONGEST]
    return [*spans, *(Span(mark.start, mark.end, mark.end) for mark in fresh)]


def marked_options(part: str, text: str, candidates: Sequence[Span], signs: Sequence[Sign], marks: Marks) -> list[list[str]]:
    """Return the signs of each candidate, and at the end those of "none of them", as `choosing.options` does."""
    *each, none = options(text, candidates, signs)
    beside = [mark_signs(marks.marked[part], (span.start, span.end)) for span in candidates]
    return [*([*names, *more] for names, more in zip(each, beside, strict=True)), [*none, *nothing_signs(part, marks)]]


def mark_signs(marks: Sequence[Mark], *stretches: tuple[int, int]) -> list[str]:
    """Return the signs of a candidate that consists of these stretches: how likely it is that a reader would mark them."""
    alike = {mark for mark in marks for stretch in stretches if _is_same(stretch, mark)}
    exact = sum(mark.chance for mark in alike if (mark.start, mark.end) in stretches)
    return [f"marked {grade(sum(mark.chance for mark in alike))}", f"marked just so {grade(exact)}"]


def pair_signs(marks: Sequence[Mark], *stretches: tuple[int, int]) -> list[str]:
    """Return the sign of a day and a time that stand apart: whether a reader would mark the less likely one of them at all."""
    each = [sum(mark.chance for mark in marks if _is_same(stretch, mark)) for stretch in stretches]
    return [f"the other one marked {grade(min(each))}"]


def nothing_signs(part: str, marks: Marks) -> list[str]:
    """Return the signs of "none of them"."""
    return [f"nothing to mark {grade(marks.nothing[part])}"]


def grade(chance: float) -> str:
    """Return a chance in a word."""
    return next((word for least, word in _GRADES if chance >= least), "not")


def _is_same(stretch: tuple[int, int], mark: Mark) -> bool:
    shared = min(stretch[1], mark.end) - max(stretch[0], mark.start)
    return shared >= _SAME * max(stretch[1] - stretch[0], mark.end - mark.start)
