"""What a person is told who puts a document into the folder, and what a document keeps."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from knowledge.blocks import BlockKind
from knowledge.document import Document, bundled_documents, read_document, read_documents
from knowledge.errors import DocumentError
from knowledge.passage import DocumentClass

FIELDS = {
    "id": "door-guide-2031",
    "title": "Guide to the doorstep",
    "issuer": "Office of Doorsteps",
    "published": "2031-02-03",
    "class": "official",
    "nations": "[England, Wales]",
    "election": "elections of 2031",
    "licence": "Open Government Licence v3.0",
    "source_url": "https://doorsteps.example.org/guide",
    "review_by": "2032-05-06",
}
BODY = "# Guide to the doorstep\n\n## At the door\n\nKnock twice.\n"


def written(folder: Path, changes: dict[str, str | None] | None = None, body: str = BODY) -> Path:
    """A document with some fields changed, or left out where the change is None."""
    fields = {name: value for name, value in {**FIELDS, **(changes or {})}.items() if value is not None}
    path = folder / "door-guide-2031.md"
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
    path.write_text(f"---\n{lines}\n---\n\n{body}", encoding="utf-8")
    return path


def document_of(folder: Path, body: str) -> Document:
    return read_document(written(folder, body="# Guide to the doorstep\n\n" + body))


def error_of(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    return caught.value


def test_a_document_says_who_said_it_and_when(tmp_path: Path) -> None:
    source = read_document(written(tmp_path)).source

    assert source.document_id == "door-guide-2031"
    assert source.title == "Guide to the doorstep"
    assert source.issuer == "Office of Doorsteps"
    assert source.published == date(2031, 2, 3)
    assert source.document_class is DocumentClass.OFFICIAL
    assert source.nations == ("England", "Wales")
    assert source.election == "elections of 2031"
    assert source.licence == "Open Government Licence v3.0"
    assert source.source_url == "https://doorsteps.example.org/guide"
    assert source.review_by == date(2032, 5, 6)
    assert source.party is None


def test_a_document_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path)

    assert read_document(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_party_paper_names_its_party(tmp_path: Path) -> None:
    path = written(tmp_path, {"class": "party", "party": "purple", "review_by": None})

    assert read_document(path).source.party == "purple"


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    error = error_of(written(tmp_path, {field: None}))

    assert error.field == field
    assert f"door-guide-2031.md, line 1, field '{field}'" in str(error)


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("id", "another-guide", 2),
        ("title", "''", 3),
        ("title", "[Guide]", 3),
        ("issuer", "", 4),
        ("published", "February 2031", 5),
        ("published", "2031-02-31", 5),
        ("published", "20310203", 5),
        ("published", "2031-02-03 10:00:00", 5),
        ("class", "offical", 6),
        ("class", "[official]", 6),
        ("nations", "England", 7),
        ("nations", "[]", 7),
        ("nations", "[England, Cornwall]", 7),
        ("source_url", "doorsteps.example.org", 10),
        ("source_url", "https://one.example.org https://two.example.org", 10),
        ("review_by", "soon", 11),
        ("party", "purple", 12),
        ("colour", "purple", 12),
    ],
)
def test_a_faulty_field_is_named_with_its_line(tmp_path: Path, field: str, value: str, line: int) -> None:
    error = error_of(written(tmp_path, {field: value}))

    assert (error.file, error.field, error.line) == ("door-guide-2031.md", field, line)


def test_a_party_paper_without_its_party_is_refused(tmp_path: Path) -> None:
    error = error_of(written(tmp_path, {"class": "party"}))

    assert error.field == "party"


def test_a_field_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("election:", "issuer: Somebody else\nelection:"), encoding="utf-8")

    error = error_of(path)

    assert (error.field, error.line) == ("issuer", 8)


@pytest.mark.parametrize("front_matter", ["", "---\n---\n", "---\n- one\n---\n", "---\ntitle: Guide\n", "---\na: [1\n---\n"])
def test_a_document_without_readable_front_matter_is_refused(tmp_path: Path, front_matter: str) -> None:
    path = tmp_path / "door-guide-2031.md"
    path.write_text(front_matter + BODY, encoding="utf-8")

    assert "front matter" in error_of(path).problem


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Knock <u>twice</u>.\n", 16),
        ("<div>Knock twice.</div>\n", 16),
        ("Knock.\n\n    twice, far from the margin\n", 18),
        ("```\nKnock twice.\n```\n", 16),
        ("Knock.\n\n***\n", 18),
        ("-\n  - Knock twice.\n", 16),
        ("> - Knock twice.\n", 16),
    ],
)
def test_markdown_that_is_not_understood_is_refused_with_its_line(tmp_path: Path, body: str, line: int) -> None:
    error = error_of(written(tmp_path, body="# Guide to the doorstep\n\n" + body))

    assert error.line == line
    assert error.remedy


@pytest.mark.parametrize("body", ["## At the door\n", "# Guide to the window\n", BODY + "\n# Guide to the doorstep\n"])
def test_the_one_level_one_heading_is_the_title(tmp_path: Path, body: str) -> None:
    assert "level-1 heading" in error_of(written(tmp_path, body=body)).problem


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "door-guide-2031.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\n")

    assert error_of(path).line == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nowhere.md" in str(error_of(tmp_path / "nowhere.md"))


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Not a document.\n", encoding="utf-8")

    with pytest.raises(DocumentError, match="No document"):
        read_documents(tmp_path)


def test_an_error_never_repeats_the_documents_words(tmp_path: Path) -> None:
    error = error_of(written(tmp_path, body="# Guide to the doorstep\n\nKnock <u>twice</u>.\n"))

    assert "Knock" not in str(error)


def test_a_block_stands_under_its_headings(tmp_path: Path) -> None:
    document = document_of(tmp_path, "Hello.\n\n## Doors\n\n### Red\n\nKnock.\n\n## Windows\n\nWave.\n")

    assert [block.heading_path for block in document.blocks] == [(), ("Doors", "Red"), ("Windows",)]
    assert [block.line for block in document.blocks] == [16, 22, 26]


def test_lists_and_quotations_keep_their_shape(tmp_path: Path) -> None:
    document = document_of(tmp_path, "- Knock.\n  - Twice.\n\n  Then wait.\n\n1. Wave.\n\n> Who is it?\n>\n> A neighbour\n")

    shapes = [(block.kind, block.marker, block.depth, block.paragraphs) for block in document.blocks]
    assert shapes == [
        (BlockKind.ITEM, "- ", 0, ("Knock.",)),
        (BlockKind.ITEM, "- ", 1, ("Twice.",)),
        (BlockKind.PARAGRAPH, "", 1, ("Then wait.",)),
        (BlockKind.ITEM, "1. ", 0, ("Wave.",)),
        (BlockKind.QUOTE, "> ", 0, ("Who is it?", "A neighbour")),
    ]


def test_comments_and_broken_lines_leave_no_trace(tmp_path: Path) -> None:
    document = document_of(tmp_path, "Knock<!-- footnote 1 --> twice\nand **wait**.\\\nThen wave.\n")

    assert document.blocks[0].paragraphs == ("Knock twice and **wait**.  \nThen wave.",)


def test_footnotes_imprint_and_masthead_are_kept_but_are_no_part_of_the_body(tmp_path: Path) -> None:
    body = f"The masthead\n\n{BODY}\n## Footnotes\n\n1. See page 2.\n\n## Imprint\n\nPrinted here.\n"

    document = read_document(written(tmp_path, body=body))

    assert [block.paragraphs[0] for block in document.blocks] == ["The masthead", "Knock twice.", "See page 2.", "Printed here."]
    assert [block.paragraphs[0] for block in document.body] == ["Knock twice."]


def test_the_bundled_documents_are_of_the_classes_that_we_promise() -> None:
    classes = {document.source.document_id: document.source.document_class for document in read_documents()}

    assert classes == {
        "joint-guidance-for-candidates-2024": DocumentClass.OFFICIAL,
        "labour-party-response-2017": DocumentClass.PARTY,
        "safety-and-security-guidance-2024": DocumentClass.OFFICIAL,
        "speakers-conference-evidence-2025": DocumentClass.EVIDENCE,
        "tackling-intimidation-update-2019": DocumentClass.HISTORIC,
    }


def test_the_origin_and_licence_of_every_bundled_document_are_explained() -> None:
    explained = (bundled_documents() / "README.md").read_text(encoding="utf-8")

    for document in read_documents():
        source = document.source
        assert f"`{source.document_id}`" in explained
        assert source.issuer in explained
        assert source.licence.partition(";")[0] in explained
        if source.review_by:
            assert source.review_by.isoformat() in explained
