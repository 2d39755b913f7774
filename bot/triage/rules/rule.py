"""What a red-flag rule is, and how one is tried on the sentences of a text.

A rule never sees the whole text, only one or two neighbouring sentences with the idioms cut out. It fires when
every pattern that it needs is there and is not denied. It must never raise and never look anything up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.triage.guards import is_hypothetical, is_over, is_stood_down, refers_back, without_idioms
from bot.triage.records import RedFlag
from bot.triage.vocabulary import any_of

# "no knife", "he wasn't following", "nobody has threatened": what follows within two words is denied.
_DENIAL = any_of(
    """
        no | not | never | nobody('s)? | no ?one('s)? | without | wasn't | isn't | aren't | weren't | didn't | hasn't
        haven't | doesn't | neb | none | nor | zero
        """
)
_DENIES = re.compile(_DENIAL.pattern + r"(?: [\w']+){0,2} ?$")
_DENIAL_REACH = 32  # characters before a match in which a denial can still govern it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One named rule. All of `needs` must be found in the same window of `reach` sentences."""

    name: str
    flag: RedFlag
    needs: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None  # found in the window: the rule does not fire
    reach: int = 1  # how many neighbouring sentences are read together
    now: bool = False  # the rule tells of something going on; a sentence about the past does not count
    negative: bool = False  # the rule is itself a negation ("won't let us out"), so a denial does not mute it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as the rules see it, and which guards hold for it."""

    words: str
    unreal: bool  # asked in general, imagined, or taken back
    over: bool


def read(sentences: Sequence[str]) -> list[Sentence]:
    """Return the sentences with their idioms cut out and their guards worked out once."""
    return [_read(sentence) for sentence in sentences]


def _read(sentence: str) -> Sentence:
    unreal = is_hypothetical(sentence) or is_stood_down(sentence) or refers_back(sentence)
    return Sentence(words=without_idioms(sentence), unreal=unreal, over=is_over(sentence))


def fires(rule: Rule, sentences: Sequence[Sentence]) -> bool:
    """Return whether the rule fires anywhere in the text."""
    return any(_holds(rule, window) for window in _windows(rule, sentences))


def _windows(rule: Rule, sentences: Sequence[Sentence]) -> Iterator[str]:
    clear = ["" if said.unreal or (rule.now and said.over) else said.words for said in sentences]
    for start in range(len(clear)):
        if clear[start]:
            yield " ".join(part for part in clear[start : start + rule.reach] if part)


def _holds(rule: Rule, window: str) -> bool:
    if not all(_found(need, window, negative=rule.negative) for need in rule.needs):
        return False
    return rule.unless is None or rule.unless.search(window) is None


def _found(need: re.Pattern[str], window: str, *, negative: bool) -> bool:
    return any(negative or not _denied(match, window) for match in need.finditer(window))


def _denied(match: re.Match[str], window: str) -> bool:
    before = window[max(0, match.start() - _DENIAL_REACH) : match.start()]
    return bool(_DENIES.search(before) or _DENIAL.search(match[0]))
