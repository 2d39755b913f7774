"""What a lane says: chosen by kind and platform, short, to the letter, with its sources; and nothing of the report."""

import inspect
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from adapters.lanes import lanes_in_use
from adapters.telegram.outbound import render
from bot.messages import Choice, Reply
from bot.rendering import Wording
from bot.reporting.lanes import MAX_CHARS, NO_LANES, Lanes, is_event, lane_of, lane_reply, support_of, support_reply
from knowledge.contacts import ContactBook, load_contacts
from knowledge.document import bundled_documents
from knowledge.lanes import Condition, Lane, LaneQuote
from knowledge.passage import DocumentClass, Passage
from tests.talking import make_passage

BOOK = load_contacts()
WORDING = Wording()
TODAY = date(2026, 5, 1)
LANES = lanes_in_use(Path("no-such-folder"), BOOK)
PLATFORMS = ("", "x", "facebook", "instagram", "whatsapp", "threads", "youtube", "tiktok", "phone", "in_person")
LIST = make_passage(
    "Keep together:\n\n- Tell somebody.\n- Go in pairs.\n- Ring 999.",
    heading="On the doorstep",
    document_id="official",
    review_by=date(2026, 6, 1),
)


def said(lane: Lane, lanes: Lanes = LANES, *choices: Choice, book: ContactBook = BOOK) -> Reply:
    return lane_reply(WORDING, book, lane, lanes.passages, TODAY, *choices)


def narrowed(lane: Lane, platform: str) -> Lane:
    """The lane as it is for a report that names this platform."""
    return lane_of(lane.categories, platform, LANES, at_event=True) or lane


def as_read(markdown: str) -> str:
    """The words that a person sees, without the targets of links."""
    blocks = [token.children or [] for token in MarkdownIt().parse(markdown) if token.type == "inline"]
    return "\n".join("".join(part.content or "\n" * (part.type == "softbreak") for part in parts) for parts in blocks)


def one_lane(*quotes: tuple[str, ...], contacts: tuple[str, ...] = (), shown: Passage = LIST) -> tuple[Lane, Lanes]:
    """An invented lane that quotes these pieces of one passage."""
    made = tuple(LaneQuote(document=shown.source.document_id, pieces=pieces) for pieces in quotes)
    lane = Lane(
        id="pairs",
        rank=1,
        categories=("threat",),
        condition=Condition.ALWAYS,
        quotes=made,
        contacts=contacts,
        support=(),
        platforms={},
    )
    return lane, Lanes(lanes=(lane,), passages=dict.fromkeys(made, shown))


every_lane_and_platform = pytest.mark.parametrize(
    "lane",
    [pytest.param(narrowed(lane, platform), id=f"{lane.id}-{platform}") for lane in LANES.lanes for platform in PLATFORMS],
)
every_lane = pytest.mark.parametrize("lane", LANES.lanes, ids=lambda lane: lane.id)


@pytest.mark.parametrize(
    ("kinds", "platform", "expected"),
    [
        (["online_abuse"], "x", "platform"),
        (["online_abuse", "threat"], "x", "threat"),
        (["threat", "online_abuse"], "x", "threat"),
        (["property_damage", "discriminatory_abuse"], "", "hate"),
        (["disinformation_deepfake"], "", "false_story"),
        (["unwanted_touching"], "", "assault"),
        (["unwanted_contact"], "phone", "unwanted_contact"),
        (["unwanted_contact"], "email", "unwanted_contact"),
        (["unwanted_contact"], "post", None),
        (["intimidation_in_person"], "in_person", None),
        (["suspicious_activity"], "", None),
        (["other"], "x", None),
        ([], "x", None),
    ],
)
def test_a_report_has_the_lane_of_its_gravest_kind_or_none(kinds: list[str], platform: str, expected: str | None) -> None:
    lane = lane_of(kinds, platform, LANES)

    assert (lane.id if lane else None) == expected


def test_intimidation_has_a_lane_only_at_an_event() -> None:
    lane = lane_of(["intimidation_in_person", "property_damage"], "in_person", LANES, at_event=True)

    assert lane is not None
    assert lane.id == "event"
    assert lane_of(["intimidation_in_person"], "in_person", LANES, at_event=False) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At the hustings in the village hall", True),
        ("our stall on the market", True),
        ("Outside the count", True),
        ("the counting centre", True),
        ("a public meeting about the bypass", True),
        ("yn y stondin", True),
        ("You can count on us", False),
        ("My account was hacked", False),
        ("mae rhywun wedi hacio y cyfrif", False),
        ("His engine stalled", False),
        ("outside the library", False),
        ("", False),
    ],
)
def test_an_event_is_known_by_its_words(words: str, expected: bool) -> None:
    assert is_event("", words) is expected


@pytest.mark.parametrize("platform", ["x", "facebook", "youtube", "tiktok"])
def test_a_platform_of_the_book_comes_first_with_its_report_page(platform: str) -> None:
    lane = lane_of(["online_abuse"], platform, LANES)
    assert lane

    contact = BOOK.get(LANES.cards[platform])
    assert lane.contacts[0] == contact.id
    assert f"- Report it to [{contact.name}]({contact.web})" in said(lane).text


@pytest.mark.parametrize("platform", ["instagram", "whatsapp", "threads", ""])
def test_a_platform_without_a_page_is_left_to_the_words_of_the_guidance(platform: str) -> None:
    lane = lane_of(["online_abuse"], platform, LANES)
    assert lane

    assert "Report it to" not in said(lane).text
    assert "Meta (Facebook, Instagram, WhatsApp, and Threads)" in said(lane).text


@every_lane_and_platform
def test_a_lane_fits_one_screen_and_one_telegram_message(lane: Lane) -> None:
    reply = said(lane)

    assert 0 < len(as_read(reply.text)) <= MAX_CHARS
    assert len(render(reply)) == 1


@every_lane_and_platform
def test_a_lane_names_only_contacts_of_the_book(lane: Lane) -> None:
    reply = said(lane)

    assert BOOK.foreign_contacts(reply.text, besides=[each.link for each in reply.citations]) == ()


@every_lane
def test_every_quote_is_shown_verbatim_with_where_it_is_from(lane: Lane) -> None:
    reply = said(lane)

    assert [each.quote for each in reply.citations] == [piece for quote in lane.quotes for piece in quote.pieces]
    for quote in lane.quotes:
        document = (bundled_documents() / f"{quote.document}.md").read_text(encoding="utf-8")
        source = LANES.passages[quote].source
        for piece in quote.pieces:
            assert piece in document
            assert "\n".join(f"> {line}".rstrip() for line in piece.splitlines()) in reply.text
        for part in (source.issuer, f"[{source.title}]({source.source_url})", "May 2024 (past its review date)"):
            assert part in reply.text
        assert LANES.passages[quote].section in (*re.findall("“(.+?)”", reply.text), source.title)


@every_lane
def test_nothing_but_quotes_sources_contacts_and_the_frame_is_said(lane: Lane) -> None:
    """Takes away what the documents and the book say; what is left is the template's, the same for every lane."""
    rest = said(lane).text
    for line in rest.splitlines():
        if line.startswith((">", "— [", "- ")) or not line:
            continue
        assert line in ("**From the guidance**", "We have not tried all of these ourselves.")


def test_a_lane_cannot_be_given_the_words_of_a_report() -> None:
    """The doxxing lane cannot say an address again: it never gets one."""
    lane = lane_of(["doxxing"], "x", LANES)
    assert lane

    assert [*inspect.signature(lane_reply).parameters] == ["wording", "contacts", "lane", "passages", "today", "choices"]
    assert [*inspect.signature(lane_of).parameters] == ["kinds", "platform", "lanes", "at_event"]
    assert "personal information about you not already in the public domain" in said(lane).text
    assert lane_of(["doxxing"], "12 Example Street", LANES) == LANES.named("doxxing")


def test_words_that_were_left_out_are_marked_and_neighbours_are_not() -> None:
    lane, lanes = one_lane(("Keep together:", "- Go in pairs."), ("Keep together:", "- Tell somebody.", "- Go in pairs."))

    text = said(lane, lanes).text

    assert "> Keep together:\n>\n> […]\n>\n> - Go in pairs." in text
    assert "> Keep together:\n>\n> - Tell somebody.\n> - Go in pairs." in text
    assert text.count("— [Example Guidance](https://example.org/guidance), Example Council, “On the doorstep”, May 2024.") == 1


@pytest.mark.parametrize(
    ("document_class", "label"),
    [
        (DocumentClass.EVIDENCE, "**From evidence of May 2024, not instructions:**"),
        (DocumentClass.HISTORIC, "**From May 2024. It may be out of date:**"),
    ],
)
def test_words_that_are_not_guidance_are_labelled(document_class: DocumentClass, label: str) -> None:
    passage = make_passage("Many went alone.", document_id="other", document_class=document_class)
    lane, lanes = one_lane(("Many went alone.",), shown=passage)

    assert f"{label}\n\n> Many went alone." in said(lane, lanes).text
    assert label not in said(*one_lane(("- Go in pairs.",))).text


def test_only_a_source_past_its_review_date_says_so() -> None:
    late = replace(LIST, source=replace(LIST.source, review_by=date(2026, 4, 30)))

    assert "past its review date" not in said(*one_lane(("- Go in pairs.",))).text
    assert "past its review date" in said(*one_lane(("- Go in pairs.",), shown=late)).text


def test_a_quote_with_a_withheld_address_carries_a_warning() -> None:
    passage = make_passage("Write to candidates2024@ncsc.gov.uk to sign up.", document_id="official")

    text = said(*one_lane((passage.text,), shown=passage)).text

    assert "(NCSC sign-up for candidates (general election 2024)). Don't rely on it." in text


def test_a_contact_is_short_and_says_where_it_does_not_help() -> None:
    lane, lanes = one_lane(("- Go in pairs.",), contacts=("101", "true-vision", "revenge-porn-helpline"))

    text = said(lane, lanes).text

    assert "- [Police non-emergency](https://police.uk/pu/contact-us/): [101](tel:101), 18001 101\n" in text
    assert "– Report hate crime online to the police (England, Wales, Northern Ireland)\n" in text
    assert "(Monday to Friday 10am to 4pm)\n" in text


def test_contacts_that_somebody_tried_need_no_warning() -> None:
    lane, lanes = one_lane(("- Go in pairs.",), contacts=("101",))
    tried = ContactBook([replace(BOOK.get("101"), checked_on=TODAY)])

    assert "We have not tried all of these ourselves." in said(lane, lanes).text
    assert "We have not tried" not in said(lane, lanes, book=tried).text


def test_a_quote_that_left_the_guidance_is_not_said_and_the_rest_is() -> None:
    stalking = LANES.named("stalking")
    assert stalking
    lanes = Lanes(lanes=LANES.lanes, passages={stalking.quotes[1]: LANES.passages[stalking.quotes[1]]})

    text = said(stalking, lanes).text

    assert "Do not engage" not in text
    assert "Repeated unwanted contact" in text


def test_a_lane_that_has_nothing_left_to_say_is_none() -> None:
    gone = Lanes(lanes=LANES.lanes)
    contacts_only = lane_of(["harassment_stalking"], "", gone)

    assert lane_of(["intimidation_in_person"], "", gone, at_event=True) is None
    assert contacts_only
    assert "From the guidance" not in said(contacts_only, gone).text
    assert lane_of(["threat"], "x", NO_LANES) is None


def test_the_buttons_are_those_of_the_caller() -> None:
    button = Choice(id="my", label="My reports")

    assert said(LANES.lanes[0], LANES, button).choices == (button,)
    assert support_reply(WORDING, BOOK.get("victim-support"), button).choices == (button,)


@pytest.mark.parametrize(
    ("lane_id", "nation", "expected"),
    [
        ("stalking", "", "stalking-helpline"),
        ("assault", "", "victim-support"),
        ("assault", "Wales", "victim-support"),
        ("assault", "Scotland", "victim-support-scotland"),
        ("assault", "Northern Ireland", None),
        ("cyber", "", None),
    ],
)
def test_one_contact_supports_people_where_they_are(lane_id: str, nation: str, expected: str | None) -> None:
    lane = LANES.named(lane_id)
    assert lane

    contact = support_of(lane, BOOK, nation=nation)

    assert (contact.id if contact else None) == expected


def test_support_is_one_contact_with_all_ways_to_reach_it() -> None:
    reply = support_reply(WORDING, BOOK.get("stalking-helpline"))

    assert reply.text.startswith(
        "If you would like to talk to somebody about it, now or later:\n\n- **National Stalking Helpline"
    )
    assert "[0808 802 0300](tel:08088020300)" in reply.text
    assert reply.text.count("\n- ") == 1


def test_the_log_says_which_lane_lost_a_quote_and_the_lane_stays(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("joint-guidance-for-candidates-2024", "safety-and-security-guidance-2024"):
        text = (bundled_documents() / f"{name}.md").read_text(encoding="utf-8")
        (folder / f"{name}.md").write_text(text.replace("Do not engage with", "Stay away from"), encoding="utf-8")

    lanes = lanes_in_use(tmp_path, BOOK)

    assert [(record.message, record.__dict__["lane"], record.__dict__["count"]) for record in caplog.records] == [
        ("lane.quotes_left_out", "stalking", 1)
    ]
    assert len(lanes.lanes) == len(LANES.lanes)
    stalking = lanes.named("stalking")
    assert stalking
    assert "engage" not in said(stalking, lanes).text
