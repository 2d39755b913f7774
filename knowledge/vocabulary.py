"""The words that everybody uses: what may stay in a question from which everything that could name a person is taken out.

It must never hold a person's name that stands in a document or in the questions, nor a word that only one person has used.
Only what comes with Alongside is read for it, never what an organisation's people asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from knowledge.document import Document, read_documents
from knowledge.names import ALSO_NAMES, ALSO_PLACES, GIVEN, NEVER_COMMON
from knowledge.questions import LabelledQuestion, read_examples

FEWEST_QUESTIONS = 3

SINGLE_LETTERS = frozenset("aiux")
"""Words of one letter: "u" for you, and what was Twitter. The others are initials."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDS_A_SENTENCE = re.compile(r"[.?!:;\n]")
_LINK = re.compile(r"\]\([^)]*\)|<[^>]*>|\w+://\S+|www\.\S+|\S+@\S+")
_NAME = r"[A-Z][\w'’]*(?:-[A-Z][\w'’]*)*"
_BEFORE_A_SEAT = re.compile(rf"((?:{_NAME}\s+){{1,3}})(?:MP|MSP|MS|MLA|QC|KC)\b")
_AFTER_A_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Constable|President|Prof|Professor)\.?\s+"
    rf"({_NAME}(?:\s+{_NAME})?)"
)
_PAIR = re.compile(rf"(?=\b({_NAME})\s+({_NAME}))")


@cache
def bundled_words() -> frozenset[str]:
    """Return the common words of the example questions and documents that come with Alongside."""
    return common_words(read_examples(), read_documents())


def common_words(questions: Iterable[LabelledQuestion], documents: Iterable[Document]) -> frozenset[str]:
    """Return the common words: in small letters, and also as they stand inside a sentence where that is with a capital.

    A word is common when it stands in at least FEWEST_QUESTIONS different questions, or in a document in small letters. With
    a capital it is common when a document has it so inside a sentence; so are the names of the nations that the documents are
    for. A person's name that stands there is not common, unless a document has it in small letters, and then only in these.
    """
    documents = tuple(documents)
    asked, written = [question.text for question in questions], list(_texts(documents))
    nations = {word for document in documents for nation in document.source.nations for word in words_of(nation)}
    in_small = {word for text in written for word in words_of(text) if word.islower()}
    people = {name.casefold() for text in (*asked, *written) for name in _people(text)}
    often = _in_several(asked) - people
    small = {word for word in in_small | often if _may_be_common(word)}
    names_of_things = {word for text in written for word in _capitals(text)}
    not_people = {word for word in names_of_things if word.casefold() in small - people - ALSO_NAMES - ALSO_PLACES}
    return frozenset(
        small
        | nations
        | {word.casefold() for word in nations}
        | not_people
        | {word.capitalize() for word in not_people if not word.isupper()}
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, as they are written, but for the 's of an owner."""
    return [bare_word(found[0]) for found in WORD.finditer(text)]


def bare_word(word: str) -> str:
    """Return a word with a plain apostrophe, and without the 's of an owner."""
    return word.replace("’", "'").removesuffix("'s")


def _may_be_common(word: str) -> bool:
    return word not in NEVER_COMMON and (len(word) > 1 or word in SINGLE_LETTERS)


def _in_several(asked: Iterable[str]) -> set[str]:
    counts = Counter(word for text in set(asked) for word in {word.casefold() for word in words_of(text)})
    return {word for word, count in counts.items() if count >= FEWEST_QUESTIONS}


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    """The paragraphs without links: an address runs names together in small letters."""
    for document in documents:
        for block in document.body:
            for paragraph in block.paragraphs:
                yield _LINK.sub(" ", paragraph)


def _capitals(text: str) -> Iterator[str]:
    """The words with a capital inside a sentence: there it says that the word is a name of something."""
    end = 0
    for number, found in enumerate(WORD.finditer(text)):
        if number and not found[0].islower() and not ENDS_A_SENTENCE.search(text, end, found.start()):
            yield bare_word(found[0])
        end = found.end()


def _people(text: str) -> Iterator[str]:
    """The words of people's names, as far as a title, a seat or a known first name shows them."""
    for pattern in (_BEFORE_A_SEAT, _AFTER_A_TITLE):
        for found in pattern.finditer(text):
            yield from words_of(found[1])
    for found in _PAIR.finditer(text):
        if any(word.casefold() in GIVEN for word in words_of(found[1])):
            yield from words_of(f"{found[1]} {found[2]}")
