"""One process per SQLite file. Two would each believe that nobody else writes, and take each other's duties."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from adapters.storage.errors import DatabaseInUse


@contextmanager
def file_lock(database: Path) -> Iterator[None]:
    """Hold the lock beside a database file; the system drops it when the process dies. Raises DatabaseInUse at once."""
    lock = FileLock(f"{database}.lock", timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as exc:
        raise DatabaseInUse from exc
    try:
        yield
    finally:
        lock.release()
