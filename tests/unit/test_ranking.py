"""Which passage comes first of several that fit, and when the person must say which they mean."""

from datetime import date

import pytest

from index.ranking import (
    HANDICAP,
    HANDICAP_OF_THE_SHORTER_LIVED,
    MARGIN,
    MOST_RIVALS,
    SAME_WORDS,
    UNCERTAIN,
    handicaps,
    rivals,
)
from knowledge.passage import DocumentClass, Hit, Passage, Source
from tests.unit.invented_guidance import make_passage

TEXTS = (
    "Keep leaflets away from dogs.",
    "Dark stairwells need a torch and one colleague.",
    "Every volunteer wears a badge.",
    "Ring somebody when you get home.",
)


def hits(*scores: float, texts: tuple[str, ...] = TEXTS) -> list[Hit]:
    return [Hit(passage=make_passage(text), score=score) for text, score in zip(texts, scores, strict=False)]


# --- rivals ---


def test_two_that_fit_alike_and_say_different_things_are_rivals() -> None:
    assert rivals(hits(0.3, 0.29)) == 2
    assert rivals(hits(0.3, 0.29, 0.28)) == 3


def test_a_first_one_that_is_likely_right_has_no_rivals_however_near_the_next() -> None:
    assert rivals(hits(UNCERTAIN, UNCERTAIN)) == 0
    assert rivals(hits(UNCERTAIN - 0.01, UNCERTAIN - 0.01)) == 2


def test_one_that_fits_plainly_worse_is_no_rival_nor_is_any_after_it() -> None:
    assert rivals(hits(0.3, 0.3 * MARGIN - 0.01)) == 0
    assert rivals(hits(0.3, 0.3 * MARGIN + 0.01)) == 2
    assert rivals(hits(0.3, 0.29, 0.1, 0.1)) == 2


def test_nobody_is_asked_to_choose_between_more_than_can_be_read() -> None:
    assert rivals(hits(0.3, 0.3, 0.3, 0.3)) == MOST_RIVALS == 3


@pytest.mark.parametrize("scores", [(), (0.1,), (0.9,)])
def test_one_alone_has_no_rivals(scores: tuple[float, ...]) -> None:
    assert rivals(hits(*scores)) == 0


def test_two_that_say_the_same_in_nearly_the_same_words_are_no_rivals() -> None:
    one = "If the danger is immediate, call 999 and ask for the police."
    other = "**Call 999** and ask for the police if the danger is immediate!"

    assert rivals(hits(0.3, 0.3, texts=(one, other))) == 0
    assert rivals(hits(0.3, 0.3, texts=(one, f"{one} Then tell the agent, and write down what you have seen and heard."))) == 0


def test_what_says_the_same_as_the_first_one_is_never_counted_among_its_rivals() -> None:
    """The rivals are the first so many hits: one that comes after a twin would bring the twin along."""
    assert rivals(hits(0.3, 0.3, 0.29, texts=(TEXTS[0], TEXTS[0], TEXTS[1]))) == 0
    assert rivals(hits(0.3, 0.3, 0.29, texts=(TEXTS[0], TEXTS[1], TEXTS[0]))) == 2


def test_so_many_shared_words_are_the_same() -> None:
    of_ten = [f"word{number}" for number in range(10)]
    shared = round(SAME_WORDS * 10)

    def other(count: int) -> str:
        return " ".join([*of_ten[:count], *(f"other{number}" for number in range(10 - count))])

    assert rivals(hits(0.3, 0.3, texts=(" ".join(of_ten), other(shared)))) == 0
    assert rivals(hits(0.3, 0.3, texts=(" ".join(of_ten), other(shared - 1)))) == 2


# --- handicaps ---


def source_of(document_class: DocumentClass, *, party: str | None = None, review_by: date | None = None) -> Source:
    passage: Passage = make_passage("Text.", document_class=document_class, party=party, review_by=review_by)
    return passage.source


def test_official_comes_before_evidence_before_historic_and_a_partys_paper() -> None:
    order = (DocumentClass.OFFICIAL, DocumentClass.EVIDENCE, DocumentClass.HISTORIC)
    taken_off = handicaps([source_of(document_class) for document_class in order]).tolist()

    assert taken_off == sorted(set(taken_off))
    assert HANDICAP[DocumentClass.PARTY] >= HANDICAP[DocumentClass.EVIDENCE]


def test_no_partys_paper_is_preferred_to_anothers() -> None:
    papers = [source_of(DocumentClass.PARTY, party=party) for party in ("teal", "plaid-orange", "mauve")]

    assert len(set(handicaps(papers).tolist())) == 1


def test_official_guidance_that_is_due_for_review_sooner_stands_back() -> None:
    sooner, later = date(2031, 5, 6), date(2032, 5, 6)
    official = [source_of(DocumentClass.OFFICIAL, review_by=day) for day in (sooner, later)]

    assert handicaps(official).tolist() == pytest.approx([HANDICAP_OF_THE_SHORTER_LIVED, 0.0])
    endless = source_of(DocumentClass.OFFICIAL, review_by=None)
    assert handicaps([*official, endless]).tolist() == pytest.approx([*([HANDICAP_OF_THE_SHORTER_LIVED] * 2), 0.0])


def test_only_official_guidance_is_compared_by_its_dates() -> None:
    evidence = [source_of(DocumentClass.EVIDENCE, review_by=day) for day in (date(2031, 5, 6), date(2032, 5, 6))]
    official = source_of(DocumentClass.OFFICIAL, review_by=date(2031, 12, 1))

    assert len(set(handicaps([*evidence, official]).tolist()[:2])) == 1
