"""A pinned question is known by its words or not at all, and its answer is quotes and contacts with all that belongs to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pinned_matches import NONE, confusion, disagreements, read_fresh, read_negatives
from bot.answering.pinned_words import is_misspelt, words_of
from bot.answering.pinning import MAX_CHARS, pinned_for, pinned_reply
from bot.messages import Choice, Reply
from bot.rendering import Wording
from knowledge.contacts import ContactBook, load_contacts
from knowledge.document import read_documents
from knowledge.passage import DocumentClass, Passage
from knowledge.pinned import Pinned, read_pinned
from knowledge.questions import Quote, bare, read_examples, read_gate
from knowledge.splitting import split
from tests.talking import make_passage

BOOK = load_contacts()
PINNED = read_pinned([passage for document in read_documents() for passage in split(document)], BOOK)
TODAY = date(2026, 5, 1)

OFFICIAL = make_passage("Keep together. Tell somebody where you are.", document_id="official", review_by=date(2026, 6, 1))
EVIDENCE = make_passage("Many did not.", document_id="evidence", document_class=DocumentClass.EVIDENCE)
HISTORIC = make_passage("Go alone.", document_id="historic", document_class=DocumentClass.HISTORIC)


def match(text: str) -> Pinned | None:
    return pinned_for(text, PINNED)


def id_of(text: str) -> str:
    found = match(text)
    return found.id if found else NONE


def reply_with(
    *shown: Passage, contacts: Sequence[str] = ("999",), book: ContactBook = BOOK, choices: Sequence[Choice] = ()
) -> Reply:
    """Return an invented pinned answer that quotes the first sentence of each passage."""
    quotes = [Quote(document=each.source.document_id, contains=each.text.partition(".")[0] + ".") for each in shown]
    pinned = Pinned(
        id="together",
        title="Should we keep together?",
        asked=("do we keep together",),
        quotes=tuple(quotes),
        contacts=tuple(contacts),
        reviewed_on=None,
        reviewed_by="",
    )
    return pinned_reply(Wording(), book, pinned, dict(zip(quotes, shown, strict=True)), TODAY, *choices)


@pytest.mark.parametrize("pinned", PINNED, ids=lambda pinned: pinned.id)
def test_every_known_way_of_asking_brings_its_own_answer(pinned: Pinned) -> None:
    assert {asked: id_of(asked) for asked in pinned.asked} == dict.fromkeys(pinned.asked, pinned.id)


def test_no_look_alike_is_answered_and_no_question_is_taken_for_another() -> None:
    counted = confusion(match)

    assert {(label, found) for label, found in counted if found not in (label, NONE)} == set()


def test_more_than_half_of_the_fresh_questions_are_known() -> None:
    known = [id_of(text) == label for label, text in read_fresh()]

    assert sum(known) > len(known) / 2


def test_the_questions_that_measure_were_not_put_among_the_known_ones() -> None:
    known = {bare(asked) for pinned in PINNED for asked in pinned.asked}

    assert [text for text in (*(text for _, text in read_fresh()), *read_negatives()) if bare(text) in known] == []
    assert len(read_fresh()) >= 150
    assert len(read_negatives()) >= 120


def test_of_thousands_of_example_questions_none_gets_a_pinned_answer_without_the_words_that_answer_it() -> None:
    given_an_answer, odd = disagreements(match, [*read_gate(), *read_examples()])

    assert given_an_answer > 10
    assert odd == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WHICH NUMBER DO I RING???", "which-number"),
        ("  which number do i ring\n", "which-number"),
        ("please can you tell me which number i should call", "which-number"),
        ("what is a SPOC, please?", "what-is-a-spoc"),
        ("what’s a spoc", "what-is-a-spoc"),
        ("who’s our spoc", "what-is-a-spoc"),
        ("how do i report intimidaiton", "how-do-i-report"),
        ("ble mae’r ffîn?", "debate-or-abuse"),
        ("which number do i ring for victim support", NONE),
        ("which number do i not ring", NONE),
        ("which number bus", NONE),
        ("what is a spoc supposed to do if they dont reply", NONE),
        ("is my spoc allowed to share my address", NONE),
        ("someone posted his address", NONE),
        ("our candidate posted someones address", NONE),  # the same words in another order
        ("i am a stalker", NONE),
        ("this is abuse", NONE),  # tells, and does not ask
        ("how do i repost abuse", NONE),
        ("what is bridge", NONE),
        ("", NONE),
        ("?!", NONE),
        ("please", NONE),
        ("🙂", NONE),
        ("which number do i ring " * 6, NONE),
    ],
)
def test_a_whole_message_is_known_or_it_is_not(text: str, expected: str) -> None:
    assert id_of(text) == expected


def test_a_long_message_tells_something_of_its_own() -> None:
    assert id_of("which number do i ring" + " " * (MAX_CHARS - 22)) == "which-number"
    assert id_of("which number do i ring" + " " * MAX_CHARS) == NONE


def test_a_word_of_one_question_is_no_slip_of_a_word_of_another() -> None:
    offered = [replace(PINNED[0], asked=("find the house",)), replace(PINNED[1], asked=("sell the houses",))]

    assert pinned_for("find the housse", offered) == offered[0]
    assert pinned_for("find the houses", offered) is None


def test_without_pinned_answers_nothing_is_known() -> None:
    assert pinned_for("which number do i ring", ()) is None


@given(st.text() | st.text("whichnumberdoiringspo c?'’\n", max_size=60))
def test_any_text_is_known_or_it_is_not(text: str) -> None:
    assert match(text) is None or match(text) in PINNED


@given(
    st.sampled_from([asked for pinned in PINNED for asked in pinned.asked]),
    st.sampled_from(["not", "his", "her", "never", "Leeds"]),
)
def test_one_more_word_that_counts_is_another_question(asked: str, word: str) -> None:
    assert match(f"{asked} {word}") is None or word == "not"  # "is it an emergency or not"


@pytest.mark.parametrize(
    ("said", "meant", "expected"),
    [
        ("intimidaton", "intimidation", True),
        ("harrassment", "harassment", True),
        ("nubmer", "number", True),
        ("reports", "report", True),
        ("repost", "report", False),
        ("policy", "police", False),
        ("lumber", "number", False),
        ("spot", "spoc", False),
        ("bridge", "bridger", False),
        ("101", "999", False),
        ("180011", "18001", False),
    ],
)
def test_a_slip_is_told_from_another_word(said: str, meant: str, expected: bool) -> None:
    assert is_misspelt(said, meant) is expected


def test_small_words_do_not_count_and_others_do() -> None:
    assert words_of("Please, could you tell me who is my SPOC?") == words_of("whos our spoc") == ("who", "my", "spoc")
    assert words_of("is this abuse") == ("?", "abuse")
    assert words_of("what do i do if someone posts my address") == ("someone", "posted", "my", "address")
    assert words_of("what do i do about a stalker") == ("todo", "about", "stalker")


def test_each_quote_stands_with_its_source_and_nothing_else_of_its_passage() -> None:
    reply = reply_with(OFFICIAL, EVIDENCE)

    assert reply.kind == "pinned"
    assert reply.text.startswith("**Should we keep together?**\n\n> Keep together.\n\n— Example Guidance, Example Council, ")
    assert "section “Protecting yourself”, May 2024. [Source](https://example.org/guidance)." in reply.text
    assert "where you are" not in reply.text
    assert [(each.quote, each.passage_id) for each in reply.citations] == [
        ("Keep together.", OFFICIAL.id),
        ("Many did not.", EVIDENCE.id),
    ]


def test_words_that_are_not_guidance_are_labelled_with_their_date() -> None:
    text = reply_with(OFFICIAL, EVIDENCE, HISTORIC).text

    assert "**From evidence of May 2024, not instructions:**\n\n> Many did not." in text
    assert "**From May 2024. It may be out of date:**\n\n> Go alone." in text
    assert text.index("Keep together.\n") < text.index("From evidence")


def test_a_quote_past_its_review_date_carries_a_warning() -> None:
    late = replace(OFFICIAL, source=replace(OFFICIAL.source, review_by=date(2026, 4, 30)))

    assert "due for review" not in reply_with(OFFICIAL).text
    assert "It was due for review on 30 April 2026: check the source before you rely on it." in reply_with(late).text


def test_a_quote_with_a_withheld_address_carries_a_warning() -> None:
    passage = make_passage("Write to candidates2024@ncsc.gov.uk to sign up", document_id="official")
    quote = Quote(document="official", contains=passage.text)
    pinned = replace(PINNED[0], quotes=(quote,))

    text = pinned_reply(Wording(), BOOK, pinned, {quote: passage}, TODAY).text

    assert "(NCSC sign-up for candidates (general election 2024)). Don't rely on it." in text


def test_a_contact_is_given_with_all_ways_to_reach_it() -> None:
    contact = replace(
        BOOK.get("101"),
        id="all",
        name="Invented Line",
        nations=("Wales",),
        use_when="To test",
        phone="01632 960 123",
        text_or_relay="Text HELLO",
        web="https://example.org/a_b",
        email="talk@example.org",
        hours="24/7",
        checked_on=date(2026, 4, 3),
    )

    text = reply_with(OFFICIAL, contacts=["all"], book=ContactBook([contact])).text

    assert text.endswith(
        "- **Invented Line** – To test (Wales). [01632 960 123](tel:01632960123). Text HELLO. "
        "[example.org/a_b](https://example.org/a_b). [talk@example.org](mailto:talk@example.org). Hours: 24/7. "
        "Checked on 3 April 2026."
    )


def test_contacts_that_nobody_checked_say_so_once() -> None:
    text = reply_with(OFFICIAL, contacts=["999", "101", "feoa"]).text

    assert text.count("not yet rung or opened by us") == 1
    assert "Text or relay: 18001 101." in text
    assert "Checked on" not in text


def test_its_buttons_are_those_of_the_caller() -> None:
    button = Choice(id="person", label="Ask a person")

    assert reply_with(OFFICIAL, choices=[button]).choices == (button,)


def test_a_quote_whose_passage_is_gone_is_an_error() -> None:
    with pytest.raises(KeyError):
        pinned_reply(Wording(), BOOK, PINNED[0], {}, TODAY)
