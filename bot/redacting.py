"""A question without anything that could name a person: only words that everybody uses are left.

It must never let through a word because it looks harmless: what is not known to be common is taken out. A name in small letters
is not known either, and that is the point.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from bot.redacting_traces import NUMBER, OUT, without_traces
from knowledge.names import ALSO_NAMES, ALSO_PLACES
from knowledge.vocabulary import ENDS_A_SENTENCE, WORD, bare_word

FEWEST_TO_JUDGE_BY = 4
"""So many words, none of them in small letters, and capitals say nothing: somebody shouts."""

_TITLE = re.compile(r"baroness|cllr|dame|dr|mr|mrs|ms|mx|prof|rev|reverend|sgt")
"""What follows is a name, whatever word it is."""

_CUE = re.compile(
    r"agent|called|cllr|constable|councillor|inspector|lady|lord|minister|miss|mp|name|named|names|officer|pc|president|sergeant"
    r"|sir|surname"
)
"""What follows is a name when it can be one."""

_NAME_IS = re.compile(r"(?:sur)?names?")
_HELPING_VERBS = frozenset(("may", "will"))  # names too, but too frequent to be taken for one anywhere else
_TOWARDS = re.compile(r"around|at|for|from|in|near|of")
_STREET = re.compile(r"avenue|crescent|lane|road|street|terrace")
_NO_NAME_OF_A_STREET = re.compile(
    r"a|across|another|any|each|every|her|high|his|in|main|my|next|off|on|one|our|over|per|private|public|same|side|that|the"
    r"|their|this|up|whole|your"
)
_RUN = re.compile(rf"{OUT}(?:[^\w\n{NUMBER}{OUT}]*{OUT})*")


class Redactor(Protocol):
    """Takes out of a text what could name a person, a place, an account or a number."""

    def __call__(self, text: str) -> str:
        """Return the text with "[...]" for each run of uncommon words, and "[number]" for each number of 3 digits or more."""


def everything_out(text: str) -> str:
    """Redact a text that nothing is known about: nothing is left."""
    return ""


@dataclass(slots=True)
class _Word:
    text: str
    start: int
    end: int
    gap: str  # what stands between the word before and this one
    begins: bool  # a sentence
    is_out: bool = False

    @property
    def small(self) -> str:
        return self.text.casefold()

    @property
    def may_name(self) -> bool:
        return self.small in ALSO_NAMES or self.small in ALSO_PLACES

    def follows(self, signs: str = " -'") -> bool:
        """True when nothing but these signs stands between the word before and this one."""
        return not self.gap.strip(signs)


class CommonWordsOnly:
    """Implements `Redactor` by a list of what may stay.

    Left open: two words of a name that are both common, in small letters and with nothing about them that speaks of a name
    ("will young"). A street, a handle or a date made of common words alone is taken out only where its form shows it.
    """

    def __init__(self, common: frozenset[str]) -> None:
        """Keep these words.

        Args:
            common: in small letters; with a capital those that may have one inside a sentence. See `knowledge/vocabulary.py`.
        """
        self._common = common

    def __call__(self, text: str) -> str:
        """See the port."""
        rest = without_traces(text)
        words = _words(rest)
        capitals_speak = len(words) < FEWEST_TO_JUDGE_BY or any(word.text.islower() for word in words)
        for word in words:
            word.is_out = not self._is_common(word, capitals_speak=capitals_speak)
        _take_out_names(words)
        return _shown(rest, words)

    def _is_common(self, word: _Word, *, capitals_speak: bool) -> bool:
        if not word.text.islower() and word.may_name:
            return False
        says_nothing = word.begins or not capitals_speak or word.small.split("'")[0] == "i"
        if word.text.islower() or says_nothing:
            return word.small in self._common
        return self._has_capital(word.text)

    def _has_capital(self, word: str) -> bool:
        return word in self._common or (word.isupper() and word.capitalize() in self._common)


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for found in WORD.finditer(text):
        if found.start() and text[found.start() - 1].isdigit():
            continue  # the end of "2nd"
        gap = text[end : found.start()]
        begins = not words or bool(ENDS_A_SENTENCE.search(gap))
        words.append(_Word(bare_word(found[0]), found.start(), found.end(), gap=gap, begins=begins))
        end = found.end()
    return words


def _take_out_names(words: list[_Word]) -> None:
    """Take out common words that are names where they stand: after a title, in a street, beside what is out already."""
    for place, (before, word) in enumerate(pairwise(words)):
        word.is_out |= _is_named(words[place - 1].small if place else "", before.small, word)
        if _is_street(before.small, word):
            before.is_out = word.is_out = True
    for before, word in pairwise(words):
        word.is_out |= before.is_out and word.follows() and word.may_name
    for after, word in pairwise(reversed(words)):
        word.is_out |= after.is_out and after.follows() and word.may_name


def _is_named(first: str, before: str, word: _Word) -> bool:
    if _TITLE.fullmatch(before):
        return word.follows(" -'.")
    speaks_of_name = _CUE.fullmatch(before) or (before == "is" and _NAME_IS.fullmatch(first))
    named = speaks_of_name and (word.small in ALSO_NAMES or word.small in _HELPING_VERBS)
    placed = _TOWARDS.fullmatch(before) and word.small in ALSO_PLACES
    return bool(named or placed) and word.follows(" -':\"")


def _is_street(before: str, word: _Word) -> bool:
    return bool(_STREET.fullmatch(word.small) and word.follows() and not _NO_NAME_OF_A_STREET.fullmatch(before))


def _shown(text: str, words: list[_Word]) -> str:
    parts, end = [], 0
    for word in words:
        if word.is_out:
            parts += [text[end : word.start], OUT]
            end = word.end
    runs = _RUN.sub("[...]", "".join((*parts, text[end:])))
    return re.sub(r"[^\S\n]+", " ", runs.replace(NUMBER, "[number]")).strip()
