"""The promise "official words only" begins here: our documents say, word for word, what was received.

Whoever changes a word of a document must change `mends.yaml` as well, and say there why.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.document import bundled_documents, read_document

AS_RECEIVED = Path(__file__).parents[1] / "data" / "guidance-as-received"
NAMES = sorted(path.stem for path in AS_RECEIVED.glob("*.md") if path.name != "README.md")

MARKUP = (
    (r"<!--.*?-->", ""),  # our comments
    (r"\[([^\]]*)\]\(([^)]*)\)", r"\1 \2"),  # links keep their words and their target
    (r"</?b>|\*\*", ""),
    (r"<(https?://[^>]*)>", r"\1"),
    (r"^(\s*([#>]+|-) ?)+", ""),  # headings, quotations, list items
    (r"\\$", ""),
)

MENDED_WITHOUT_A_WORD = {
    "safety-and-security-guidance-2024": (
        # a page break in the middle of a sentence
        "presents new risks, such as deepfakes",
        "(and how quickly it can be shared online) allowing attackers",
        # lines broken in the middle of a list item
        "Party IT networks and offer a range of free Active Cyber Defence services which we encourage",
        "purportedly feature real individuals, which may be used to mislead the public about candidates or the election",
    ),
    "tackling-intimidation-update-2019": ("local mayoral elections, to have their addresses on their ballot papers",),
}

SLID_INTO_THE_SENTENCE_BEFORE = (
    # Speaks of both services, and stood at the end of the second one.
    ("To sign up for these services, please email the NCSC on candidates2024@ncsc.gov.uk", ""),
    # A point of its own, which stood at the end of the one on private security.
    ("Police in England and Wales are also able to fund additional patrolling", "- "),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One defect of the conversion, and what became of it."""

    why: str
    received: str
    mended: str
    times: int = 1
    moved_to_the_end: str = ""


def mends_of(name: str) -> list[Mend]:
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load((AS_RECEIVED / "mends.yaml").read_text(encoding="utf-8"))
    return [Mend(**mend) for mend in listed[name]]


def words(markdown: str) -> list[str]:
    for mark, kept in MARKUP:
        markdown = re.sub(mark, kept, markdown, flags=re.MULTILINE)
    return markdown.split()


def received_and_mended(name: str) -> str:
    text = (AS_RECEIVED / f"{name}.md").read_text(encoding="utf-8")
    for mend in mends_of(name):
        assert text.count(mend.received) == mend.times, f"{mend.why}: {mend.received}"
        text = text.replace(mend.received, mend.mended) + "\n" + mend.moved_to_the_end
    return text


def body_of(markdown: str) -> str:
    return markdown.split("\n---\n", maxsplit=1)[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_the_words_that_were_received_in_the_same_order(name: str) -> None:
    ours = words(body_of((bundled_documents() / f"{name}.md").read_text(encoding="utf-8")))

    theirs = words(received_and_mended(name))

    first_change = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    assert first_change is None, f"ours: {ours[first_change:][:9]} received: {theirs[first_change:][:9]}"
    assert len(ours) == len(theirs)


def test_a_changed_word_is_noticed() -> None:
    text = (bundled_documents() / "joint-guidance-for-candidates-2024.md").read_text(encoding="utf-8")

    ours = words(body_of(text.replace("(dial 999)", "(dial 101)")))

    assert ours != words(received_and_mended("joint-guidance-for-candidates-2024"))


def test_every_bundled_document_is_compared() -> None:
    bundled = sorted(path.stem for path in bundled_documents().glob("*.md") if path.name != "README.md")

    assert bundled == NAMES
    assert len(NAMES) == 5


@pytest.mark.parametrize("mend", [mend for mend in mends_of("labour-party-response-2017") if mend.moved_to_the_end])
def test_a_footnote_was_moved_and_not_changed(mend: Mend) -> None:
    number, note = mend.received.strip("[]").split(":", maxsplit=1)

    assert words(mend.moved_to_the_end.removeprefix("## Footnotes")) == [f"{number}.", *note.split()]


@pytest.mark.parametrize("name", MENDED_WITHOUT_A_WORD)
def test_a_broken_sentence_is_whole_again(name: str) -> None:
    document = read_document(bundled_documents() / f"{name}.md")

    for sentence in MENDED_WITHOUT_A_WORD[name]:
        assert sum(sentence in text for block in document.body for text in block.paragraphs) == 1


@pytest.mark.parametrize(("sentence", "marker"), SLID_INTO_THE_SENTENCE_BEFORE)
def test_a_sentence_that_slid_into_another_point_stands_on_its_own(sentence: str, marker: str) -> None:
    document = read_document(bundled_documents() / "safety-and-security-guidance-2024.md")

    (block,) = (block for block in document.body if sentence in block.paragraphs[0])

    assert block.paragraphs[0].startswith(sentence)
    assert block.marker == marker


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_the_conversion_is_left(name: str) -> None:
    text = body_of((bundled_documents() / f"{name}.md").read_text(encoding="utf-8"))

    for mark in ("<u>", "<b>", "<a ", "footnoteRef", "bookmark", "](#)", "•", "- o ", "Al ", "Algen", "\u00a0", "* "):
        assert mark not in text.replace("** ", "")
