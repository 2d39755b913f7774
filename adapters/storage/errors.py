"""What can go wrong with the database, and the one place where a foreign error becomes one of ours.

Nothing here may carry a row's contents: SQLAlchemy is told to hide parameters, and our own messages hold ids at most.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import Collided, SettingsError, StorageError

_COLLISIONS = frozenset({"40P01", "40001"})
"""PostgreSQL's deadlock_detected and serialization_failure: the same unit again is likely to pass."""


class DatabaseInUse(StorageError):
    """Another process has this SQLite file open. Stop it first, or use PostgreSQL to run several processes."""


class SchemaOutOfDate(StorageError):
    """The database's tables do not fit this version. Run `alongside db upgrade`."""


class SealBroken(StorageError):
    """A stored value was changed, moved or damaged outside Alongside, and is not shown. Restore it from a backup."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{' '.join((type(self).__doc__ or '').split())} Where: {place}.")
        self.place = place


class AuditBroken(StorageError):
    """The audit record of an organisation was changed outside Alongside."""

    def __init__(self, organisation_id: str, seq: int) -> None:
        super().__init__(f"The audit record of {organisation_id} was changed outside Alongside, first at event {seq}.")
        self.organisation_id = organisation_id
        self.seq = seq


class WrongKeys(SettingsError):
    """None of the keys opens this database. Put back the key file or ALONGSIDE_KEYS it was made with; nothing was changed."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise a StorageError for whatever the database or the way to it raises; the cause is in `__cause__`.

    OSError and TimeoutError are here because asyncpg lets them through when the server cannot be reached.
    """
    try:
        yield
    except DBAPIError as exc:
        raise (Collided if getattr(exc.orig, "sqlstate", "") in _COLLISIONS else StorageError) from exc
    except (SQLAlchemyError, OSError) as exc:
        raise StorageError from exc
