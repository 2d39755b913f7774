"""Questions as people type them, with the words of the documents that answer them: to learn from, and to measure with.

It must never mix the two: what stands in `questions/examples/` teaches the search, what stands in `questions/gate.jsonl` decides
whether a new index may be published, and a search that has seen its own examination passes it whatever it is worth.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.passage import Passage
from knowledge.refusal import Reason, Refusal, Route


class BadQuestions(ValueError):
    """A file of questions cannot be used as it stands; the message names file and line."""

    def __init__(self, problem: str, *, file: str, line: int) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file = file
        self.line = line  # counted from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document that answer a question."""

    document: str  # its id
    contains: str  # a sentence, a list item or a clause, word for word

    def stands_in(self, passage: Passage) -> bool:
        """True when the passage holds these words; signs, spaces and capitals do not count."""
        return passage.source.document_id == self.document and bare(self.contains) in bare(passage.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledQuestion:
    """A question, and what answers it."""

    query: str
    context: str = ""  # the question before, when this one follows it
    persona: str = ""  # candidate, agent, volunteer, staff or admin
    good: tuple[Quote, ...] = ()  # every place that answers it, the best one first
    refusal: Refusal | None = None  # set exactly when nothing answers it

    @property
    def text(self) -> str:
        """What is searched for."""
        return f"{self.context} {self.query}" if self.context else self.query


def bundled_questions() -> Path:
    """The folder of the questions that come with Alongside."""
    return Path(__file__).parent / "questions"


def read_examples(*folders: Path) -> tuple[LabelledQuestion, ...]:
    """Return the example questions of these folders, by file name; the bundled ones when none is given. Raises BadQuestions."""
    chosen = folders or (bundled_questions() / "examples",)
    return tuple(question for folder in chosen for path in sorted(folder.glob("*.jsonl")) for question in read_questions(path))


def read_gate() -> tuple[LabelledQuestion, ...]:
    """Return the questions of the release gate. Raises BadQuestions."""
    return tuple(read_questions(bundled_questions() / "gate.jsonl"))


def read_questions(path: Path) -> Iterator[LabelledQuestion]:
    """Yield the questions of a file of JSON lines, in the format of `questions/README.md`.

    Raises:
        BadQuestions: a line is no such object; nothing of it is guessed.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _question(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError) as exc:
                    raise BadQuestions(f"This is no labelled question ({exc!r}).", file=path.name, line=number) from exc


def written(question: LabelledQuestion) -> str:
    """Return a question as the line of a file."""
    fields: dict[str, Any] = {"query": question.query}
    if question.context:
        fields["context"] = question.context
    if question.persona:
        fields["persona"] = question.persona
    if question.refusal:
        fields |= {"answerable": False, "reason": question.refusal.reason.value, "route": question.refusal.route.value}
    else:
        good = [{"document": quote.document, "contains": quote.contains} for quote in question.good]
        fields |= {"answerable": True, "good": good}
    return json.dumps(fields, ensure_ascii=False)


def fingerprint(questions: Iterable[LabelledQuestion]) -> str:
    """Return the SHA-256 of these questions in their order, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for question in questions:
        digest.update(repr(question).encode())
    return digest.hexdigest()


def _question(fields: dict[str, Any]) -> LabelledQuestion:
    if not fields["query"].strip():
        raise ValueError("the query is empty")
    answerable = fields["answerable"]
    good = tuple(Quote(document=quote["document"], contains=quote["contains"]) for quote in fields.get("good", ()))
    if answerable is not bool(good) or not all(bare(quote.contains) for quote in good):
        raise ValueError("an answerable question needs the words that answer it, another one has none")
    refusal = None if answerable else Refusal(reason=Reason(fields["reason"]), route=Route(fields["route"]))
    return LabelledQuestion(
        query=fields["query"],
        context=fields.get("context", ""),
        persona=fields.get("persona", ""),
        good=good,
        refusal=refusal,
    )


def bare(text: str) -> str:
    """Return the letters and digits of a text in lower case, for finding words wherever the markup or a line break falls."""
    return "".join(character for character in text.casefold() if character.isalnum())


class Places:
    """Where in the passages the words of a quote stand; made once for many questions."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._by_document: dict[str, list[tuple[int, str]]] = {}
        for place, passage in enumerate(passages):
            self._by_document.setdefault(passage.source.document_id, []).append((place, bare(passage.text)))
        self._all = [found for texts in self._by_document.values() for found in texts]
        self._found: dict[Quote, int | None] = {}

    def of(self, quote: Quote) -> int | None:
        """Return the place of the passage that holds these words, counted from 0; None when none does any more.

        A new edition of a document has a new id. So when the quoted document is gone, its words are looked for in all the others.
        """
        if quote not in self._found:
            words = bare(quote.contains)
            texts = self._by_document.get(quote.document, self._all)
            self._found[quote] = next((place for place, text in texts if words in text), None)
        return self._found[quote]

    def of_all(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """Return the places that still hold one of these quotes, each once, in the quotes' order."""
        places = (self.of(quote) for quote in quotes)
        return tuple(dict.fromkeys(place for place in places if place is not None))
