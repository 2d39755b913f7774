"""The reports of one organisation, on the tables `report`, `entry`, `evidence` and `consent`.

Entries and consents are inserted and read; no statement changes one. What deletes them deletes a whole cancelled draft.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, Table, bindparam, func, insert, select, update

from adapters.storage.report_codes import report_with_code, set_code
from adapters.storage.report_forgetting import forget
from adapters.storage.report_rows import consent_of, consent_row, entry_of, entry_row, evidence_row, report_of, report_row
from adapters.storage.tables import consents, entries, evidence, report_access, reports
from adapters.storage.transaction import Row, Transaction, own
from bot.errors import NotFound
from bot.reporting.report import Consent, Entry, Report, ReportStatus

_REPORT = select(reports).where(own(reports), reports.c.id == bindparam("wanted"))
_LET_IN = select(report_access.c.report_id).where(own(report_access), report_access.c.member_id == bindparam("wanted"))
_IS_MEMBERS = (reports.c.reporter == bindparam("wanted")) | reports.c.id.in_(_LET_IN)
_OF_MEMBER = select(reports).where(own(reports), _IS_MEMBERS).order_by(reports.c.created_at.desc(), reports.c.id.desc())
_IDS_OF_MEMBER = select(reports.c.id).where(own(reports), _IS_MEMBERS)
_MOVE = update(reports).where(own(reports), reports.c.id == bindparam("wanted")).values(conversation_id=bindparam("conversation"))
_SET_STATUS = update(reports).where(own(reports), reports.c.id == bindparam("wanted")).values(status=bindparam("new_status"))


def _next_position(table: Table) -> ScalarSelect[int]:
    in_report = table.c.report_id == bindparam("in_report")
    return select(func.coalesce(func.max(table.c.position), 0) + 1).where(own(table), in_report).scalar_subquery()


_ADD_ENTRY = insert(entries).values(position=_next_position(entries))
_ADD_CONSENT = insert(consents).values(position=_next_position(consents))


def _entries(which: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    files = tuple(column for column in evidence.c if column.name not in ("organisation_id", "entry_id"))
    same = (evidence.c.organisation_id == entries.c.organisation_id) & (evidence.c.entry_id == entries.c.id)
    return select(entries, *files).outerjoin(evidence, same).where(own(entries), which).order_by(entries.c.position)


def _consents(which: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(consents).where(own(consents), which).order_by(consents.c.position)


_ENTRIES = _entries(entries.c.report_id == bindparam("wanted"))
_CONSENTS = _consents(consents.c.report_id == bindparam("wanted"))
_ENTRIES_OF_MEMBER = _entries(entries.c.report_id.in_(_IDS_OF_MEMBER))
_CONSENTS_OF_MEMBER = _consents(consents.c.report_id.in_(_IDS_OF_MEMBER))


_SAVED = (
    select(reports)
    .where(own(reports), reports.c.status == ReportStatus.SAVED.value)
    .order_by(reports.c.created_at.desc(), reports.c.id.desc())
    .limit(bindparam("most"))
)
_IDS: BindParameter[str] = bindparam("wanted_ids", expanding=True)
_ENTRIES_OF_SOME = _entries(entries.c.report_id.in_(_IDS))
_CONSENTS_OF_SOME = _consents(consents.c.report_id.in_(_IDS))


class SqlReports:
    """Implements `Reports`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, report: Report) -> None:
        """See the port."""
        await self._tx.add(insert(reports), report_row(report))
        await self._add_entries(report.id, report.entries)
        await self._add_consents(report.id, report.consents)

    async def append(self, report_id: str, entries: Sequence[Entry]) -> None:
        """See the port. Raises NotFound."""
        await self._row(report_id)
        await self._add_entries(report_id, entries)

    async def consent(self, report_id: str, consents: Sequence[Consent]) -> None:
        """See the port. Raises NotFound."""
        await self._row(report_id)
        await self._add_consents(report_id, consents)

    async def set_status(self, report_id: str, status: ReportStatus) -> None:
        """See the port."""
        if not (await self._tx.execute(_SET_STATUS, wanted=report_id, new_status=status.value)).rowcount:
            raise NotFound("report", report_id)

    async def get(self, report_id: str) -> Report:
        """See the port. In a unit that writes, nobody else can change it before the commit."""
        row = await self._row(report_id)
        said = await self._tx.all(_ENTRIES, wanted=report_id)
        agreed = await self._tx.all(_CONSENTS, wanted=report_id)
        return self._report(row, said, agreed)

    async def of(self, member_id: str) -> Sequence[Report]:
        """See the port."""
        rows = await self._tx.all(_OF_MEMBER, wanted=member_id)
        if not rows:
            return []
        said = _by_report(await self._tx.all(_ENTRIES_OF_MEMBER, wanted=member_id))
        agreed = _by_report(await self._tx.all(_CONSENTS_OF_MEMBER, wanted=member_id))
        return [self._report(row, said[row["id"]], agreed[row["id"]]) for row in rows]

    async def set_code(self, report_id: str, code: str) -> None:
        """See the port."""
        await self._row(report_id)
        await set_code(self._tx, report_id, code)

    async def by_code(self, code: str) -> Report | None:
        """See the port."""
        found = await report_with_code(self._tx, code)
        return await self.get(found) if found else None

    async def let_in(self, report_id: str, member_id: str) -> None:
        """See the port."""
        await self._row(report_id)
        await self._tx.add_once(report_access, {"report_id": report_id, "member_id": member_id})

    async def move(self, report_id: str, conversation_id: str) -> None:
        """See the port."""
        if not (await self._tx.execute(_MOVE, wanted=report_id, conversation=conversation_id)).rowcount:
            raise NotFound("report", report_id)

    async def forget(self, report_id: str) -> None:
        """See the port."""
        if (await self._row(report_id))["status"] != ReportStatus.CANCELLED.value:
            raise NotFound("cancelled report", report_id)
        await forget(self._tx, report_id)

    async def saved(self, *, limit: int) -> Sequence[Report]:
        """See the port."""
        rows = await self._tx.all(_SAVED, most=limit)
        if not rows:
            return []
        ids = [row["id"] for row in rows]
        said = _by_report(await self._tx.all(_ENTRIES_OF_SOME, wanted_ids=ids))
        agreed = _by_report(await self._tx.all(_CONSENTS_OF_SOME, wanted_ids=ids))
        return [self._report(row, said[row["id"]], agreed[row["id"]]) for row in rows]

    async def _row(self, report_id: str) -> Row:
        row = await self._tx.first(_REPORT, lock=reports, wanted=report_id)
        if not row:
            raise NotFound("report", report_id)
        return row

    async def _add_entries(self, report_id: str, added: Sequence[Entry]) -> None:
        await self._tx.add(_ADD_ENTRY, *({**entry_row(entry, report_id), "in_report": report_id} for entry in added))
        await self._tx.add(insert(evidence), *(evidence_row(entry.id, entry.evidence) for entry in added if entry.evidence))

    async def _add_consents(self, report_id: str, added: Sequence[Consent]) -> None:
        rows = (consent_row(consent, report_id, id=f"cns_{secrets.token_hex(16)}") for consent in added)
        await self._tx.add(_ADD_CONSENT, *({**row, "in_report": report_id} for row in rows))

    def _report(self, row: Row, said: Sequence[Row], agreed: Sequence[Row]) -> Report:
        return report_of(
            row,
            entries=tuple(entry_of(self._tx, each) for each in said),
            consents=tuple(consent_of(self._tx, each) for each in agreed),
        )


def _by_report(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["report_id"]].append(row)
    return grouped
