"""A reporter's own copy as files: the same bytes wherever and whenever it is made, whole, and nobody else's."""

import asyncio
import io
import json
import logging
import os
import subprocess
import sys
import threading
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from adapters.export import copies
from bot.errors import NotFound, StorageError
from bot.messages import EvidenceItem
from bot.reporting.chain import first_changed
from tests.unit import exported
from tests.unit.exported import NORTH, SOUTH, FilesInMemory, copies_of, jpeg, make_entry, make_report, with_files

ROOT = Path(__file__).parents[2]
REPORT = "rep_0001"


def opened(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        assert read.testzip() is None
        return {name: read.read(name) for name in read.namelist()}


def manifest_of(archive: bytes) -> dict[str, Any]:
    """Return what an archive says of itself."""
    manifest: dict[str, Any] = json.loads(opened(archive)["manifest.json"])
    return manifest


async def archived(files: FilesInMemory, items: list[EvidenceItem]) -> bytes:
    """Return the archive of a report with these files."""
    return await (await copies_of(with_files(files, items), files)).archive(NORTH.id, REPORT)


@pytest.fixture(scope="module")
def hashes() -> list[str]:
    """The SHA-256 of each kind of copy, made once."""
    return asyncio.run(exported.hashes())


async def test_the_same_bytes_twice_and_from_other_rows_that_say_the_same(hashes: list[str]) -> None:
    assert await exported.hashes() == hashes
    assert len(set(hashes)) == 3


def test_the_same_bytes_later_in_another_process_and_time_zone_and_nothing_on_the_disk(hashes: list[str]) -> None:
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.unit.exported"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)

    assert done.stdout.split() == hashes, "a name before them is a file that was written"


async def test_one_more_entry_gives_other_bytes_and_another_chain() -> None:
    longer = make_report([*exported.every_kind(), make_entry(9, "more", "And again.")])
    first, second = await copies_of(make_report()), await copies_of(longer)

    assert await first.json(NORTH.id, REPORT) != await second.json(NORTH.id, REPORT)
    assert await first.pdf(NORTH.id, REPORT) != await second.pdf(NORTH.id, REPORT)


async def test_the_json_is_the_record_and_its_chain_fits() -> None:
    record = json.loads(await (await copies_of(make_report())).json(NORTH.id, REPORT))

    assert record["reference"] == "AL-7K3M-9QXT"
    assert first_changed(record) is None


async def test_whoever_came_by_the_spare_code_is_the_reporter_and_others_are_staff() -> None:
    record = json.loads(await (await copies_of(make_report())).json(NORTH.id, REPORT))

    assert record["entries"][3]["said"]["author"] == "reporter"
    assert record["entries"][6]["said"]["author"] == "staff"


@pytest.mark.parametrize("kind", ["pdf", "json", "archive"])
async def test_another_organisation_is_given_nothing(kind: str) -> None:
    made = await copies_of(make_report())

    with pytest.raises(NotFound):
        await getattr(made, kind)(SOUTH.id, REPORT)


async def test_the_pdf_names_the_json_that_belongs_to_it() -> None:
    made = await copies_of(make_report())
    reader = PdfReader(io.BytesIO(await made.pdf(NORTH.id, REPORT)))

    text = " ".join(page.extract_text() for page in reader.pages)
    assert sha256(await made.json(NORTH.id, REPORT)).hexdigest() in text


async def test_an_archive_holds_both_copies_and_the_files_as_received() -> None:
    files = FilesInMemory()
    items = [files.put(jpeg(1)), files.put(jpeg(2))]
    made = await copies_of(with_files(files, items), files)
    found = opened(await made.archive(NORTH.id, REPORT))

    photos = [f"evidence/{number:02d}-{item.sha256[:8]}.jpg" for number, item in enumerate(items, start=1)]
    assert list(found) == ["report.pdf", "report.json", *photos, "manifest.json"]
    assert [found[name] for name in photos] == [jpeg(1), jpeg(2)]
    assert found["report.pdf"] == await made.pdf(NORTH.id, REPORT)
    assert found["report.json"] == await made.json(NORTH.id, REPORT)


async def test_the_manifest_has_the_hash_of_every_other_file() -> None:
    files = FilesInMemory()
    archive = await archived(files, [files.put(jpeg(1)), files.put(jpeg(1))])
    found = opened(archive)

    listed = {file["name"]: (file["sha256"], file["size_bytes"]) for file in manifest_of(archive)["files"]}
    assert listed == {name: (sha256(found[name]).hexdigest(), len(found[name])) for name in found if name != "manifest.json"}
    assert len(listed) == 4, "the same photo twice is two files"


async def test_a_quarantined_file_stays_where_it_is_and_is_named_as_such() -> None:
    files = FilesInMemory()
    harmful = files.put(jpeg(3), quarantined="script")
    archive = await archived(files, [files.put(jpeg(1)), harmful])

    assert jpeg(3) not in opened(archive).values()
    assert jpeg(3) not in archive
    [left_out] = manifest_of(archive)["left_out"]
    assert (left_out["file"], left_out["sha256"], left_out["why"]) == (2, harmful.sha256, "quarantined")
    pdf = PdfReader(io.BytesIO(opened(archive)["report.pdf"]))
    assert sum(len(page.images) for page in pdf.pages) == 1, "nor is there a small picture of it"


async def test_a_lost_file_does_not_keep_the_rest_back(caplog: pytest.LogCaptureFixture) -> None:
    files = FilesInMemory()
    items = [files.put(jpeg(1)), files.put(jpeg(2))]
    files.lost.add(items[0].storage_key)
    with caplog.at_level(logging.WARNING):
        archive = await archived(files, items)

    assert jpeg(2) in opened(archive).values()
    assert [each["why"] for each in manifest_of(archive)["left_out"]] == ["unreadable"]
    assert {record.getMessage() for record in caplog.records} == {"evidence.unreadable"}


async def test_storage_that_is_down_is_no_lost_file() -> None:
    files = FilesInMemory()
    report = with_files(files, [files.put(jpeg(1))])

    async def fails(organisation_id: str, item: EvidenceItem) -> bytes:
        raise StorageError

    files.get = fails  # type: ignore[method-assign]
    with pytest.raises(StorageError):
        await (await copies_of(report, files)).archive(NORTH.id, REPORT)


async def test_thirty_photos_are_all_in_the_archive_in_their_order() -> None:
    files = FilesInMemory()
    found = opened(await archived(files, [files.put(jpeg(number)) for number in range(30)]))

    assert [content for name, content in found.items() if name.startswith("evidence/")] == [jpeg(n) for n in range(30)]


async def test_a_small_picture_of_another_kind_is_not_decoded_here() -> None:
    files = FilesInMemory()
    report = with_files(files, [files.put(b"<svg onload='x()'/>"), files.put(b"\x89PNG\r\n\x1a\n")])
    reader = PdfReader(io.BytesIO(await (await copies_of(report, files)).pdf(NORTH.id, REPORT)))

    assert sum(len(page.images) for page in reader.pages) == 0


async def test_printing_does_not_hold_the_event_loop_up(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def noting(*facts: Any, **more: Any) -> bytes:
        threads.append(threading.current_thread())
        return b""

    monkeypatch.setattr(copies, "printed", noting)
    await (await copies_of(make_report())).pdf(NORTH.id, REPORT)

    assert [thread is threading.main_thread() for thread in threads] == [False]


async def test_no_more_than_two_are_printed_at_once_and_all_are_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    started, go_on = threading.Semaphore(0), threading.Event()
    counting, running, most = threading.Lock(), 0, 0

    def waiting(*facts: Any, **more: Any) -> bytes:
        nonlocal running, most
        with counting:
            running += 1
            most = max(most, running)
        started.release()
        go_on.wait()
        with counting:
            running -= 1
        return b"done"

    monkeypatch.setattr(copies, "printed", waiting)
    made = await copies_of(make_report())
    tasks = [asyncio.create_task(made.pdf(NORTH.id, REPORT)) for _ in range(5)]
    for _ in range(2):
        await asyncio.to_thread(started.acquire)
    go_on.set()

    assert await asyncio.gather(*tasks) == [b"done"] * 5
    assert most == 2
