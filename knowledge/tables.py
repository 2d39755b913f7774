"""Reads the CSV tables that people maintain, and says exactly which cell is wrong.

It must never skip a row or fill in a value: a contact or a force that is silently missing sends somebody to the
wrong place.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn


class BadTable(ValueError):
    """A table cannot be used as it stands; mend the named cell and start again.

    Attributes:
        file: name of the file, without its folder.
        row: line as a spreadsheet counts it; the header is row 1.
        field: name of the column.
        problem: what is wrong with the cell.
    """

    def __init__(self, *, file: str, row: int, field: str, problem: str) -> None:
        super().__init__(f"{file}, row {row}, field {field}: {problem}")
        self.file = file
        self.row = row
        self.field = field
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table, whose cells complain with file, row and field when they cannot be used."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, field: str) -> str:
        """The cell without surrounding blanks; may be empty."""
        return self.cells[field].strip()

    def filled(self, field: str) -> str:
        """The cell, which must not be empty."""
        return self.text(field) or self.fail(field, "must not be empty")

    def listed(self, field: str) -> tuple[str, ...]:
        """The parts of a cell that are joined with ";"; an empty cell has none."""
        return tuple(part.strip() for part in self.text(field).split(";") if part.strip())

    def one_of(self, field: str, allowed: Collection[str]) -> str:
        """The cell, which must be one of the given words."""
        word = self.text(field)
        return word if word in allowed else self.fail(field, f"must be one of: {', '.join(sorted(allowed))}")

    def share(self, field: str) -> float | None:
        """A share from 0.0 to 1.0, or None for an empty cell."""
        if not self.text(field):
            return None
        try:
            value = float(self.text(field))
        except ValueError:
            self.fail(field, "must be a number from 0 to 1")
        return value if 0.0 <= value <= 1.0 else self.fail(field, "must be a number from 0 to 1")

    def day(self, field: str) -> date | None:
        """A day written as 2026-11-21, or None for an empty cell."""
        try:
            return date.fromisoformat(self.text(field)) if self.text(field) else None
        except ValueError:
            self.fail(field, "must be a date such as 2026-11-21, or empty")

    def fail(self, field: str, problem: str) -> NoReturn:
        """Raise BadTable about one cell of this row."""
        raise BadTable(file=self.file, row=self.number, field=field, problem=problem)


def read_table(path: Path, columns: Iterable[str]) -> Iterator[Row]:
    """Give the rows of a CSV file with a header, one after the other.

    Args:
        path: a UTF-8 file; its line breaks may be of any kind.
        columns: names that the header must hold; others may stand beside them.

    Raises:
        BadTable: a column is missing, or a row has too few or too many cells.
        FileNotFoundError: there is no such file.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from read_rows(file, path.name, columns)


def read_rows(lines: Iterable[str], name: str, columns: Iterable[str]) -> Iterator[Row]:
    """Give the rows of a table that is no file of ours, one after the other; arguments and errors as for `read_table`."""
    table = csv.DictReader(lines)
    for column in columns:
        if column not in (table.fieldnames or ()):
            raise BadTable(file=name, row=1, field=column, problem="the column is missing")
    for cells in table:
        yield _whole(Row(file=name, number=table.line_num, cells=cells))


def _whole(row: Row) -> Row:
    # DictReader keeps surplus cells under the key None and fills missing ones with None: a stray comma in a note
    # would move every later cell by one column.
    surplus: object = row.cells.get(None)  # type: ignore[call-overload]  # csv types its keys as text only
    if surplus is not None or None in row.cells.values():
        row.fail(next(iter(row.cells)), "the row has too many or too few cells; put quotes around commas")
    return row
