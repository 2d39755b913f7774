"""What an admin teaches: a question, and the words of the documents that answer it, or that nothing does.

It must never write half a line into the file of taught questions: an index that cannot read it is never built again.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock
from rapidfuzz import fuzz, process, utils

from adapters.library import OWN_QUESTIONS
from bot.errors import BotError, UserError
from index.search import collection_of
from index.texts import texts_of
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.questions import LabelledQuestion, Quote, bare, written
from knowledge.splitting import split

TAUGHT = "taught.jsonl"
MOST_NEAR = 3
LEAST_ALIKE = 60.0  # of 100


class WordsNotFound(UserError):
    """No document that this organisation is shown has these words."""

    def __init__(self, near: Sequence[str]) -> None:
        hint = "Did you mean one of these?" if near else "Copy a sentence out of the document."
        super().__init__("\n".join((f"{' '.join((type(self).__doc__ or '').split())} {hint}", *near)))
        self.near = near


class WordsInSeveral(UserError):
    """These words stand in more than one passage. Give more of them, or choose the document with --document."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("\n".join((" ".join((type(self).__doc__ or "").split()), *places)))
        self.places = places


class NotWritten(BotError):
    """The question could not be written into the data folder. Look at its space and its owner; the gap stays on the list."""


def quote_of(words: str, documents: Sequence[Document], collections: frozenset[str], *, document_id: str = "") -> Quote:
    """Return the quote of the one passage that has these words.

    Args:
        words: of the document; signs, spaces and capitals do not count.
        documents: those in use.
        collections: what the organisation is shown.
        document_id: look in this document only; in all of them when empty.

    Raises:
        WordsNotFound: no passage has them; it lists sentences that are nearly so.
        WordsInSeveral: more than one passage has them; it lists where.
    """
    passages = [passage for passage in _passages(documents, collections) if document_id in ("", passage.source.document_id)]
    found = [passage for passage in passages if bare(words) and bare(words) in bare(passage.text)]
    if not found:
        raise WordsNotFound(_near(words, passages))
    if len(found) > 1:
        raise WordsInSeveral([_shown(passage, passage.section) for passage in found])
    return Quote(document=found[0].source.document_id, contains=" ".join(words.split()))


def teach(data_dir: Path, question: LabelledQuestion) -> None:
    """Add a question to those that an admin has taught; one that is there already stays as it is. Raises NotWritten."""
    folder = data_dir / OWN_QUESTIONS
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(folder / f"{TAUGHT}.lock"):
            lines = _lines(folder / TAUGHT)
            if written(question) not in lines:
                _replace(folder / TAUGHT, [*lines, written(question)])
    except OSError as error:
        raise NotWritten from error


def _passages(documents: Sequence[Document], collections: frozenset[str]) -> Iterator[Passage]:
    for document in documents:
        if collection_of(document.source) in collections:
            yield from split(document)


def _near(words: str, passages: Sequence[Passage]) -> list[str]:
    sentences = [(passage, sentence) for passage in passages for sentence in texts_of(passage)[1:]]
    texts = [sentence for _, sentence in sentences]
    alike = process.extract(
        words, texts, scorer=fuzz.partial_ratio, processor=utils.default_process, limit=MOST_NEAR, score_cutoff=LEAST_ALIKE
    )
    return [_shown(*sentences[place]) for _, _, place in alike]


def _shown(passage: Passage, words: str) -> str:
    return f"- {passage.source.document_id}: {words}"


def _lines(file: Path) -> list[str]:
    """Split at line feeds only: a question may hold other signs that Python takes for the end of a line."""
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line] if file.exists() else []


def _replace(file: Path, lines: Sequence[str]) -> None:
    """Put the new file whole in the place of the old one; a crash leaves one of the two."""
    beside = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", errors="replace") as new:
        new.writelines(f"{line}\n" for line in lines)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)
