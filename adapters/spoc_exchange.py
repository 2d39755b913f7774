"""SPOC contacts of an organisation from and to a CSV file. An import enters all rows or none.

Secrets leave only where they were asked for, into a file that nobody else may read; who takes contacts out is written down.
"""

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from adapters.clock import SystemClock
from adapters.settings import Settings
from adapters.spoc import contact_keeping
from adapters.spoc.contact_entries import Fresh
from adapters.spoc.contact_lines import OWN, secret_lines
from adapters.spoc.contact_table import BadContactTable, TableRow, read_contacts, write_contacts
from adapters.spoc_administration import ADMIN, fresh_contact, today_in_uk
from adapters.spoc_organisations import within
from adapters.storage.work import SqlWork
from bot.errors import UserError
from bot.escalation.directory import SpocContact


class FileNotWritten(UserError):
    """The file could not be written."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} could not be written ({why}). Choose a file that is not there yet, in a folder that is.")


def import_contacts(settings: Settings, organisation_id: str, file: Path, *, dry_run: bool) -> list[str]:
    """Enter all contacts of a file, or none; return a line for each, and once the secrets that were made.

    Raises BadContactTable, which names every row that cannot be used, and what `spoc_organisations.opened` raises.
    """
    rows = read_contacts(file, _one_after_the_other())

    async def enter(work: SqlWork) -> None:
        _check_against(file, rows, await work.spoc_contacts.all())
        for row in () if dry_run else rows:
            await contact_keeping.enter(work, row.contact, today=today_in_uk(), actor=ADMIN)

    within(settings, organisation_id, enter)
    listed = [_line(row) for row in rows]
    if dry_run:
        return [*listed, f"{len(rows)} contacts can be entered. Nothing was: this was a dry run."]
    secrets = [line for row in rows if row.has_new_secret for line in secret_lines(row.contact.id, row.contact.secret)]
    return [*listed, f"Entered {len(rows)} contacts.", *secrets]


def export_contacts(settings: Settings, organisation_id: str, *, with_secrets: bool) -> str:
    """Return all contacts as CSV that can be imported again, ended ones too; the newest secret of each only where wanted."""

    async def read(work: SqlWork) -> Sequence[SpocContact]:
        what = "spoc_contacts.exported_with_secrets" if with_secrets else "spoc_contacts.exported"
        await work.audit.record(what, subject_id=work.organisation.id, actor=ADMIN)
        return await work.spoc_contacts.all()

    return write_contacts(within(settings, organisation_id, read), with_secrets=with_secrets)


def write_private(file: Path, text: str) -> None:
    """Write a new file that only its owner can read. Raises FileNotWritten, also when it is there already."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise FileNotWritten(file, error.strerror or type(error).__name__) from error


def _one_after_the_other() -> Callable[[], Fresh]:
    """Each row is a microsecond younger than the one before, so that the order of the table stays that of the ladder."""
    start, number = SystemClock().now(), itertools.count()
    return lambda: replace(fresh_contact(), now=start + timedelta(microseconds=next(number)))


def _check_against(file: Path, rows: Sequence[TableRow], stored: Sequence[SpocContact]) -> None:
    problems, names = [], {each.id: each.id for each in stored}
    known = list(stored)
    for row in rows:
        same = contact_keeping.entered_already(row.contact, known, today_in_uk())
        if same:
            problems.append(f"row {row.number}, name: this person is entered already ({names[same.id]}).")
        known.append(row.contact)
        names[row.contact.id] = f"row {row.number}"
    if problems:
        raise BadContactTable(file.name, problems)


def _line(row: TableRow) -> str:
    contact = row.contact
    ended = "  ended" if contact.has_ended(today_in_uk()) else ""
    return f"row {row.number}  {contact.force_id or OWN}  {contact.rank}  {', '.join(sorted(contact.elections))}{ended}"
