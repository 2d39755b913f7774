"""Promise 2: an answer is a verbatim passage with its source, or the word that there is none; contacts come from the book."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.answering.pinning import pinned_reply
from bot.answering.quoting import quoted
from bot.messages import Reply
from bot.rendering import TEMPLATES, Wording
from bot.testing import InMemoryGuidance
from knowledge.contacts import load_contacts
from knowledge.document import bundled_documents, read_documents
from knowledge.passage import DocumentClass, Hit, Passage
from knowledge.pinned import Pinned, passages_by_quote, read_pinned
from knowledge.questions import Quote
from knowledge.refusal import Reason, Route
from knowledge.sentences import ends_a_sentence
from knowledge.splitting import split
from tests.talking import World, make_passage

TODAY = date(2026, 5, 1)
BOOK = load_contacts()
TEMPLATE_FILES = sorted((TEMPLATES / "en").iterdir())
ALL_PASSAGES = [passage for document in read_documents() for passage in split(document)]
ALL_PINNED = read_pinned(ALL_PASSAGES, BOOK)
PLACES = passages_by_quote(ALL_PINNED, ALL_PASSAGES)

every_passage = pytest.mark.parametrize(
    "passage", ALL_PASSAGES, ids=lambda passage: f"{passage.source.document_id}-{passage.position}"
)
every_pinned = pytest.mark.parametrize("pinned", ALL_PINNED, ids=lambda pinned: pinned.id)


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


@every_passage
def test_every_passage_is_quoted_without_a_changed_word(passage: Passage) -> None:
    """Through the function that makes the answer, with each of its sentences in turn as the one that stands in bold."""
    wording = Wording()
    sentences = ["", *re.findall(r"[^.!?]+[.!?]", passage.text)]

    for sentence in sentences:
        shown = quoted(wording, BOOK, Hit(passage=passage, score=1.0, sentence=sentence), TODAY).text

        assert _bare(passage.text.replace("**", "")) in _bare(shown.replace("**", ""))


async def test_without_a_passage_it_says_so_and_names_a_person_to_ask() -> None:
    world = await World(guidance=InMemoryGuidance()).open()
    person = world.person()

    kinds = await person.say("What is the maximum donation?")

    assert kinds[-1] == "refused_unsure"
    assert "Pat Example" in person.text
    assert "01632 960101" in person.text
    assert not person.replies[-1].citations


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.name)
def test_no_template_names_a_contact_that_is_not_in_the_contact_book(file: Path) -> None:
    assert BOOK.foreign_contacts(_wording(file)) == ()


def _wording(file: Path) -> str:
    """What people read of a file: of YAML, the values; of a template, all but its facts, since "contact.link" is no address."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".yaml":
        return " \n".join(str(value) for value in yaml.safe_load(text).values())
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text)


def test_a_number_that_is_not_in_the_book_would_be_found() -> None:
    assert BOOK.foreign_contacts("Ring 01632 960999 or write to help@example.org") != ()


@every_passage
def test_every_answer_names_only_contacts_of_the_book_or_withheld_ones_that_carry_the_warning(passage: Passage) -> None:
    assert _unknown_contacts(_answer(Wording(), passage)) == ()


@every_pinned
def test_every_pinned_answer_names_only_contacts_of_the_book(pinned: Pinned) -> None:
    reply = _pinned(Wording(), pinned)

    assert BOOK.foreign_contacts(reply.text, besides=[each.link for each in reply.citations]) == ()


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("route", Route)
def test_every_refusal_names_only_contacts_of_the_book(reason: Reason, route: Route) -> None:
    facts = {"organisation": "Green Street", "safety_contact": "", "route": route.value}

    assert BOOK.foreign_contacts(Wording().text(f"refused_{reason}", **facts)) == ()


@pytest.mark.parametrize("name", ["answer", "pinned", "pinned_quote", "contact_entry"])
def test_a_number_that_somebody_writes_into_a_template_is_found(tmp_path: Path, name: str) -> None:
    shutil.copytree(TEMPLATES / "en", tmp_path, dirs_exist_ok=True)
    with (tmp_path / f"{name}.md.j2").open("a", encoding="utf-8") as template:
        template.write("\nOr ring 01632 960999.\n")
    wording = Wording(str(tmp_path))

    replies = [_answer(wording, ALL_PASSAGES[0]), _pinned(wording, ALL_PINNED[0])]

    assert [_unknown_contacts(reply) for reply in replies if _unknown_contacts(reply)] == [("01632 960999",)]


def test_a_withheld_address_without_its_warning_is_found() -> None:
    (passage,) = (passage for passage in ALL_PASSAGES if "candidates2024@ncsc.gov.uk" in passage.text)
    reply = _answer(Wording(), passage)
    warning = next(line for line in reply.text.splitlines() if "could not be checked" in line)

    assert _unknown_contacts(Reply(kind="answer", text=reply.text.replace(warning, ""), citations=reply.citations)) != ()


def _answer(wording: Wording, passage: Passage) -> Reply:
    return quoted(wording, BOOK, Hit(passage=passage, score=1.0), TODAY)


def _pinned(wording: Wording, pinned: Pinned) -> Reply:
    return pinned_reply(wording, BOOK, pinned, PLACES, TODAY)


def _unknown_contacts(reply: Reply) -> tuple[str, ...]:
    """What the reply names that is neither in the book, nor its source's link, nor withheld and named in the warning."""
    warnings = " ".join(line for line in reply.text.splitlines() if "could not be checked" in line)
    warned = [each for each in BOOK.withheld_in(reply.text) if each.name in warnings]
    allowed = [f"{each.phone} {each.text_or_relay} {each.web} {each.email}" for each in warned]
    return BOOK.foreign_contacts(reply.text, besides=[*(each.link for each in reply.citations), *allowed])


@every_pinned
def test_every_quote_of_a_pinned_answer_stands_verbatim_in_its_document_and_is_shown_so(pinned: Pinned) -> None:
    reply = _pinned(Wording(), pinned)

    assert len(reply.citations) == len(pinned.quotes) > 0
    for quote, cited in zip(pinned.quotes, reply.citations, strict=True):
        document = (bundled_documents() / f"{quote.document}.md").read_text(encoding="utf-8")
        assert quote.contains in document
        assert quote.contains == cited.quote
        assert "\n".join(f"> {line}".rstrip() for line in quote.contains.splitlines()) in reply.text
        assert (cited.title, cited.link) == (PLACES[quote].source.title, PLACES[quote].source.source_url)


@every_pinned
def test_a_pinned_answer_has_no_sentence_of_its_own_but_its_title_and_its_frame(pinned: Pinned) -> None:
    text = _pinned(Wording(), pinned).text.partition("**Contacts**")[0]
    rest = [line for line in text.splitlines() if line and not line.startswith((">", "— "))]

    assert rest[0] == f"**{pinned.title}**"
    assert all(line.startswith(("**From evidence of ", "**From November 2019.")) for line in rest[1:])


@pytest.mark.parametrize("quote", PLACES, ids=lambda quote: quote.contains[:40])
def test_no_quote_is_cut_out_of_its_sentence(quote: Quote) -> None:
    before, _, after = PLACES[quote].text.partition(quote.contains)

    assert not before.strip() or before.endswith(("\n", "\n- ")) or before.strip() == "-" or ends_a_sentence(before.rstrip())
    assert after == "" or after.startswith("\n") or ends_a_sentence(quote.contains)


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
