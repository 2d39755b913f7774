"""SPOC contacts of an organisation from and to a table: the same from the command line and in the console.

An import enters all rows or none. Secrets leave only where they were asked for, and whoever takes contacts out is written down.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.spoc import contact_keeping
from adapters.spoc.administering import ADMIN, Administering
from adapters.spoc.contact_entries import Fresh
from adapters.spoc.contact_table import BadContactTable, Table, TableRow, read_contacts, write_contacts
from bot.escalation.directory import SpocContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanging:
    """Takes tables in and gives them out."""

    administering: Administering

    async def preview(self, organisation_id: str, table: Table) -> tuple[TableRow, ...]:
        """Return what an import would enter, and change nothing. Raises BadContactTable, which names every bad row."""
        rows = read_contacts(table, self._one_after_the_other())
        async with self.administering.storage.reading(organisation_id) as work:
            self._check_against(table, rows, await work.spoc_contacts.all())
        return rows

    async def enter(self, organisation_id: str, table: Table) -> tuple[TableRow, ...]:
        """Enter all contacts of a table, or none; return them, with the secrets that were made. Raises BadContactTable."""
        rows = read_contacts(table, self._one_after_the_other())
        async with self.administering.storage.work(organisation_id) as work:
            self._check_against(table, rows, await work.spoc_contacts.all())
            for row in rows:
                await contact_keeping.enter(work, row.contact, today=self.administering.today, actor=ADMIN)
        return rows

    async def table(self, organisation_id: str, *, with_secrets: bool) -> str:
        """Return all contacts as CSV that can be imported again, ended ones too; the newest secret of each only where wanted."""
        what = "spoc_contacts.exported_with_secrets" if with_secrets else "spoc_contacts.exported"
        async with self.administering.storage.work(organisation_id) as work:
            await work.audit.record(what, subject_id=organisation_id, actor=ADMIN)
            contacts = await work.spoc_contacts.all()
        return write_contacts(contacts, with_secrets=with_secrets)

    def _one_after_the_other(self) -> Callable[[], Fresh]:
        """Each row is a microsecond younger than the one before, so that the order of the table stays that of the ladder."""
        start, number = self.administering.clock.now(), itertools.count()
        return lambda: replace(self.administering.fresh(), now=start + timedelta(microseconds=next(number)))

    def _check_against(self, table: Table, rows: Sequence[TableRow], stored: Sequence[SpocContact]) -> None:
        problems, names = [], {each.id: each.id for each in stored}
        known = list(stored)
        for row in rows:
            same = contact_keeping.entered_already(row.contact, known, self.administering.today)
            if same:
                problems.append(f"row {row.number}, name: this person is entered already ({names[same.id]}).")
            known.append(row.contact)
            names[row.contact.id] = f"row {row.number}"
        if problems:
            raise BadContactTable(table.name, problems)
