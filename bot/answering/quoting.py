"""A passage as a reply: word for word, with its source, and every warning that belongs to it.

Nothing here may write a sentence of advice: the words are the document's, the frame is a template.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.answering.citing import citation, is_overdue
from bot.answering.emphasis import emphasised
from bot.messages import Choice, Reply
from bot.rendering import Quoted, Wording, uk_date, uk_month
from knowledge.cautions import Caution, cautions_on
from knowledge.contacts import ContactBook
from knowledge.passage import DocumentClass, Hit, Passage


def quoted(wording: Wording, contacts: ContactBook, hit: Hit, today: date, *choices: Choice) -> Reply:
    """Return the reply that quotes a passage, the answering sentence bold, with its source and the warnings that belong to it."""
    passage, source = hit.passage, hit.passage.source
    reply = wording.reply(
        "answer",
        *choices,
        quote=Quoted(emphasised(passage.text, hit.sentence)),
        title=source.title,
        issuer=source.issuer,
        section=passage.section,
        published=uk_month(source.published),
        link=Quoted(source.source_url),
        withheld=_withheld(contacts, passage.text),
        cautions=[_caution(contacts, caution) for caution in _cautions(passage)],
        label_party=(source.party or "").title(),
        label_evidence=source.document_class is DocumentClass.EVIDENCE,
        label_historic=source.document_class is DocumentClass.HISTORIC,
        is_overdue=is_overdue(passage, today),
        review_by=uk_date(source.review_by) if source.review_by else "",
    )
    return replace(reply, citations=(citation(passage),))


@lru_cache(maxsize=1024)
def _withheld(contacts: ContactBook, guidance: str) -> tuple[str, ...]:
    """Looking for addresses takes as long as the rest of an answer; the guidance is the same for everybody."""
    return tuple(contact.name for contact in contacts.withheld_in(guidance))


@lru_cache(maxsize=1024)
def _cautions(passage: Passage) -> Sequence[Caution]:
    return cautions_on(passage)


def _caution(contacts: ContactBook, caution: Caution) -> dict[str, object]:
    instead = contacts.get(caution.instead) if caution.instead else None
    return {
        "kind": caution.kind.value,
        "other": Quoted(caution.other.contains) if caution.other else "",
        "other_title": caution.other_title,
        "instead": instead.name if instead else "",
        "link": Quoted(instead.web) if instead else "",
    }
