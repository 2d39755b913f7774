"""Invented documents and passages for the tests of the index, with only what matters in a test to be said."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.encoder import Encoder
from index.files import Contents
from index.learning import learn
from index.loading import search_in
from index.rows import rows_of
from index.search import Search
from index.vectors import Vectors
from knowledge.blocks import read_blocks
from knowledge.document import Document
from knowledge.passage import DocumentClass, Passage, Source
from knowledge.questions import LabelledQuestion, Quote
from knowledge.refusal import Reason, Refusal, Route

A_SOURCE = Source(
    document_id="door-guide-2031",
    title="Guide to the doorstep",
    issuer="Office of Doorsteps",
    published=date(2031, 2, 3),
    document_class=DocumentClass.OFFICIAL,
    nations=("England", "Wales"),
    election="elections of 2031",
    licence="Open Government Licence v3.0",
    source_url="https://doorsteps.example.org/guide",
    review_by=date(2032, 5, 6),
)


def make_passage(
    text: str,
    *,
    heading: str = "At the door",
    document_id: str = "door-guide-2031",
    document_class: DocumentClass = DocumentClass.OFFICIAL,
    party: str | None = None,
    review_by: date | None = date(2032, 5, 6),
) -> Passage:
    source = replace(A_SOURCE, document_id=document_id, document_class=document_class, party=party, review_by=review_by)
    passage_id = hashlib.sha256(f"{document_id} {heading} {text}".encode()).hexdigest()[:16]
    return Passage(id=passage_id, text=text, heading_path=(heading,), source=source, position=0)


def make_document(markdown: str, *, document_id: str = "door-guide-2031") -> Document:
    blocks = read_blocks(f"# Guide\n\n{markdown}", title="Guide", file=f"{document_id}.md")
    sha256 = hashlib.sha256(markdown.encode()).hexdigest()
    return Document(source=replace(A_SOURCE, document_id=document_id), blocks=blocks, sha256=sha256)


def search_over(passages: Sequence[Passage], encoder: Encoder, questions: Sequence[LabelledQuestion] = ()) -> Search:
    """The search that an index of these passages and example questions gives, without files."""
    return search_in(contents_of(passages, encoder, questions), encoder)


def contents_of(passages: Sequence[Passage], encoder: Encoder, questions: Sequence[LabelledQuestion] = ()) -> Contents:
    """What `build` would write for these passages and example questions."""
    rows = rows_of(passages, questions)
    matrix = encoder.encode([row.text for row in rows.rows])
    vectors = Vectors(encoder.dimension)
    vectors.add(matrix)
    return Contents(passages=tuple(passages), rows=rows, vectors=vectors, learned=learn(rows, len(passages), matrix))


def asks(query: str, passage: Passage, words: str = "") -> LabelledQuestion:
    """An example question that this passage answers, with these words of it."""
    quote = Quote(document=passage.source.document_id, contains=words or passage.text)
    return LabelledQuestion(query=query, good=(quote,))


def unanswered(query: str, reason: Reason = Reason.OUT_OF_SCOPE, route: Route = Route.NONE) -> LabelledQuestion:
    """An example question that nothing answers."""
    return LabelledQuestion(query=query, refusal=Refusal(reason=reason, route=route))
