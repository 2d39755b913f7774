"""Choose among several things that a text names: the place meant, of three places in it.

Every candidate collects points from signs in its own words and beside it, as `signs` does for danger; the best one
is meant when it has enough. It must never be slow: what is looked at beside a candidate is a few words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

LONGEST = 1_200  # characters that are read; hostile texts are long
_MOST = 60  # candidates that are weighed; nobody names more
_BESIDE = 45  # characters looked at before and after


class Span(NamedTuple):
    """A candidate: where it begins, where its core ends (of a person: the noun), and where it ends."""

    start: int
    core: int
    end: int


def whole(found: Iterable[re.Match[str]]) -> Iterator[Span]:
    """Yield what was matched as candidates that are all core."""
    for match in found:
        yield Span(match.start(), match.end(), match.end())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing that makes a candidate more or less likely to be the one meant."""

    name: str
    points: float
    words: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    tail: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None


def sign(name: str, points: float, *, words: str = "", before: str = "", after: str = "", tail: str = "", text: str = "") -> Sign:
    """Return a sign; `words` is matched in the core, `tail` behind it, `before` up to the candidate, `after` behind all of it."""
    return Sign(
        name=name, points=points, words=_compiled(words), before=_compiled(f"(?:{before})$" if before else ""),
        after=_compiled(after), tail=_compiled(tail), text=_compiled(text),
    )  # fmt: skip


def straight(text: str) -> str:
    """The part that is read, with plain apostrophes: as long as it was, so that what is found in it is at the same place."""
    return text[:LONGEST].replace("’", "'")


def best(text: str, found: Iterable[Span], signs: Sequence[Sign], *, enough: float) -> Span | None:
    """Return the candidate with the most points, the first of equals, or None when none has enough."""
    return next(iter(ranked(text, found, signs, enough=enough)), None)


def ranked(text: str, found: Iterable[Span], signs: Sequence[Sign], *, enough: float) -> list[Span]:
    """Return the candidates that have enough points, those with the most first, the first of equals first."""
    there = [one for one in signs if one.text is None or one.text.search(text)]
    weighed = [(points(text, span, there), span) for span in islice(found, _MOST)]
    return [span for given, span in sorted(weighed, key=lambda each: -each[0]) if given >= enough]


def points(text: str, span: Span, signs: Sequence[Sign]) -> float:
    """Return what the signs give one candidate, by its words and what stands beside it."""
    words, before = text[span.start : span.core], text[max(0, span.start - _BESIDE) : span.start]
    after = text[span.end : span.end + _BESIDE]
    return sum(
        one.points
        for one in signs
        if (one.words is None or one.words.match(words))
        and (one.after is None or one.after.match(after))
        and (one.tail is None or one.tail.match(text, span.core, span.end))
        and (one.before is None or one.before.search(before))
    )


def _compiled(source: str) -> re.Pattern[str] | None:
    return re.compile(source, re.IGNORECASE) if source else None
