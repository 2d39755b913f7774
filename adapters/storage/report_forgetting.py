"""Deletes a draft that its reporter gave up, with all rows that belong to it. The caller has looked that it is one."""

from sqlalchemy import Delete, Table, bindparam, delete, select

from adapters.storage.tables import consents, entries, evidence, report_access, report_codes, reports
from adapters.storage.transaction import Transaction, own

_ITS_ENTRIES = select(entries.c.id).where(own(entries), entries.c.report_id == bindparam("wanted"))


def _of_report(table: Table) -> Delete:
    return delete(table).where(own(table), table.c.report_id == bindparam("wanted"))


_STATEMENTS = (
    delete(evidence).where(own(evidence), evidence.c.entry_id.in_(_ITS_ENTRIES)),
    *map(_of_report, (entries, consents, report_codes, report_access)),
    delete(reports).where(own(reports), reports.c.id == bindparam("wanted")),
)


async def forget(tx: Transaction, report_id: str) -> None:
    """Delete the rows, those first that refer to others."""
    for statement in _STATEMENTS:
        await tx.execute(statement, wanted=report_id)
