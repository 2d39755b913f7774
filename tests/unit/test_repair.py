"""An earlier answer is put right in plain words; words that only look like a correction replace nothing."""

from datetime import UTC, datetime

import pytest

from bot.rendering import Wording
from bot.reporting.repair import Repair, repair_in
from bot.reporting.report import Entry, EntryKind
from tests.talking import Person, World

NAMES = Wording().field_names
AT = datetime(2026, 5, 6, 18, tzinfo=UTC)
ANSWERED = ("what", "kind", "danger", "when", "platform", "who", "where")


def read(text: str, *, latest: str = "where", standing: str = "evidence") -> tuple[str, str] | None:
    """What a message changes, after everything was answered and `latest` last."""
    answered = [*(each for each in ANSWERED if each != latest), latest]
    found = repair_in(text, NAMES, answered, sent_at=AT, standing=standing)
    return (found.field, found.words) if found else None


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("change when to about 8", "when", "about 8"),
        ("Change the time to about 8", "when", "about 8"),
        ("can you change where to Mill Lane", "where", "Mill Lane"),
        ("please correct the place: outside the Co-op", "where", "outside the Co-op"),
        ("change the date from monday to tuesday", "when", "tuesday"),
        ("i want to change who did it to a tall man in a cap", "who", "a tall man in a cap"),
        ("change number to four", "count", "four"),
        ("change my number to 01632 960111", "contact", "01632 960111"),
        ("edit my name to Sam", "name", "Sam"),
        ("change kind to threat", "kind", "threat"),
        ("edit what", "what", ""),
        ("change where", "where", ""),
        ("the time is wrong", "when", ""),
        ("wrong time", "when", ""),
        ("that place is wrong", "where", ""),
        ("where should be Mill Lane", "where", "Mill Lane"),
        ("when is wrong, it was 8", "when", "8"),
        ("no it was tuesday", "when", "tuesday"),
        ("no, tuesday", "when", "tuesday"),
        ("Sorry, it was half past 8 on tuesday.", "when", "half past 8 on tuesday"),
        ("oops, make that half past 9", "when", "half past 9"),
        ("no it wasn't monday it was tuesday", "when", "tuesday"),
        ("hang on, it was yesterday", "when", "yesterday"),
        ("no it was in Exeter", "where", "in Exeter"),
        ("sorry, outside the library", "where", "outside the library"),
        ("no it happened at the office", "where", "at the office"),
        ("no it was mill lane", "where", "mill lane"),
        ("no it was on facebook", "platform", "facebook"),
        ("no they were two women", "who", "two women"),
        ("sorry, i meant a woman", "who", "a woman"),
    ],
)
def test_a_correction_is_understood(text: str, field: str, words: str) -> None:
    assert read(text) == (field, words)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no idea",
        "no one was hurt",
        "no thanks",
        "no more than 3 people saw it",
        "no he didn't say anything else",
        "no it was awful",
        "no it was raining",
        "no it was a nightmare",
        "no it was my own fault",
        "no she was crying",
        "no they were shouting at us",
        "no he was with a woman",
        "no i was alone",
        "no it was the same as last time",
        "no on second thoughts leave it",
        "sorry, this is upsetting",
        "sorry it took me so long",
        "sorry in a hurry",
        "sorry, on my way home now",
        "sorry at first i thought it was nothing",
        "sorry it was the wrong photo",
        "actually in the end he left",
        "actually, forget it",
        "actually i dont want to report it",
        "i mean it",
        "i mean he was really angry",
        "make it stop",
        "wait, he is back",
        "he changed his mind",
        "change is coming, he said",
        "they want to change the candidate",
        "he told me to change my route home",
        "can you change the tyre",
        "the police should be told",
        "it should be illegal",
        "he said i should be ashamed",
        "what he said is wrong",
        "the man was wrong",
        "update: he came back at 9",
        "no it was " + "a long story that goes on and on " * 5,
        "change where to " + "x" * 300,
    ],
)
@pytest.mark.parametrize("latest", ["where", "who", "when", "danger"])
def test_what_only_looks_like_a_correction_is_none(text: str, latest: str) -> None:
    assert read(text, latest=latest) is None


@pytest.mark.parametrize(
    ("latest", "text", "field"),
    [
        ("who", "no it was Tom", "who"),
        ("where", "no it was Exeter", "where"),
        ("when", "no it was Tom", None),
        ("count", "no it was four", "count"),
        ("where", "no it was four", None),
        ("whom", "no it was a volunteer", "whom"),
    ],
)
def test_a_bare_name_or_number_replaces_only_the_latest_answer(latest: str, text: str, field: str | None) -> None:
    found = read(text, latest=latest)

    assert (found[0] if found else None) == field


def test_words_that_answer_the_question_that_stands_are_no_correction() -> None:
    assert read("no it was tuesday", standing="when") is None


def test_nothing_is_corrected_before_something_was_answered() -> None:
    assert repair_in("no it was tuesday", NAMES, [], sent_at=AT, standing="what") is None


def test_a_question_may_be_named_before_it_was_asked() -> None:
    assert repair_in("change who to a woman", NAMES, ["what"], sent_at=AT, standing="when") == Repair(
        field="who", words="a woman"
    )


async def told(world: World) -> Person:
    """A report whose review card is shown."""
    person = world.person()
    for words in ("/report", "A man shouted at me.", "no", "Exeter", "monday"):
        await person.say(words)
    assert person.replies[-1].kind == "ask_consent"
    return person


async def entries_of(world: World, field: str) -> list[Entry]:
    [report] = await world.reports()
    return [entry for entry in report.entries if entry.field == field]


async def test_the_new_answer_is_shown_and_the_first_one_stays() -> None:
    world = await World().open()
    person = await told(world)

    assert await person.say("no it was tuesday") == ["changed", "ask_consent"]

    assert "tuesday" in person.replies[0].text
    first, second = await entries_of(world, "when")
    assert (first.kind, first.words) == (EntryKind.ANSWER, "monday")
    assert (second.kind, second.words) == (EntryKind.CORRECTION, "tuesday")
    assert second.value.startswith("2026-04-28"), "and it is read as the tuesday before"


async def test_the_question_that_stood_stands_again_after_a_correction() -> None:
    world = await World().open()
    person = world.person()
    for words in ("/report", "A man shouted at me.", "no"):
        await person.say(words)
    assert person.replies[-1].kind == "ask_where"
    await person.say("Exeter")
    standing = person.replies[-1].kind

    assert await person.say("change where to Crediton") == ["changed", standing]


async def test_a_new_answer_that_is_none_is_asked_for_again_and_the_old_one_stays() -> None:
    world = await World().open()
    person = await told(world)

    kinds = await person.say("change when to tomorrow")

    assert kinds == ["invalid_answer", "ask_when"]
    assert (await entries_of(world, "when"))[-1].words == "monday"
    assert (await person.say("tuesday"))[-1] == "ask_consent"
    assert (await entries_of(world, "when"))[-1].words == "tuesday"


async def test_a_question_that_is_only_named_is_asked_again() -> None:
    world = await World().open()
    person = await told(world)

    assert (await person.say("change where"))[-1] == "ask_where"
    assert (await person.say("Crediton"))[-1] == "ask_consent"
    assert (await entries_of(world, "where"))[-1].words == "Crediton"


async def test_a_correction_by_name_takes_a_button_by_its_words() -> None:
    world = await World().open()
    person = await told(world)

    await person.say("change danger to yes")

    assert (await entries_of(world, "danger"))[-1].value == "yes"
    assert "emergency" in [reply.kind for reply in person.replies], "danger brings the card, however late"


async def test_words_that_are_no_correction_go_into_the_report() -> None:
    world = await World().open()
    person = await told(world)

    assert (await person.say("no it was awful")) == ["added", "ask_consent"]

    assert [entry.words for entry in await entries_of(world, "more")] == ["no it was awful"]
    assert [entry.words for entry in await entries_of(world, "when")] == ["monday"]
