"""SPOC contacts as a CSV table, in and out. All rows are taken or none, and a bad one is named by its row and column.

No message may show what a cell holds. Secrets leave only where they were asked for.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters.spoc.contact_entries import FIELDS, NEW_SECRET, BadContact, Fresh, read_contact
from bot.errors import UserError
from bot.escalation.directory import SpocContact
from knowledge.tables import BadTable, Row, read_rows

NEEDED = ("force_id", "elections", "rank", "name")
"""Columns without which a table is none of contacts; the others may be left out."""

MOST_SAID = 20
"""How many problems of a table are told at once."""


class BadContactTable(UserError):
    """A table of contacts cannot be used; nothing was entered."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        said = [f"{file}, {problem}" for problem in problems[:MOST_SAID]]
        left = len(problems) - len(said)
        more = [f"... and {left} more."] if left else []
        super().__init__("\n".join([*said, *more, "Nothing was entered. Mend the file and import it again."]))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A contact and where it stands."""

    number: int  # as a spreadsheet counts; the header is row 1
    contact: SpocContact
    has_new_secret: bool  # one was made here, and has to be shown


@dataclass(frozen=True, slots=True)
class Table:
    """A file, or what somebody sent as one."""

    name: str  # without its folder; messages begin with it
    content: bytes = field(repr=False)


def table_in(path: Path) -> Table:
    """Return a file as a table. Raises BadContactTable when it cannot be opened."""
    try:
        return Table(path.name, path.read_bytes())
    except OSError as error:
        raise BadContactTable(path.name, [f"which cannot be opened ({error.strerror})."]) from error


def read_contacts(table: Table, fresh: Callable[[], Fresh]) -> tuple[TableRow, ...]:
    """Return the contacts of a CSV table in UTF-8 with the columns FIELDS.

    Args:
        table: as it came.
        fresh: gives each row its id, secret and time; it is called in the order of the rows.

    Raises:
        BadContactTable: names every row that cannot be used, or why the table cannot.
    """
    rows = _rows(table)
    contacts, problems = [], []
    for row in rows:
        try:
            contacts.append(_read(row, fresh()))
        except BadContact as error:
            problems += [f"row {row.number}, {each.field}: {each.what}." for each in error.problems]
    if problems:
        raise BadContactTable(table.name, problems)
    return tuple(contacts)


def write_contacts(contacts: Iterable[SpocContact], *, with_secrets: bool) -> str:
    """Return contacts as CSV that can be read again; without secrets unless they are wanted, and never with an older one."""
    out = io.StringIO()
    table = csv.DictWriter(out, FIELDS, lineterminator="\n")
    table.writeheader()
    for contact in contacts:
        table.writerow(_cells(contact) | ({} if with_secrets else {"secret": ""}))
    return out.getvalue()


def _rows(table: Table) -> list[Row]:
    try:
        text = table.content.decode("utf-8-sig")
        _check_header(table.name, text)
        # Spreadsheets write rows that look empty as commas alone.
        rows = [row for row in read_rows(_lines(text), table.name, NEEDED) if any(cell.strip() for cell in row.cells.values())]
    except UnicodeDecodeError as error:
        raise BadContactTable(table.name, ["which is not UTF-8 text: save it as CSV UTF-8."]) from error
    except (BadTable, csv.Error) as error:
        problem = f"row {error.row}, {error.field}: {error.problem}." if isinstance(error, BadTable) else "which is no CSV."
        raise BadContactTable(table.name, [problem]) from error
    if not rows:
        raise BadContactTable(table.name, ["which has no row below its header."])
    return rows


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _check_header(name: str, text: str) -> None:
    """A column that nobody knows or that stands there twice would be lost without a word."""
    header = next(csv.reader(_lines(text)), [])
    unknown = sorted(set(header) - set(FIELDS))
    if unknown or len(set(header)) < len(header):
        allowed = f"each of these at most once, with commas between them: {', '.join(FIELDS)}"
        raise BadTable(file=name, row=1, field="header", problem=f"the columns must be {allowed}")


def _read(row: Row, fresh: Fresh) -> TableRow:
    has_new_secret = row.cells.get("secret", "").strip() == NEW_SECRET
    return TableRow(number=row.number, contact=read_contact(row.cells, fresh), has_new_secret=has_new_secret)


def _cells(contact: SpocContact) -> dict[str, str]:
    days = {name: getattr(contact, name) for name in ("valid_from", "valid_until", "checked_on")}
    flags = {name: getattr(contact, name) for name in ("is_out_of_hours", "practice")}
    return {
        **{name: getattr(contact, name) for name in ("force_id", "name", "endpoint", "secret", "email", "phone", "hours")},
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        **{name: "yes" if is_set else "" for name, is_set in flags.items()},
        "elections": "+".join(sorted(contact.elections)),
        "rank": contact.rank.value,
    }
