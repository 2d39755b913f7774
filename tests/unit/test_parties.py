"""The names of the parties: what becomes "party", and what only looks like a name."""

import unicodedata
from collections.abc import Callable

import pytest

from knowledge import parties
from knowledge.parties import MASK, Party, everyday_phrases, neutral, neutral_with_places, read_parties

PARTIES = read_parties()
PLAIN_FORMS = sorted({form for party in PARTIES for form in party.forms if form[-1] not in "*^"})


# --- the table ---


def test_every_party_that_won_a_seat_in_2024_is_there() -> None:
    assert {party.id for party in PARTIES if party.has_seats} == {
        "labour",
        "conservative",
        "liberal-democrats",
        "snp",
        "sinn-fein",
        "reform-uk",
        "dup",
        "green",
        "plaid-cymru",
        "sdlp",
        "alliance",
        "tuv",
        "uup",
        "co-operative",
        "independent",
    }


def test_every_party_has_its_own_id_and_its_own_forms() -> None:
    assert len({party.id for party in PARTIES}) == len(PARTIES)
    forms = [form for party in PARTIES for form in party.forms]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.id)
def test_every_partys_full_name_is_seen(party: Party) -> None:
    name = f"the {party.name}"

    assert neutral(f"somebody of {name} is at the door") == f"somebody of {MASK} is at the door"


@pytest.mark.parametrize("phrase", everyday_phrases())
def test_every_everyday_phrase_holds_a_name_and_is_left_alone(phrase: str) -> None:
    assert neutral(f"what about {phrase} here") == f"what about {phrase} here"


def test_no_everyday_phrase_is_there_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each keeps a name from being seen, in small letters or with a capital."""
    phrases = everyday_phrases()
    monkeypatch.setattr(parties, "everyday_phrases", lambda: {"no such phrase": "phrase"})
    parties._names.cache_clear()
    try:
        idle = [phrase for phrase in phrases if not any(_names_a_party(said) for said in _ways(phrase))]
    finally:
        parties._names.cache_clear()

    assert idle == []


def _ways(phrase: str) -> list[str]:
    return [phrase, phrase.replace("green", "Green"), f"{phrase} candidate"]


def _names_a_party(phrase: str) -> bool:
    text = f"what about the {phrase} here"
    return neutral(text) != text


# --- names ---


@pytest.mark.parametrize("form", PLAIN_FORMS)
@pytest.mark.parametrize("change", [str.lower, str.upper, str.title])
def test_every_form_is_seen_however_it_is_typed(form: str, change: Callable[[str], str]) -> None:
    typed = change(form)

    for name in (typed, f"the {typed}", f"{typed}'s", f"{typed}’s", f"{typed} party", unicodedata.normalize("NFD", typed)):
        assert neutral(f"who in {name} do i ring") == f"who in {MASK} do i ring"


@pytest.mark.parametrize(
    ("typed", "neutral_text"),
    [
        ("Labour/Tory slanging match", "party/party slanging match"),
        ("the Labour and Conservative parties", "party and party"),
        ("the Labour Party's canvassers", "party canvassers"),
        ("the Greens' canvassers", "party canvassers"),
        ("LibDems, lib-dems and Lib Dems", "party, party and party"),
        ("the reformuk lot", "party lot"),
        ("anti-Labour, ex-SNP", "anti-party, ex-party"),
        ("Welsh Labour and the Scottish Greens", "party and party"),
        ("Labour and Co-operative candidate", "party candidate"),
        ("the cooperative party", "party"),
        ("Sinn Fein or Sinn Féin", "party or party"),
        ("ydi Llafur yn deud", "ydi party yn deud"),
        ("y Blaid Werdd neu'r Ceidwadwyr", "party neu'r party"),
        ("will the by-election go to reform", "will the by-election go to party"),
        ("what do you reckon to reform's tax plans", "what do you reckon to party tax plans"),
    ],
)
def test_names_are_seen_in_every_shape(typed: str, neutral_text: str) -> None:
    assert neutral(typed) == neutral_text


def test_the_article_goes_with_the_name() -> None:
    canvassers = {
        neutral(f"{typed} canvasser") for typed in ("a Labour", "an SNP", "A Reform UK", "an Alliance", "an independent")
    }

    assert canvassers == {"a party canvasser"}
    assert neutral("the Labour canvasser") == neutral("SNP canvasser") == "party canvasser"


# --- names that are everyday words too ---


@pytest.mark.parametrize("word", ["green", "alliance", "independent", "reform", "Green", "Alliance", "Independent", "Reform"])
@pytest.mark.parametrize("person", ["candidate", "canvassers", "activist's", "MP", "voters'", "lad", "lady"])
def test_beside_a_person_of_politics_it_is_a_party(word: str, person: str) -> None:
    assert neutral(f"some {word} {person} shouted") == f"some party {person} shouted"


@pytest.mark.parametrize("word", ["green", "alliance", "reform", "Green"])
@pytest.mark.parametrize("vote", ["vote", "votes", "voted", "voting", "VOTED"])
def test_what_is_voted_for_is_a_party(word: str, vote: str) -> None:
    if (word, vote) != ("reform", "voting"):  # voting reform is another thing
        assert neutral(f"they {vote} {word} in our street") == f"they {vote} party in our street"


@pytest.mark.parametrize(
    ("typed", "neutral_text"),
    [
        ("a Green shouted at me", "a party shouted at me"),
        ("was it a Green, he asked", "was it a party, he asked"),
        ("somebody from Alliance keeps ringing", "somebody from party keeps ringing"),
        ("what do the Independents say", "what do party say"),
    ],
)
def test_with_a_capital_in_mid_sentence_it_is_a_party(typed: str, neutral_text: str) -> None:
    assert neutral(typed) == neutral_text


@pytest.mark.parametrize(
    "text",
    [
        "was there a green paper on internet safety",
        "the Internet Safety Strategy Green Paper",
        "have we the green light to leaflet",
        "Green light for the canvass?",
        "the odd letter in green ink",
        "our candidate's a bit green",
        "my wife's in labour with our second, so who covers the count",
        "she went into labour at the hustings",
        "she's in labour now",
        "hard labour for that, I hope",
        "is unpaid labour allowed",
        "a labour-intensive leaflet drop",
        "at a conservative estimate forty people",
        "my congregation is socially conservative",
        "who asked for the independent review",
        "the Independent Office for Police Conduct",
        "do independents get the briefing, or only the parties",
        "I'm an independent with no party behind me",
        "somebody independent should look at it",
        "who pays the electoral reform campaign",
        "undue influence reform: has anyone promised it",
        "what will the reforms to postal votes change",
        "the Electoral Reform Society",
        "I think we should reform the law",
        "an alliance of charities",
        "the Harbour Alliance",
        "the Alliance for Better Buses",
        "he wore a plaid shirt",
        "we met on the village green, by the pond",
        "the co-op on the corner",
        "I'd restore order first",
        "laboured, greenish, notorious, reformatted, dupe, conservatory",
        "",
    ],
)
def test_an_everyday_use_is_left_alone(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("typed", "neutral_text"),
    [
        ("who in labour deals with complaints", "who in party deals with complaints"),
        ("someone in Labour with a grudge", "someone in party with a grudge"),
        ("is the conservative with the megaphone allowed", "is party with the megaphone allowed"),
        ("a Labour ward", "a party ward"),
        ("who calls for Reform candidates to stand down", "who calls for party candidates to stand down"),
        ("paint thrown at the Green Party lady", "paint thrown at party lady"),
        ("she went into Labour HQ", "she went into party HQ"),
        ("i complained about the greens", "i complained about party"),
        ("green papers and Green candidates", "green papers and party candidates"),
    ],
)
def test_a_name_beside_an_everyday_use_is_still_seen(typed: str, neutral_text: str) -> None:
    assert neutral(typed) == neutral_text


@pytest.mark.parametrize(
    "text", ["Tory party members and the Greens", "a Labour voter", "vote Green", "the reform of the Tories"]
)
def test_what_is_neutral_stays_as_it_is(text: str) -> None:
    assert neutral(neutral(text)) == neutral(text)


# --- places ---


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.id)
def test_every_letter_of_a_neutral_text_knows_where_it_was_typed(party: Party) -> None:
    text = f"somebody of the {party.name} shouted at Dad\u0301 outside the caf\u00e9"

    said, places = neutral_with_places(text)

    assert said == neutral(text)
    assert len(places) == len(said)
    assert {text[start:end] for start, end in places[said.index(MASK) :][: len(MASK)]} == {f"the {party.name}"}
    for word in ("shouted", "outside"):
        first, last = places[said.index(word)], places[said.index(word) + len(word) - 1]
        assert text[first[0] : last[1]] == word


@pytest.mark.parametrize("text", ["", "no name at all", "Labour", "e\u0301", "\u0301", "\ud800"])
def test_places_lie_in_the_text(text: str) -> None:
    said, places = neutral_with_places(text)

    assert said == neutral(text)
    assert all(0 <= start < end <= len(text) for start, end in places)
