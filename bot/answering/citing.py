"""Where quoted words come from, and whether they should have been looked at again by now."""

from datetime import date

from bot.messages import Citation
from knowledge.passage import Passage


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
