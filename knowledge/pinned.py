"""The pinned answers: questions on which a wrong answer hurts, and the words of the documents that a person chose for each.

They need no encoder, index or database, and are the same every time. One must never be given when its words have left the
guidance: a new edition may say the opposite.
"""

from collections.abc import Iterable
from pathlib import Path

from knowledge.contacts import ContactBook
from knowledge.passage import Passage
from knowledge.pinned_answer import BadPinned, Pinned, passage_of, pinned_from
from knowledge.questions import Quote, bare

__all__ = ["BadPinned", "Pinned", "bundled_pinned", "passages_by_quote", "read_pinned", "standing"]


def bundled_pinned() -> Path:
    """The folder of the pinned answers that come with Alongside."""
    return Path(__file__).parent / "pinned"


def read_pinned(passages: Iterable[Passage], contacts: ContactBook, folder: Path | None = None) -> tuple[Pinned, ...]:
    """Return the pinned answers of a folder, by file name; the bundled ones when none is given.

    Args:
        passages: of the documents that they quote.
        contacts: the book that they name contacts of.

    Raises:
        BadPinned: one of them has a fault, or two are asked for in the same words; it names file and field.
    """
    known = tuple(passages)
    by_question: dict[str, Pinned] = {}
    for path in sorted((folder or bundled_pinned()).glob("*.yaml")):
        pinned = pinned_from(path, known, contacts)
        for words in pinned.asked:
            if bare(words) in by_question:
                raise BadPinned(f"{words!r} stands here or in another answer already.", file=path.name, field="asked")
            by_question[bare(words)] = pinned
    return tuple(dict.fromkeys(by_question.values()))


def passages_by_quote(pinned: Iterable[Pinned], passages: Iterable[Passage]) -> dict[Quote, Passage]:
    """Return the passage that each quote of these answers stands in to the letter; a quote that is gone is left out."""
    known = tuple(passages)
    places = {quote: passage_of(quote, known) for one in pinned for quote in one.quotes}
    return {quote: passage for quote, passage in places.items() if passage is not None}


def standing(pinned: Iterable[Pinned], passages: Iterable[Passage]) -> tuple[Pinned, ...]:
    """Return the pinned answers whose every quote stands in these passages.

    The others are searched for like any question: their document was replaced and nobody has looked at them since, or it is one
    that an organisation may not be shown.
    """
    offered = tuple(pinned)
    found = passages_by_quote(offered, passages)
    return tuple(one for one in offered if all(quote in found for quote in one.quotes))
