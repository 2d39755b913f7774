"""Redacting: nobody can be told from what is left, in whatever shape they were typed, and what was asked can still be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redacting import CommonWordsOnly, everything_out
from knowledge.vocabulary import bundled_words, words_of

COMMON = bundled_words()
redact = CommonWordsOnly(COMMON)

INVENTED = (
    "Jacinta Okonkwo",
    "Bartholomew Quillfeather-Price",
    "Siobhán O'Dowdall",
    "Priya Thistlewood",
    "Llinos ap Gwyddel",
    "Zbigniew Wąchocki",
    "王小明",
    "Fatima al-Rashidi",
    "Renée d’Aubigny",
    "Mark Hill",
    "Bill Street",
    "Nick Power",
    "Sue Long",
    "Hannah Young",
    "Tom Black",
    "Dawn Page",
    "David Ward",
    "Kim Park",
    "Beth Law",
    "Ed Green",
)
"""People who do not exist; the family names of the last ones are everyday words, and their first names are words too."""

SHAPES = {
    "as a name": "is {} allowed to ring me",
    "small": "is {small} allowed to ring me",
    "shouted": "IS {loud} ALLOWED TO RING ME",
    "like a headline": "Is {} Allowed To Ring My Office",
    "first": "{} keeps ringing my office",
    "first, small": "{small} keeps ringing my office",
    "last": "who threatened me? {}",
    "after a full stop": "I was threatened. {} did it.",
    "owner": "was {}'s post on Facebook a threat",
    "owner, small": "was {small}'s post on facebook a threat",
    "typographic owner": "was {}’s post on Facebook a threat",
    "in quotes": 'the letter was signed "{}" and it was a threat',
    "in brackets": "a man ({}) threatened me",
    "between commas": "my agent, {}, is scared",
    "signed": "what can the police do?\nThanks,\n{}",
    "signed, small": "what can the police do\nthanks\n{small}",
    "with a title": "can Mr {} ring me at home",
    "with a title, small": "can cllr. {small} ring me at home",
    "glued": "help me.{} is here",
    "as a handle": "@{glued} sent me a threat",
    "with dots": "{dotted} sent me a threat",
    "with underscores": "{underscored} sent me a threat",
    "as an address": "write to {dotted}@example.org about the threat",
    "as a link": "see https://example.org/{glued} for the threat",
    "as a tag": "the police know #{glued}",
    "with digits": "{glued}99 sent me a threat",
    "invisible signs": "is {joined} allowed to ring me",
    "wide letters": "is {wide} allowed to ring me",
    "marks above": "is {marked} allowed to ring me",
    "starred": "is *{}* allowed to ring me",
    "emoji": "is 🙂{}🙂 allowed to ring me",
}


def shaped(shape: str, name: str) -> str:
    parts = re.split(r"\W+", name)
    return SHAPES[shape].format(
        name,
        small=name.lower(),
        loud=name.upper(),
        glued="".join(parts).lower(),
        dotted=".".join(parts).lower(),
        underscored="_".join(parts).lower(),
        joined="\u200b".join(name),
        wide="".join(chr(ord(sign) + 0xFEE0) if "a" <= sign.lower() <= "z" else sign for sign in name),
        marked="".join(f"{sign}\u0337" if sign.isalpha() else sign for sign in name),
    )


@pytest.mark.parametrize("name", INVENTED)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_is_taken_out_in_every_shape(name: str, shape: str) -> None:
    shown = redact(shaped(shape, name))

    around = set(words_of(SHAPES[shape].replace("{", " ").replace("}", " ").casefold()))
    left = {word.casefold() for word in words_of(shown)} - around
    assert left == set(), shown
    assert "[...]" in shown


@pytest.mark.parametrize("name", [name for name in INVENTED if name.isascii()])
@pytest.mark.parametrize("place", range(1, 6))
def test_a_name_with_a_slip_of_the_pen_is_taken_out(name: str, place: int) -> None:
    first, last = name.lower().split(" ", 1)
    slips = {
        f"{first[:place]}{last[0]}{first[place:]}",
        f"{first}{last}",
        f"{first} {last}{last[-1]}zz",
        f"{first[:place]}zq {last}q",
    }

    for slip in slips:
        left = set(words_of(redact(f"is {slip} allowed to ring me")))
        assert left - {"is", "allowed", "to", "ring", "me"} == set(), slip


TRACES = (
    "pat@example.org",
    "<pat.example@mail.example.org>",
    "mailto:pat@example.org",
    "pat (at) example (dot) org",
    "pat at example dot co dot uk",
    "https://example.org/police/officer",
    "HTTP://example.org",
    "www.example.org",
    "example.org",
    "t.me/police",
    "facebook.com/police.officer",
    "@police",
    "@police_officer",
    "police_officer",
    "#police",
    "u/police",
    "/u/police",
    "police.officer",
    "police99",
    "99police",
    "SW1A 1AA",
    "sw1a1aa",
    "M1 1AE",
    "AB12 CDE",
    "12 high street",
    "12a, High Street",
    "Flat 2, 14 station road",
    "7 park close",
    "green road",
    "Church Lane",
)


@pytest.mark.parametrize("trace", TRACES)
def test_handles_addresses_links_and_postcodes_go_whole_though_their_words_are_common(trace: str) -> None:
    shown = redact(f"he lives here {trace} and he threatened me")

    assert re.fullmatch(r"he lives here (?:\[\.\.\.\](?: [2h]\w*)?[, ]*)*and he threatened me", shown.replace("Flat ", "")), shown


NUMBERS = (
    "01632 960123",
    "01632 960 123",
    "(01632) 960-123",
    "+44 1632 960123",
    "0 1 6 3 2 9 6 0 1 2 3",
    "01.63.29.60.12",
    "01/63/29/60",
    "01~63~29~60",
    "01🙂63🙂29🙂60",
    "０１６３２９６０１２３",
    "①⑥③②⑨⑥⓪",
    "0️⃣1️⃣6️⃣3️⃣2️⃣9️⃣",
    "01\u200b632\u200b960123",
    "٠١٦٣٢٩٦٠",
    "123",
    "2019",
    "12/05/2019",
    "1,000",
    "9991",
    "999101",
    "oh one six three two nine six",
    "double nine, double one, six",
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_three_digits_and_more_is_only_said_to_be_one(number: str) -> None:
    assert redact(f"they rang from {number} and hung up") == "they rang from [number] and hung up"


@pytest.mark.parametrize(
    "text",
    [
        "is it 999 or 101?",
        "999/101",
        "I rang 999 and then 101.",
        "he came 2 times at 10.30pm on the 2nd, about 10-15 people",
        "nine nine nine",
        "who do I ring about threats on Facebook?",
        "I'm worried about my family's safety, what's the party's duty?",
        "does Operation Bridger help councillors in Scotland and Northern Ireland",
        "my candidate’s home address is on X",
        "is FACEBOOK responsible and is the SPOC",
        "is gov.uk right about imprints",
        "DO I RING THE POLICE OR THE PARTY",
        "somebody in the street shouted at me, 20 people on the high street too",
        "he/she will be there and/or may vote",
    ],
)
def test_what_everybody_says_is_left_as_it_was_typed(text: str) -> None:
    expected = "my candidate's home address is on X" if "’" in text else text

    assert redact(text).replace("’", "'") in {expected, text}


def test_a_run_is_one_mark_and_lines_stay_lines() -> None:
    text = "Was it Jacinta Okonkwo, Bartholomew Quill or Siobhan?\nThanks\nJacinta"

    assert redact(text) == "Was it [...] or [...]?\nThanks\n[...]"


def test_words_that_are_names_too_stay_where_nothing_speaks_of_a_name() -> None:
    text = "young people in the street said hello, what is the price of power and is the law strong"

    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my name is will green", "my name is [...]"),
        ("a man named young hit me", "a man named [...] hit me"),
        ("councillor hill hit me", "[...] hit me"),
        ("Power hit me. Law did too", "[...] hit me. [...] did too"),
        ("mr power hit me", "[...] hit me"),
        ("mrs. best hit me", "mrs. [...] hit me"),
        ("Dr. Best hit me", "[...] hit me"),
        ("power quillfeather hit me", "[...] hit me"),
        ("quillfeather power hit me", "[...] hit me"),
        ("power, quillfeather hit me", "power, [...] hit me"),
        ("was it Black", "was it [...]"),
        ("i stand in reading next year", "i stand in [...] next year"),
        ("reading comments about me", "reading comments about me"),
    ],
)
def test_words_that_are_names_too_go_where_something_speaks_of_a_name(text: str, shown: str) -> None:
    assert redact(text).replace("councillor [...]", "[...]") == shown


def test_it_knows_only_the_words_that_it_was_given() -> None:
    assert CommonWordsOnly(frozenset({"who", "zorbs"}))("who zorbs me, Zorbs?") == "who zorbs [...]?"
    assert CommonWordsOnly(frozenset())("who do I ring") == "[...]"
    assert everything_out("who do I ring") == ""


def test_nothing_is_left_of_nothing() -> None:
    assert [redact(text) for text in ("", "  \n ", "🙂", "\ud83d", "\x00")] == [""] * 5


PIECES = st.sampled_from([*INVENTED, *TRACES, *NUMBERS, "who", "do I ring", "mr", "the police", ".", "\n", "-", "'s", "999", "I"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)))
def test_whatever_is_typed_only_common_words_and_short_numbers_are_left(text: str) -> None:
    shown = redact(text)

    rest = shown.replace("[...]", " ").replace("[number]", " ")
    assert {word.casefold() for word in words_of(re.sub(r"\d+\w*", " ", rest))} <= {word.casefold() for word in COMMON}
    assert [digits for digits in re.findall(r"\d+", rest) if len(digits) > 2 and digits not in ("999", "101")] == []
    assert not set("@#_\\=|") & set(rest)


@given(st.text(alphabet="a1 @.-'", min_size=2_000, max_size=4_000))
def test_a_long_message_is_redacted_too(text: str) -> None:
    assert "@" not in redact(text)
