"""The passages of the bundled documents: short, whole, under their headings, and nothing of a document lost."""

import re
from collections.abc import Iterable

import pytest

from knowledge.blocks import Block
from knowledge.document import Document, read_documents
from knowledge.passage import Passage
from knowledge.splitting import split

DOCUMENTS = read_documents()
MARKS = frozenset({"-", ">"})

# The quotation that follows has 119 words of its own.
LEAD_IN_WITHOUT_ROOM = "One female candidate explained her decision to stop solo campaigning:"

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.source.document_id)


def words_of(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split() if word not in MARKS]


def plain(text: str) -> str:
    return " ".join(words_of([text]))


def body_texts(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks for text in block.paragraphs]


def passage_with(document_id: str, words: str) -> Passage:
    (document,) = (document for document in DOCUMENTS if document.source.document_id == document_id)
    (passage,) = (passage for passage in split(document) if words in passage.text)
    return passage


@every_document
def test_no_passage_has_more_than_120_words(document: Document) -> None:
    assert all(1 <= len(passage.text.split()) <= 120 for passage in split(document))


@every_document
def test_every_word_of_the_body_stands_in_exactly_one_passage_in_order(document: Document) -> None:
    assert words_of(passage.text for passage in split(document)) == words_of(body_texts(document.body))


@every_document
def test_no_list_item_paragraph_or_quotation_is_cut_unless_it_is_too_long(document: Document) -> None:
    passages = [plain(passage.text) for passage in split(document)]

    for block in document.body:
        whole = plain(" ".join(block.paragraphs))
        if len(whole.split()) < 118:
            assert any(whole in passage for passage in passages), whole


@every_document
def test_a_block_that_is_too_long_is_cut_after_a_full_stop(document: Document) -> None:
    ends = {paragraph.split()[-1] for paragraph in body_texts(document.body)}

    for passage in split(document):
        last = passage.text.split()[-1]
        assert last in ends or re.search(r"[.?!][\"”’)]*$", last), last


@every_document
def test_a_lead_in_stays_with_what_it_leads_to(document: Document) -> None:
    ends = [passage.text for passage in split(document) if passage.text.endswith(":")]

    assert all(text.endswith(LEAD_IN_WITHOUT_ROOM) for text in ends)


@every_document
def test_every_passage_has_the_headings_that_lead_to_it(document: Document) -> None:
    headings = {heading for block in document.body for heading in block.heading_path} | {document.source.title}

    for passage in split(document):
        assert passage.heading_path
        assert set(passage.heading_path) <= headings


@every_document
def test_no_passage_is_only_an_address_or_a_name(document: Document) -> None:
    for passage in split(document):
        spoken = re.sub(r"<https://[^>]*>|\(https?://[^)]*\)", "", passage.text)
        assert len(spoken.split()) >= 5, passage.text


@every_document
def test_positions_count_from_nought(document: Document) -> None:
    passages = split(document)

    assert [passage.position for passage in passages] == list(range(len(passages)))
    assert all(passage.source is document.source for passage in passages)


def test_ids_are_unique_and_the_same_each_time() -> None:
    ids = [passage.id for document in DOCUMENTS for passage in split(document)]

    assert len(ids) == len(set(ids))
    assert ids == [passage.id for document in DOCUMENTS for passage in split(document)]
    assert all(re.fullmatch(r"[0-9a-f]{16}", passage_id) for passage_id in ids)


def test_an_id_is_pinned_because_stored_answers_refer_to_it() -> None:
    assert passage_with("joint-guidance-for-candidates-2024", "- Threat of imminent violence.").id == "3815ff24ecdfed93"


@pytest.mark.parametrize(
    ("document_id", "lead_in", "first_item"),
    [
        ("joint-guidance-for-candidates-2024", "(dial 999):", "- Threat of imminent violence."),
        ("safety-and-security-guidance-2024", "(by dialling 999)", "- A threat of imminent violence."),
    ],
)
def test_the_four_red_flags_and_their_lead_in_are_one_passage(document_id: str, lead_in: str, first_item: str) -> None:
    text = passage_with(document_id, first_item).text

    assert lead_in in text
    assert text.count("\n- ") == 4
    for red_flag in ("\n- Fixated ideas ", "access to weapons or has weapons skills.", "not already in the public domain."):
        assert red_flag in text


def test_a_quotation_stays_with_whose_it_is() -> None:
    passage = passage_with("speakers-conference-evidence-2025", "season on people if they were holding")

    assert passage.text.startswith("Candidates also highlighted concerns about abuse directed at their campaign volunteers:")
    assert passage.text.endswith(
        "> Female, England, 45-54; Received social media abuse, threats, intimidatory behaviour, "
        "physical abuse, and was belittled or insulted."
    )


def test_a_signature_stays_with_the_words_that_it_signs() -> None:
    assert "Shadow Minister" in passage_with("labour-party-response-2017", "We look forward to working with others").text


def test_footnotes_and_imprint_are_in_no_passage() -> None:
    texts = [passage.text for document in DOCUMENTS for passage in split(document)]

    assert not any("footnote" in text.lower() or "demos.co.uk" in text or text.endswith("May 2024") for text in texts)
