"""Find the words about time in a text, and what may be said with them: one of them alone, or a day with the time of a clock.

It must never take a number that is no time ("63 of them"), nor invent: no words about time, none are found. Which of the
sayings tells when it happened is decided where they are read, since an instant that lies ahead speaks against one (`when`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product

from bot.triage.choosing import Sign, Span, sentences_before, signs_beside, straight, whole
from bot.triage.clock import is_exact
from bot.triage.days import day_of
from bot.triage.marking import LEAST_OF_TWO, mark_signs, pair_signs, with_marked
from bot.triage.named_days import in_dates
from bot.triage.shorthand import spelt_out
from bot.triage.times import AGO, DATE, LASTING, LOOSE, NOW, RUN, SPAN
from bot.triage.welsh import in_english
from bot.triage.when_signs import SIGNS
from knowledge.marks import Marks

_SOME_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)  # only whether a day is named is asked of it
_DATED = re.compile(DATE)

_DID = (
    r"(?=(?: been)? (?!a\b|the\b|in\b|to\b|like\b|as\b|want|need|one\b)"
    r"\w+(?:ed|en|ut|nt|ot|id|me|ft|un|aw|ew|ad|ok|ne|ing|it)\b)"
)
_CANDIDATE = re.compile(
    rf"(?:\b(?:when|time|pryd) ?[:=] ?(?:[^\n;?!.]|\.(?=\d)){{2,40}}|(?<![\w'£#])(?:{SPAN}|{AGO}|{LASTING}"
    rf"|{RUN}|{NOW}|{LOOSE}|just{_DID})(?![\w%]))",
    re.IGNORECASE,
)


def candidates(text: str) -> Iterator[re.Match[str]]:
    return _CANDIDATE.finditer(text)


_AT = re.compile(r"^(?:at|@) ?(?=\S)|^(?:like|maybe|probably|exactly) ", re.IGNORECASE)
_LABEL = re.compile(r"^(?:when|time|pryd) ?[:=] ?", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|going to|gonna|gunna|would|due|see you|see u|next(?! door| to)|coming|bring(?:ing)?|meet"
    r"|plan\w*|ready for|booked for"
    r"|tomorrow)\b(?:[^.!?\n]{0,40})$|'ll\b[^.!?\n]{0,40}$|'d\b(?! (?:like|better|best|been|just|had|said|told|called"
    r"|come|gone))[^.!?\n]{0,14}$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:this|that|it) (?:would|will|must|could) (?:have been|be)\b|\bwould(?:'ve| have)\b|\b(?:i|we) (?:would"
    r"|'?d) (?:like|want|wish|rather)\b|\bi thought i(?:'d| would| had) (?:better|best)?",
    re.IGNORECASE,
)
_NO_HALF = re.compile(r"\b(?:tomorrow|next|yfory|time this|times? (?:running|today)|bank holiday)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?\n]")
_COUNTED = re.compile(r"\b(?:ago|since|back|yn ôl)$|^(?:for|over|every|all|each|since)\b|\bago\b", re.IGNORECASE)
_SPANS = re.compile(r"^(?:between|from|rhwng)\b", re.IGNORECASE)
_HALVES = (
    (
        re.compile(r"\bmorn|\bbreakfast", re.IGNORECASE),
        re.compile(r"\bp\.?m\b|\dp\.?m\b|\b(?:1[3-9]|2[0-3])[:.]\d", re.IGNORECASE),
    ),
    (re.compile(r"\baft|\beven|\btonight|\btea", re.IGNORECASE), re.compile(r"\ba\.?m\b|\da\.?m\b|\b0\d[:.]\d", re.IGNORECASE)),
)
_MOST = 12  # wordings of a time that are read; nobody tells more


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words about time as typed: from one place, or the day from one and the time of the clock from another."""

    words: str
    is_to_come: bool
    signs: tuple[str, ...]  # for the points of `choosing`


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    span: Span
    words: str
    names_day: bool
    names_clock: bool
    is_to_come: bool
    signs: tuple[str, ...]


TOGETHER = " … "
"""What stands between a day and a time of the clock that stand apart in the text."""


def sayings(text: str, marks: Marks | None = None) -> list[Saying]:
    """Return what a text may say of when it happened, pairs last; empty when it has no such words.

    Args:
        text: as typed.
        marks: those of this text; None when nothing looked at it.
    """
    plain = straight(text)
    there = [one for one in SIGNS if one.text is None or one.text.search(plain)]
    spans = list(islice(whole(candidates(plain)), _MOST))
    spans = spans if marks is None else with_marked(spans, marks.marked["when"], least=LEAST_OF_TWO)
    parts = [part for span in spans if (part := _part(text, plain, span, there)).words]
    alone = [_alone(parts, part, marks) for part in parts]
    return [*alone, *(_together(plain, parts, day, clock, marks) for day, clock in product(parts, parts) if _belong(day, clock))]


def _part(text: str, plain: str, span: Span, there: list[Sign]) -> _Part:
    words = _words(text, span)
    day, clock, is_to_come = _names_day(words), _names_clock(words), said_to_come(text, span.start)
    told = {"names day": day, "names clock": clock, "counted": bool(_COUNTED.search(words)), "ahead": is_to_come}
    signs = (*signs_beside(plain, span, there), *(name for name, is_so in told.items() if is_so))
    return _Part(
        span=span, words=words, names_day=day, names_clock=clock, is_to_come=is_to_come,
        signs=(*signs, f"sentence {sentences_before(plain, span)}"),
    )  # fmt: skip


def _alone(parts: list[_Part], part: _Part, marks: Marks | None) -> Saying:
    signs = (*part.signs, "alone", _place(parts, part), *_marked(marks, part), *_more_than_marked(marks, part))
    return Saying(words=part.words, is_to_come=part.is_to_come, signs=signs)


def _more_than_marked(marks: Marks | None, part: _Part) -> list[str]:
    """Whether it tells the hour, too, where only the day in it is marked: "Thursday, as the schools came out"."""
    best = marks.marked["when"][0] if marks and marks.marked["when"] else None
    if best is None or not part.names_clock or not part.span.start <= best.start < best.end <= part.span.end:
        return []
    is_longer = (part.span.start, part.span.end) != (best.start, best.end)
    return (
        ["marked, with its hour"]
        if is_longer and not _names_clock(part.words[best.start - part.span.start :][: best.end - best.start])
        else []
    )


def _marked(marks: Marks | None, *parts: _Part) -> list[str]:
    if marks is None:
        return []
    stretches, found = [(part.span.start, part.span.end) for part in parts], marks.marked["when"]
    return mark_signs(found, *stretches) + (pair_signs(found, *stretches) if len(parts) > 1 else [])


def _belong(day: _Part, clock: _Part) -> bool:
    """True for a day without a time of the clock, and a time of the clock without a day."""
    is_pair = day.names_day and not day.names_clock and clock.names_clock and not clock.names_day
    is_apart = day.span.end <= clock.span.start or clock.span.end <= day.span.start
    if _contradict(day.words, clock.words):
        return False
    is_whole = any(_COUNTED.search(part.words) or _NO_HALF.search(part.words) for part in (day, clock))
    return is_pair and is_apart and not is_whole and not _SPANS.search(day.words)


def _contradict(day: str, clock: str) -> bool:
    """True for "this morning" and "ten pm", which are two different times."""
    return any(of_day.search(day) and of_clock.search(clock) for of_day, of_clock in _HALVES)


def _together(plain: str, parts: list[_Part], day: _Part, clock: _Part, marks: Marks | None) -> Saying:
    first, last = sorted((day.span, clock.span))
    signs = ("together", "day first" if first == day.span else "clock first", _between(plain[first.end : last.start]))
    return Saying(
        words=day.words + TOGETHER + clock.words, is_to_come=False,
        signs=(*day.signs, *clock.signs, *signs, _place(parts, day, clock), *_marked(marks, day, clock)),
    )  # fmt: skip


def _between(text: str) -> str:
    return f"sentences between {min(len(_SENTENCE_END.findall(text)), 3)}"


def _place(parts: list[_Part], *chosen: _Part) -> str:
    return f"candidate {min(min(parts.index(part) for part in chosen), 3)}"


def said_to_come(text: str, at: int) -> bool:
    """True when the text speaks of the time that stands at `at` as one that lies ahead: "he'll be back on Friday"."""
    before = _REPORTING.sub(" ", text[max(0, at - 60) : at].replace("’", "'"))
    return bool(_TO_COME.search(before))


def _words(text: str, span: Span) -> str:
    return _AT.sub("", _LABEL.sub("", text[span.start : span.end])).strip(" .,;:-")


def _names_day(words: str) -> bool:
    said = in_dates(in_english(spelt_out(words)))
    return day_of(said, _SOME_DAY) is not None


def _names_clock(words: str) -> bool:
    return is_exact(_DATED.sub(" ", in_dates(in_english(spelt_out(words)))))
