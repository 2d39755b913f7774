"""Putting a build in place: its files beside the old ones, and then one rename.

It must never touch the published build until the new one is whole and on the disk: a crash or a full disk leaves the old one
as it was.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from index.errors import IndexMissing, IndexNotWritten, IndexStale
from index.manifest import Manifest, publish, read_manifest

PREFIX = "build-"


def publish_build(manifest: Manifest, write: Callable[[Path], None], folder: Path) -> Manifest:
    """Publish a build and return its manifest, with the folder of its files. The caller is alone in the folder.

    Args:
        manifest: what built it.
        write: puts the files into an empty folder.
        folder: of the index.

    Raises:
        IndexNotWritten: the disk is full, or the folder may not be written; the build before stays.
    """
    before = _published_files(folder)
    with _own_errors(folder), _new_folder(folder) as files:
        write(files)
        _wait_for_disk(files)
        manifest = replace(manifest, files=files.name)
        publish(manifest, folder)
    # A process that has just read the old manifest may be opening its files: they stay until the next build.
    _tidy(folder, keep={files.name, before})
    return manifest


def adopt(prepared: Path, folder: Path) -> Manifest:
    """Publish the build of another index folder here too, without building it again.

    Raises:
        IndexMissing: nothing has been published there.
        IndexStale: its manifest cannot be read.
        IndexNotWritten: the files cannot be put here.
    """
    manifest = read_manifest(prepared)
    with alone_in(folder):
        return publish_build(manifest, lambda files: _copy(prepared / manifest.files, files), folder)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True, copy_function=_linked_or_copied)


def _linked_or_copied(source: str, target: str) -> None:
    """Files of a build never change, so two folders may share them; another file system needs a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _wait_for_disk(files: Path) -> None:
    """Without this a power cut could leave a published manifest that names empty files."""
    for path in (*files.rglob("*"), files, files.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _published_files(folder: Path) -> str | None:
    try:
        return read_manifest(folder).files
    except (IndexMissing, IndexStale):
        return None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One build at a time: two would take each other's unfinished folders for leavings."""
    lock = FileLock(folder / "build.lock")
    with _own_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder for a new build, which disappears again when the build fails."""
    files = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        yield files
    except BaseException:
        shutil.rmtree(files, ignore_errors=True)
        raise


def _tidy(folder: Path, keep: set[str | None]) -> None:
    """Remove older builds, and what a killed build left behind. Failing to is no failure of the new build."""
    for path in folder.glob(f"{PREFIX}*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _own_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as exc:  # FAISS says RuntimeError when a disk is full
        raise IndexNotWritten(folder) from exc
