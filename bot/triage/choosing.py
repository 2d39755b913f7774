"""Choose among several things that a text names: the place meant, of three places in it.

Every candidate collects points from signs in its own words and beside it, as `signs` does for danger; the best one
is meant when it has enough. It must never be slow: what is looked at beside a candidate is a few words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 1_200  # characters that are read; hostile texts are long
_MOST = 60  # candidates that are weighed; nobody names more
_BESIDE = 45  # characters looked at before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing that makes a candidate more or less likely to be the one meant."""

    name: str
    points: float
    words: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None


def sign(name: str, points: float, *, words: str = "", before: str = "", after: str = "", text: str = "") -> Sign:
    """Return a sign; `words` is matched at the candidate's beginning, `before` up to its edge, `after` from its edge."""
    return Sign(
        name=name, points=points, words=_compiled(words), before=_compiled(f"(?:{before})$" if before else ""),
        after=_compiled(after), text=_compiled(text),
    )  # fmt: skip


def straight(text: str) -> str:
    """The part that is read, with plain apostrophes: as long as it was, so that what is found in it is at the same place."""
    return text[:LONGEST].replace("’", "'")


def best(text: str, found: Iterable[re.Match[str]], signs: tuple[Sign, ...], *, enough: float) -> tuple[int, int] | None:
    """Return the ends of the candidate with the most points, the first of equals, or None when none has enough."""
    spans = [match.span() for match, _ in zip(found, range(_MOST), strict=False)]
    weighed = [(points(text, span, signs), -number, span) for number, span in enumerate(spans)]
    top = max(weighed, default=None)
    return top[2] if top is not None and top[0] >= enough else None


def points(text: str, span: tuple[int, int], signs: tuple[Sign, ...]) -> float:
    """Return what the signs give one candidate."""
    return sum(one.points for one in signs if _holds(one, text, span))


def _holds(one: Sign, text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return (
        (one.words is None or one.words.match(text[start:end]) is not None)
        and (one.before is None or one.before.search(text[max(0, start - _BESIDE) : start]) is not None)
        and (one.after is None or one.after.match(text[end : end + _BESIDE]) is not None)
        and (one.text is None or one.text.search(text) is not None)
    )


def _compiled(source: str) -> re.Pattern[str] | None:
    return re.compile(source, re.IGNORECASE) if source else None
