"""The answering sentence in bold: nothing but two pairs of stars is added to the passage."""

import pytest

from bot.answering.emphasis import emphasised
from index.texts import texts_of
from knowledge.document import read_documents
from knowledge.passage import Passage
from knowledge.questions import bare
from knowledge.splitting import split

PASSAGES = [passage for document in read_documents() for passage in split(document)]


@pytest.mark.parametrize(
    ("passage", "sentence", "shown"),
    [
        ("Knock. Step back. Wait.", "Step back.", "Knock. **Step back.** Wait."),
        ("- Knock once.\n- Step back, please.", "Step back, please.", "- Knock once.\n- **Step back, please.**"),
        ("- **Fake text:** it is cheap.\n- Other.", "Fake text: it is cheap.", "- **Fake text: it is cheap.**\n- Other."),
        ("See [the page](https://example.org/a). Ring.", "See the page.", "**See [the page](https://example.org/a).** Ring."),
        ('He said "be alert". Then he left.', 'He said "be alert".', '**He said "be alert".** Then he left.'),
        ("> They shouted. I left.\n>\n> Female, 45", "I left.", "> They shouted. **I left.**\n>\n> Female, 45"),
        (
            "Dial <https://example.org/x> now. Wait.",
            "Dial https://example.org/x now.",
            "**Dial <https://example.org/x> now.** Wait.",
        ),
    ],
)
def test_the_sentence_becomes_bold(passage: str, sentence: str, shown: str) -> None:
    assert emphasised(passage, sentence) == shown


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("Knock once.", "Knock once."),  # all there is
        ("Knock once. Wait.", ""),
        ("Knock once. Wait.", "Run away."),
        ("Knock once.\n\nWait. Go.", "Knock once. Wait."),  # over the end of a paragraph
        ("- Knock once.\n- Wait. Go.", "Knock once. Wait."),
        ("A **bold. Still** bold. End.", "Still bold."),  # half inside what is bold already
    ],
)
def test_in_doubt_the_passage_stays_as_it_is(passage: str, sentence: str) -> None:
    assert emphasised(passage, sentence) == passage


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: f"{passage.source.document_id}-{passage.position}")
def test_every_sentence_of_every_passage_can_be_shown_without_a_changed_word(passage: Passage) -> None:
    for sentence in texts_of(passage)[1:]:
        shown = emphasised(passage.text, sentence)

        assert shown.replace("**", "") == passage.text.replace("**", "")
        assert (shown == passage.text) == (bare(sentence) == bare(passage.text)), sentence
