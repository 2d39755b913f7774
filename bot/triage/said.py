"""Find the words about time in a text: which of them tell when it happened.

It must never take a number that is no time ("63 of them"), nor invent: no words about time, none are found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.triage.choosing import Span, ranked, straight, whole
from bot.triage.clock import is_exact
from bot.triage.days import day_of
from bot.triage.named_days import in_dates
from bot.triage.shorthand import spelt_out
from bot.triage.times import AGO, DATE, LASTING, LOOSE, NOW, RUN, SPAN
from bot.triage.welsh import in_english
from bot.triage.when_signs import ENOUGH, SIGNS

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
_GIVES_WAY = re.compile(
    r"^(?:on |the |over the )*(?:bank holiday(?: weekend)?|easter|the other (?:day|night|week)|election day|tomorrow|yfory)$",
    re.IGNORECASE,
)
_WAS_FINE = re.compile(r"\b(?:fine|ok|okay|intact|alright|all right|untouched|normal) (?:at |on |till |until )?$", re.IGNORECASE)
_NO_HALF = re.compile(r"\b(?:tomorrow|next|yfory|time this|times? (?:running|today)|bank holiday)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?\n]")
_COUNTED = re.compile(r"\b(?:ago|since|back|yn ôl)$|^(?:for|over|every|all|each|since|between|from)\b|\bago\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words about time as typed: in one place, or the day in one and the time of the clock in another."""

    words: str
    at: int  # where in the text the words begin that say most
    clock: str  # of two halves the one with the time of the clock, else the same words


TOGETHER = " … "
"""What stands between a day and a time of the clock that stand apart in the text."""


def said_of_time(text: str) -> Said | None:
    """Return the words that tell when it happened, or None."""
    plain = straight(text)
    spans = ranked(plain, whole(candidates(plain)), SIGNS, enough=ENOUGH)
    if not spans:
        return None
    # "Bank holiday hustings ... about 6": a day that cannot be dated gives way to one that can.
    first = _datable(text, spans) if _GIVES_WAY.search(_words(text, spans[0])) else spans[0]
    beside = _other_half(plain, first, [span for span in spans if span != first])
    told = sorted((first, beside), key=lambda span: not _names_day(_words(text, span))) if beside else [first]
    words = TOGETHER.join(filter(None, (_words(text, span) for span in told)))
    return Said(words=words, at=first.start, clock=_words(text, told[-1])) if words else None


def _datable(text: str, spans: Sequence[Span]) -> Span:
    """The best time of the clock that is no time to come, or the best of all when there is none."""
    clocks = (span for span in spans if _names_clock(_words(text, span)) and not said_to_come(text, span.start))
    return next(clocks, spans[0])


def words_about_time(text: str) -> str | None:
    """Return the words that tell when it happened, as typed, or None."""
    found = said_of_time(text)
    return None if found is None else found.words


def said_to_come(text: str, at: int) -> bool:
    """True when the text speaks of the time that stands at `at` as one that lies ahead: "he'll be back on Friday"."""
    before = _REPORTING.sub(" ", text[max(0, at - 60) : at].replace("’", "'"))
    return bool(_TO_COME.search(before))


def _words(text: str, span: Span) -> str:
    return _AT.sub("", _LABEL.sub("", text[span.start : span.end])).strip(" .,;:-")


def _other_half(text: str, first: Span, others: Sequence[Span]) -> Span | None:
    """The time of the clock for a day, or the day for a time of the clock; of several the one in the same sentence."""
    words = _words(text, first)
    if _COUNTED.search(words) or _names_day(words) is _names_clock(words):
        return None
    halves = [
        span
        for span in others
        if _is_half(_words(text, span), clock=_names_day(words))
        and not said_to_come(text, span.start)
        and not _WAS_FINE.search(text[: span.start])
    ]
    return min(halves, key=lambda span: _sentences_between(text, first, span), default=None)


def _is_half(words: str, *, clock: bool) -> bool:
    return (
        _names_clock(words) is clock
        and _names_day(words) is not clock
        and not _COUNTED.search(words)
        and not _NO_HALF.search(words)
    )


def _names_day(words: str) -> bool:
    said = in_dates(in_english(spelt_out(words)))
    return day_of(said, _SOME_DAY) is not None


def _names_clock(words: str) -> bool:
    return is_exact(_DATED.sub(" ", in_dates(in_english(spelt_out(words)))))


def _sentences_between(text: str, one: Span, other: Span) -> int:
    left, right = sorted((one, other))
    return len(_SENTENCE_END.findall(text[left.end : right.start]))
