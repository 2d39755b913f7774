"""Which texts stand for a passage in the index: the passage under its headings, and each of its sentences by itself.

It must never change what is shown: these texts are only compared with questions, the passage stays verbatim.
"""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.passage import Passage
from knowledge.sentences import sentences

FEWEST_WORDS = 4
"""A sentence of fewer words ("And", a name under a quotation) says too little to stand for its passage."""


def texts_of(passage: Passage) -> tuple[str, ...]:
    """Return the texts to embed for a passage, the one with the headings first.

    A question mostly asks for one sentence of a passage, and a passage's vector blurs its sentences. With the sentences
    beside it the right passage is first in 34 of 100 questions instead of 26 (docs/adr/0003).
    """
    paragraphs = _paragraphs(passage.text)
    by_sentence = dict.fromkeys(text for paragraph in paragraphs for text in sentences(paragraph))
    return (headed(passage), *(text for text in by_sentence if len(text.split()) >= FEWEST_WORDS))


def headed(passage: Passage) -> str:
    """Return the passage as plain words after its headings: "Personal security: Primary responsibility ..."."""
    return f"{passage.section}: {' '.join(_paragraphs(passage.text))}"


def _paragraphs(markdown: str) -> list[str]:
    """The plain words of each paragraph and list item."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [_words(token.children or []) for token in tokens if token.type == "inline"]


def _words(children: list[Token]) -> str:
    return "".join(" " if token.type in {"softbreak", "hardbreak"} else token.content for token in children)
