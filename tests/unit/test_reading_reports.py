"""What a quick report's card takes from one message: short wordings, a day and a time told apart, nobody made up."""

import re
from datetime import UTC, datetime

import pytest

from bot.triage.categories import categories, kinds
from bot.triage.extracting import extract
from bot.triage.when import told
from bot.triage.wording import plain
from bot.triage.wordlists import any_word, spelt_out

# A Wednesday, 16:04 by British summer time.
SENT = datetime(2026, 4, 29, 15, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A man in a green waxed jacket stood up and shouted", "A man in a green waxed jacket"),
        ("this fella outside the bookies came at us", "this fella"),
        ("the bloke behind the counter refused to serve me", "the bloke behind the counter"),
        ("a lad with a machete chased us", "a lad"),
        ("we were chased by a group of about ten", "a group of about ten"),
        ("the landlord of the Plough has barred me", "the landlord of the Plough"),
        ("Mr Quill from the bowls club told me to watch myself", "Mr Quill from the bowls club"),
        ("Male, approx 30, grey hoodie, kicked our board over", "Male, approx 30, grey hoodie"),
        ("abuse on Facebook from 'Quux Watch' again", "Quux Watch"),
        ("a DM from quux_grey said it", "quux_grey"),
        ("my ex husband's mate Quill got in my face", "my ex husband's mate Quill"),
        ("one of them auditors barged in and filmed us", "one of them auditors"),
        ("a local businessman, Ron Quill, took my rosette", "a local businessman, Ron Quill"),
    ],
)
def test_a_person_is_described_shortly_and_as_typed(text: str, who: str) -> None:
    assert extract(text, sent_at=SENT).who == who


@pytest.mark.parametrize(
    "text",
    [
        "someone keyed my car", "our stall was egged, Quill got one on the shoulder", "I was called a liar",
        "seen by a driver at 6am", "fake video of our candidate, Cllr Quill",
        "our treasurer got an email asking for vouchers", "police turned up at the office",
        "the account was hacked, some 400 residents were sent an invoice", "candidate's wife here, a letter came",
        "kids terrified", "two witnesses", "hi it's Quill from the youth team, posters ripped down", "our man has dropped out",
    ],
)  # fmt: skip
def test_nobody_on_our_side_did_it(text: str) -> None:
    assert extract(text, sent_at=SENT).who is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a man shoved me outside the library on Quux Lane", "outside the library on Quux Lane"),
        ("egged in the garden centre café in Melbury", "the garden centre café in Melbury"),
        ("Brook St, Quill said nothing, a man spat at us", "Brook St"),
        ("he waited by the bins in Quux House car park 10 minutes ago", "by the bins in Quux House car park"),
        ("a man in a red coat spat at me at the White Hart", "the White Hart"),
        ("someone sprayed SCUM on our van in Melbury", "our van in Melbury"),
        ("hoax call, armed officers turned up at my address", "my address"),
        ("comments on Facebook about my school in Melbury", None),
        ("in the Melbury Chat group on Facebook they call me a crook", "the Melbury Chat group"),
        ("LinkedIn message from a former colleague, Quill P, telling me to drop out", None),
    ],
)
def test_a_place_is_whole_and_online_there_is_none(text: str, where: str | None) -> None:
    assert extract(text, sent_at=SENT).where == where


@pytest.mark.parametrize(
    ("text", "words", "instant"),
    [
        ("A man shoved me on Saturday. It was about 3pm.", "on Saturday … about 3pm", "2026-04-25T15:00+01:00"),
        ("hustings tonight, a man stood up at about 2.15", "tonight … about 2.15", "2026-04-29T14:15+01:00"),
        ("rung at 10.50, we've a rally tonight", "10.50", "2026-04-29T10:50+01:00"),
        ("in the early hours of Tuesday", "in the early hours of Tuesday", "2026-04-28T03:00+01:00"),
        ("last night at 1.30am", "last night at 1.30am", "2026-04-29T01:30+01:00"),
        ("a week last Tuesday", "a week last Tuesday", "2026-04-21T12:00+01:00"),
        ("Weds last week about 3pm", "Weds last week about 3pm", "2026-04-22T15:00+01:00"),
        ("Thurs 23rd, 6.10pm", "Thurs 23rd, 6.10pm", "2026-04-23T18:10+01:00"),
        ("twoish", "twoish", "2026-04-29T14:00+01:00"),
        ("at 1430 today", "1430 today", "2026-04-29T14:30+01:00"),
        ("quarter to one in the morning", "quarter to one in the morning", "2026-04-29T00:45+01:00"),
        ("an hour and a half ago", "an hour and a half ago", "2026-04-29T14:34+01:00"),
        ("on 14.04.26 at 3pm", "on 14.04.26 at 3pm", "2026-04-14T15:00+01:00"),
        ("I'd like to log that on Monday evening a man came", "on Monday evening", "2026-04-27T19:00+01:00"),
        ("half past six on Monday, my next door neighbour", "half past six on Monday", "2026-04-27T18:30+01:00"),
        ("he came this morning, sat at the back and stared", "this morning", "2026-04-29T09:00+01:00"),
        ("it was fine Friday at 6pm, found it last night around 10", "last night around 10", "2026-04-28T22:00+01:00"),
        ("at the count last night, about quarter to two in the morning", None, "2026-04-29T01:45+01:00"),
        ("a dm at 2.50pm, he'll be outside the school tomorrow", "2.50pm", "2026-04-29T14:50+01:00"),
        ("heddiw tua chwarter i dri", "heddiw tua chwarter i dri", "2026-04-29T14:45+01:00"),
        ("bank holiday hustings got nasty about 2", "about 2", "2026-04-29T14:00+01:00"),
        ("it says everyone votes on Friday instead", None, None),
        ("he did it the other day", "the other day", None),
    ],
)
def test_loose_times_are_counted_and_a_day_is_joined_to_its_time(text: str, words: str | None, instant: str | None) -> None:
    time = told(text, sent_at=SENT)

    assert time.instant == instant
    assert words is None or time.words == words


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("two men claiming to be from the commission came to the house. Rang the council, not theirs", "in_person"),
        ("kids nicked her rosette and phone at the bus stop", "in_person"),
        ("his YouTube channel reads out my tweets", "youtube"),
        ("a DM on Threads", "threads"),
        ("a man shoved me, can someone ring me", "in_person"),
        ("my car was keyed while we were stuffing envelopes", None),
    ],
)
def test_the_channel_is_the_one_it_came_by(text: str, platform: str | None) -> None:
    assert extract(text, sent_at=SENT).platform == platform


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man shouted at us at the stall and then shoved me over", "physical_assault"),
        ("he said he'd break my legs on the doorstep", "threat"),
        ("a woman at the stall called our volunteer a racist slur", "discriminatory_abuse"),
        ("a stranger followed me home from the hustings", "harassment_stalking"),
        ("fake video of me going round", "disinformation_deepfake"),
    ],
)
def test_what_is_told_in_so_many_words_is_the_most_telling_kind(text: str, kind: str) -> None:
    fits = {"intimidation_in_person": 0.5, kind: 0.4, "other": 0.1}

    assert kinds(plain(text), (), fits)[0] == kind
    assert categories(plain(text))[0] == kind


def test_without_plain_words_the_labelled_messages_decide() -> None:
    fits = {"unwanted_contact": 0.2, "suspicious_activity": 0.5, "other": 0.1}

    assert kinds("something odd", (), fits) == ("suspicious_activity",)
    assert kinds("something odd", (), dict.fromkeys(fits, 0.1)) != ()


def test_a_word_list_finds_the_longest_of_its_words_and_no_part_of_one() -> None:
    pattern = re.compile(any_word("bus | bus stops? | (wo)?m(a/e)n"))

    assert [found[0] for found in pattern.finditer("the bus stops, a woman, human, buses, men")] == ["bus stops", "woman", "men"]
    assert set(spelt_out("lads?")) == {"lad", "lads"}
