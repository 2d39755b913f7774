"""The files of the lanes: each kind leads to one or to none, quotes stand to the letter, a fault is named with its field."""

from pathlib import Path

import pytest

from bot.reporting.kinds import KINDS
from bot.triage.categories import CATEGORIES
from bot.triage.platform import PLATFORMS
from knowledge.cautions import CautionKind, cautions_on
from knowledge.contacts import ContactBook, load_contacts
from knowledge.document import bundled_documents, read_documents
from knowledge.lanes import BadField, Condition, Lane, LaneQuote, bundled_lanes, passages_by_lane_quote, read_lanes
from knowledge.passage import DocumentClass
from knowledge.sentences import ends_a_sentence
from knowledge.splitting import split
from tests.talking import make_passage

PASSAGES = [passage for document in read_documents() for passage in split(document)]
BUNDLED = read_lanes(PASSAGES, load_contacts(), kinds=KINDS, platforms=PLATFORMS)
PLACES = passages_by_lane_quote(BUNDLED, PASSAGES)
QUOTES = [quote for lane in BUNDLED for quote in lane.quotes]

LEADS_TO = {
    "threat": "threat",
    "physical_assault": "assault",
    "doxxing": "doxxing",
    "harassment_stalking": "stalking",
    "discriminatory_abuse": "hate",
    "disinformation_deepfake": "false_story",
    "cyber_attack": "cyber",
    "hoax_call": "hoax_call",
    "intimidation_in_person": "event",
    "property_damage": "property",
    "unwanted_contact": "unwanted_contact",
    "online_abuse": "platform",
}
WITHOUT = {"suspicious_activity", "other"}
SEVEN = {"x", "facebook", "instagram", "whatsapp", "threads", "youtube", "tiktok"}

LEAD_INS = (
    "may constitute a criminal offence",
    "The following indicators",
    "escalates in the following way",
    "types of harassment and abuse",
    "If you are affected by disinformation",
)

OFFICIAL = make_passage("Keep together:\n\n- Tell somebody. Do it first.\n- Go in pairs.\n- Ring 999.", document_id="official")
EVIDENCE = make_passage("Many did not.", document_id="evidence", document_class=DocumentClass.EVIDENCE)
PARTY = make_passage("Our members keep together.", document_id="party", document_class=DocumentClass.PARTY, party="example")
INVENTED = (OFFICIAL, EVIDENCE, PARTY)

GOOD = """\
id: pairs
rank: 3
categories: [threat]
condition: event
quotes:
  - document: official
    contains: ["Keep together:", "- Go in pairs."]
  - document: evidence
    contains: Many did not.
contacts: ["999", stalking-helpline]
support: [victim-support]
platforms: {x: x, instagram: ""}
"""

every_lane = pytest.mark.parametrize("lane", BUNDLED, ids=lambda lane: lane.id)
every_quote = pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: quote.pieces[-1][2:30])


@pytest.fixture(scope="module")
def book() -> ContactBook:
    return load_contacts()


def read(folder: Path, book: ContactBook, text: str, name: str = "pairs") -> tuple[Lane, ...]:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_lanes(INVENTED, book, kinds=("threat", "other"), platforms=("x", "instagram"), folder=folder)


@pytest.mark.parametrize("kind", CATEGORIES)
def test_every_kind_leads_to_one_lane_or_to_none(kind: str) -> None:
    found = [lane.id for lane in BUNDLED if kind in lane.categories]

    assert found == ([LEADS_TO[kind]] if kind in LEADS_TO else [])
    assert (kind in LEADS_TO) is not (kind in WITHOUT)


def test_every_file_is_read_and_only_the_next_step_has_no_kind() -> None:
    assert {lane.id for lane in BUNDLED} == {path.stem for path in bundled_lanes().glob("*.yaml")}
    assert [lane.id for lane in BUNDLED if not lane.categories] == ["after_platform"]


def test_the_gravest_kind_comes_first() -> None:
    assert [lane.id for lane in BUNDLED][:4] == ["threat", "assault", "doxxing", "stalking"]


@every_quote
def test_every_piece_stands_verbatim_in_its_document(quote: LaneQuote) -> None:
    document = (bundled_documents() / f"{quote.document}.md").read_text(encoding="utf-8")

    for piece in quote.pieces:
        assert piece in document
    assert PLACES[quote].source.document_class is not DocumentClass.PARTY


@every_quote
def test_a_piece_is_whole_sentences_or_list_items(quote: LaneQuote) -> None:
    """Words cut out of a sentence may say the opposite."""
    text = PLACES[quote].text
    for piece, place in zip(quote.pieces, quote.places_in(text) or (), strict=True):
        before, after = text[:place].rstrip(" "), text[place + len(piece) :]
        assert before in ("", "-") or before.endswith(("\n", "  -", "\n-")) or ends_a_sentence(before), piece
        assert ends_a_sentence(piece) or not after or after.startswith("\n"), piece


@every_quote
def test_a_list_item_that_needs_its_lead_in_has_it(quote: LaneQuote) -> None:
    """Under these lead-ins an item is no sentence of its own: "Threat of imminent violence." tells nobody what to do."""
    if any(words in PLACES[quote].text for words in LEAD_INS):
        assert not quote.pieces[0].startswith("- ")


@every_lane
def test_where_two_official_texts_differ_both_are_quoted(lane: Lane) -> None:
    shown = [make_passage(piece, document_id=quote.document) for quote in lane.quotes for piece in quote.pieces]
    cautions = [caution for passage in shown for caution in cautions_on(passage)]

    for caution in cautions:
        assert caution.kind is CautionKind.CONFLICT, "an old link or a mere proposal has no place in a lane"
        assert caution.other
        assert any(caution.other.stands_in(passage) for passage in shown), caution.other


@every_lane
def test_every_contact_may_be_shown(lane: Lane, book: ContactBook) -> None:
    for contact_id in (*lane.contacts, *lane.support, *filter(None, lane.platforms.values())):
        assert book.get(contact_id).may_be_shown


@every_lane
def test_no_two_supports_of_a_lane_help_in_the_same_nation(lane: Lane, book: ContactBook) -> None:
    nations = [nation for contact_id in lane.support for nation in book.get(contact_id).nations]

    assert len(nations) == len(set(nations))


def test_every_platform_of_the_guidance_has_a_card_and_the_same_one_everywhere() -> None:
    cards = [lane.platforms for lane in BUNDLED if lane.platforms]

    assert [set(card) for card in cards] == [SEVEN] * len(cards) != []
    assert all(card == cards[0] for card in cards)


def test_a_platform_without_a_card_of_its_own_has_none_in_the_book(book: ContactBook) -> None:
    shown = {contact.id for contact in book.of("platform")}
    (lane,) = (lane for lane in BUNDLED if lane.id == "platform")

    assert {contact for contact in lane.platforms.values() if contact} == shown


def test_a_good_file_is_read_field_by_field(tmp_path: Path, book: ContactBook) -> None:
    (lane,) = read(tmp_path, book, GOOD)

    assert (lane.id, lane.rank, lane.categories, lane.condition) == ("pairs", 3, ("threat",), Condition.EVENT)
    assert [quote.pieces for quote in lane.quotes] == [("Keep together:", "- Go in pairs."), ("Many did not.",)]
    assert (lane.contacts, lane.support, lane.platforms) == (
        ("999", "stalking-helpline"),
        ("victim-support",),
        {"x": "x", "instagram": ""},
    )


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("id: pairs", "id: apart", "id"),
        ("rank: 3", "rank: first", "rank"),
        ("rank: 3", "rank: 0", "rank"),
        ("rank: 3\n", "", "rank"),
        ("rank: 3", "rank: 3\nrank: 4", "rank"),
        ("rank: 3", "rank: 3\nadvice: Do not worry.", "advice"),
        ("[threat]", "[trheat]", "categories"),
        ("[threat]", "threat", "categories"),
        ("condition: event", "condition: sometimes", "condition"),
        ("- Go in pairs.", "- Go in Pairs.", "quotes"),
        ('"Keep together:", "- Go in pairs."', '"- Go in pairs.", "Keep together:"', "quotes"),
        ('["Keep together:", "- Go in pairs."]', "[]", "quotes"),
        ('["Keep together:", "- Go in pairs."]', "''", "quotes"),
        ("contains: Many did not.", "says: Many did not.", "quotes"),
        ("document: official", "document: evidence", "quotes"),
        ("document: evidence\n    contains: Many did not", "document: party\n    contains: Our members keep together", "quotes"),
        ('document: official\n    contains: ["Keep together:", "- Go in pairs."]\n  - ', "", "quotes"),
        ("contacts:", 2 * "  - {document: evidence, contains: Many did not.}\n" + "contacts:", "quotes"),
        ("stalking-helpline", "no-such-contact", "contacts"),
        ("stalking-helpline", "ncsc-candidates-2024", "contacts"),
        ("[victim-support]", "[victim-support-ni]", "support"),
        ("[victim-support]", "victim-support", "support"),
        ("{x: x,", "{x: meta-instagram,", "platforms"),
        ("{x: x,", "{myspace: x,", "platforms"),
        ('{x: x, instagram: ""}', "x", "platforms"),
        (GOOD, "- a list", ""),
        (GOOD, "id: [", ""),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_its_file_and_field(
    tmp_path: Path, book: ContactBook, before: str, after: str, field: str
) -> None:
    assert before in GOOD

    with pytest.raises(BadField) as caught:
        read(tmp_path, book, GOOD.replace(before, after, 1))

    assert (caught.value.file, caught.value.field) == ("pairs.yaml", field)
    assert f"pairs.yaml, field '{field}'" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "field"), [({"rank: 3": "rank: 4"}, "categories"), ({"[threat]": "[other]"}, "rank")], ids=["kind", "rank"]
)
def test_two_lanes_cannot_claim_the_same(tmp_path: Path, book: ContactBook, changes: dict[str, str], field: str) -> None:
    other = GOOD.replace("id: pairs", "id: apart")
    for before, after in changes.items():
        other = other.replace(before, after)
    (tmp_path / "apart.yaml").write_text(other, encoding="utf-8")

    with pytest.raises(BadField, match=rf"pairs\.yaml, field '{field}'"):
        read(tmp_path, book, GOOD)


def test_a_quote_that_left_the_documents_is_left_out(tmp_path: Path, book: ContactBook) -> None:
    lanes = read(tmp_path, book, GOOD)

    assert list(passages_by_lane_quote(lanes, INVENTED).values()) == [OFFICIAL, EVIDENCE]
    assert list(passages_by_lane_quote(lanes, [EVIDENCE]).values()) == [EVIDENCE]
