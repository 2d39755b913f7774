"""Reports: what the reporter said stays as they said it, in the order in which they said it."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import NotFound
from bot.ports import Storage
from bot.reporting.report import EntryKind, ReportStatus
from tests.contract.records import (
    A_MINUTE,
    AT,
    NORTH,
    a_conversation,
    a_report,
    make_consent,
    make_entry,
    make_photo,
    make_report,
)


async def test_a_report_comes_back_with_its_entries_files_and_consents(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)

    async with storage.reading(NORTH.id) as work:
        read = await work.reports.get(report.id)
    assert read == report
    assert read.evidence[0].evidence == report.entries[1].evidence


async def test_entries_are_added_at_the_end_and_the_first_ones_stay(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
    correction = replace(make_entry(report.reporter, words="it was three times"), kind=EntryKind.CORRECTION)
    note = make_entry(report.reporter, words="he was back", at=AT + A_MINUTE)

    async with storage.work(NORTH.id) as work:
        await work.reports.append(report.id, [correction, make_photo(report.reporter)])
    async with storage.work(NORTH.id) as work:
        await work.reports.append(report.id, [note])

    async with storage.reading(NORTH.id) as work:
        read = await work.reports.get(report.id)
    assert read.entries[:2] == report.entries
    assert (read.entries[2], read.entries[4]) == (correction, note)
    assert len(read.evidence) == 2


async def test_entries_that_are_added_at_once_are_all_kept(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)

    async def append(number: int) -> None:
        async with storage.work(NORTH.id) as work:
            await work.reports.append(report.id, [make_entry(report.reporter, words=f"{number}")])

    await asyncio.gather(*(append(number) for number in range(6)))

    async with storage.reading(NORTH.id) as work:
        read = await work.reports.get(report.id)
    assert sorted(entry.words for entry in read.entries[2:]) == [str(number) for number in range(6)]


async def test_the_latest_consent_counts_and_the_earlier_ones_stay(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.consent(report.id, [make_consent(given=False)])

    async with storage.reading(NORTH.id) as work:
        read = await work.reports.get(report.id)
    assert [consent.given for consent in read.consents] == [True, False]
    assert not read.allows(read.consents[0].recipient)


async def test_a_report_without_entries_is_stored_too(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = replace(make_report(await a_conversation(work)), entries=(), consents=())
        await work.reports.add(report)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == report


async def test_a_report_may_be_written_before_its_conversation(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        second = replace(conversation, id="con_later", address="01632 960777", version=0)
        report = make_report(second)
        await work.reports.add(report)
        await work.conversations.save(second)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == report


async def test_the_status_moves_on(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.set_status(report.id, ReportStatus.SAVED)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == replace(report, status=ReportStatus.SAVED)


async def test_a_members_reports_come_newest_first_and_whole(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation, other = await a_conversation(work), await a_conversation(work, "01632 960456")
        older, newer = make_report(conversation), make_report(conversation, created_at=AT + A_MINUTE)
        for report in (older, newer, make_report(other)):
            await work.reports.add(report)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.reports.of(conversation.member_id)) == [newer, older]
        assert list(await work.reports.of("mem_nobody")) == []


async def test_nothing_can_be_added_to_a_report_that_is_not_there(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        with pytest.raises(NotFound):
            await work.reports.get("rep_none")
        with pytest.raises(NotFound):
            await work.reports.append("rep_none", [make_entry("mem_nobody")])
        with pytest.raises(NotFound):
            await work.reports.consent("rep_none", [make_consent()])
        with pytest.raises(NotFound):
            await work.reports.set_status("rep_none", ReportStatus.SAVED)


async def test_the_saved_reports_of_an_organisation_are_the_newest_ones_whoever_told_them(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        conversation = await a_conversation(work)
        first, second = make_report(conversation), make_report(conversation, created_at=AT + A_MINUTE)
        await work.reports.add(first)
        await work.reports.add(second)
        await work.reports.set_status(first.id, ReportStatus.SAVED)
    async with storage.reading(NORTH.id) as work:
        assert [report.id for report in await work.reports.saved(limit=5)] == [first.id]

    async with storage.work(NORTH.id) as work:
        await work.reports.set_status(second.id, ReportStatus.SAVED)
    async with storage.reading(NORTH.id) as work:
        saved = await work.reports.saved(limit=5)
        assert [report.id for report in saved] == [second.id, first.id]
        assert saved[1] == await work.reports.get(first.id)
        assert [report.id for report in await work.reports.saved(limit=1)] == [second.id]
