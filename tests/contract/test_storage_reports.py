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
    SOUTH,
    a_conversation,
    a_report,
    fresh,
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


CODE = "7K3M-9QXT-VB4N-R2HD"
ANOTHER_CODE = "2ABC-DEFG-HJKM-NPQR"


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", " "), CODE.replace("-", "")])
async def test_a_report_is_found_by_its_spare_code_however_it_is_typed(storage: Storage, typed: str) -> None:
    async with storage.work(NORTH.id) as work:
        report, other = await a_report(work), await a_report(work, "01632 960456")
        await work.reports.set_code(report.id, CODE)
        await work.reports.set_code(other.id, ANOTHER_CODE)

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.by_code(typed) == report
        assert await work.reports.by_code(ANOTHER_CODE) == other
        assert await work.reports.by_code("2222-2222-2222-2222") is None


async def test_a_code_opens_nothing_in_another_organisation(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.set_code(report.id, CODE)

    async with storage.work(SOUTH.id) as work:
        assert await work.reports.by_code(CODE) is None
        with pytest.raises(NotFound):
            await work.reports.set_code(report.id, ANOTHER_CODE)
        with pytest.raises(NotFound):
            await work.reports.let_in(report.id, "mem_somebody")
        with pytest.raises(NotFound):
            await work.reports.forget(report.id)


async def test_the_same_code_may_be_given_in_two_organisations(storage: Storage) -> None:
    reports = {}
    for organisation in (NORTH, SOUTH):
        async with storage.work(organisation.id) as work:
            reports[organisation.id] = await a_report(work)
            await work.reports.set_code(reports[organisation.id].id, CODE)

    for organisation in (NORTH, SOUTH):
        async with storage.reading(organisation.id) as work:
            assert await work.reports.by_code(CODE) == reports[organisation.id]


async def test_a_new_code_takes_the_place_of_the_one_before(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.set_code(report.id, CODE)
        await work.reports.set_code(report.id, ANOTHER_CODE)
        assert await work.reports.by_code(CODE) is None

    async with storage.work(NORTH.id) as work:
        assert await work.reports.by_code(ANOTHER_CODE) == report
        await work.reports.set_code(report.id, CODE)
        assert await work.reports.by_code(CODE) == report, "an old one may come back"


async def test_a_code_is_only_for_a_report_that_is_there(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        with pytest.raises(NotFound):
            await work.reports.set_code("rep_none", CODE)
        with pytest.raises(NotFound):
            await work.reports.let_in("rep_none", "mem_nobody")
        assert await work.reports.by_code(CODE) is None


async def test_who_came_by_a_code_has_the_report_in_their_list_as_its_reporter_has(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        other = await a_conversation(work, "01632 960456")
        own = make_report(other, created_at=AT + A_MINUTE)
        await work.reports.add(own)
        for _ in range(2):  # twice is once
            await work.reports.let_in(report.id, other.member_id)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.reports.of(other.member_id)) == [own, report]
        assert list(await work.reports.of(report.reporter)) == [report]
        assert (await work.reports.get(report.id)).reporter == report.reporter


async def test_being_let_in_changes_nothing_for_anybody_else(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        other, third = await a_conversation(work, "01632 960456"), await a_conversation(work, "01632 960789")
        await work.reports.let_in(report.id, other.member_id)

    async with storage.reading(NORTH.id) as work:
        assert list(await work.reports.of(third.member_id)) == []


@pytest.mark.parametrize("status", [each for each in ReportStatus if each is not ReportStatus.CANCELLED])
async def test_only_a_cancelled_draft_is_forgotten(storage: Storage, status: ReportStatus) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.set_status(report.id, status)
        with pytest.raises(NotFound):
            await work.reports.forget(report.id)
        with pytest.raises(NotFound):
            await work.reports.forget("rep_none")

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == replace(report, status=status)


async def test_nothing_is_left_of_a_forgotten_draft_and_everything_of_the_others(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        gone, stays = await a_report(work), await a_report(work, "01632 960456")
        other = await a_conversation(work, "01632 960789")
        for report, code in ((gone, CODE), (stays, ANOTHER_CODE)):
            await work.reports.set_code(report.id, code)
            await work.reports.let_in(report.id, other.member_id)
        await work.reports.set_status(gone.id, ReportStatus.CANCELLED)
        await work.reports.forget(gone.id)

    async with storage.work(NORTH.id) as work:
        assert await work.reports.by_code(CODE) is None
        assert list(await work.reports.of(gone.reporter)) == []
        assert list(await work.reports.of(other.member_id)) == [stays]
        assert await work.reports.by_code(ANOTHER_CODE) == stays
        with pytest.raises(NotFound):
            await work.reports.get(gone.id)
        with pytest.raises(NotFound):
            await work.reports.forget(gone.id)
        await work.reports.set_code(stays.id, CODE)
        assert await work.reports.by_code(CODE) == stays, "and its code is free"


async def test_a_draft_is_forgotten_whole_or_not_at_all(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        report = await a_report(work)
        await work.reports.set_code(report.id, CODE)
        await work.reports.set_status(report.id, ReportStatus.CANCELLED)

    async def forget_and_break() -> None:
        async with storage.work(NORTH.id) as work:
            await work.reports.forget(report.id)
            raise RuntimeError("the process is killed here")

    with pytest.raises(RuntimeError):
        await forget_and_break()

    async with storage.reading(NORTH.id) as work:
        assert await work.reports.get(report.id) == replace(report, status=ReportStatus.CANCELLED)
        assert await work.reports.by_code(CODE) is not None


async def test_a_files_entry_of_a_forgotten_draft_may_stand_in_another_report(storage: Storage) -> None:
    async with storage.work(NORTH.id) as work:
        gone, stays = await a_report(work), await a_report(work, "01632 960456")
        moved = replace(gone.evidence[0], id=fresh("ent"))
        await work.reports.append(stays.id, [moved])
        await work.reports.set_status(gone.id, ReportStatus.CANCELLED)
        await work.reports.forget(gone.id)

    async with storage.reading(NORTH.id) as work:
        assert (await work.reports.get(stays.id)).evidence[-1] == moved
