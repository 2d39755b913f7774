"""A cancelled draft can be gone on with for a day; then it is deleted, its files first, and nothing of it is left."""

from dataclasses import replace

import pytest

from bot.errors import NotFound
from bot.handlers import handlers
from bot.messages import EvidenceItem
from bot.reporting.drafts import KEPT_FOR
from bot.reporting.report import ReportStatus
from bot.worker import Worker
from tests.talking import ORGANISATION, Person, World
from tests.unit.test_drafts import begun, pass_hours

PHOTOS = tuple(
    EvidenceItem(sha256=f"{number:064x}", media_type="image/jpeg", size_bytes=3, storage_key=f"key-{number}") for number in (1, 2)
)


class Files:
    """Deletes files for the worker, and looks each time whether the report is still there."""

    def __init__(self, world: World, *, breaks: int = 0) -> None:
        self._world = world
        self._breaks = breaks
        self.removed: list[str] = []
        self.had_rows: list[bool] = []

    async def remove(self, organisation_id: str, item: EvidenceItem) -> None:
        """Delete one, unless it is to break."""
        if self._breaks:
            self._breaks -= 1
            raise OSError("the disk is away")
        assert organisation_id == ORGANISATION.id
        self.had_rows.append(bool(await self._world.reports()))
        self.removed.append(item.storage_key)


def deletes_files(world: World, files: Files) -> None:
    world.worker = Worker(world.storage, handlers(replace(world.outside, remove_file=files.remove)), world.clock)


async def with_photos(world: World) -> Person:
    person = await begun(world)
    await person.send(evidence=PHOTOS)
    await person.say("cancel")
    return person


async def test_a_cancelled_draft_is_deleted_after_a_day_files_first() -> None:
    world = await World().open()
    files = Files(world)
    deletes_files(world, files)
    person = await with_photos(world)
    [report] = await world.reports()
    assert report.status is ReportStatus.CANCELLED

    await pass_hours(world, 23)
    assert (len(await world.reports()), files.removed) == (1, [])
    await pass_hours(world, 2)

    assert await world.reports() == []
    assert files.removed == ["key-1", "key-2"]
    assert files.had_rows == [True, True], "rows that name a file outlive it, never the other way round"
    async with world.storage.reading(ORGANISATION.id) as work:
        with pytest.raises(NotFound):
            await work.reports.get(report.id)
    assert await person.press_id(f"r:{report.id[-8:]}:resume") == ["old_button"]


async def test_a_file_that_cannot_be_deleted_now_is_deleted_later_and_the_rows_stay_till_then() -> None:
    world = await World().open()
    files = Files(world, breaks=2)
    deletes_files(world, files)
    await with_photos(world)

    world.clock.advance(hours=24)
    await world.worker.run_once()
    assert (len(await world.reports()), files.removed) == (1, [])
    await pass_hours(world, 1)

    assert (await world.reports(), files.removed) == ([], ["key-1", "key-2"])


async def test_who_thinks_again_within_the_day_keeps_everything() -> None:
    world = await World().open()
    files = Files(world)
    deletes_files(world, files)
    person = await with_photos(world)
    await pass_hours(world, 20)

    await person.press("Go on with my report")
    await pass_hours(world, 48)

    [report] = await world.reports()
    assert (report.status, len(report.evidence), files.removed) == (ReportStatus.DRAFT, 2, [])


async def test_who_cancels_again_has_a_whole_day_again() -> None:
    world = await World().open()
    files = Files(world)
    deletes_files(world, files)
    person = await with_photos(world)
    await pass_hours(world, 20)
    await person.press("Go on with my report")
    await person.say("cancel")

    await pass_hours(world, 20)
    assert len(await world.reports()) == 1
    await pass_hours(world, 5)

    assert (await world.reports(), sorted(set(files.removed))) == ([], ["key-1", "key-2"])


async def test_a_report_that_was_sent_after_all_is_never_deleted() -> None:
    world = await World().open()
    files = Files(world)
    deletes_files(world, files)
    person = await with_photos(world)
    await person.press("Go on with my report")
    await person.press("That's enough")
    await person.choose("Send: SPOC only")

    await pass_hours(world, 72)

    [report] = await world.reports()
    assert (report.status, files.removed) == (ReportStatus.SAVED, [])


async def test_nothing_is_sent_of_a_cancelled_report() -> None:
    world = await World().open()
    await with_photos(world)

    await pass_hours(world, 30)

    assert (world.spoc.arrived, world.desk.cards, world.desk.news) == ([], [], [])


async def test_the_kept_time_is_what_is_promised() -> None:
    world = await World().open()
    person = await begun(world)
    await person.say("cancel")

    assert f"{int(KEPT_FOR.total_seconds() // 3600)} hours" in person.text
