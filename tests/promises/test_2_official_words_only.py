"""Promise 2: an answer is a verbatim passage with its source, or the word that there is none; contacts come from the book."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.rendering import TEMPLATES, Quoted, Wording
from bot.testing import InMemoryGuidance
from knowledge.contacts import load_contacts
from knowledge.document import bundled_documents, read_documents
from knowledge.passage import DocumentClass, Passage
from knowledge.splitting import split
from tests.talking import World, make_passage

TEMPLATE_FILES = sorted((TEMPLATES / "en").iterdir())
ALL_PASSAGES = [passage for document in read_documents() for passage in split(document)]


def _bare(text: str) -> str:
    """The words alone: without Markdown signs, quotation marks of lines, and spaces."""
    return re.sub(r"[\s>*\\-]+", " ", text).strip()


async def test_an_answer_is_the_passage_word_for_word_with_its_source() -> None:
    passage = make_passage(
        "Tell somebody where you are canvassing, and stay together on the doorstep.", heading="On the doorstep"
    )
    world = await World(guidance=InMemoryGuidance([passage])).open()
    person = world.person()

    assert await person.say("what should I do about canvassing on a doorstep?") == ["introduction", "answer"]

    reply = person.replies[-1]
    assert "> " + passage.text in reply.text
    for part in ("Example Guidance", "Example Council", "On the doorstep", "May 2024", "https://example.org/guidance"):
        assert part in reply.text
    assert reply.citations[0].quote == passage.text


@pytest.mark.parametrize("passage", ALL_PASSAGES, ids=lambda passage: f"{passage.source.document_id}-{passage.position}")
async def test_every_passage_is_quoted_without_a_changed_word(passage: Passage) -> None:
    quoted = Wording().text(
        "answer",
        quote=Quoted(passage.text),
        title="T",
        issuer="I",
        section="",
        published="May 2024",
        link=Quoted("https://example.org"),
        label_party="",
        label_evidence=False,
        label_historic=False,
        is_overdue=False,
        review_by="",
        withheld=[],
    )
    words = _bare(quoted.partition("\n\n— ")[0])

    assert words == _bare(passage.text)


async def test_without_a_passage_it_says_so_and_names_a_person_to_ask() -> None:
    world = await World(guidance=InMemoryGuidance()).open()
    person = world.person()

    kinds = await person.say("What is the maximum donation?")

    assert kinds[-1] == "no_answer"
    assert "Pat Example" in person.text
    assert "01632 960101" in person.text
    assert not person.replies[-1].citations


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.name)
def test_no_template_names_a_contact_that_is_not_in_the_contact_book(file: Path) -> None:
    assert load_contacts().foreign_contacts(_wording(file)) == ()


def _wording(file: Path) -> str:
    """What people read of a file: of YAML, the values."""
    text = file.read_text(encoding="utf-8")
    return " \n".join(str(value) for value in yaml.safe_load(text).values()) if file.suffix == ".yaml" else text


def test_a_number_that_is_not_in_the_book_would_be_found() -> None:
    assert load_contacts().foreign_contacts("Ring 01632 960999 or write to help@example.org") != ()


def test_what_the_emergency_card_quotes_stands_in_the_joint_guidance() -> None:
    quoted = [line for line in _template("emergency").splitlines() if line.startswith("> ") and len(line) > 4]
    document = _bare((bundled_documents() / "joint-guidance-for-candidates-2024.md").read_text(encoding="utf-8"))

    assert len(quoted) == 6
    for line in quoted:
        assert _bare(line) in document


def _template(name: str) -> str:
    return (TEMPLATES / "en" / f"{name}.md.j2").read_text(encoding="utf-8")


async def test_words_that_are_not_guidance_are_labelled_as_what_they_are() -> None:
    text = "Candidates avoided canvassing alone."
    cases = {
        DocumentClass.EVIDENCE: "not instructions",
        DocumentClass.HISTORIC: "may be out of date",
    }
    for document_class, label in cases.items():
        world = await World(guidance=InMemoryGuidance([make_passage(text, document_class=document_class)])).open()
        person = world.person()
        await person.say("do candidates avoid canvassing alone?")
        assert label in person.text


async def test_a_text_past_its_review_date_carries_a_warning() -> None:
    passage = make_passage("Canvass together.", review_by=date(2025, 1, 1))
    world = await World(guidance=InMemoryGuidance([passage])).open()
    person = world.person()

    await person.say("should we canvass together?")

    assert "due for review on 1 January 2025" in person.text
