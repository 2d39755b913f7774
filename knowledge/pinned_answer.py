"""One pinned answer, and what makes its file usable.

It must never let a word pass that the documents do not have: a quote that does not stand there to the letter, or a contact
that may not be shown, is refused on reading, with the name of the file and the field.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from knowledge.contacts import ContactBook, UnknownContact, WithheldContact
from knowledge.passage import DocumentClass, Passage
from knowledge.questions import Quote, bare

FIELDS = ("id", "title", "asked", "quotes", "contacts", "reviewed_on", "reviewed_by")

_TRUST = tuple(DocumentClass)  # from most to least


class BadPinned(ValueError):
    """A pinned answer cannot be used as it stands. The message says which file and field, and what is wrong."""

    def __init__(self, problem: str, *, file: str, field: str) -> None:
        super().__init__(f"{file}, field '{field}': {problem}")
        self.file = file
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One question in the ways it is asked, and its answer, the same every time."""

    id: str  # the file's name without its ending
    title: str  # the question in plain words, shown above the answer
    asked: tuple[str, ...]  # whole messages that ask for it, as people type them
    quotes: tuple[Quote, ...]  # in the order they are shown: official words first, then evidence, then what is historic
    contacts: tuple[str, ...]  # ids of the contact book, in the order they are shown
    reviewed_on: date | None  # when somebody of the police or of a party looked at this choice
    reviewed_by: str  # who that was; "" when nobody has yet

    @property
    def is_reviewed(self) -> bool:
        """True when somebody has put their name to this choice of words."""
        return bool(self.reviewed_by)


def passage_of(quote: Quote, passages: tuple[Passage, ...]) -> Passage | None:
    """Return the passage in which a quote stands to the letter; None when none of them has it."""
    of_document = (passage for passage in passages if passage.source.document_id == quote.document)
    return next((passage for passage in of_document if quote.contains in passage.text), None)


def pinned_from(path: Path, passages: tuple[Passage, ...], contacts: ContactBook) -> Pinned:
    """Make a pinned answer of a file.

    Raises:
        BadPinned: a field is missing, cannot be read, or breaks a rule; it names file and field.
    """
    file = _File(path)
    if file.text("id") != path.stem:
        file.fail("id", "It differs from the file's name.")
    return Pinned(
        id=file.text("id"),
        title=file.text("title"),
        asked=_asked(file),
        quotes=_quotes(file, passages),
        contacts=_contacts(file, contacts),
        reviewed_on=_reviewed_on(file),
        reviewed_by=str(file.values["reviewed_by"]).strip(),
    )


class _File:
    """The fields of one file, which complain by name when they cannot be used."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        text = path.read_text(encoding="utf-8")
        try:
            # The base loader leaves every value as it is written: the contact 999 stays text.
            node, self.values = yaml.compose(text, Loader=yaml.BaseLoader), yaml.load(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as exc:
            self.fail("", "This is no YAML.", exc)
        if not isinstance(self.values, dict) or not isinstance(node, yaml.MappingNode):
            self.fail("", f"Write one `name: value` for each of {', '.join(FIELDS)}.")
        self._check([key.value for key, _ in node.value])

    def _check(self, names: list[str]) -> None:
        for name in (*FIELDS, *names):
            if name not in FIELDS or names.count(name) != 1:
                self.fail(name, f"Each of these must stand here once, and nothing else: {', '.join(FIELDS)}.")

    def fail(self, field: str, problem: str, cause: Exception | None = None) -> NoReturn:
        raise BadPinned(problem, file=self._name, field=field) from cause

    def text(self, field: str) -> str:
        value = self.values[field]
        return value if isinstance(value, str) and value.strip() else self.fail(field, "This is empty or not text.")

    def listed(self, field: str) -> list[object]:
        value = self.values[field]
        return value if isinstance(value, list) and value else self.fail(field, "This is empty or not a list.")


def _asked(file: _File) -> tuple[str, ...]:
    listed = file.listed("asked")
    if not all(isinstance(words, str) and bare(words) for words in listed):
        file.fail("asked", "One of these is no question.")
    return tuple(map(str, listed))


def _quotes(file: _File, passages: tuple[Passage, ...]) -> tuple[Quote, ...]:
    quotes = tuple(_quote(file, fields) for fields in file.listed("quotes"))
    classes = [_class_of(file, quote, passages) for quote in quotes]
    if classes[0] is not DocumentClass.OFFICIAL or classes != sorted(classes, key=_TRUST.index):
        file.fail("quotes", "Official words come first, then evidence, then what is historic.")
    return quotes


def _quote(file: _File, fields: object) -> Quote:
    if not isinstance(fields, dict) or set(fields) != {"document", "contains"} or not bare(str(fields["contains"])):
        file.fail("quotes", "A quote is a `document` and what it `contains`.")
    return Quote(document=str(fields["document"]), contains=str(fields["contains"]))


def _class_of(file: _File, quote: Quote, passages: tuple[Passage, ...]) -> DocumentClass:
    passage = passage_of(quote, passages)
    if passage is None:
        file.fail("quotes", f"No passage of {quote.document} has, to the letter: {quote.contains[:60]}")
    if passage.source.document_class is DocumentClass.PARTY:
        file.fail("quotes", f"{quote.document} is one party's own paper, and this answer is for everybody.")
    return passage.source.document_class


def _contacts(file: _File, contacts: ContactBook) -> tuple[str, ...]:
    listed = tuple(map(str, file.listed("contacts")))
    for contact_id in listed:
        try:
            contacts.get(contact_id)
        except (UnknownContact, WithheldContact) as exc:
            file.fail("contacts", str(exc), exc)
    return listed


def _reviewed_on(file: _File) -> date | None:
    day, name = file.values["reviewed_on"], file.values["reviewed_by"]
    if bool(day) is not bool(name):
        file.fail("reviewed_on", "A review has a day and a name, or neither.")
    try:
        return date.fromisoformat(day) if day else None
    except (TypeError, ValueError) as exc:
        file.fail("reviewed_on", "This is not a day such as 2026-11-21.", exc)
