"""The rule by which passages are cut, shown on documents of a few lines."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.blocks import Block, read_blocks
from knowledge.document import Document
from knowledge.errors import DocumentError
from knowledge.passage import DocumentClass, Source
from knowledge.sentences import sentences
from knowledge.splitting import split

MARKS = frozenset({"-", ">"})


def document_of(markdown: str) -> Document:
    source = Source(
        document_id="door-guide-2031",
        title="Guide",
        issuer="Office of Doorsteps",
        published=date(2031, 2, 3),
        document_class=DocumentClass.OFFICIAL,
        nations=("England",),
        election="elections of 2031",
        licence="Open Government Licence v3.0",
        source_url="https://doorsteps.example.org/guide",
    )
    blocks = read_blocks(f"# Guide\n\n{markdown}", title="Guide", file="door-guide-2031.md")
    return Document(source=source, blocks=blocks, sha256="0" * 64)


def texts_of(markdown: str) -> list[str]:
    return [passage.text for passage in split(document_of(markdown))]


def sentence_of(words: int, first: str = "Knock") -> str:
    """A sentence of so many words."""
    return " ".join([first, *["again"] * (words - 2), "now."])


def words_of(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split() if word not in MARKS]


def body_texts(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks for text in block.paragraphs]


def test_a_change_in_one_section_leaves_the_ids_of_the_others() -> None:
    before = split(document_of("## Doors\n\nKnock twice.\n\n## Windows\n\nWave.\n"))
    after = split(document_of("## Doors\n\nKnock three times.\n\n## Windows\n\nWave.\n"))

    assert before[0].id != after[0].id
    assert before[1].id == after[1].id


def test_the_same_words_under_other_headings_are_another_passage() -> None:
    doors, windows = split(document_of("## Doors\n\nKnock twice.\n\n## Windows\n\nKnock twice.\n"))

    assert doors.id != windows.id


def test_words_that_stand_twice_under_one_heading_make_one_passage() -> None:
    twice = f"{sentence_of(40)}\n\n{sentence_of(40)}\n"

    assert texts_of(twice) == [sentence_of(40)]


def test_text_directly_under_the_title_has_the_title_as_its_heading() -> None:
    (passage,) = split(document_of("Knock twice.\n"))

    assert passage.heading_path == ("Guide",)


def test_full_paragraphs_stand_alone() -> None:
    assert texts_of(f"{sentence_of(40)}\n\n{sentence_of(50)}\n") == [sentence_of(40), sentence_of(50)]


def test_short_paragraphs_join_a_neighbour() -> None:
    assert texts_of(f"{sentence_of(10)}\n\n{sentence_of(50)}\n") == [f"{sentence_of(10)}\n\n{sentence_of(50)}"]


def test_a_passage_never_crosses_a_heading() -> None:
    assert texts_of("## Doors\n\nKnock.\n\n## Windows\n\nWave.\n") == ["Knock.", "Wave."]


def test_a_list_that_fits_stays_whole_with_its_lead_in() -> None:
    items = "\n".join(f"- {sentence_of(words)}" for words in (40, 30, 30))
    text = f"Do this:\n\n{items}"

    assert texts_of(f"{sentence_of(60)}\n\n{text}\n") == [sentence_of(60), text]


def test_a_longer_list_goes_on_between_two_items() -> None:
    items = [f"- {sentence_of(35)}" for _ in "abc"] + [f"- {sentence_of(45)}"]

    texts = texts_of("Do this:\n\n" + "\n".join(items) + "\n")

    assert len(texts) > 1
    assert texts[0].startswith("Do this:\n\n- ")
    assert [line for text in texts for line in text.split("\n") if line.startswith("- ")] == items
    assert all(text.startswith(("Do this:", "- ")) for text in texts)


def test_a_nested_item_stays_with_the_item_that_it_belongs_to() -> None:
    texts = texts_of("".join(f"- {sentence_of(45)}\n  - {sentence_of(25, first)}\n" for first in ("Ring", "Wave", "Call")))

    assert texts == [f"- {sentence_of(45)}\n  - {sentence_of(25, first)}" for first in ("Ring", "Wave", "Call")]


def test_an_address_stays_with_what_stands_before_it() -> None:
    text = f"{sentence_of(60)}\n\n<https://doorsteps.example.org>"

    assert texts_of(f"{sentence_of(60)}\n\n<https://doorsteps.example.org>\n\n{sentence_of(60, 'Wave')}\n")[0] == text


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    parts = [sentence_of(50, first) for first in ("Knock", "Ring", "Wave")]

    texts = texts_of(" ".join(parts) + "\n")

    assert len(texts) == 2
    assert " ".join(texts) == " ".join(parts)
    assert texts[0].endswith("now.")


def test_a_long_quotation_keeps_its_last_sentence_with_whose_it_is() -> None:
    # A short first sentence and a long second one: the place before the neighbour would be cheapest by length.
    whose = " ".join(["A", *["good"] * 33, "neighbour"])

    texts = texts_of(f"> {sentence_of(20)} {sentence_of(78, 'Ring')}\n>\n> {whose}\n")

    assert texts == [f"> {sentence_of(20)}", f"> {sentence_of(78, 'Ring')}\n>\n> {whose}"]


def test_a_quotation_inside_a_list_keeps_its_place() -> None:
    text = "- Knock.\n\n  > Who is it?\n  >\n  > A neighbour\n\n- Wave."

    assert texts_of(text) == [text]


def test_a_sentence_of_more_than_120_words_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError) as caught:
        split(document_of(f"Knock.\n\n{sentence_of(121)}\n"))

    assert caught.value.file == "door-guide-2031.md"
    assert caught.value.line == 5


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("Knock twice. Then wave!", 2),
        ("He said “Knock twice.” Then he waved.", 2),
        ("Bring papers (e.g. A. Neighbour's letter, p. 27) and wave.", 1),
        ("Details on Gov.uk. above on how to wave.", 1),
        ("multiple public documents…. It’s horrible", 2),
    ],
)
def test_sentences_are_found_and_nothing_is_lost(paragraph: str, count: int) -> None:
    found = sentences(paragraph)

    assert len(found) == count
    assert " ".join(found) == paragraph


sizes = st.lists(st.tuples(st.sampled_from(["", "- ", "  - ", "> ", "# "]), st.integers(3, 130)), min_size=1, max_size=12)


@given(sizes)
def test_whatever_the_document_nothing_is_lost_and_nothing_is_too_long(shape: list[tuple[str, int]]) -> None:
    parts = []
    for number, (mark, words) in enumerate(shape):
        mark = "- " if mark == "  - " and not (number and shape[number - 1][0].strip() == "-") else mark
        text = " ".join(sentence_of(min(words - begun, 40), f"Word{number}x{begun}") for begun in range(0, words - 2, 40))
        parts.append(f"## Part {number}\n\n" if mark == "# " else f"{mark}{text}\n\n")
    document = document_of("".join(parts))

    passages = split(document)

    assert words_of(passage.text for passage in passages) == words_of(body_texts(document.body))
    assert all(len(passage.text.split()) <= 120 for passage in passages)
