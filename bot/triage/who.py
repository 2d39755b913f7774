"""Read off who did it: a short description in the words that were typed.

It must never guess an identity: "a man in a grey coat" stays that. The writer and whom it happened to are left out, and so is
"someone", who is nobody; a name that the text gives stays in the reporter's own words and nowhere else.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import Span, limited, straight
from bot.triage.descriptions import HANDLE, ends_at
from bot.triage.introduced import introduced
from bot.triage.marking import best_of
from bot.triage.people import begins_at
from bot.triage.person_words import NOUN, VEHICLE, WELSH
from bot.triage.who_signs import SIGNS
from bot.triage.who_words import NO_NAMES
from knowledge.marks import Marks

_LABEL = re.compile(r"^(?:who|pwy|by whom|offenders?|suspects?|perpetrator|culprit) ?[:=] ?", re.IGNORECASE)
# "the man's outside", but not "the opponent's brother", nor the end of a longer word.
_NOUN = re.compile(
    rf"{NOUN}(?![-'@]|\.\w| (?:husband|wife|partner|boyfriend|girlfriend)\b)|{NOUN}(?='?s (?:got|been|in|at|on|here"
    rf"|there|back|still|just|now|not|put|outside|trying"
    rf"|\w+ing|\w+ed)\b)",
    re.IGNORECASE,
)
_IS = re.compile(r"['’]s$")
_IS_HANDLE = re.compile(rf"[\"'@+\d]|{HANDLE}$|.*@")
_TITLE = (
    r"(?-i:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Rev|Col|Capt|Major|Fr|Sir|Lady|Lord"
    r"|Prof)\.? (?:[A-Z]\. ?)?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_NO_NAME = rf"(?!(?:{'|'.join(sorted(NO_NAMES))})\b)"
_OTHERS = re.compile(
    r"\b(?:who|pwy|by whom|offenders?|suspects?|perpetrator|culprit)\b ?[:=] ?[^\n.;?!]{2,60}"
    r"|(?<!\w)(?:about |around )?(?:two|three|four|five|six|seven|eight|ten|thirty|twenty|1[0-2]|\d|one|some|all|both"
    r"|four or five)"
    r" (?:of|o) (?:them|em|those|thaim)\b(?! \w+s\b)"
    rf"|(?<!\w){VEHICLE}"
    r"|(?<!\w)randoms?(?!\w)"
    rf"|(?<!\w)(?:yr? |r |'r )?{WELSH}(?!\w)(?: (?:o|o'r|efo|mewn|sy'n|gyda) (?:[\w'-]{{1,15}} ?){{1,4}})?"
    rf"|(?<![\w.]){HANDLE}(?![\w@])"
    r"|(?<![\w.@-])[\w.+-]{2,30}@[\w-]{2,30}\.[\w.-]{2,20}"
    r"|(?<![\w'’])(?:\"[^\"\n]{2,30}\"|'[^'\n]{2,25}')(?![\w])"
    r"|(?:(?<!\w)(?:an?|the|this) )?(?:(?<!\w)(?:unknown|withheld|mobile|strange|random|same) )?(?<!\w)number(?: (?:i"
    r"|we) \w+'?t? \w+)?,? \+?\d[\d ]{8,14}\d"
    r"|(?<![\w£])(?:\+44 ?\d|0\d)[\d ]{7,12}\d(?![\w])"
    rf"|(?<!\w){_TITLE}"
    r"|(?<!\w)(?:a |an )?(?-i:"
    + _NO_NAME
    + r"(?:[DO]')?[A-Z][a-z]{1,14}(?:[A-Z][a-z]+)?(?: (?:[DO]'|Mc)?[A-Z][a-z]{0,14}(?!\w)){0,2})(?!\w)",
    re.IGNORECASE,
)


def candidates(text: str) -> Iterator[Span]:
    """Return every wording of a person in the text: its beginning, the end of its noun, and its end."""
    for found in _NOUN.finditer(text):
        if text[found.end() : found.end() + 1] == " " and _NOUN.match(text, found.end() + 1):
            continue  # "a local businessman"
        begin = begins_at(text, found.start())
        yield Span(begin, found.end(), ends_at(text, begin, found.end()))
    for found in _OTHERS.finditer(text):
        is_name = _IS_HANDLE.match(found[0])
        yield Span(found.start(), found.end(), found.end() if is_name else ends_at(text, found.start(), found.end()))
    yield from introduced(text)


def who_span(text: str, marks: Marks | None = None) -> Span | None:
    """Return where the text describes somebody who is not the writer, or None; `marks` are those of this text."""
    plain = straight(text)
    return best_of("who", plain, limited(candidates(plain)), SIGNS, marks)


def who(text: str, span: Span | None = None) -> str | None:
    """Return a description of somebody who is not the writer, as typed, or None; `span` is `who_span` where it is known."""
    found = span or who_span(text)
    return None if found is None else final(text, found) or None


def final(text: str, span: Span) -> str:
    """Return the words of a candidate, without a label and without the "is" of "the man's outside"."""
    return _IS.sub("", _LABEL.sub("", text[span.start : span.end])).strip(" ,.\"'")
