"""Rows with sealed columns: what goes in is encrypted, what comes out is opened, by the kinds of the columns alone.

A new private column is one `Sealed` in its table; nothing here may need to know it by name. What is null stays null.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from adapters.storage.columns import Sealed
from adapters.storage.crypto import Sealer


@cache
def _sealed_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, Sealed))


@cache
def _id_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns if column.name != "organisation_id")


def _row_id(table: Table, row: Mapping[str, Any]) -> str:
    return "/".join(str(row[name]) for name in _id_columns(table))


def seal_row(sealer: Sealer, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as it is written: its private texts sealed for their places."""
    names = [name for name in _sealed_columns(table) if row.get(name) is not None]
    id = _row_id(table, row) if names else ""
    return {**row, **{name: sealer.seal(table.name, name, id, row[name].encode()) for name in names}}


def open_row(sealer: Sealer, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as it was before it was sealed. Raises SealBroken."""
    names = [name for name in _sealed_columns(table) if row.get(name) is not None]
    id = _row_id(table, row) if names else ""
    return {**row, **{name: sealer.open(table.name, name, id, row[name]).decode() for name in names}}


def seal_cell(sealer: Sealer, column: Column[Any], row_id: str, text: str) -> bytes:
    """Return one text sealed for its place, for an update."""
    return sealer.seal(column.table.name, column.name, row_id, text.encode())
