"""Short and loose ways to write a time, put into the one way that the other rules count: "1830hrs", "8ish", "10 o clock".

It must never change what a time means, nor make one of words that are none.
"""

import re
from collections.abc import Callable

from bot.triage.number_words import in_digits
from bot.triage.time_spelling import in_known_spelling

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_HOURS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PLAIN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(words), plain)
    for words, plain in (
        (r"(\d) ?([ap])\.? ?m\b\.?", r"\1\2m"),
        (r"\b(weeks|wks|days|nights|months|years|yrs|ages|times)(?: of (?:it|this))?,? now\b", r"\1"),  # it goes on
        (r"\bthree[- ]quarters of an hour\b", "45 minutes"),
        (r"\b(?:an? )?quarter of an hour\b", "15 minutes"),
        (r"\bhalf hour\b", "half an hour"),
        (r"\b(?:the )?(?:past|last) fortnight\b", "the last 2 weeks"),
        (r"\b(tonight|morning|afternoon|evening) ([01]\d|2[0-3])([0-5]\d)$", r"\1 \2:\3"),
        (r"^(?:about |only |just )?(hour|hr|minute|min|week) ago", r"a \1 ago"),
        (r"\b(five|ten|twenty|twenty[- ]five|quarter|\d{1,2}) 2 (?=\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
         r"|twelve)\b)", r"\1 to "),
        (r"\b(?:as|when|just as|while|at) (?:the )?schools? (?:were |was )?(?:c[ao]m(?:e|ing)|let(?:ting)?|turn(?:ed|ing)?"
         r"|kick(?:ed|ing)?|chuck(?:ed|ing)?) out\b|\b(?:at )?(?:school pick[- ]?up|school kicking[- ]out time)\b", "at 15:15"),
        (r"\b(between|from) ([01]\d|2[0-3]):?([0-5]\d)(?: ?hrs)? (and|to|till?|until) ([01]\d|2[0-3]):?([0-5]\d)(?: ?hrs)?\b",
         r"\1 \2:\3 \4 \5:\6"),
        (r"(?<![\d:.£#/])([01]\d|2[0-3])([0-5]\d)(?=-?ish\b)", r"\1:\2"),
        (r"(?:(?<=^)|(?<=day )|(?<=day, )|(?<=day\. )|(?<=yesterday )|(?<=at ))([01]\d|2[0-3])([0-5]\d)$", r"\1:\2"),
        (r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d) ?(?:hrs|hours|h)\b", r"\1:\2"),
        (r"((?:^|\b(?:at|approx\.?|about|around|circa) ))(1\d|2[0-3])([0-5]\d)\b(?![/-])", r"\1\2:\3"),
        (r"\b([01]\d|2[0-3])([0-5]\d) ?(?:-|–|to) ?([01]\d|2[0-3])([0-5]\d)\b", r"\1:\2-\3:\4"),
        (r"\bo'? ?clock", "o'clock"),
        (r"\b(yesterday|today|tonight)'?s\b", r"\1"),
        (r"\b(?:like|maybe|at least|well over|some|getting on for|the best part of) (?=\d|an? |half|(?:one|two|three|four"
         r"|five|six|ten|twenty)\b)", "about "),
        (rf"\b((?:half |quarter (?:past|to) )?(?:past )?(?:{_HOURS}))-?ish\b", r"about \1"),
        (r"\b(half|quarter)-(past|to)\b", r"\1 \2"),
        (r"\bhalf(\d)", r"half \1"),
        (r"\b(?:yest|yday|yesterdays)\b", "yesterday"),
        (r"\b2day\b", "today"),
        (r"\bhauf\b", "half"),
        (r"\bfower\b", "four"),
        (r"\bseeven\b", "seven"),
        (r"\b(an?|\d+) oors?\b", r"\1 hours"),
        (r"\byestreen\b", "yesterday evening"),
        (r"\bthe day$", "today"),
        (r"\bthe night$", "tonight"),
        (r"\b(aboot|efter)\b", lambda found: {"aboot": "about", "efter": "after"}[found[0]]),
        (r"\b(?:nicht|neet|neight)\b", "night"),
        (r"\b(ten|five|twenty|quarter|\d{1,2}) tae (?=\w)", r"\1 to "),
        (r"\btwa\b", "two"),
        (r"\bbtw?n\b", "between"),
        (r"\b(between .{1,20}?) n (?=\w)", r"\1 and "),
        (r"\b((?:half|quarter) (?:past |to )?\d{1,2})-?ish\b", r"about \1"),
        (r"(\d) ?m ago\b", r"\1 minutes ago"),
        (r"½", "half"),
        (r"\bthe back of (?=\w)", "just after "),
        (r"\bhome[- ]time\b", "at 15:15"),
        (r"\blast ?nights?\b", "last night"),
        (r"\b(?:2nite|tonite)\b", "tonight"),
        (r"\b(?:eve)\b(?!ry)(?<!new year's eve)(?<!christmas eve)", "evening"),
        (r"\b(?:a?boot|bout|abt)\b", "about"),
        (r"@ ?(?=\d|half|quarter)", "at "),
        (r"\b(?:the )?(?:early|small|wee) hours(?: of)?(?: (?:the )?(?P<day>(?:this |yesterday )?morning))?", "early hours"),
        (r"\((?:the )?(\d{1,2}(?:st|nd|rd|th))\)", r"the \1"),
        (rf"\b((?:mon|tue|wed|thu|fri|sat|sun)\w*),? (\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:of|{_MONTHS}))", r"\1 the \2"),
        (r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3/\2/\1"),
        (r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)\b", r"\1/\2/\3"),
        (r"\b(?:saturday|sunday|monday|tuesday|wednesday|thursday|friday) (?:just )?gone\b", lambda found: found[0].split()[0]),
        (r"\ban hour and a half\b", "90 minutes"),
        (r"\b(?:an? )?few\b", "a few"),
    )
)  # fmt: skip


def spelt_out(said: str) -> str:
    """Return words about time in lower case with the short forms written out."""
    lower = in_digits(in_known_spelling(" ".join(said.lower().replace("’", "'").split())))
    for pattern, plain in _PLAIN:
        lower = pattern.sub(plain, lower)
    return lower
