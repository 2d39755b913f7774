"""How a lane's words look: quotes of one document with one source line, and a short line for each contact.

Nothing here may change a word of a quote, or leave words out of it without a mark.
"""

from collections.abc import Sequence
from datetime import date

from bot.answering.citing import is_overdue
from bot.rendering import Quoted, Wording, uk_month
from knowledge.contacts import Category, Contact, ContactBook
from knowledge.front_matter import NATIONS
from knowledge.lanes import LaneQuote
from knowledge.passage import DocumentClass, Passage

_EXPLAINED = frozenset({Category.VICTIM_SUPPORT, Category.ONLINE_HARM})
"""Contacts whose name does not say what they are for."""


def quotes_of(wording: Wording, contacts: ContactBook, quoted: Sequence[tuple[LaneQuote, Passage]], today: date) -> Quoted:
    """Return the quotes of one document, and once where they are from."""
    source = quoted[0][1].source
    words = "\n".join(piece for quote, _ in quoted for piece in quote.pieces)
    text = wording.text(
        "lane_quotes",
        quotes=[_shown(wording, quote, passage) for quote, passage in quoted],
        title=source.title,
        issuer=source.issuer,
        sections=list(dict.fromkeys(each.section for _, each in quoted if each.section != source.title)),
        published=uk_month(source.published),
        link=Quoted(source.source_url),
        withheld=[contact.name for contact in contacts.withheld_in(words)],
        label_evidence=source.document_class is DocumentClass.EVIDENCE,
        label_historic=source.document_class is DocumentClass.HISTORIC,
        is_overdue=is_overdue(quoted[0][1], today),
    )
    return Quoted(text)


def _shown(wording: Wording, quote: LaneQuote, passage: Passage) -> Quoted:
    """Return a quote's pieces in one, with a mark where words of the passage are left out."""
    gap, text, end = f"\n\n{wording.label('quote.gap')}\n\n", "", 0
    for piece, place in zip(quote.pieces, quote.places_in(passage.text) or (), strict=True):
        between = passage.text[end:place]
        text += piece if not text else (gap if between.strip() else between) + piece
        end = place + len(piece)
    return Quoted(text)


def contact_facts(wording: Wording, contacts: ContactBook, ids: Sequence[str]) -> dict[str, object]:
    """Return what a template needs to list these contacts, a short line each, and whether nobody has tried one of them."""
    shown = [contacts.get(contact_id) for contact_id in ids]
    has_unchecked = any(contact.checked_on is None for contact in shown)
    return {"contacts": [_contact(wording, contact) for contact in shown], "has_unchecked": has_unchecked}


def _contact(wording: Wording, contact: Contact) -> Quoted:
    text = wording.text(
        "lane_contact",
        who=contact.name,
        use_when=contact.use_when if contact.category in _EXPLAINED else "",
        is_platform=contact.category is Category.PLATFORM,
        nations=", ".join(contact.nations) if len(contact.nations) < len(NATIONS) else "",
        phone=contact.phone,
        dialled=Quoted(contact.phone.replace(" ", "")),
        text_or_relay=contact.text_or_relay,
        web=Quoted(contact.web),
        email=Quoted(contact.email),
        hours=contact.hours,
    )
    return Quoted(text)
