"""The files of the pinned answers: quotes to the letter, contacts of the book, and a fault is named with its file and field."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.cautions import CautionKind, cautions_on
from knowledge.contacts import ContactBook, load_contacts
from knowledge.document import read_documents
from knowledge.passage import DocumentClass, Passage
from knowledge.pinned import BadPinned, Pinned, bundled_pinned, passages_by_quote, read_pinned, standing
from knowledge.splitting import split
from tests.talking import make_passage

ASKED_FOR = {
    "which-number",
    "am-i-in-danger",
    "what-is-a-spoc",
    "how-do-i-report",
    "debate-or-abuse",
    "someone-posted-my-address",
    "stalker",
    "deepfake-of-me",
}
PASSAGES = [passage for document in read_documents() for passage in split(document)]
BUNDLED = read_pinned(PASSAGES, load_contacts())

OFFICIAL = make_passage("Keep together. Tell somebody where you are.", document_id="official")
EVIDENCE = make_passage("Many did not.", document_id="evidence", document_class=DocumentClass.EVIDENCE)
PARTY = make_passage("Our members keep together.", document_id="party", document_class=DocumentClass.PARTY, party="example")
INVENTED = (OFFICIAL, EVIDENCE, PARTY)

GOOD = """\
id: together
title: Should we keep together?
asked:
  - do we keep together
  - keep together?
quotes:
  - document: official
    contains: Keep together.
  - document: evidence
    contains: Many did not.
contacts: ["999", stalking-helpline]
reviewed_on: ""
reviewed_by: ""
"""

every_bundled = pytest.mark.parametrize("pinned", BUNDLED, ids=lambda pinned: pinned.id)


@pytest.fixture(scope="module")
def book() -> ContactBook:
    return load_contacts()


def read(folder: Path, book: ContactBook, text: str, *, passages: Sequence[Passage] = INVENTED) -> Pinned:
    (folder / "together.yaml").write_text(text, encoding="utf-8")
    (pinned,) = read_pinned(passages, book, folder)
    return pinned


def test_every_question_on_which_a_wrong_answer_hurts_has_its_file() -> None:
    assert {pinned.id for pinned in BUNDLED} == ASKED_FOR == {path.stem for path in bundled_pinned().glob("*.yaml")}


@every_bundled
def test_a_pinned_answer_is_asked_for_in_many_voices_and_quotes_a_handful(pinned: Pinned) -> None:
    assert 15 <= len(pinned.asked) <= 40
    assert 1 <= len(pinned.quotes) <= 5
    assert "999" in pinned.contacts or pinned.id == "what-is-a-spoc"


@every_bundled
def test_nobody_is_said_to_have_reviewed_what_nobody_has(pinned: Pinned) -> None:
    assert pinned.is_reviewed == bool(pinned.reviewed_by) == (pinned.reviewed_on is not None)


@every_bundled
def test_where_two_official_texts_differ_both_are_quoted(pinned: Pinned) -> None:
    places = passages_by_quote([pinned], PASSAGES)
    shown = [replace(places[quote], text=quote.contains) for quote in pinned.quotes]
    conflicts = [one for passage in shown for one in cautions_on(passage) if one.kind is CautionKind.CONFLICT]

    for conflict in conflicts:
        assert conflict.other
        assert any(conflict.other.stands_in(passage) for passage in shown), conflict.other


def test_which_number_gives_101_in_the_words_of_both_issuers() -> None:
    (pinned,) = (pinned for pinned in BUNDLED if pinned.id == "which-number")
    issuers = {
        passage.source.issuer for quote, passage in passages_by_quote([pinned], PASSAGES).items() if "101" in quote.contains
    }

    assert len(issuers) == 2


def test_a_good_file_is_read_field_by_field(tmp_path: Path, book: ContactBook) -> None:
    pinned = read(
        tmp_path, book, GOOD.replace('reviewed_on: ""\nreviewed_by: ""', "reviewed_on: 2026-11-21\nreviewed_by: Sam Example")
    )

    assert (pinned.id, pinned.title) == ("together", "Should we keep together?")
    assert pinned.asked == ("do we keep together", "keep together?")
    assert [quote.contains for quote in pinned.quotes] == ["Keep together.", "Many did not."]
    assert pinned.contacts == ("999", "stalking-helpline")
    assert pinned.is_reviewed
    assert str(pinned.reviewed_on) == "2026-11-21"


def test_without_a_name_it_is_not_reviewed(tmp_path: Path, book: ContactBook) -> None:
    assert not read(tmp_path, book, GOOD).is_reviewed


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("id: together", "id: apart", "id"),
        ("title: Should we keep together?", "title: ' '", "title"),
        ("title: Should we keep together?", "title: [a, b]", "title"),
        ("title: Should we keep together?\n", "", "title"),
        ("title:", "note: x\ntitle:", "note"),
        ("title:", "contacts: ['101']\ntitle:", "contacts"),
        ("  - keep together?", "  - '?!'", "asked"),
        ("  - keep together?", "  - [keep, together]", "asked"),
        ("  - keep together?", "  - Do we keep together?", "asked"),
        ("  - do we keep together\n  - keep together?\n", "", "asked"),
        ("contains: Keep together.", "contains: Keep Together.", "quotes"),
        ("contains: Keep together.", "contains: Keep together!", "quotes"),
        ("contains: Keep together.", "contains: '...'", "quotes"),
        ("contains: Keep together.", "holds: Keep together.", "quotes"),
        ("document: official", "document: evidence", "quotes"),
        (
            "document: evidence\n    contains: Many did not.",
            "document: party\n    contains: Our members keep together.",
            "quotes",
        ),
        ("document: official\n    contains: Keep together.\n  - ", "", "quotes"),
        ('"999", stalking-helpline', "no-such-contact", "contacts"),
        ('"999", stalking-helpline', "ncsc-candidates-2024", "contacts"),
        ('["999", stalking-helpline]', '"999"', "contacts"),
        ('reviewed_on: ""', "reviewed_on: 2026-11-21", "reviewed_on"),
        ('reviewed_by: ""', "reviewed_by: Sam Example", "reviewed_on"),
        ('reviewed_on: ""\nreviewed_by: ""', "reviewed_on: last week\nreviewed_by: Sam Example", "reviewed_on"),
        (GOOD, "", ""),
        (GOOD, "- a list", ""),
        (GOOD, "id: [", ""),
    ],
)
def test_a_fault_is_refused_with_its_file_and_field(
    tmp_path: Path, book: ContactBook, before: str, after: str, field: str
) -> None:
    assert before in GOOD

    with pytest.raises(BadPinned) as caught:
        read(tmp_path, book, GOOD.replace(before, after, 1))

    assert (caught.value.file, caught.value.field) == ("together.yaml", field)
    assert f"together.yaml, field '{field}'" in str(caught.value)


def test_official_words_come_first(tmp_path: Path, book: ContactBook) -> None:
    official, evidence = GOOD.partition("quotes:\n")[2].partition("contacts:")[0].split("  - document: ")[1:]

    with pytest.raises(BadPinned, match="Official words come first"):
        read(tmp_path, book, GOOD.replace(official, "\0").replace(evidence, official).replace("\0", evidence))


def test_the_same_words_cannot_ask_for_two_answers(tmp_path: Path, book: ContactBook) -> None:
    (tmp_path / "apart.yaml").write_text(GOOD.replace("id: together", "id: apart"), encoding="utf-8")

    with pytest.raises(BadPinned, match=r"together\.yaml, field 'asked'"):
        read(tmp_path, book, GOOD)


def test_each_quote_leads_to_its_passage(tmp_path: Path, book: ContactBook) -> None:
    pinned = read(tmp_path, book, GOOD)

    assert list(passages_by_quote([pinned], INVENTED).values()) == [OFFICIAL, EVIDENCE]


@pytest.mark.parametrize("left", [(), (OFFICIAL,), (EVIDENCE, PARTY)], ids=["nothing", "no evidence", "nothing official"])
def test_an_answer_whose_words_are_gone_is_given_no_more(tmp_path: Path, book: ContactBook, left: tuple[Passage, ...]) -> None:
    pinned = read(tmp_path, book, GOOD)

    assert standing([pinned], INVENTED) == (pinned,)
    assert standing([pinned], left) == ()
