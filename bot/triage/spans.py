"""When words about time last: "between 6 and 8", "all week", "since Monday", "last night", as a beginning and an end.

It must never give an end that lies after the text was sent: what the writer could not know is cut off there.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.triage.clock import is_half_told
from bot.triage.days import MONTHS, day_of, instant_of
from bot.triage.lengths import LENGTH, length_before

_BETWEEN = re.compile(
    r"between (?P<one>.{1,40}?) and (?P<end>.{1,40})"  # "between quarter to two and half past"
    r"|(?:between |from )(?P<first>.{1,40}?) (?:and|to|till?|until) (?P<last>.{1,40})"
    r"|(?P<early>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)(?: ?[-–] ?| ?(?:to|till?|until) ?)(?P<late>\d.{0,40})"
    r"|(?P<word>\w{3,9}) (?:till?|until) (?P<other>.{1,40})"
    r"|(?P<day>(?:mon|tue|wed|thu|fri|sat|sun)\w*) (?:to|and) (?P<later>.{1,40})"
)
_DAY_WORDS = re.compile(
    r"(?<!\w)(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*|yesterday|today|tonight|this (?:morning|afternoon|evening)|last night)"
    r"(?: (?:morning|afternoon|evening|night))?"
)
_NOON = 12
_MIDNIGHT = re.compile(r"\bmidnight\b")
_BARE_PAST = re.compile(r"\b(half|quarter) past(?= (?:this|last|on|yesterday|today|tonight|mon|tue|wed|thu|fri|sat|sun)|$)")
_BARE = re.compile(r"(\d{1,2})(?:[:.]\d\d)?")
_TOLD_HALF = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)? ?([ap])\.?m\b")
_MINUTES_TO = frozenset({"5", "10", "20", "25", "five", "ten", "twenty", "twenty five"})
_TO_THE_HOUR = re.compile(r"[a-z] to (?:\d{1,2}|[a-z]+)$")
_LENGTH_OF_TIME = re.compile(
    rf"^(?:(?:for|over|in) )?(?:the (?:last|past) )?({LENGTH})(?: or so)?$|^({LENGTH}) (?:running|in a row)"
)
_ABOUT = re.compile(r"^(?:about|around|nearly) ")
_MINUTES_BEFORE = re.compile(r"^(?!.*\b(?:between|from)\b).*\bto (?:\d{1,2}|[a-z]+)\b(?![.:]?\d)")
_WEEKEND = 2  # days: said on one of them, "last weekend" is the one before
_LONGEST_SPAN = timedelta(days=14)
_ALL = re.compile(r"\b(?:all|every|each|most)\b.*\b(?:week|day|morning|afternoon|evening|night|month|year)")
_PARTS = {
    "morning": (time(6), time(12)), "afternoon": (time(12), time(18)), "evening": (time(18), time(23)),
    "night": (time(18), time(6)), "day": (time(6), time(18)),
}  # fmt: skip
_NIGHT = re.compile(r"last ni(?:ght|te)|overnight|(?:in|during) the night|dros nos|yesterday night")
_MONTH = re.compile(r"^(?:back )?in (?:the )?(" + "|".join(MONTHS) + r")[a-z]*$")
_YEAR = re.compile(r"^(?:back )?in (\d{4})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A beginning and an end, both with the offset of the United Kingdom."""

    since: datetime
    until: datetime


def span_of(said: str, sent: datetime, *, has_clock: bool) -> Span | None:
    """Return the span that English lower-case words name, or None when they name no span."""
    for read in (_between, _since, _lasting):
        found = read(said, sent)
        if found is not None:
            return _known(found, sent)
    if has_clock:
        return None
    found = _night(said, sent) or _calendar(said, sent)
    return None if found is None else _known(found, sent)


def _known(found: Span, sent: datetime) -> Span | None:
    """The span cut off where the text was sent; one that begins later is no past span and stays as it is said."""
    if found.since <= sent < found.until:
        return Span(since=found.since, until=sent)
    return found if found.since < found.until else None


def _between(said: str, sent: datetime) -> Span | None:
    found = _BETWEEN.search(said)
    if found is None:
        return None
    first, last = (end.strip() for end in found.groups() if end is not None)
    if _ABOUT.sub("", first) in _MINUTES_TO and (_MINUTES_BEFORE.search(found[0]) or _TO_THE_HOUR.search(found[0])):
        return None  # "5 to 6" is five minutes to six, and so is "from about twenty to nine"
    return _joined(first, last, said, sent)


def _joined(first: str, last: str, said: str, sent: datetime) -> Span | None:
    """Both ends share the day that either names; "between quarter and half past two" shares the hour too."""
    hour = re.search(r"half past \w+|quarter (?:past|to) \w+", last)
    first = _in_the_same_half(first, last)
    if first in ("quarter", "quarter past") and hour:
        first = f"quarter past {hour[0].rsplit(' ', 1)[1]}"
    if _BARE_PAST.search(last):
        hour_said = first.rsplit(" ", 1)[-1]
        last = _BARE_PAST.sub(lambda found: f"{found[0]} {hour_said}", last)  # "from 11 until gone half past"
    beside = _BETWEEN.sub(" ", said).strip(" ,…")
    shared = _DAY_WORDS.search(last) or _DAY_WORDS.search(first)
    day = f" {beside}" if beside and day_of(beside, sent) else f" {shared[0]}" if shared else ""
    if shared and _MIDNIGHT.search(last):
        return _till_midnight(first, shared[0], sent)
    end = instant_of(last if _DAY_WORDS.search(last) else last + day, sent)
    begin = instant_of(first if _DAY_WORDS.search(first) else first + day, sent)
    if begin is None or end is None:
        return None
    return _in_order(begin, end, begin_told=is_half_told(first), end_told=is_half_told(last))


def _in_the_same_half(first: str, last: str) -> str:
    """ "Seven" of "seven and 8pm" is in the evening too; of "eleven to 1pm" it is not."""
    begin, end = _BARE.fullmatch(first), _TOLD_HALF.search(last)
    if begin is None or end is None or int(begin[1]) % 12 >= int(end[1]) % 12:
        return first
    return f"{first}{end[2]}m"


def _till_midnight(first: str, day: str, sent: datetime) -> Span | None:
    """ "From nine till midnight on Saturday" ends when Saturday does."""
    begin, of_day = instant_of(f"{first} {day}", sent), day_of(day, sent)
    if begin is None or of_day is None:
        return None
    end = datetime.combine(of_day + timedelta(days=1), time(0), tzinfo=sent.tzinfo)
    begin += timedelta(hours=12 * int(begin.hour < _NOON and not is_half_told(first)))
    return _in_order(begin, end, begin_told=is_half_told(first), end_told=True)


def _in_order(begin: datetime, end: datetime, *, begin_told: bool, end_told: bool) -> Span | None:
    """ "Nine to five" ends after noon, and "eleven to two" at night on the next day: the least that makes it fit."""
    half, day, nothing = timedelta(hours=12), timedelta(days=1), timedelta()
    shifts = ((nothing, nothing), (nothing, half), (half, nothing), (nothing, day), (day, nothing))
    for back, on in shifts:
        told = (begin_told and back == half) or (end_told and on == half)
        if not told and nothing < (end + on) - (begin - back) <= _LONGEST_SPAN:
            return Span(since=begin - back, until=end + on)
    return None


def _since(said: str, sent: datetime) -> Span | None:
    found = re.search(r"(?:^|\s)since (.+)", said)
    if found is None:
        return None
    month = re.match("|".join(MONTHS), found[1])
    begin = _month(month[0], sent).since if month and not re.search(r"\d", found[1]) else instant_of(found[1], sent)
    return None if begin is None else Span(since=begin, until=sent)


def _lasting(said: str, sent: datetime) -> Span | None:
    length = _LENGTH_OF_TIME.search(said)
    if length:
        begin = length_before(length[1] or length[2], sent)
        return None if begin is None else Span(since=begin, until=sent)
    if _ALL.search(said):
        return _all(said, sent)
    return None


def _all(said: str, sent: datetime) -> Span:
    if "week" in said or "every" in said or "each" in said:
        return Span(since=_midnight(sent, days_back=sent.weekday() or 7), until=sent)
    if "month" in said or "year" in said:
        return Span(since=_midnight(sent, days_back=30 if "month" in said else 365), until=sent)
    begin, end = next(times for part, times in _PARTS.items() if part in said)
    day = day_of(said, sent) or sent
    until = datetime.combine(day + timedelta(days=int(end < begin)), end, tzinfo=sent.tzinfo)
    since = datetime.combine(day, begin, tzinfo=sent.tzinfo)
    return Span(since=min(since, sent - timedelta(hours=1)), until=until)


def _night(said: str, sent: datetime) -> Span | None:
    if not _NIGHT.search(said):
        return None
    named = day_of(said, sent) if re.search(r"overnight (?:on )?(?:mon|tue|wed|thu|fri|sat|sun)", said) else None
    evening = datetime.combine(named or sent - timedelta(days=1), time(18), tzinfo=sent.tzinfo)
    return Span(since=evening, until=datetime.combine(evening + timedelta(days=1), time(6), tzinfo=sent.tzinfo))


def _calendar(said: str, sent: datetime) -> Span | None:
    month, year = _MONTH.search(said), _YEAR.search(said)
    if month:
        return _month(month[1], sent)
    if year and 1900 <= int(year[1]) <= sent.year:
        return Span(since=_first(int(year[1]), 1, sent), until=_first(int(year[1]) + 1, 1, sent))
    return _week(said, sent)


def _week(said: str, sent: datetime) -> Span | None:
    monday = _midnight(sent, days_back=sent.weekday())
    if "weekend" in said:
        back = (sent.weekday() + 2) % 7
        saturday = _midnight(sent, days_back=back + 7 if "last" in said and back < _WEEKEND else back)
        return Span(since=saturday, until=saturday + timedelta(days=2))
    if re.search(r"\blast (?:week|wk)\b", said) and not re.search(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:mon|tue|wed|thu|fri|sat|sun)", said
    ):
        return Span(since=monday - timedelta(days=7), until=monday)
    return Span(since=monday, until=sent) if re.search(r"\bthis (?:week|wk)\b", said) and monday < sent else None


def _month(name: str, sent: datetime) -> Span:
    number = MONTHS.index(name[:3]) + 1
    year = sent.year if number <= sent.month else sent.year - 1
    first = _first(year, number, sent)
    return Span(since=first, until=first + timedelta(days=monthrange(year, number)[1]))


def _first(year: int, month: int, sent: datetime) -> datetime:
    return datetime(year, month, 1, tzinfo=sent.tzinfo)


def _midnight(sent: datetime, *, days_back: int) -> datetime:
    return datetime.combine(sent - timedelta(days=days_back), time(0), tzinfo=sent.tzinfo)
