"""The pinned answers: knowing that one is asked for, by its words alone, and giving it.

It needs no encoder, index or database. It must be sure or silent: a question that is not known is searched for like any other,
and one that is taken for another gets the wrong answer where a wrong answer hurts. So every word of a message must have its
partner, in its place, in a known way of asking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.answering.citing import citation, is_overdue
from bot.answering.contact_entries import contact_entry
from bot.answering.pinned_words import is_misspelt, words_of
from bot.messages import Choice, Reply
from bot.rendering import Quoted, Wording, uk_date, uk_month
from knowledge.contacts import ContactBook
from knowledge.passage import DocumentClass, Passage
from knowledge.pinned import Pinned
from knowledge.questions import Quote

MIN_RATIO = 84
"""How alike the words of two questions must be as a whole, 0 to 100, before they are compared one by one."""

MAX_CHARS = 120
"""A longer message tells something of its own, whatever it asks besides."""

NEAREST = 8
"""How many ways of asking are compared word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Every way of asking, made ready for comparing."""

    questions: tuple[Pinned, ...]  # what each way of asking asks for
    words: tuple[tuple[str, ...], ...]
    joined: tuple[str, ...]
    vocabulary: frozenset[str]  # who types one of these words means it


def pinned_for(text: str, pinned: Sequence[Pinned]) -> Pinned | None:
    """Return the pinned answer that a whole message asks for; None when that is not certain.

    How often that is right was measured by benchmarks/pinned_matches.py; a message costs some 30 microseconds.
    """
    if len(text) > MAX_CHARS:
        return None
    known, words = _known(tuple(pinned)), words_of(text)
    near = process.extract(" ".join(words), known.joined, scorer=fuzz.ratio, score_cutoff=MIN_RATIO, limit=NEAREST)
    places = (place for _, _, place in near if _are_partners(words, known.words[place], known.vocabulary))
    return next((known.questions[place] for place in places), None)


@lru_cache(maxsize=8)
def _known(pinned: tuple[Pinned, ...]) -> _Known:
    ways = [(words_of(asked), one) for one in pinned for asked in one.asked]
    return _Known(
        questions=tuple(one for _, one in ways),
        words=tuple(words for words, _ in ways),
        joined=tuple(" ".join(words) for words, _ in ways),
        vocabulary=frozenset[str]().union(*(words for words, _ in ways)),
    )


def _are_partners(said: tuple[str, ...], asked: tuple[str, ...], vocabulary: frozenset[str]) -> bool:
    """True when each word has its partner in its place: a word left over, or another order, asks for something else."""
    if len(said) != len(asked):
        return False
    pairs = ((one, other) for one, other in zip(said, asked, strict=True) if one != other)
    return all(one not in vocabulary and is_misspelt(one, other) for one, other in pairs)


def pinned_reply(
    wording: Wording,
    contacts: ContactBook,
    pinned: Pinned,
    passages_by_quote: Mapping[Quote, Passage],
    today: date,
    *choices: Choice,
) -> Reply:
    """Return a pinned answer: each quote with its source and the warnings that belong to it, then the contacts.

    Raises:
        KeyError: a quote has no passage; such an answer is never `standing` and must not be asked for.
    """
    shown = [contacts.get(contact_id) for contact_id in pinned.contacts]
    quoted = [replace(passages_by_quote[quote], text=quote.contains) for quote in pinned.quotes]  # these words and no more
    reply = wording.reply(
        "pinned",
        *choices,
        title=pinned.title,
        quotes=[Quoted(_quote(wording, contacts, passage, today)) for passage in quoted],
        contacts=[contact_entry(wording, contact) for contact in shown],
        has_unchecked=any(contact.checked_on is None for contact in shown),
    )
    return replace(reply, citations=tuple(map(citation, quoted)))


def _quote(wording: Wording, contacts: ContactBook, passage: Passage, today: date) -> str:
    source = passage.source
    return wording.text(
        "pinned_quote",
        quote=Quoted(passage.text),
        title=source.title,
        issuer=source.issuer,
        section=passage.section,
        published=uk_month(source.published),
        link=Quoted(source.source_url),
        withheld=[contact.name for contact in contacts.withheld_in(passage.text)],
        label_evidence=source.document_class is DocumentClass.EVIDENCE,
        label_historic=source.document_class is DocumentClass.HISTORIC,
        is_overdue=is_overdue(passage, today),
        review_by=uk_date(source.review_by) if source.review_by else "",
    )
