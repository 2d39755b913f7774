"""Choose among several things that a text names: the place meant, of three places in it, or none of them.

Every candidate has signs: some in its own words and beside it (`Sign`), some in how it stands among the others. A sign gives
points, which were fitted on labelled messages (`points.json`); the candidate with the most is meant, unless "none of them" has
more. It must never be slow: what is looked at beside a candidate is a few words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bot.triage.dialect import in_common_spelling
from bot.triage.points import points_of

LONGEST = 1_200  # characters that are read; hostile texts are long
_MOST = 60  # candidates that are weighed; nobody names more
_BESIDE = 45  # characters looked at before and after
_NEAR = 80  # characters behind a candidate in which somebody goes on speaking of him or her
_SENTENCE_END = re.compile(r"[.!?\n]+")
_THEM = re.compile(r"\b(?:he|she|they|his|her|their|him|them|hes|shes|theyre)\b", re.IGNORECASE)
_NOBODY_KNOWN = re.compile(
    r"\b(?:some ?one|some ?body|nobody|no one|anon\w*|unknown|no idea"
    r"|(?:not|never|didn'?t|don'?t) (?:sure |see |saw |know )?who|no name|withheld|unsigned|no return)\b",
    re.IGNORECASE,
)
_FOUND_LATER = re.compile(
    r"\b(?:overnight|in the night|woke up|(?:came|got) (?:back|home|in) to|found|noticed|discovered|cctv)\b", re.IGNORECASE
)


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
    points: float  # set by hand: where fitting starts, and stays where no message has the sign
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
    """The part that is read, with plain apostrophes and in common spelling.

    It is as long as the text was, so that what is found in it is at the same place there.
    """
    return in_common_spelling(text[:LONGEST].replace("’", "'"))


def best(part: str, text: str, spans: Sequence[Span], signs: Sequence[Sign]) -> Span | None:
    """Return the candidate with the most points, the first of equals, or None when "none of them" has more.

    Args:
        part: which points of `points.json` count.
    """
    place = most(part, options(text, spans, signs)) if spans else 0
    return spans[place] if place < len(spans) else None


def most(part: str, signs_of_each: Sequence[Sequence[str]]) -> int:
    """Return which of the options, each told by its signs, has the most points in this part; the first of equals."""
    points = points_of(part)
    given = [sum(points.get(name, 0.0) for name in dict.fromkeys(names)) for names in signs_of_each]
    return given.index(max(given))


def limited(found: Iterable[Span]) -> list[Span]:
    """Return the candidates that are weighed, each place once."""
    return list(dict.fromkeys(islice(found, _MOST)))


def options(text: str, spans: Sequence[Span], signs: Sequence[Sign]) -> list[list[str]]:
    """Return the names of the signs of each candidate, and at the end those of "none of them"."""
    there = [one for one in signs if one.text is None or one.text.search(text)]
    order = sorted(spans)
    each = [[*signs_beside(text, span, there), *_standing(text, span, order.index(span), len(spans))] for span in spans]
    return [*each, _none(text, len(spans))]


def signs_beside(text: str, span: Span, there: Sequence[Sign]) -> list[str]:
    """Return the names of the signs that one candidate has in its words and beside it; `text` of a sign is not asked."""
    words, before = text[span.start : span.core], text[max(0, span.start - _BESIDE) : span.start]
    after = text[span.end : span.end + _BESIDE]
    return [
        one.name
        for one in there
        if (one.words is None or one.words.match(words))
        and (one.after is None or one.after.match(after))
        and (one.tail is None or one.tail.match(text, span.core, span.end))
        and (one.before is None or one.before.search(before))
    ]


def _standing(text: str, span: Span, place: int, count: int) -> Iterator[str]:
    """How it stands in the text and among the others: the first, in the second sentence, with a capital, named again."""
    words = text[span.start : span.core].split() or [""]
    yield f"candidate {min(place, 4)}"
    yield f"candidates behind {min(count - 1 - place, 3)}"
    yield f"sentence {sentences_before(text, span)}"
    yield f"fifth {5 * span.start // (len(text) + 1)}"
    yield f"words {min(len(words), 5)}"
    yield "spoken of again" if _THEM.search(text, span.end, span.end + _NEAR) else "not spoken of again"
    if words[0][:1].isupper():
        yield "capital"
    if words[-1][:1].isupper():
        yield "capital at the end"
    if span.end > span.core:
        yield "described"


def sentences_before(text: str, span: Span) -> int:
    """Return in which sentence of the text a candidate stands, from 0; later ones than the fifth count as that."""
    return min(len(_SENTENCE_END.findall(text, 0, span.start)), 4)


def _none(text: str, count: int) -> list[str]:
    told = ["none", f"none of {min(count, 4)}", f"none in length {min(len(text) // 80, 4)}"]
    told += ["none: nobody known"] if _NOBODY_KNOWN.search(text) else []
    return told + (["none: found later"] if _FOUND_LATER.search(text) else [])


def _compiled(source: str) -> re.Pattern[str] | None:
    return re.compile(source, re.IGNORECASE) if source else None
