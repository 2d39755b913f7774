"""Escalations: the state on the row is what the reporter is told, so no writing may be lost or overwritten."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import NotFound
from bot.escalation.escalation import Acknowledgement, Attempt, EscalationState, Held, Outcome, Progress, Tier
from bot.ports import Storage
from tests.contract.records import A_MINUTE, AT, NORTH, SOUTH, a_report, an_escalation, make_escalation


async def test_an_escalation_comes_back_as_it_was_stored(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
        raised = make_escalation(escalation.report_id, raised_at=AT + A_MINUTE)
        await work.escalations.add(raised)

    async with storage.reading(NORTH.id) as work:
        assert await work.escalations.get(escalation.id) == escalation
        assert await work.escalations.get(raised.id) == raised
        assert escalation.raised_at is None


async def test_its_state_times_and_reference_can_be_written(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
        changed = replace(
            escalation,
            tier=Tier.IMMEDIATE,
            state=EscalationState.ACKNOWLEDGED,
            delivered_at=AT + A_MINUTE,
            acknowledged_at=AT + 2 * A_MINUTE,
            acknowledged_by="Sgt Example",
            police_reference="EX/0001/26",
            force_id="btp",
            contact_id="con_1",
            held=Held.NO_CONTACT,
            progress=Progress.CLOSED,
            queued_at=AT + A_MINUTE,
            progress_at=AT + 3 * A_MINUTE,
            outcome=Outcome.NO_RESOURCES,
            acted_at=AT + 3 * A_MINUTE,
            raised_at=AT + 2 * A_MINUTE,
            rung=2,
        )
        await work.escalations.update(changed)

    async with storage.reading(NORTH.id) as work:
        assert await work.escalations.get(escalation.id) == changed


async def test_an_escalation_that_is_not_there_cannot_be_read_or_written(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        with pytest.raises(NotFound):
            await work.escalations.get("esc_none")
        with pytest.raises(NotFound):
            await work.escalations.update(make_escalation("rep_none"))


async def test_a_reports_escalations_come_oldest_first(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        older, newer = make_escalation(report.id), make_escalation(report.id, created_at=AT + A_MINUTE)
        for escalation in (older, newer):
            await work.escalations.add(escalation)
        await an_escalation(work, "01632 960456")

    async with storage.reading(NORTH.id) as work:
        assert list(await work.escalations.of_report(report.id)) == [older, newer]


async def test_only_queued_escalations_are_unfinished(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        queued, delivered = make_escalation(report.id), make_escalation(report.id)
        for escalation in (queued, delivered):
            await work.escalations.add(escalation)
        await work.escalations.update(replace(delivered, state=EscalationState.DELIVERED, delivered_at=AT))

    async with storage.reading(NORTH.id) as work:
        assert list(await work.escalations.unfinished()) == [queued]


async def test_what_nobody_has_acknowledged_is_open(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        made = {state: make_escalation(report.id) for state in EscalationState}
        for state, escalation in made.items():
            await work.escalations.add(replace(escalation, state=state))

    async with storage.reading(NORTH.id) as work:
        is_open = {each.id for each in await work.escalations.open()}
        assert {state for state, each in made.items() if each.id in is_open} == set(EscalationState) - {
            EscalationState.ACKNOWLEDGED,
            EscalationState.WITHDRAWN,
        }


async def test_those_of_a_time_and_later_can_be_asked_for(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        older, newer = make_escalation(report.id), make_escalation(report.id, created_at=AT + A_MINUTE)
        for escalation in (older, newer):
            await work.escalations.add(escalation)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.escalations.since(AT + A_MINUTE)) == [newer]
        assert list(await work.escalations.since(AT)) == [older, newer]


async def test_attempts_come_oldest_first_even_when_their_count_begins_again(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
    attempts = [
        Attempt(escalation_id=escalation.id, number=1, at=AT, outcome="unreachable", status=None),
        Attempt(escalation_id=escalation.id, number=2, at=AT + A_MINUTE, outcome="unreachable", status=503),
        Attempt(
            escalation_id=escalation.id,
            number=1,
            at=AT + 2 * A_MINUTE,
            outcome="delivered",
            status=200,
            contact_id="con_1",
            event="escalation.reminder",
            elapsed_ms=120,
            excerpt="thank you",
        ),
    ]
    for attempt in attempts:
        async with storage.work(NORTH.id) as work:
            await work.escalations.add_attempt(attempt)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.escalations.attempts(escalation.id)) == attempts


async def test_the_same_acknowledgement_counts_once(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)
    seen = Acknowledgement(id="callback-1", subject_id=escalation.id, by="Sgt Example", how="callback", at=AT)

    answers = []
    for acknowledgement in (seen, seen, replace(seen, id="callback-2")):
        async with storage.work(NORTH.id) as work:
            answers.append(await work.escalations.acknowledge(acknowledgement))
    async with storage.work(SOUTH.id) as work:
        answers.append(await work.escalations.acknowledge(seen))

    assert answers == [True, False, True, True]


async def test_the_same_acknowledgement_twice_at_once_counts_once(storage: Storage) -> None:
    async def acknowledge() -> bool:
        async with storage.work(NORTH.id) as work:
            acknowledgement = Acknowledgement(id="callback-1", subject_id="rep_1", by="Kim Example", how="staff", at=AT)
            return await work.escalations.acknowledge(acknowledgement)

    assert sorted(await asyncio.gather(*(acknowledge() for _ in range(4)))) == [False, False, False, True]


async def test_an_acknowledgement_during_a_delivery_is_not_overwritten(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        escalation = await an_escalation(work)

    async def acknowledge() -> None:
        async with storage.work(NORTH.id) as work:
            read = await work.escalations.get(escalation.id)
            await work.escalations.update(replace(read, state=EscalationState.ACKNOWLEDGED, acknowledged_at=AT))

    async with storage.work(NORTH.id) as work:
        read = await work.escalations.get(escalation.id)
        at_once = asyncio.create_task(acknowledge())
        await asyncio.wait({at_once}, timeout=0.2)  # it has to wait for us; without that it would be done by now
        await work.escalations.update(replace(read, state=EscalationState.DELIVERED, delivered_at=AT))
    await at_once

    async with storage.reading(NORTH.id) as work:
        read = await work.escalations.get(escalation.id)
    assert (read.state, read.delivered_at, read.acknowledged_at) == (EscalationState.ACKNOWLEDGED, AT, AT)
