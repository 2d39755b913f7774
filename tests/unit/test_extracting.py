"""Everything that a message tells, together: for reports, for reports put as a question, and for nothing else."""

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import PLATFORMS, Intent, triage
from bot.triage.extracting import Extracted, extract
from bot.triage.platform import platform
from bot.triage.said import TOGETHER
from bot.triage.where import where
from bot.triage.who import who
from bot.triage.wording import plain

SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


def test_a_message_is_read_in_all_its_parts() -> None:
    read = extract(
        "I'm trans. Two lads on a moped threw eggs at me outside the Corn Exchange in Melbury, about 7 last night", sent_at=SENT
    )

    assert read.when == "about 7 last night"
    assert (read.when_iso, read.when_until_iso, read.when_about) == ("2026-06-02T19:00+01:00", None, True)
    assert read.where == "outside the Corn Exchange in Melbury"
    assert read.who == "Two lads on a moped"
    assert read.platform == "in_person"
    assert read.protected_characteristic == "gender_reassignment"


def test_an_empty_text_tells_nothing() -> None:
    assert extract("", sent_at=SENT) == Extracted()


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        extract("last night", sent_at=datetime(2026, 6, 3))


def test_a_report_put_as_a_question_is_read_too() -> None:
    decision = triage("Is a man allowed to film our children outside the nursery in Melbury every Tuesday?", sent_at=SENT)

    assert decision.where == "outside the nursery in Melbury"
    assert decision.who == "a man"


@pytest.mark.parametrize(
    "text", ["what happened to the report I made last night at the office?", "hello", "please delete all my data"]
)
def test_a_text_that_asks_for_something_else_is_not_read(text: str) -> None:
    decision = triage(text, sent_at=SENT)

    assert decision.intent is not Intent.REPORT
    assert (decision.when, decision.where, decision.who, decision.platform, decision.when_about) == (
        None,
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("he parked behind the Co-op car park again and waited", "behind the Co-op car park"),
        ("a woman screamed at the candidate in my surgery", "my surgery"),
        ("they kicked over the gazebo. Quillby, Saturday.", "Quillby"),
        ("poster boards sawn off, Fern Lane, Melbury", "Fern Lane, Melbury"),
        ("we are hiding in the kitchen of the village hall", "the kitchen of the village hall"),
        ("where: the bandstand, when: noon, who: a lad on a bike", "the bandstand, when"),
        ("he is tu allan i'r swyddfa", "tu allan i'r swyddfa"),
        ("my number is on a Telegram channel called Melbury Watch", "a Telegram channel called Melbury Watch"),
    ],
)
def test_places_are_found_in_many_wordings(text: str, place: str) -> None:
    found = where(text)

    assert found is not None
    assert place in found or found in place


@pytest.mark.parametrize(
    "text",
    ["he called me names", "a nasty email on Monday", "I feel sick about it", "he shouted at Wendy", "in March he wrote again"],
)
def test_no_place_is_made_up(text: str) -> None:
    assert where(text) is None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("two lads on a moped snatched the clipboard", "two lads on a moped"),
        ("the same account has posted it again", "the same account"),
        ("we were followed by a woman with a pram", "a woman with a pram"),
        ("my ex has been outside the office", "my ex"),
        ("theres some bloke in a mask at the gate", "some bloke in a mask"),
        ("@quux_9 keeps posting it", "@quux_9"),
        ("mae dyn mewn mwgwd wrth y drws", "dyn mewn mwgwd"),
        ("a neighbour told my wife to move out", "a neighbour"),
    ],
)
def test_people_are_found_in_many_wordings(text: str, person: str) -> None:
    found = who(text)

    assert found is not None
    assert person in found


@pytest.mark.parametrize(
    "text", ["I was tired", "our candidate was hurt", "my daughter is frightened", "he did it", "paint on the door"]
)
def test_nobody_is_made_up(text: str) -> None:
    assert who(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("she texted me nine times", "phone"),
        ("there was a voicemail, just breathing", "phone"),
        ("an unsigned letter with a Melbury postmark", "post"),
        ("it is in the replies under her post", "x"),
        ("a man at the stall poked me in the chest", "in_person"),
        ("somebody on Nextdoor says I am a crook", "nextdoor"),
        ("a threads account keeps tagging us, it's on threads", "threads"),
        ("there is a whole website about me", "website"),
        ("galwad yn y nos, neb yn siarad", "phone"),
        ("three men surrounded our volunteer and would not let her pass", "in_person"),
        ("the tyres were slashed overnight", None),
    ],
)
def test_how_it_came_names_the_channel(text: str, name: str | None) -> None:
    assert platform(plain(text)) == name
    assert name is None or name in PLATFORMS


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    read = extract(text, sent_at=SENT)

    for words in (*(read.when or "").split(TOGETHER), read.where, read.who):
        assert words is None or words in text
    assert read.platform is None or read.platform in PLATFORMS


HOSTILE = (
    "A ", "At The ", "the man in the ", "outside the back of the ", "Aa Bb, ", "no. 1 Aa Aa ", "my Xx's ", "'", '"',
    "\n", " ", "12/12/12 ",
    "between 6 and ", "since the a b ", "a b c man ", "someone in a b c d e f ", "yn y ", "called Aa Bb ",
    "in the open word ", "1 ", "at ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
@pytest.mark.parametrize("read", [where, who, lambda text: extract(text, sent_at=SENT).when], ids=["where", "who", "all"])
def test_ten_thousand_hostile_characters_are_read_at_once(piece: str, read: object) -> None:
    text = (piece * 10_000)[:10_000]
    assert callable(read)
    read(text)  # once, so that nothing is measured that happens only once

    began = process_time()
    read(text)

    assert process_time() - began < 0.25  # seconds; a few times what it takes, which only a pattern gone wrong exceeds
