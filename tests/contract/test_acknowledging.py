"""Words of the SPOC that come at once, on every storage: none is lost, none is told twice, and none moves anything back."""

import asyncio

from bot.escalation.acknowledging import Acknowledging
from bot.escalation.escalation import EscalationState, Progress
from bot.escalation.notices import Notices
from bot.escalation.progressing import Word
from bot.ports import Storage
from bot.rendering import Wording
from bot.testing import FixedIds, SettableClock
from tests.contract.records import NORTH, an_escalation

STEPS = (Progress.ACTING, Progress.RECEIVED, Progress.READING, Progress.ACTING, Progress.RECEIVED)


async def test_of_several_words_at_once_the_furthest_stands_and_each_step_is_told_once(
    storage: Storage, clock: SettableClock
) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
        report = await work.reports.get(escalation.report_id)
    acknowledging = Acknowledging(storage=storage, notices=Notices(wording=Wording(), ids=FixedIds()), clock=clock)
    words = [Word(id=f"callback-{n}", by="PC 0000", how="callback", progress=step) for n, step in enumerate(STEPS)]

    taken = await asyncio.gather(*(acknowledging.take(escalation.id, word) for word in words * 2))

    async with storage.reading(NORTH.id) as work:
        after = await work.escalations.get(escalation.id)
        turns = await work.turns.since(report.conversation_id, 0)
    assert (after.state, after.progress, after.rung) == (EscalationState.ACKNOWLEDGED, Progress.ACTING, 0)
    told = [reply.kind for turn in turns for reply in turn.replies]
    assert len(told) == len(set(told)) == sum(each.is_new for each in taken)
    assert told[-1] == "spoc_acting"


async def test_the_same_question_at_once_is_asked_once(storage: Storage, clock: SettableClock) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
    acknowledging = Acknowledging(storage=storage, notices=Notices(wording=Wording(), ids=FixedIds()), clock=clock)

    taken = await asyncio.gather(
        *(acknowledging.ask(escalation.id, "Where?", question_id="q", by="", how="callback") for _ in range(4))
    )

    assert sorted(each.is_new for each in taken) == [False, False, False, True]
    async with storage.reading(NORTH.id) as work:
        report = await work.reports.get(escalation.report_id)
    assert [entry.words for entry in report.entries if entry.value == "from_spoc"] == ["Where?"]
