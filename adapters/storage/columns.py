"""The kinds of columns, and what every table has in common.

A personal text must never reach the database as it is: a `Sealed` column takes ciphertext only, and says no to anything else.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, ForeignKeyConstraint, LargeBinary, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from adapters.storage.crypto import VERSION

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware going in, aware UTC coming out, in order when sorted. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite has no zones: it is given UTC without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """Ciphertext of something that a person typed or that names a person. Plain text is refused, so that none slips through."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Let sealed bytes pass."""
        if value is None or (isinstance(value, bytes) and value.startswith(VERSION)):
            return value
        raise ValueError("Only a sealed value may be written to this column.")


class Digest(TypeDecorator[bytes]):
    """A keyed hash by which a private value is found again."""

    impl = LargeBinary(32)
    cache_ok = True


def owned(name: str, *parts: SchemaItem) -> Table:
    """Return a table whose rows belong to organisations: its key, and so every reference to it, begins with the organisation."""
    organisation = Column("organisation_id", String, ForeignKey("organisation.organisation_id"), primary_key=True)
    return Table(name, metadata, organisation, *parts)


def belongs_to(table: str, column: str, key: str = "id") -> ForeignKeyConstraint:
    """Return a reference to a row of the same organisation.

    It is checked at commit, so that the core may write a report before the conversation that it came from.
    """
    return ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.{key}"],
        deferrable=True,
        initially="DEFERRED",
    )
