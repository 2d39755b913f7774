"""From findings to a reply: the passage word for word with its source, or the honest "I have no guidance on that".

Nothing here may write a sentence of advice: the words are the document's, the frame is a template.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.messages import Choice, Citation, Reply
from bot.rendering import Quoted, Wording
from bot.talk import Talk
from knowledge.contacts import ContactBook
from knowledge.passage import DocumentClass, Findings, Passage


def answer_question(talk: Talk, text: str, findings: Findings | None) -> None:
    """Reply to a question with the best passage, or say that there is none and whom to ask."""
    talk.remember(last_text=text)
    buttons = (talk.choice("report.this"), talk.choice("person"))
    if findings is None:
        talk.say("guidance_down", *buttons)
    elif findings.is_answer:
        talk.replies.append(quoted(talk.wording, talk.contacts, findings.hits[0].passage, talk.now.date(), *buttons))
    else:
        talk.say("no_answer", *buttons, safety_contact=talk.organisation.safety_contact)


def citation(passage: Passage) -> Citation:
    """Return where a passage comes from, complete enough to find it again."""
    source = passage.source
    return Citation(
        passage_id=passage.id,
        quote=passage.text,
        title=source.title,
        issuer=source.issuer,
        section=passage.section,
        published=source.published.isoformat(),
        link=source.source_url,
        document_class=source.document_class,
        party=source.party or "",
    )


def is_overdue(passage: Passage, today: date) -> bool:
    """True when the document should have been reviewed by now, so that the answer carries a warning."""
    review_by = passage.source.review_by
    return review_by is not None and review_by < today


def quoted(wording: Wording, contacts: ContactBook, passage: Passage, today: date, *choices: Choice) -> Reply:
    """Return the reply that quotes a passage, with its source and the warnings that belong to it."""
    source = passage.source
    reply = wording.reply(
        "answer",
        *choices,
        quote=Quoted(passage.text),
        title=source.title,
        issuer=source.issuer,
        section=passage.section,
        published=_uk_month(source.published),
        link=Quoted(source.source_url),
        withheld=_withheld(contacts, passage.text),
        label_party=(source.party or "").title(),
        label_evidence=source.document_class is DocumentClass.EVIDENCE,
        label_historic=source.document_class is DocumentClass.HISTORIC,
        is_overdue=is_overdue(passage, today),
        review_by=_uk_date(source.review_by) if source.review_by else "",
    )
    return replace(reply, citations=(citation(passage),))


@lru_cache(maxsize=1024)
def _withheld(contacts: ContactBook, guidance: str) -> tuple[str, ...]:
    """Looking for addresses takes as long as the rest of an answer; the guidance is the same for everybody."""
    return tuple(contact.name for contact in contacts.withheld_in(guidance))


def _uk_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _uk_month(day: date) -> str:
    """Of most documents no more than the month of issue is known."""
    return f"{day:%B %Y}"
