"""The log of advice: what was shown stays as it was, a gap stays on the list until somebody closes it."""

from dataclasses import replace

import pytest

from bot.advice import Outcome, Verdict
from bot.errors import NotFound
from bot.ports import Storage
from tests.contract.records import A_MINUTE, AT, NORTH, SOUTH, a_conversation, make_advice


@pytest.fixture(autouse=True)
async def keeping(storage: Storage) -> None:
    """Both organisations keep what people asked."""
    for organisation in (NORTH, SOUTH):
        await storage.add_organisation(replace(organisation, keeps_questions=True))


async def test_a_question_is_not_kept_by_an_organisation_that_does_not_want_it(storage: Storage) -> None:
    await storage.add_organisation(NORTH)

    async with storage.work(NORTH.id) as work:
        advice = make_advice(await a_conversation(work), gap="may [...] ring my gran")
        await work.advice.add(advice)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(advice.id) == replace(advice, question="")


async def test_advice_comes_back_whole_and_its_passages_in_their_order(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        shown, refused = make_advice(conversation), make_advice(conversation, gap="may [...] ring my gran")
        await work.advice.add(shown)
        await work.advice.add(refused)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(shown.id) == shown
        assert await work.advice.get(refused.id) == refused


async def test_advice_may_be_written_before_its_conversation(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        first = await a_conversation(work)
        second = replace(first, id="con_later", address="01632 960777", version=0)
        advice = make_advice(second)
        await work.advice.add(advice)
        await work.conversations.save(second)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(advice.id) == advice


async def test_a_verdict_is_written_beside_what_was_shown(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        advice = make_advice(await a_conversation(work))
        await work.advice.add(advice)

    async with storage.work(NORTH.id) as work:
        await work.advice.judge(advice.id, Verdict.UNHELPFUL, gap="may [...] ring my gran")

    async with storage.reading(NORTH.id) as work:
        judged = await work.advice.get(advice.id)
        assert judged == replace(advice, verdict=Verdict.UNHELPFUL, gap="may [...] ring my gran")
        assert list(await work.advice.gaps()) == [judged]


async def test_an_answer_that_helped_after_all_is_no_gap(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        advice = make_advice(await a_conversation(work))
        await work.advice.add(advice)
        await work.advice.judge(advice.id, Verdict.UNHELPFUL, gap="may [...] ring my gran")
        await work.advice.judge(advice.id, Verdict.HELPFUL)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(advice.id) == replace(advice, verdict=Verdict.HELPFUL)
        assert list(await work.advice.gaps()) == []


async def test_a_question_without_an_answer_stays_a_gap_though_its_signpost_helped(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        advice = make_advice(await a_conversation(work), gap="may [...] ring my gran")
        await work.advice.add(advice)
        await work.advice.judge(advice.id, Verdict.HELPFUL)

    async with storage.reading(NORTH.id) as work:
        assert [gap.gap for gap in await work.advice.gaps()] == ["may [...] ring my gran"]


async def test_gaps_come_newest_first_and_no_more_than_wanted(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        for number in (2, 0, 1):
            await work.advice.add(make_advice(conversation, at=AT + number * A_MINUTE, gap=f"gap {number}"))
        await work.advice.add(make_advice(conversation, at=AT + 9 * A_MINUTE))

    async with storage.reading(NORTH.id) as work:
        assert [advice.gap for advice in await work.advice.gaps()] == ["gap 2", "gap 1", "gap 0"]
        assert [advice.gap for advice in await work.advice.gaps(limit=2)] == ["gap 2", "gap 1"]


async def test_a_closed_gap_is_off_the_list_and_forgotten_and_the_advice_stays(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        closed, other = make_advice(conversation, gap="one"), make_advice(conversation, gap="other")
        await work.advice.add(closed)
        await work.advice.add(other)
        await work.advice.close_gap(closed.id)
        await work.advice.close_gap(closed.id)  # again is fine

    async with storage.reading(NORTH.id) as work:
        assert list(await work.advice.gaps()) == [other]
        assert await work.advice.get(closed.id) == replace(closed, gap="")


async def test_all_kept_questions_of_one_organisation_are_forgotten_and_nothing_else(storage: Storage) -> None:
    kept = {}
    for organisation in (NORTH, SOUTH):
        async with storage.work(organisation.id) as work:
            conversation = await a_conversation(work)
            advices = [make_advice(conversation), make_advice(conversation, gap="a gap")]
            for advice in (*advices, replace(make_advice(conversation), question="")):
                await work.advice.add(advice)
            kept[organisation.id] = advices

    async with storage.work(NORTH.id) as work:
        assert await work.advice.forget_questions() == 2
        assert await work.advice.forget_questions() == 0

    async with storage.reading(NORTH.id) as work:
        assert [await work.advice.get(advice.id) for advice in kept[NORTH.id]] == [
            replace(advice, question="") for advice in kept[NORTH.id]
        ]
    async with storage.reading(SOUTH.id) as work:
        assert [await work.advice.get(advice.id) for advice in kept[SOUTH.id]] == kept[SOUTH.id]


async def test_another_organisations_advice_cannot_be_read_judged_listed_or_closed(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        advice = make_advice(await a_conversation(work), gap="a gap")
        await work.advice.add(advice)

    async with storage.work(SOUTH.id) as work:
        assert list(await work.advice.gaps()) == []
        with pytest.raises(NotFound):
            await work.advice.get(advice.id)
        with pytest.raises(NotFound):
            await work.advice.judge(advice.id, Verdict.HELPFUL)
        with pytest.raises(NotFound):
            await work.advice.close_gap(advice.id)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(advice.id) == advice


@pytest.mark.parametrize("outcome", Outcome)
async def test_every_outcome_is_stored(storage: Storage, outcome: Outcome) -> None:
    async with storage.work(NORTH.id) as work:
        advice = replace(make_advice(await a_conversation(work)), outcome=outcome, question="", passages=())
        await work.advice.add(advice)

    async with storage.reading(NORTH.id) as work:
        assert await work.advice.get(advice.id) == advice


async def test_whether_questions_are_kept_is_written_with_the_organisation_and_changed_with_it(storage: Storage) -> None:
    async with storage.reading(NORTH.id) as work:
        assert work.organisation == replace(NORTH, keeps_questions=True)

    await storage.add_organisation(NORTH)

    async with storage.reading(NORTH.id) as work:
        assert work.organisation == NORTH
    assert list(await storage.organisations()) == [NORTH, replace(SOUTH, keeps_questions=True)]
