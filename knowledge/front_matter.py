"""The lines between the two `---` at the top of a document: who said it, when, and on what terms.

It must never guess: a field that is missing, misspelt or unclear is an error that names the file, the line and the
field, because an answer with a wrong source is worse than no answer.
"""

from datetime import date
from typing import NoReturn

import yaml

from knowledge.errors import DocumentError
from knowledge.passage import DocumentClass, Source

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
REQUIRED = ("id", "title", "issuer", "published", "class", "nations", "election", "licence", "source_url")
OPTIONAL = ("review_by", "party")


class _Fields:
    """The fields of one document, with the line that each stands on."""

    def __init__(self, values: dict[str, object], lines: dict[str, int], file: str) -> None:
        self.values = values
        self.lines = lines
        self.file = file

    def fail(self, field: str, problem: str, remedy: str) -> NoReturn:
        line = self.lines.get(field, 1)
        raise DocumentError(problem, remedy=remedy, file=self.file, line=line, field=field)

    def words(self, field: str) -> str:
        value = self.values[field]
        if not isinstance(value, str) or not value.strip():
            self.fail(field, "This is empty or not text.", "Write a few words; put them in quotes if they hold a colon.")
        return value.strip()

    def day(self, field: str) -> date:
        value = self.words(field)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(field, "This is not a date.", "Write a day that exists as year, month and day, such as 2024-05-01.")
        return day

    def document_class(self) -> DocumentClass:
        try:
            return DocumentClass(str(self.values["class"]))
        except ValueError:
            self.fail("class", "This class is not known.", f"Use one of: {', '.join(DocumentClass)}.")

    def nations(self) -> tuple[str, ...]:
        value = self.values["nations"]
        if not isinstance(value, list) or not value or not all(nation in NATIONS for nation in value):
            self.fail("nations", "This is not a list of nations.", f"Use some of: [{', '.join(NATIONS)}].")
        return tuple(value)

    def link(self, field: str) -> str:
        value = self.words(field)
        if not value.startswith("https://") or " " in value:
            self.fail(field, "This is not a link.", "Write one address that begins with https://")
        return value


def read_front_matter(text: str, *, file: str) -> Source:
    """Return the source that a document names.

    Args:
        text: the YAML between the two `---`, which begins on line 2 of the file.
        file: the file's name, such as `joint-guidance-for-candidates-2024.md`; its stem must be the id.

    Raises:
        DocumentError: a field is missing, unknown, doubled or cannot be read, or contradicts another one.
    """
    fields = _load(text, file)
    _check_names(fields)
    if fields.words("id") != file.removesuffix(".md"):
        fields.fail("id", "The id differs from the file's name.", "Give both the same name, without .md in the id.")
    document_class = fields.document_class()
    return Source(
        document_id=fields.words("id"),
        title=fields.words("title"),
        issuer=fields.words("issuer"),
        published=fields.day("published"),
        document_class=document_class,
        nations=fields.nations(),
        election=fields.words("election"),
        licence=fields.words("licence"),
        source_url=fields.link("source_url"),
        review_by=_review_by(fields, document_class),
        party=_party(fields, document_class),
    )


def _load(text: str, file: str) -> _Fields:
    try:
        # The base loader leaves every value as it is written: "no" stays a word and 2024-02-31 is ours to refuse.
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        values = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        remedy = "Write one `name: value` a line, as in the other documents."
        line = mark.line + 2 if mark else 1
        raise DocumentError("The front matter cannot be read.", remedy=remedy, file=file, line=line) from exc
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        remedy = "Write one `name: value` a line between two lines of three dashes."
        raise DocumentError("The front matter is empty or not fields.", remedy=remedy, file=file, line=1)
    fields = _Fields(values, {}, file)
    for key, _ in node.value:
        doubled = key.value in fields.lines
        fields.lines[key.value] = key.start_mark.line + 2
        if doubled:
            fields.fail(key.value, "This field stands twice.", "Keep one of the two lines.")
    return fields


def _check_names(fields: _Fields) -> None:
    for name in REQUIRED:
        if name not in fields.values:
            fields.fail(name, "This field is missing.", "Add it; knowledge/README.md says what belongs there.")
    for name in fields.lines:
        if name not in (*REQUIRED, *OPTIONAL):
            fields.fail(name, "This field is not known.", f"Known are: {', '.join((*REQUIRED, *OPTIONAL))}.")


def _review_by(fields: _Fields, document_class: DocumentClass) -> date | None:
    """Official words may be given as advice, so somebody must have said until when."""
    if "review_by" in fields.values:
        return fields.day("review_by")
    if document_class is DocumentClass.OFFICIAL:
        fields.fail("review_by", "This field is missing.", "Official guidance needs a day on which it is looked at again.")
    return None


def _party(fields: _Fields, document_class: DocumentClass) -> str | None:
    """A party's paper without its owner would be shown to everybody, as if it were neutral."""
    is_party_paper = document_class is DocumentClass.PARTY
    if is_party_paper and "party" not in fields.values:
        fields.fail("party", "A party's paper must name its party.", "Add a line such as `party: labour`.")
    if not is_party_paper and "party" in fields.values:
        fields.fail("party", "Only a party's own paper has a party.", "Remove the line, or use `class: party`.")
    return fields.words("party") if is_party_paper else None
