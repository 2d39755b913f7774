"""How a person's word moves an escalation on: never back, once for each, and the reporter is told no more than the row says."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.errors import InvalidAnswer, NotFound
from bot.escalation.acknowledging import Taken
from bot.escalation.escalation import EscalationState, Outcome, Progress
from bot.escalation.progressing import MAX_CHARS, ORDER, Word, name_of, next_steps
from bot.reporting.report import EntryKind
from bot.testing import InMemorySpocNotifier
from tests.unit.spoc_says import kinds, news, one, say, sent, set_to


@pytest.mark.parametrize("first", [each for each in Progress if each])
async def test_any_word_of_a_person_is_an_acknowledgement(first: Progress) -> None:
    world, person = await sent()
    await set_to(world, rung=3)

    taken = await say(world, first, "other" if first is Progress.CLOSED else "")

    now = world.clock.now()
    after = await one(world)
    assert taken == Taken(escalation=after, is_new=True)
    assert (after.state, after.progress, after.rung) == (EscalationState.ACKNOWLEDGED, first, 0)
    assert (after.acknowledged_at, after.progress_at, after.acknowledged_by) == (now, now, "PC 0000")
    assert len(await news(person)) == 1


async def test_the_first_acknowledgement_keeps_its_time_and_its_name() -> None:
    world, _ = await sent()
    await say(world, "received")
    first = world.clock.now()

    await say(world, "acting", by="PC 1111")

    after = await one(world)
    assert (after.acknowledged_at, after.acknowledged_by) == (first, "PC 0000")
    assert after.progress_at == first + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("steps", "at"), [(["acting", "closed"], 0), (["reading", "closed"], 1), (["acting", "closed", "acting"], 0)]
)
async def test_when_they_first_acted_is_kept(steps: Sequence[str], at: int) -> None:
    world, _ = await sent()
    begun = world.clock.now()

    for step in steps:
        await say(world, step, "other" if step == "closed" else "")

    assert (await one(world)).acted_at == begun + timedelta(minutes=at + 1)


@pytest.mark.parametrize("step", ["received", "reading"])
async def test_reading_is_not_acting(step: str) -> None:
    world, _ = await sent()

    await say(world, step)

    assert (await one(world)).acted_at is None


@pytest.mark.parametrize("later", ["received", "reading"])
async def test_an_older_word_that_comes_late_moves_nothing_back_and_is_no_news_but_a_sign_of_life(later: str) -> None:
    world, person = await sent()
    await say(world, "acting")

    taken = await say(world, later)

    after = await one(world)
    assert (taken.is_new, after.progress, after.progress_at) == (False, Progress.ACTING, world.clock.now())
    assert await kinds(person) == ["spoc_acting"]


@pytest.mark.parametrize("later", ["received", "reading"])
async def test_what_is_closed_stays_closed_unless_it_is_taken_up_again(later: str) -> None:
    world, person = await sent()
    await say(world, "closed", "no_resources")

    await say(world, later)
    assert (await one(world)).outcome is Outcome.NO_RESOURCES
    await say(world, "acting")

    after = await one(world)
    assert (after.progress, after.outcome) == (Progress.ACTING, Outcome.NONE)
    assert await kinds(person) == ["spoc_closed", "spoc_reopened"]


async def test_another_outcome_is_news_and_the_same_is_not() -> None:
    world, person = await sent()

    for outcome in ("no_further_action", "no_further_action", "crime_recorded"):
        await say(world, "closed", outcome)

    assert (await one(world)).outcome is Outcome.CRIME_RECORDED
    assert await kinds(person) == ["spoc_closed", "spoc_closed"]


async def test_words_are_news_even_when_nothing_else_is_and_stand_in_the_report() -> None:
    world, person = await sent()
    await say(world, "acting")

    await say(world, "acting", words="We have *spoken* to him.")

    assert "> We have \\*spoken\\* to him." in (await news(person))[-1].text
    [kept] = [entry for entry in (await world.reports())[0].entries if entry.kind is EntryKind.MESSAGE]
    assert (kept.words, kept.value, kept.author) == ("We have *spoken* to him.", "spoc_words", "spoc")
    await person.press_id(f"r:{(await world.reports())[0].id[-8:]}:show")
    assert "The SPOC, " in person.text


async def test_the_same_word_again_is_one() -> None:
    world, person = await sent()

    answers = [(await say(world, "acting", id="one", words="On our way.")).is_new for _ in range(3)]

    assert answers == [True, False, False]
    assert len(await news(person)) == 1


async def test_after_a_long_silence_the_same_word_is_news_again() -> None:
    world, person = await sent()
    await say(world, "reading")
    await set_to(world, state=EscalationState.DELIVERED)

    await say(world, "reading")

    assert (await one(world)).state is EscalationState.ACKNOWLEDGED
    assert await kinds(person) == ["spoc_reading", "spoc_reading"]


@pytest.mark.parametrize("how", ["take", "ask"])
async def test_after_a_withdrawal_nothing_is_changed(how: str) -> None:
    world, person = await sent()
    await person.press_id(f"r:{(await world.reports())[0].id[-8:]}:withdraw.sure")
    before = await one(world)

    if how == "take":
        taken = await say(world, "acting", words="On our way.")
    else:
        taken = await world.acknowledging.ask(before.id, "Where?", question_id="q", by="", how="link")

    assert (taken.is_withdrawn, taken.is_new) == (True, False)
    assert await one(world) == before
    assert await news(person) == []
    assert not [entry for entry in (await world.reports())[0].entries if entry.kind is EntryKind.MESSAGE]


async def test_nobody_speaks_of_what_does_not_exist() -> None:
    world, _ = await sent()
    word = Word(id="x", by="", how="link", progress=Progress.ACTING)

    with pytest.raises(NotFound):
        await world.acknowledging.take("esc_none", word)
    with pytest.raises(NotFound):
        await world.acknowledging.ask("esc_none", "Where?", question_id="q", by="", how="link")


@pytest.mark.parametrize(
    ("progress", "outcome", "words", "field"),
    [
        ("", "", "", "progress"),
        ("closed", "", "", "outcome"),
        ("reading", "other", "", "outcome"),
        ("acting", "", "x" * (MAX_CHARS + 1), "words"),
        *(("acting", "", f"a{bad}b", "words") for bad in ("\x00", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2069")),
    ],
)
async def test_a_word_that_cannot_be_is_refused_whole(progress: str, outcome: str, words: str, field: str) -> None:
    world, _ = await sent()
    before = await one(world)

    with pytest.raises(InvalidAnswer) as refused:
        await say(world, progress, outcome, words=words)

    assert refused.value.field == field
    assert await one(world) == before


@pytest.mark.parametrize("words", ["Tea at 5?\nYes.\tÀ bientôt 👩‍👩‍👧", "a\u00a0b \u200d c", "مرحبا", "x" * MAX_CHARS])
async def test_words_of_any_language_are_taken(words: str) -> None:
    world, _ = await sent()

    assert (await say(world, "acting", words=words)).is_new


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("PC 0000", "PC 0000"),
        (" a\x00b\u202ec\n ", "abc"),
        ("\ud800", ""),
        ("x" * 999, "x" * 200),
        ("<b>Siân</b>", "<b>Siân</b>"),
    ],
)
def test_a_name_is_kept_as_far_as_it_can_be_written_down(given: str, kept: str) -> None:
    assert name_of(given) == kept


@pytest.mark.parametrize("progress", Progress)
@pytest.mark.parametrize("state", [EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED])
async def test_what_is_offered_next_is_what_would_be_news(progress: Progress, state: EscalationState) -> None:
    world, person = await sent()
    outcome = Outcome.ADVICE_GIVEN if progress is Progress.CLOSED else Outcome.NONE
    for step in ORDER[1:]:
        await set_to(world, state=state, progress=progress, outcome=outcome)
        offered = step in next_steps(await one(world))
        before = len(await news(person))

        await say(world, step, "other" if step is Progress.CLOSED else "")

        if offered:
            assert len(await news(person)) == before + 1
        elif state is EscalationState.ACKNOWLEDGED:
            assert len(await news(person)) == before


async def test_a_practice_spoc_is_called_one_in_every_notice() -> None:
    world, person = await sent(spoc=InMemorySpocNotifier(practice=True))
    for step, outcome in (("received", ""), ("reading", ""), ("acting", ""), ("closed", "other"), ("acting", "")):
        await say(world, step, outcome)
    await world.acknowledging.ask((await one(world)).id, "Where?", question_id="q", by="", how="link")

    said = await news(person)
    assert len(said) == 6
    assert all("Practice SPOC: no police officer" in each.text for each in said)
