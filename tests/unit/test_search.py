"""One question to the best passages: which come first, which may be seen, and when it is an answer."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import EncoderUnavailable
from index.ranking import HANDICAP, rivals
from index.search import ALL, DOUBT, Search, collection_of
from index.testing import BagOfWordsEncoder
from index.texts import headed, texts_of
from knowledge.passage import DocumentClass, Findings, Passage
from knowledge.refusal import Reason, Refusal, Route
from tests.unit.invented_guidance import asks, make_passage, search_over, unanswered

PUBLIC = frozenset({"official", "evidence", "historic"})
DOGS = make_passage("Keep leaflets away from dogs. Rattle the gate before you open it.", heading="Dogs")
STAIRS = make_passage("Dark stairwells need a torch and a colleague.", heading="Blocks of flats")
BADGES = make_passage("Every volunteer wears a badge with the agent's telephone number.", heading="Badges")
TRAINS = tuple(unanswered(f"when does the {hour} o'clock train to {town} leave") for hour in (7, 8, 9) for town in ("Ayr", "Ely"))
SPENDING = tuple(
    unanswered(f"how much may we spend on {what}", Reason.NEAR_MISS, Route.ELECTORAL_COMMISSION)
    for what in ("leaflets", "a van", "posters", "stamps", "adverts", "phones", "a hall", "buses", "balloons", "printing")
)


class FailingEncoder(BagOfWordsEncoder):
    """Works until it is told to fail, as a model does when memory runs out."""

    is_failing = False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.is_failing:
            raise EncoderUnavailable(self.name, "It is out of memory.")
        return super().encode(texts)


def ask(search: Search, question: str, *, collections: frozenset[str] = PUBLIC, limit: int = 5) -> Findings:
    return search.find(question, search.read(question), collections=collections, limit=limit)


def ask_words(search: Search, question: str, *, collections: frozenset[str] = PUBLIC) -> Findings:
    return search.find(question, None, collections=collections)


def found(findings: Findings) -> list[Passage]:
    return [hit.passage for hit in findings.hits]


@pytest.fixture
def search() -> Search:
    return search_over([DOGS, STAIRS, BADGES], BagOfWordsEncoder(), [*TRAINS, *SPENDING])


def test_the_passage_that_fits_best_is_first_and_an_answer(search: Search) -> None:
    findings = ask(search, "is a torch needed in dark stairwells")

    assert found(findings)[0] == STAIRS
    assert findings.is_answer
    scores = [hit.score for hit in findings.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)


@pytest.mark.parametrize("question", ["", "👍", "\ud800", "x" * 5000, "dogs " * 1000, "\x00\x1b[31m"])
def test_odd_input_is_answered_calmly(search: Search, question: str) -> None:
    assert len(ask(search, question).hits) <= 3
    assert len(ask_words(search, question).hits) <= 3


def test_at_most_as_many_hits_as_were_asked_for(search: Search) -> None:
    question = "badge dogs torch"

    assert len(ask(search, question, limit=2).hits) == 2
    assert len(ask(search, question, limit=50).hits) == 3
    with pytest.raises(ValueError, match="At least one"):
        ask(search, question, limit=0)


def test_one_sentence_of_a_long_passage_is_enough() -> None:
    filler = " ".join(f"Paragraph {word} speaks of other matters entirely." for word in ("one", "two", "three", "four"))
    long = make_passage(f"{filler} Rattle the gate before you open it.", heading="Long")
    short = make_passage("The gate of the depot opens at nine.", heading="Short")
    search = search_over([short, long], BagOfWordsEncoder())

    assert found(ask(search, "rattle gate before open"))[0] == long


def test_an_example_question_brings_its_passage_to_those_who_ask_like_it() -> None:
    question = "will an alsatian have my fingers at the letterbox"
    untaught = search_over([STAIRS, BADGES, DOGS], BagOfWordsEncoder())
    taught = search_over([STAIRS, BADGES, DOGS], BagOfWordsEncoder(), [asks("alsatian at a letterbox, will it bite", DOGS)])

    assert not ask(untaught, question).is_answer
    assert found(ask(taught, question))[0] == DOGS
    assert ask(taught, question).is_answer
    assert found(ask_words(taught, question))[0] == DOGS


# --- what is shown ---


def test_what_is_shown_is_verbatim_whatever_is_compared() -> None:
    markdown = "Read **this** [page](https://example.org/x):\n\n- one item of it\n- Dial 999 \\*now\\* <https://example.org>"
    search = search_over([make_passage(markdown)], BagOfWordsEncoder())

    assert found(ask(search, "which page"))[0].text == markdown


def test_markup_and_addresses_are_not_compared() -> None:
    passage = make_passage("**Fake text:** see [the page](https://example.org/torch).\n\n- A second item stands alone here.")

    texts = texts_of(passage)

    assert texts == (
        "At the door: Fake text: see the page. A second item stands alone here.",
        "Fake text: see the page.",
        "A second item stands alone here.",
    )
    assert texts[0] == headed(passage)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("keep leaflets from dogs", "Keep leaflets away from dogs."),
        ("rattle what before i open", "Rattle the gate before you open it."),
        ("will the alsatian hear me coming", "Rattle the gate before you open it."),
    ],
)
def test_the_sentence_that_answers_is_told_by_its_words_or_by_its_examples(question: str, sentence: str) -> None:
    example = asks("how does an alsatian hear that i am coming", DOGS, "Rattle the gate")
    search = search_over([STAIRS, DOGS], BagOfWordsEncoder(), [example])

    hit = ask(search, question).hits[0]

    assert (hit.passage, hit.sentence) == (DOGS, sentence)


def test_without_a_vector_no_sentence_is_told(search: Search) -> None:
    assert {hit.sentence for hit in ask_words(search, "leaflets and dogs").hits} == {""}


# --- when there is no answer ---


def test_nothing_in_common_finds_nothing(search: Search) -> None:
    assert ask_words(search, "zebra") == Findings(hits=(), refusal=Refusal(reason=Reason.UNSURE))


@pytest.mark.parametrize("question", ["zebra", "the moon is far away", "👍"])
def test_what_resembles_nothing_is_no_answer_and_nobody_says_why(search: Search, question: str) -> None:
    assert ask(search, question).refusal == Refusal(reason=Reason.UNSURE)


@pytest.mark.parametrize("with_vector", [True, False])
@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("when does the 10 o'clock train to Wem leave", Refusal(reason=Reason.OUT_OF_SCOPE)),
        ("how much may we spend on paper", Refusal(reason=Reason.NEAR_MISS, route=Route.ELECTORAL_COMMISSION)),
    ],
)
def test_what_the_examples_say_has_no_answer_gets_their_reason_and_route(
    search: Search, question: str, refusal: Refusal, with_vector: bool
) -> None:
    findings = ask(search, question) if with_vector else ask_words(search, question)

    assert findings.refusal == refusal
    assert findings.rivals == 0


def test_the_reason_is_the_one_that_all_its_routes_together_make_likeliest() -> None:
    routes = (Route.POLICE, Route.OFCOM, Route.ICO)
    near = [unanswered(f"tellers at the poll {number}", Reason.NEAR_MISS, route) for route in routes for number in range(10)]
    other = [unanswered(f"tellers at the poll {number}", Reason.OPINION) for number in range(15)]
    search = search_over([DOGS, STAIRS], BagOfWordsEncoder(), [*near, *other])

    refusal = ask(search, "tellers at the poll 3").refusal

    assert refusal is not None
    assert refusal.reason is Reason.NEAR_MISS
    assert refusal.route in routes


# --- which passages may be seen ---


def of_class(document_class: DocumentClass, *, party: str | None = None) -> Passage:
    name = f"{document_class}-{party or 'all'}"
    return make_passage("Carry a torch at night.", document_id=name, document_class=document_class, party=party)


LIBRARY = [
    of_class(DocumentClass.PARTY, party="teal"),
    of_class(DocumentClass.PARTY, party="plaid-orange"),
    of_class(DocumentClass.HISTORIC),
    of_class(DocumentClass.EVIDENCE),
    of_class(DocumentClass.OFFICIAL),
]


@pytest.mark.parametrize(
    ("collections", "seen"),
    [
        (frozenset({"official"}), {"official"}),
        (PUBLIC, {"official", "evidence", "historic"}),
        (PUBLIC | {"party:teal"}, {"official", "evidence", "historic", "party:teal"}),
        (frozenset({"party:plaid-orange"}), {"party:plaid-orange"}),
        (frozenset({ALL}), {"official", "evidence", "historic", "party:teal", "party:plaid-orange"}),
        (frozenset({"party", "party:", "party:None", "unknown"}), set()),
        (frozenset[str](), set()),
    ],
)
@pytest.mark.parametrize("with_vector", [True, False])
def test_only_the_collections_that_were_asked_for_are_found(
    collections: frozenset[str], seen: set[str], with_vector: bool
) -> None:
    search = search_over(LIBRARY, BagOfWordsEncoder())
    vector = search.read("a torch at night") if with_vector else None

    findings = search.find("a torch at night", vector, collections=collections)

    assert {collection_of(passage.source) for passage in found(findings)} == seen
    assert {passage for passage in LIBRARY if search.passage(passage.id, collections=collections)} == set(found(findings))


def test_an_id_that_is_no_passage_brings_none(search: Search) -> None:
    assert search.passage("0" * 16, collections=frozenset({ALL})) is None


def test_hidden_passages_do_not_take_the_place_of_those_that_may_be_seen() -> None:
    hidden = [make_passage(f"Torch {number}.", document_class=DocumentClass.PARTY, party="teal") for number in range(9)]
    search = search_over([*hidden, STAIRS], BagOfWordsEncoder())

    assert found(ask(search, "torch for stairwells", limit=3)) == [STAIRS]


@pytest.mark.parametrize("with_vector", [True, False])
def test_what_a_hidden_passage_answers_is_not_answered_by_another_one(with_vector: bool) -> None:
    hidden = make_passage("Teal stewards carry the torch of the branch.", document_class=DocumentClass.PARTY, party="teal")
    search = search_over([hidden, STAIRS], BagOfWordsEncoder())
    question = "do stewards carry the torch of the branch"
    vector = search.read(question) if with_vector else None

    subscribed = search.find(question, vector, collections=PUBLIC | {"party:teal"})
    public = search.find(question, vector, collections=PUBLIC)

    assert found(subscribed)[0] == hidden
    assert subscribed.is_answer
    assert public.refusal == Refusal(reason=Reason.UNSURE)


# --- which comes first when they fit alike ---


@pytest.mark.parametrize("with_vector", [True, False])
@pytest.mark.parametrize("library", [LIBRARY, LIBRARY[::-1]], ids=["forwards", "backwards"])
def test_official_comes_before_evidence_before_historic(library: list[Passage], with_vector: bool) -> None:
    search = search_over(library, BagOfWordsEncoder())
    vector = search.read("a torch at night") if with_vector else None

    findings = search.find("a torch at night", vector, collections=PUBLIC)

    classes = [passage.source.document_class for passage in found(findings)]
    assert classes == [DocumentClass.OFFICIAL, DocumentClass.EVIDENCE, DocumentClass.HISTORIC]


def test_a_passage_that_plainly_fits_better_is_first_whatever_its_class() -> None:
    historic = make_passage("Carry a torch at night in a stairwell.", document_class=DocumentClass.HISTORIC)
    search = search_over([BADGES, DOGS, historic], BagOfWordsEncoder())

    assert found(ask(search, "torch in a stairwell at night"))[0] == historic


def test_guidance_that_is_due_for_review_sooner_comes_second() -> None:
    text = "Carry a torch at night."
    one_election = make_passage(text, document_id="a-one-election", review_by=date(2031, 5, 6))
    lasting = make_passage(text, document_id="b-lasting", review_by=date(2032, 5, 6))
    without_end = make_passage(text, document_id="c-without-end", review_by=None)

    search = search_over([one_election, lasting], BagOfWordsEncoder())
    assert found(ask(search, "torch at night")) == [lasting, one_election]

    search = search_over([one_election, lasting, without_end], BagOfWordsEncoder())
    assert found(ask(search, "torch at night"))[0] == without_end


def test_every_class_has_its_place() -> None:
    assert set(HANDICAP) == set(DocumentClass)
    assert max(HANDICAP.values()) < DOUBT / 10, "a preference among equals, not a filter"


def test_two_that_fit_alike_and_say_different_things_are_rivals() -> None:
    search = search_over([DOGS, STAIRS, BADGES], BagOfWordsEncoder())

    findings = ask(search, "badge or torch")

    assert findings.is_answer
    assert findings.rivals == 2
    assert {STAIRS, BADGES} == set(found(findings)[:2])
    assert ask(search, "is a torch needed in dark stairwells").rivals == 0


def test_what_is_refused_has_no_rivals_however_alike_the_near_misses_are(search: Search) -> None:
    findings = ask(search, "badge torch may we spend")

    assert findings.refusal is not None
    assert rivals(findings.hits) == 2
    assert findings.rivals == 0


# --- which party a question names cannot be seen ---


def test_nobody_who_compares_is_told_which_party_is_named() -> None:
    encoder = BagOfWordsEncoder()
    passage = make_passage("Tory canvassers carry torches. Labour canvassers carry lamps.")
    search = search_over([passage], encoder, [asks("do Greens carry torches", passage), unanswered("is the SNP any good")])
    search.read("why do the Lib Dems carry torches")

    assert encoder.encoded[-1] == "why do party carry torches"
    assert not [text for text in encoder.encoded if any(name in text for name in ("Tory", "Labour", "Green", "SNP", "Lib"))]
    assert ask(search, "a Tory with a torch") == ask(search, "an SNP with a torch")
    assert ask_words(search, "a Tory with a torch") == ask_words(search, "an SNP with a torch")
    assert found(ask(search, "torches"))[0].text == passage.text


# --- a question that goes on from another one ---


def follow(search: Search, before: str, question: str, *, with_vector: bool = True) -> Findings:
    text = f"{before} {question}"
    vector, of_whole = (search.read(question), search.read(text)) if with_vector else (None, None)
    return search.find(question, vector, whole=(text, of_whole), collections=PUBLIC)


@pytest.mark.parametrize("with_vector", [True, False])
def test_a_question_that_says_little_by_itself_is_found_in_its_company(search: Search, with_vector: bool) -> None:
    before, question = "keep leaflets away from dogs", "and then what"
    alone = ask(search, question) if with_vector else ask_words(search, question)

    followed = follow(search, before, question, with_vector=with_vector)

    assert not alone.is_answer
    assert found(followed)[0] == DOGS
    assert followed.is_answer


@pytest.mark.parametrize("with_vector", [True, False])
def test_the_question_before_does_not_drown_the_one_that_is_asked(search: Search, with_vector: bool) -> None:
    before, question = "leaflets near dogs, and gates", "and a torch for dark stairwells"
    text = f"{before} {question}"
    as_one = search.find(text, search.read(text) if with_vector else None, collections=PUBLIC)

    followed = follow(search, before, question, with_vector=with_vector)

    assert found(followed)[0] == STAIRS
    assert followed.hits[0].score > next(hit.score for hit in as_one.hits if hit.passage == STAIRS)


def test_no_name_of_a_party_is_seen_in_the_question_before(search: Search) -> None:
    assert follow(search, "a Tory with dogs", "and at night") == follow(search, "an SNP with dogs", "and at night")


def test_a_party_whose_name_is_a_word_of_the_guidance_brings_nothing_else_by_words() -> None:
    lamps = make_passage("A green lamp shows that the green gate is open.")
    search = search_over([lamps, STAIRS, DOGS], BagOfWordsEncoder())

    assert found(ask_words(search, "green"))[0] == lamps
    assert ask_words(search, "a Green canvasser with a torch") == ask_words(search, "an SNP canvasser with a torch")


# --- with and without an encoder ---


def test_a_text_is_encoded_once_and_searched_as_often_as_needed() -> None:
    encoder = BagOfWordsEncoder()
    search = search_over([DOGS, STAIRS], encoder)
    encoder.encoded.clear()

    vector = search.read("a bloke follows me down dark stairwells")
    for _ in range(3):
        search.find("a bloke follows me down dark stairwells", vector, collections=PUBLIC)

    assert encoder.encoded == ["a bloke follows me down dark stairwells"]


def test_without_a_vector_passages_are_found_by_their_words(search: Search) -> None:
    findings = ask_words(search, "torch for stairwells")

    assert found(findings)[0] == STAIRS
    assert findings.is_answer


def test_an_encoder_that_fails_leaves_the_search_by_words() -> None:
    encoder = FailingEncoder()
    search = search_over([DOGS, STAIRS, BADGES], encoder)
    encoder.is_failing = True

    vector = search.read("torch for dark stairwells")

    assert vector is None
    assert found(search.find("torch for dark stairwells", vector, collections=PUBLIC))[0] == STAIRS


def test_a_vector_of_another_encoder_is_refused(search: Search) -> None:
    other: Encoder = BagOfWordsEncoder(dimension=64)

    with pytest.raises(ValueError, match="256 numbers"):
        search.find("torch", other.encode(["torch"])[0], collections=PUBLIC)


def test_many_threads_find_the_same(search: Search) -> None:
    questions = ["torch in dark stairwells", "dogs and gates", "whose number is on the badge"] * 40
    alone = [ask(search, question) for question in questions]

    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(lambda question: ask(search, question), questions))

    assert together == alone


def test_importing_costs_nothing() -> None:
    """Else `alongside --help` would take the seconds that torch needs to load."""
    imports = "import sys, index.build, index.encoder, index.evaluation, index.loading, index.search, index.testing"
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'faiss', 'onnxruntime', 'tokenizers', 'sklearn', 'scipy'}"

    loaded = subprocess.run(
        [sys.executable, "-c", f"{imports}; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert loaded.stdout.strip() == "[]"
