"""The plain records that every other folder shares: where words come from, the words, and how well they were found.

They must never do anything: no file is read and nothing is computed here, so that the core, the index and the
channels can all speak of a passage without knowing each other.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.refusal import Refusal


class DocumentClass(StrEnum):
    """How far the words of a document may be trusted as advice, from most to least."""

    OFFICIAL = "official"  # guidance addressed to candidates; may be given as advice
    EVIDENCE = "evidence"  # facts and findings; may be cited, never given as instructions
    HISTORIC = "historic"  # once official, overtaken since; always shown with its date
    PARTY = "party"  # one party's own paper; shown only to organisations that subscribe to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who said it, when, and on what terms it may be quoted."""

    document_id: str  # the file's name without its ending
    title: str
    issuer: str
    published: date
    document_class: DocumentClass
    nations: tuple[str, ...]  # where it applies, such as ("England", "Wales")
    election: str  # which elections it speaks of, in words
    licence: str
    source_url: str
    review_by: date | None = None  # after this day the answer carries a warning
    party: str | None = None  # the owner, for DocumentClass.PARTY only


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """At most 120 words of one document, verbatim, that can stand alone under their headings."""

    id: str  # 16 hexadecimal digits of a hash of document, headings and text: same words, same id
    text: str  # Markdown: paragraphs, "- " lists, bold, links
    heading_path: tuple[str, ...]  # outermost first, without the document's title
    source: Source
    position: int  # counted from 0 in the document

    @property
    def section(self) -> str:
        """The headings that lead to the passage, as shown in a citation."""
        return " > ".join(self.heading_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage and how well it fits a question."""

    passage: Passage
    score: float  # how likely it is that it answers, 0.0 to 1.0
    sentence: str = ""  # the one of its sentences that answers best, in plain words; "" when that cannot be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a search found, and whether it is good enough to be given as an answer."""

    hits: tuple[Hit, ...]  # best first, at most as many as were asked for; the nearest misses when there is no answer
    refusal: Refusal | None = None  # why there is no answer, and whom to ask; None when the first hit is one
    version: str = ""  # which build of the guidance was asked, 12 hexadecimal digits; "" when it was never published
    rivals: int = 0  # how many hits from the first on fit about alike and say different things: ask which is meant; 0 for none

    @property
    def is_answer(self) -> bool:
        """False: say that there is no guidance on this, and name a person to ask."""
        return self.refusal is None
