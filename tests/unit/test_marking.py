"""Marks beside the rules: a candidate more, a sign more, and nothing at all where they are of another text or missing."""

from datetime import UTC, datetime

import pytest

from bot.triage.categories import CATEGORIES, kinds
from bot.triage.choosing import Span, best, limited, straight
from bot.triage.extracting import extract
from bot.triage.marking import best_of, grade, mark_signs, with_marked
from bot.triage.platform import NAMES, platform_of
from bot.triage.who import candidates
from bot.triage.who_signs import SIGNS as WHO
from knowledge.marks import PARTS, Mark, Marks

SENT = datetime(2026, 6, 3, 15, 4, tzinfo=UTC)


def marks(text: str, *, kind: str = "other", platform: str = "", **said: str) -> Marks:
    """Return marks that are sure of these wordings, and of there being nothing else."""
    found = {part: (_mark(text, said[part]),) if part in said else () for part in PARTS}
    return Marks(
        text=text, marked=found, nothing={part: 0.02 if part in said else 0.97 for part in PARTS},
        kind={name: 0.9 if name == kind else 0.1 / 13 for name in CATEGORIES},
        platform={name: 0.9 if name == platform else 0.1 / 16 for name in NAMES},
    )  # fmt: skip


def _mark(text: str, words: str, chance: float = 0.96) -> Mark:
    return Mark(start=text.index(words), end=text.index(words) + len(words), chance=chance)


def test_a_place_and_a_person_that_no_rule_knows_are_read_off_when_they_are_marked() -> None:
    text = "yer wummin fae the bowling threw her drink ower me forenent Dunnes"

    read = extract(text, sent_at=SENT, marks=marks(text, where="forenent Dunnes", who="yer wummin fae the bowling"))

    assert (read.where, read.who) == ("forenent Dunnes", "yer wummin fae the bowling")
    assert extract(text, sent_at=SENT).where is None, "else this shows nothing"


def test_marks_of_another_text_are_left_out() -> None:
    text = "a man in a grey coat shouted at us outside the town hall at 6pm today"

    of_another = marks(text + "!", where="us", who="the town hall", when="a man")

    assert extract(text, sent_at=SENT, marks=of_another) == extract(text, sent_at=SENT)


def test_a_bystander_is_passed_over_when_somebody_else_is_marked() -> None:
    text = "a lad from the chip shop helped us after the man with the dog kicked our table on Mill Lane"

    assert (
        extract(text, sent_at=SENT, marks=marks(text, who="the man with the dog", where="Mill Lane")).who
        == "the man with the dog"
    )


def test_a_marked_time_becomes_the_instant_that_its_words_mean() -> None:
    text = "we open at 9am. at half two this afternoon he put the window through. police came at 3"

    read = extract(text, sent_at=SENT, marks=marks(text, when="half two this afternoon"))

    assert read.when_iso == "2026-06-03T14:30+01:00"


def test_what_is_marked_beyond_the_part_that_is_read_is_left_out() -> None:
    text = "a man shouted. " * 90 + "it was forenent Dunnes"

    assert extract(text, sent_at=SENT, marks=marks(text, where="forenent Dunnes")).where is None


def test_without_marks_the_rules_choose_as_they_always_did() -> None:
    text = straight("a lad from the chip shop helped us after the man with the dog kicked our table")
    people = limited(candidates(text))

    assert best_of("who", text, people, WHO, None) == best("who", text, people, WHO)


def test_a_mark_that_a_rule_reads_too_is_one_candidate() -> None:
    rules = [Span(0, 5, 20)]

    assert with_marked(rules, [Mark(start=0, end=20, chance=0.9)]) == rules
    assert with_marked(rules, [Mark(start=0, end=12, chance=0.9)]) == [*rules, Span(0, 12, 12)]
    assert with_marked(rules, [Mark(start=0, end=12, chance=0.09)]) == rules


def test_marks_that_share_half_of_a_candidate_speak_for_it() -> None:
    said = [Mark(start=0, end=10, chance=0.5), Mark(start=5, end=15, chance=0.4), Mark(start=30, end=40, chance=0.1)]

    assert mark_signs(said, (0, 10)) == ["marked surely", "marked just so likely"]
    assert mark_signs(said, (30, 61)) == ["marked not", "marked just so not"]


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.8, "surely"), (0.79, "likely"), (0.5, "likely"), (0.2, "perhaps"), (0.05, "hardly"), (0.0, "not")],
)
def test_a_chance_is_told_in_a_word(chance: float, word: str) -> None:
    assert grade(chance) == word


def test_the_kind_and_the_channel_are_weighed_with_what_is_marked() -> None:
    text = "he has been at it again, third time this month, always when my daughter is home alone"
    fits = dict.fromkeys(CATEGORIES, 0.05)

    assert kinds(text, (), fits, marks(text, kind="harassment_stalking"))[0] == "harassment_stalking"
    assert kinds(text, (), fits, marks(text, kind="hoax_call"))[0] == "hoax_call"
    assert platform_of(text, by_somebody=True, marks=marks(text, platform="phone")) == "phone"
    assert platform_of("no channel is told", by_somebody=False, marks=marks("no channel is told", platform="")) is None


def test_what_was_typed_is_in_no_description_of_its_marks() -> None:
    assert "Quux" not in repr(marks("he spat at me on Quux Lane", where="on Quux Lane"))
