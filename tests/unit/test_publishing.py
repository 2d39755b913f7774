"""Putting a build in place, and taking over the build of another folder."""

import os
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import IndexMissing, IndexNotWritten, IndexStale
from index.manifest import FILE, FORMAT, Manifest, read_manifest
from index.publishing import PREFIX, adopt, alone_in, publish_build

A_MANIFEST = Manifest(
    format=FORMAT,
    model="bag-of-words",
    dimension=8,
    documents={"door-guide-2031": "0" * 64},
    questions="1" * 64,
    messages="2" * 64,
    passage_count=2,
    encoded_count=3,
    row_count=3,
    unplaced_count=0,
    figures={},
    versions={},
    built_at=datetime(2031, 5, 6, tzinfo=UTC),
    files="",
)


def publish(folder: Path, text: str) -> Manifest:
    folder.mkdir(parents=True, exist_ok=True)
    return publish_build(A_MANIFEST, lambda files: _write(files, text), folder)


def _write(files: Path, text: str) -> None:
    (files / "passages.json").write_text(text)


def published(folder: Path) -> str:
    return (folder / read_manifest(folder).files / "passages.json").read_text()


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"{PREFIX}*"))


# --- publishing ---


def test_the_manifest_names_the_folder_of_the_new_build(tmp_path: Path) -> None:
    manifest = publish(tmp_path, "new")

    assert read_manifest(tmp_path) == manifest
    assert manifest.files.startswith(PREFIX)
    assert published(tmp_path) == "new"


def test_the_build_before_stays_for_those_who_are_reading_it_and_older_ones_go(tmp_path: Path) -> None:
    first, second, third = (publish(tmp_path, text) for text in ("first", "second", "third"))

    assert builds(tmp_path) == sorted([second.files, third.files])
    assert (tmp_path / second.files / "passages.json").read_text() == "second"
    assert first.files not in builds(tmp_path)


@pytest.mark.parametrize("error", [OSError("The disk is full."), RuntimeError("FAISS could not write."), KeyboardInterrupt()])
def test_a_build_that_cannot_be_written_leaves_the_old_one_and_no_litter(tmp_path: Path, error: BaseException) -> None:
    publish(tmp_path, "old")
    before = sorted(path.name for path in tmp_path.iterdir())

    def fail(files: Path) -> None:
        _write(files, "half")
        raise error

    with pytest.raises(IndexNotWritten if isinstance(error, Exception) else KeyboardInterrupt):
        publish_build(A_MANIFEST, fail, tmp_path)

    assert published(tmp_path) == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("is_adopted", [False, True])
def test_every_file_is_on_the_disk_before_the_manifest_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_adopted: bool
) -> None:
    """Else a power cut leaves an index of empty files."""
    publish(tmp_path / "prepared", "prepared")
    on_disk: list[str] = []
    sync = os.fsync

    def noting(descriptor: int) -> None:
        on_disk.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")).name)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    manifest = adopt(tmp_path / "prepared", tmp_path / "own") if is_adopted else publish(tmp_path / "own", "new")

    assert on_disk == ["passages.json", manifest.files, "own", f"{FILE}.new"]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with alone_in(tmp_path):
            order.append("second")

    with alone_in(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        other.join(timeout=0.2)
        order.append("first")
    other.join()

    assert order == ["first", "second"]


# --- taking over ---


def test_another_folders_build_is_taken_over_whole(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    there = publish(prepared, "prepared")

    here = adopt(prepared, own)

    assert published(own) == published(prepared) == "prepared"
    assert read_manifest(own) == here
    assert (here.version, here.built_at, here.passage_count) == (there.version, there.built_at, there.passage_count)


def test_on_one_disk_the_files_are_shared_and_take_no_room(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    there = publish(prepared, "prepared")

    here = adopt(prepared, own)

    assert (own / here.files / "passages.json").samefile(prepared / there.files / "passages.json")


def test_on_another_disk_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    there = publish(prepared, "prepared")

    here = adopt(prepared, own)

    assert published(own) == "prepared"
    assert not (own / here.files / "passages.json").samefile(prepared / there.files / "passages.json")


def test_what_was_taken_over_outlives_the_folder_it_came_from(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    publish(prepared, "prepared")
    adopt(prepared, own)

    publish(prepared, "newer")
    publish(prepared, "newest")
    shutil.rmtree(prepared)

    assert published(own) == "prepared"


def test_the_build_that_was_in_use_stays_beside_the_one_taken_over(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    publish(prepared, "prepared")
    before = publish(own, "own")

    here = adopt(prepared, own)

    assert builds(own) == sorted([before.files, here.files])
    assert (own / before.files / "passages.json").read_text() == "own"


def test_there_is_nothing_to_take_over(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        adopt(tmp_path / "nowhere", tmp_path / "own")

    assert not (tmp_path / "own").exists()


def test_a_damaged_manifest_is_not_taken_over(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    publish(prepared, "prepared")
    publish(own, "own")
    (prepared / FILE).write_text("{")

    with pytest.raises(IndexStale):
        adopt(prepared, own)

    assert published(own) == "own"


def test_a_build_whose_files_are_gone_leaves_the_one_in_use(tmp_path: Path) -> None:
    prepared, own = tmp_path / "prepared", tmp_path / "own"
    there = publish(prepared, "prepared")
    publish(own, "own")
    shutil.rmtree(prepared / there.files)

    with pytest.raises(IndexNotWritten) as caught:
        adopt(prepared, own)

    assert caught.value.path == own
    assert published(own) == "own"
    assert len(builds(own)) == 1
