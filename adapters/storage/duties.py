"""Durable work: duties of one organisation, and the claim across organisations. Why rows and no queue: docs/adr/0001.

Anything odd must end in a second try, never in a duty that nobody does: a lost worker's lease runs out, and a duty is only done
when its holder says so in the transaction that writes the outcome.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Executable,
    Interval,
    Select,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from adapters.storage.columns import UtcDateTime
from adapters.storage.tables import duties
from adapters.storage.tables.duties import DONE, OPEN
from adapters.storage.transaction import SQLITE, Row, Transaction, database_time, own
from bot.duties import Duty, DutyKind
from bot.errors import LeaseLost
from bot.ports import Clock

_HELD = (
    own(duties),
    duties.c.id == bindparam("wanted"),
    duties.c.lease == bindparam("token"),
    duties.c.state == OPEN,
)
_FREE: dict[str, Any] = {"lease": None, "leased_until": None}
_FINISHED = {**_FREE, "state": DONE, "finished_at": bindparam("at", type_=UtcDateTime())}
_FINISH = update(duties).where(*_HELD).values(_FINISHED)
_POSTPONE = update(duties).where(*_HELD).values({**_FREE, "due_at": bindparam("again_at", type_=UtcDateTime())})
_ABOUT = (own(duties), duties.c.subject_id == bindparam("about"), duties.c.kind == bindparam("of_kind"), duties.c.state == OPEN)
_DROP = update(duties).where(*_ABOUT).values(_FINISHED)


def _behind() -> Select[Any]:
    """Whether an open duty of some kinds for the same subject was written earlier."""
    other = duties.alias("other_duty")
    is_earlier = or_(other.c.added_at.is_(None), other.c.added_at < duties.c.added_at)
    of_same = (
        other.c.organisation_id == bindparam("own"),
        other.c.subject_id == duties.c.subject_id,
        other.c.kind.in_(bindparam("kinds", expanding=True)),
        other.c.state == OPEN,
        other.c.id != duties.c.id,
    )
    return select(exists().where(own(duties), duties.c.id == bindparam("wanted"), *of_same, is_earlier).label("is_behind"))


_IS_BEHIND = _behind()
_HURRY = (
    update(duties)
    .where(*_ABOUT, duties.c.due_at > bindparam("at", type_=UtcDateTime()))
    .values(due_at=bindparam("at", type_=UtcDateTime()))
)
_IS_LIVE = select(exists().where(*_ABOUT).label("is_live"))


class SqlDuties:
    """Implements `Duties`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, duty: Duty) -> None:
        """See the port."""
        row = {
            "id": duty.id,
            "kind": duty.kind.value,
            "subject_id": duty.subject_id,
            "key": duty.key,
            "due_at": duty.due_at,
            "tries": duty.tries,
            "state": OPEN,
            "added_at": self._tx.clock.now(),
        }
        await self._tx.add_once(duties, row)

    async def finish(self, duty: Duty) -> None:
        """See the port."""
        result = await self._tx.execute(_FINISH, wanted=duty.id, token=duty.lease, at=self._tx.clock.now())
        if not result.rowcount:
            raise LeaseLost(duty.id)

    async def postpone(self, duty: Duty, due_at: datetime) -> None:
        """See the port."""
        if not (await self._tx.execute(_POSTPONE, wanted=duty.id, token=duty.lease, again_at=due_at)).rowcount:
            raise LeaseLost(duty.id)

    async def drop(self, kind: DutyKind, subject_id: str) -> None:
        """See the port. A worker that is at it cannot write its outcome any more: LeaseLost."""
        await self._tx.execute(_DROP, about=subject_id, of_kind=kind.value, at=self._tx.clock.now())

    async def is_live(self, kind: DutyKind, subject_id: str) -> bool:
        """See the port."""
        row = await self._tx.first(_IS_LIVE, about=subject_id, of_kind=kind.value)
        return bool(row and row["is_live"])

    async def is_behind(self, duty: Duty, kinds: Collection[DutyKind]) -> bool:
        """See the port. Two that were written in one instant do not wait for each other."""
        row = await self._tx.first(_IS_BEHIND, wanted=duty.id, kinds=[kind.value for kind in kinds])
        return bool(row and row["is_behind"])

    async def hurry(self, kind: DutyKind, subject_id: str) -> bool:
        """See the port."""
        await self._tx.execute(_HURRY, about=subject_id, of_kind=kind.value, at=self._tx.clock.now())
        return await self.is_live(kind, subject_id)


def free_all() -> Executable:
    """Return the statement that ends every lease. Only where no other worker can be alive: on SQLite, when the file is opened."""
    return update(duties).where(duties.c.state == OPEN, duties.c.lease.is_not(None)).values(_FREE)


def claim_due(dialect: str, clock: Clock, *, limit: int, lease_s: float) -> Executable:
    """Return the statement that takes the oldest due duties of all organisations.

    The inner select is a CTE because PostgreSQL may run a plain sub-select with a limit more than once, and then take more than
    the limit. Kinds that this version does not know are left for a replica that does.
    """
    now = database_time(dialect, clock)
    due = (
        select(duties.c.organisation_id, duties.c.id)
        .where(
            duties.c.state == OPEN,
            duties.c.due_at <= now,
            or_(duties.c.leased_until.is_(None), duties.c.leased_until <= now),
            duties.c.kind.in_([kind.value for kind in DutyKind]),
        )
        .order_by(duties.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(duties)
        .where(tuple_(duties.c.organisation_id, duties.c.id).in_(select(due.c.organisation_id, due.c.id)))
        .values(
            lease=secrets.token_hex(16),
            leased_until=_later(dialect, clock, now, timedelta(seconds=lease_s)),
            tries=duties.c.tries + 1,
        )
        .returning(duties)
    )


def _later(dialect: str, clock: Clock, now: ColumnElement[datetime], by: timedelta) -> ColumnElement[datetime]:
    """SQLite cannot add to a time in SQL the way PostgreSQL does; there the process's clock is the database's."""
    if dialect == SQLITE:
        return literal(clock.now() + by, UtcDateTime())
    return now + literal(by, Interval())


def purge_done(before: datetime) -> Delete:
    """Return the statement that forgets duties finished before an instant. Their keys can then be used again."""
    return delete(duties).where(duties.c.state == DONE, duties.c.finished_at < before)


def claimed(rows: Sequence[Row]) -> list[Duty]:
    """Return the duties of claimed rows, oldest first: RETURNING keeps no order."""
    return [_duty(row) for row in sorted(rows, key=lambda row: row["due_at"])]


def _duty(row: Row) -> Duty:
    return Duty(
        id=row["id"],
        organisation_id=row["organisation_id"],
        kind=DutyKind(row["kind"]),
        subject_id=row["subject_id"],
        key=row["key"],
        due_at=row["due_at"],
        tries=row["tries"],
        lease=row["lease"],
    )
