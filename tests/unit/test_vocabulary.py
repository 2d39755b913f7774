"""What is common: words that several people used or a document has in small letters, and nobody's name."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from knowledge.document import Document, read_documents
from knowledge.names import GIVEN, NEVER_COMMON
from knowledge.questions import LabelledQuestion, read_examples
from knowledge.vocabulary import ENDS_A_SENTENCE, WORD, bundled_words, common_words, words_of
from tests.unit.invented_guidance import make_document

NAMES_OF_THINGS = frozenset(
    """ai america bnp cctv cir clp conservative cspl cymraeg cymru dear dm ec ee gartref gazette ge gp hq i'd i'll i'm i've icd id
    june lane lga march meta monday mp msp msss nec osa pars pc pip ro sir speaker spoc thursday tuesday wednesday x""".split()  # noqa: SIM905
)
"""Common words that the example questions mostly write with a capital. Somebody has looked at each: none is a person's name."""


def common(*asked: str, document: str = "Nothing stands here.") -> frozenset[str]:
    questions = [LabelledQuestion(query=text) for text in asked]
    return common_words(questions, [make_document(document)])


def thrice(text: str) -> tuple[str, ...]:
    return text, f"{text} now", f"{text} please"


def test_a_word_is_common_from_the_third_question_on() -> None:
    assert "zorbing" not in common("is zorbing allowed", "no zorbing here")
    assert "zorbing" in common("is zorbing allowed", "no zorbing here", "Zorbing! why")


def test_the_same_question_again_does_not_count() -> None:
    assert "zorbing" not in common("is zorbing allowed", "is zorbing allowed", "is zorbing allowed")


def test_a_word_that_stands_in_the_question_before_counts() -> None:
    questions = [LabelledQuestion(query=f"why {number}", context="is zorbing allowed") for number in "abc"]

    assert "zorbing" in common_words(questions, [make_document("Nothing.")])


def test_a_word_that_a_document_has_in_small_letters_is_common() -> None:
    assert "zorbing" in common(document="Go zorbing in pairs.")
    assert "Zorbing" not in common(document="Go zorbing in pairs. Zorbing is fun.")


def test_a_capital_inside_a_sentence_of_a_document_is_common_when_the_word_is() -> None:
    asked = thrice("is zorbit safe")

    assert "Zorbit" in common(*asked, document="We have asked Zorbit to help.")
    assert "ZorBit" in common(*asked, document="We have asked ZorBit to help.")
    assert "Zorbit" in common(*asked, document="We have asked ZorBit to help.")  # as people type it
    assert "Zorbit" not in common(*asked, document="Zorbit helps. \n\n- Zorbit helps.")
    assert "Zorbit" not in common("is zorbit safe", document="We have asked Zorbit to help.")


@pytest.mark.parametrize(
    "sentence",
    [
        "We have met Ottoline Quill MP there.",
        "We have met Ottoline Quill-Zorbit MSP there.",
        "We have met Cllr Quill there.",
        "We have met Dr. Quill there.",
        "We have met Sir Ottoline Quill there.",
        "It was Chief Constable Ottoline Quill there.",
        "We have met Hannah Quill there.",
        "We read Hannah Quill's report.",
        "We read Hannah Quill’s report.",
    ],
)
def test_a_person_who_is_named_in_a_document_is_not_common_however_often_asked_about(sentence: str) -> None:
    found = common(*thrice("who is quill and what of ottoline and hannah"), document=sentence)

    assert {"quill", "Quill", "hannah", "Hannah"}.isdisjoint(found)
    assert ("ottoline" in found) == ("Ottoline" not in sentence)
    assert "who" in found


def test_a_person_who_is_named_in_a_question_is_not_common() -> None:
    assert "quill" not in common(*thrice("who is quill"), "what did Hannah Quill say")


def test_a_name_that_a_document_has_in_small_letters_too_is_common_in_small_letters_only() -> None:
    found = common(document="We met Hannah Quill. Bring a quill. Ask Quill.")

    assert "quill" in found
    assert "Quill" not in found


def test_first_names_towns_and_initials_are_never_common() -> None:
    found = common(*thrice("can hannah of leeds mark q"), document="They ask hannah of leeds to mark q.")

    assert {"hannah", "leeds", "mark", "q"}.isdisjoint(found)
    assert {"can", "ask", "of", "to"} <= found


def test_links_footnotes_and_what_stands_above_the_title_teach_nothing() -> None:
    found = common(
        document="See [this](https://example.org/ottoline-quill) and <https://example.org/zorbing>.\n\n## Footnotes\n\nquux"
    )

    assert {"ottoline", "quill", "zorbing", "https", "quux"}.isdisjoint(found)
    assert {"this", "and"} <= found


def test_an_owners_ending_and_the_shape_of_an_apostrophe_do_not_count() -> None:
    assert words_of("The candidate’s dog doesn't") == ["The", "candidate", "dog", "doesn't"]
    assert "doesn't" in common(document="It doesn’t.")


def test_the_nations_that_a_document_is_for_are_common() -> None:
    assert {"England", "england", "Wales", "wales"} <= common()


BUNDLED = bundled_words()
DOCUMENTS = read_documents()


def test_what_people_ask_about_is_common() -> None:
    known = "I i i'm don't candidate police threatened spoc SPOC facebook Facebook WhatsApp Bridger bridger ofcom Labour labour"
    nations = "England Scotland Wales Northern Ireland"

    assert set(known.split()) | set(nations.split()) <= BUNDLED


def test_no_first_name_family_name_or_town_that_is_known_is_common() -> None:
    assert {word.casefold() for word in BUNDLED} & NEVER_COMMON == set()


def people_in(documents: tuple[Document, ...]) -> set[str]:
    """The people named in the documents, found by the words around them and not by any list of names."""
    name = r"([A-Z][a-z]+ (?!Party)[A-Z][a-z]+)"
    around = (
        rf"\b{name} MP\b",
        rf"\b(?:murder of|stabbing of|campaign against|described by|Chief Constable|President|since|women MPs,) {name}",
        rf"\bresearch shows {name}",
        rf"\bthe {name} (?:report|Foundation) ",
        rf"{name}’s record\b",
    )
    text = " | ".join(" ".join(block.paragraphs) for document in documents for block in document.body)
    return {found for pattern in around for found in re.findall(pattern, text)}


def test_nobody_who_is_named_in_a_bundled_document_is_common() -> None:
    people = people_in(DOCUMENTS)
    names = {word for person in people for word in re.findall(r"\w+", person)}

    assert len(people) >= 12
    assert names & BUNDLED == set()
    assert {name.casefold() for name in names} & BUNDLED <= {"may"}  # an everyday word in small letters


def test_what_the_example_questions_mostly_write_with_a_capital_has_been_looked_at() -> None:
    """When this fails: a person's name goes into `knowledge/names.py`; anything else into NAMES_OF_THINGS here."""
    capital, small = Counter[str](), Counter[str]()
    for question in read_examples():
        capital.update(_inside_a_sentence(question.text))
        small.update({word for word in words_of(question.text) if word.islower()})
    mostly_capital = {word for word, count in capital.items() if count >= small[word]}

    assert (mostly_capital & BUNDLED) - NAMES_OF_THINGS == set()
    assert not GIVEN & NAMES_OF_THINGS


def _inside_a_sentence(text: str) -> set[str]:
    words = list(WORD.finditer(text))
    if not any(word[0].islower() for word in words):
        return set()
    pairs = pairwise(words)
    inside = [word[0] for before, word in pairs if not ENDS_A_SENTENCE.search(text, before.end(), word.start())]
    return {words_of(word)[0].casefold() for word in inside if not word.islower()}
