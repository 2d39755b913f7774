"""SPOC contacts of an organisation from and to a CSV file, from the command line.

Secrets leave only where they were asked for, into a file that nobody else may read.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from adapters.settings import Settings
from adapters.spoc.contact_lines import OWN, secret_lines
from adapters.spoc.contact_table import TableRow, table_in
from adapters.spoc.exchanging import Exchanging
from adapters.spoc_administration import administered, today_in_uk
from bot.errors import UserError

Result = TypeVar("Result")


class FileNotWritten(UserError):
    """The file could not be written."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} could not be written ({why}). Choose a file that is not there yet, in a folder that is.")


def import_contacts(settings: Settings, organisation_id: str, file: Path, *, dry_run: bool) -> list[str]:
    """Enter all contacts of a file, or none; return a line for each, and once the secrets that were made.

    Raises BadContactTable, which names every row that cannot be used, and what `spoc_organisations.opened` raises.
    """
    table = table_in(file)
    if dry_run:
        rows = _exchanged(settings, organisation_id, lambda exchanging, chosen: exchanging.preview(chosen, table))
        return [*map(_line, rows), f"{len(rows)} contacts can be entered. Nothing was: this was a dry run."]
    rows = _exchanged(settings, organisation_id, lambda exchanging, chosen: exchanging.enter(chosen, table))
    secrets = [line for row in rows if row.has_new_secret for line in secret_lines(row.contact.id, row.contact.secret)]
    return [*map(_line, rows), f"Entered {len(rows)} contacts.", *secrets]


def export_contacts(settings: Settings, organisation_id: str, *, with_secrets: bool) -> str:
    """Return all contacts as CSV that can be imported again, ended ones too; the newest secret of each only where wanted."""
    return _exchanged(settings, organisation_id, lambda exchanging, chosen: exchanging.table(chosen, with_secrets=with_secrets))


def write_private(file: Path, text: str) -> None:
    """Write a new file that only its owner can read. Raises FileNotWritten, also when it is there already."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise FileNotWritten(file, error.strerror or type(error).__name__) from error


def _exchanged(settings: Settings, organisation_id: str, use: Callable[[Exchanging, str], Awaitable[Result]]) -> Result:
    return administered(settings, organisation_id, lambda admin, chosen: use(Exchanging(administering=admin), chosen))


def _line(row: TableRow) -> str:
    contact = row.contact
    ended = "  ended" if contact.has_ended(today_in_uk()) else ""
    return f"row {row.number}  {contact.force_id or OWN}  {contact.rank}  {', '.join(sorted(contact.elections))}{ended}"
