"""One lane: for a kind of incident, the words of the documents and the contacts that are given once a report of it is saved.

It must never hold a sentence of our own, a word that the documents do not have, one party's paper, or a contact that may not be
shown: such a file is refused on reading, with the name of the file and the field.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.contacts import ContactBook, UnknownContact, WithheldContact
from knowledge.passage import DocumentClass, Passage
from knowledge.yaml_fields import YamlFields

FIELDS = ("id", "rank", "categories", "condition", "quotes", "contacts", "support", "platforms")

MAX_QUOTES = 3
"""More is not read on a phone by somebody who has just told what happened to them."""

_TRUST = tuple(DocumentClass)  # from most to least


class Condition(StrEnum):
    """What must hold besides the kind of incident."""

    ALWAYS = ""
    EVENT = "event"  # at hustings, a stall, a meeting or a count
    CALL_OR_EMAIL = "call_or_email"  # by telephone or e-mail


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneQuote:
    """Words of one passage: whole sentences or list items. Of a list, the lead-in is the first piece."""

    document: str  # its id
    pieces: tuple[str, ...]  # in the order of the passage; what lies between two of them is left out, and shown to be

    def stands_in(self, passage: Passage) -> bool:
        """True when the passage has every piece to the letter, one after the other."""
        return passage.source.document_id == self.document and self.places_in(passage.text) is not None

    def places_in(self, text: str) -> tuple[int, ...] | None:
        """Return where each piece begins in a passage's text; None when one of them is not there in its turn."""
        places: list[int] = []
        end = 0
        for piece in self.pieces:
            place = text.find(piece, end)
            if place < 0:
                return None
            places.append(place)
            end = place + len(piece)
        return tuple(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What is said for a kind of incident."""

    id: str  # the file's name without its ending
    rank: int  # which lane is meant when a report tells of several kinds: that of the lowest rank; unique
    categories: tuple[str, ...]  # the kinds that lead here; none for a lane that is asked for by its id
    condition: Condition
    quotes: tuple[LaneQuote, ...]  # 1 to MAX_QUOTES, official words first
    contacts: tuple[str, ...]  # ids of the contact book, in the order they are shown
    support: tuple[str, ...]  # ids of the contact book; at most one is offered, the first that helps in the person's nation
    platforms: Mapping[str, str]  # the platforms with a report card, and its contact; "" where the book has none to show


def passage_of(quote: LaneQuote, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage in which a quote stands to the letter; None when none of them has it."""
    return next((passage for passage in passages if quote.stands_in(passage)), None)


def lane_from(fields: YamlFields, stem: str, passages: Sequence[Passage], contacts: ContactBook) -> Lane:
    """Make a lane of a file's fields. Raises BadField, which names file and field."""
    if fields.text("id") != stem:
        fields.fail("id", "It differs from the file's name.")
    cards = fields.mapped("platforms")
    _check_contacts(fields, "platforms", tuple(filter(None, cards.values())), contacts)
    return Lane(
        id=stem,
        rank=fields.number("rank"),
        categories=fields.words("categories"),
        condition=Condition(fields.one_of("condition", tuple(Condition))),
        quotes=_quotes(fields, passages),
        contacts=_check_contacts(fields, "contacts", fields.words("contacts"), contacts),
        support=_check_contacts(fields, "support", fields.words("support"), contacts),
        platforms=cards,
    )


def _check_contacts(fields: YamlFields, field: str, ids: tuple[str, ...], contacts: ContactBook) -> tuple[str, ...]:
    for contact_id in ids:
        try:
            contacts.get(contact_id)
        except (UnknownContact, WithheldContact) as exc:
            fields.fail(field, str(exc), exc)
    return ids


def _quotes(fields: YamlFields, passages: Sequence[Passage]) -> tuple[LaneQuote, ...]:
    quotes = tuple(_quote(fields, each) for each in fields.listed("quotes"))
    if not 1 <= len(quotes) <= MAX_QUOTES:
        fields.fail("quotes", f"There must be 1 to {MAX_QUOTES} of them.")
    classes = [_class_of(fields, quote, passages) for quote in quotes]
    if classes[0] is not DocumentClass.OFFICIAL or classes != sorted(classes, key=_TRUST.index):
        fields.fail("quotes", "Official words come first, then evidence, then what is historic.")
    return quotes


def _quote(fields: YamlFields, written: object) -> LaneQuote:
    if not isinstance(written, dict) or set(written) != {"document", "contains"}:
        fields.fail("quotes", "A quote is a `document` and what it `contains`.")
    pieces = written["contains"] if isinstance(written["contains"], list) else [written["contains"]]
    if not pieces or not all(isinstance(piece, str) and piece.strip() for piece in pieces):
        fields.fail("quotes", "What a quote `contains` is a text, or a list of them.")
    return LaneQuote(document=str(written["document"]), pieces=tuple(piece.strip() for piece in pieces))


def _class_of(fields: YamlFields, quote: LaneQuote, passages: Sequence[Passage]) -> DocumentClass:
    passage = passage_of(quote, passages)
    if passage is None:
        fields.fail("quotes", f"No passage of {quote.document} has, to the letter: {quote.pieces[-1][:60]}")
    if passage.source.document_class is DocumentClass.PARTY:
        fields.fail("quotes", f"{quote.document} is one party's own paper, and a lane is for everybody.")
    return passage.source.document_class
