"""The escalations of one organisation, on the tables `escalation`, `attempt` and `acknowledgement`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from adapters.storage.sealing import seal_cell
from adapters.storage.tables import acknowledgements, attempts, escalations
from adapters.storage.transaction import Row, Transaction, own
from bot.errors import NotFound
from bot.escalation.escalation import Acknowledgement, Attempt, Escalation, EscalationState, Held, Outcome, Progress, Tier

_OWN = select(escalations).where(own(escalations))
_BY_ID = _OWN.where(escalations.c.id == bindparam("wanted"))
_IN_ORDER = _OWN.order_by(escalations.c.created_at, escalations.c.id)
_OF_REPORT = _IN_ORDER.where(escalations.c.report_id == bindparam("wanted"))
_OPEN = _IN_ORDER.where(
    escalations.c.state.in_([EscalationState.HELD, EscalationState.QUEUED, EscalationState.DELIVERED, EscalationState.REFUSED])
)
_UNFINISHED = _IN_ORDER.where(escalations.c.state == EscalationState.QUEUED.value)
_PRIVATE = ("acknowledged_by", "police_reference")
_KINDS = {"tier": Tier, "state": EscalationState, "held": Held, "progress": Progress, "outcome": Outcome}
_TIMES = ("delivered_at", "acknowledged_at", "queued_at", "progress_at", "acted_at", "raised_at")
_PLAIN = ("force_id", "contact_id", "rung")
_CHANGEABLE = (*_KINDS, *_TIMES, *_PLAIN, *_PRIVATE)
_UPDATE = (
    update(escalations)
    .where(own(escalations), escalations.c.id == bindparam("wanted"))
    .values({name: bindparam(f"new_{name}", type_=escalations.c[name].type) for name in _CHANGEABLE})
)
_SINCE = _IN_ORDER.where(escalations.c.created_at >= bindparam("begin", type_=escalations.c.created_at.type))
_ATTEMPTS = select(attempts).where(own(attempts), attempts.c.escalation_id == bindparam("wanted")).order_by(attempts.c.seq)
_NEXT_SEQ = select((func.coalesce(func.max(attempts.c.seq), 0) + 1).label("next")).where(
    own(attempts), attempts.c.escalation_id == bindparam("wanted")
)


class SqlEscalations:
    """Implements `Escalations`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, escalation: Escalation) -> None:
        """See the port."""
        row = {name: getattr(escalation, name) for name in ("id", "report_id", "created_at", "acknowledge_token", "practice")}
        await self._tx.add(insert(escalations), {**row, **_changeable(escalation)})

    async def get(self, escalation_id: str) -> Escalation:
        """See the port. In a unit that writes, nobody else can change it before the commit: no acknowledgement is overwritten."""
        row = await self._tx.first(_BY_ID, lock=escalations, wanted=escalation_id)
        if not row:
            raise NotFound("escalation", escalation_id)
        return self._escalation(row)

    async def of_report(self, report_id: str) -> Sequence[Escalation]:
        """See the port. Locks like `get`."""
        return [self._escalation(row) for row in await self._tx.all(_OF_REPORT, lock=escalations, wanted=report_id)]

    async def update(self, escalation: Escalation) -> None:
        """See the port. Its report, its token and whether it is practice never change."""
        new = _changeable(escalation)
        for name in _PRIVATE:
            new[name] = seal_cell(self._tx.sealer, escalations.c[name], escalation.id, new[name])
        values = {f"new_{name}": value for name, value in new.items()}
        if not (await self._tx.execute(_UPDATE, wanted=escalation.id, **values)).rowcount:
            raise NotFound("escalation", escalation.id)

    async def unfinished(self) -> Sequence[Escalation]:
        """See the port."""
        return [self._escalation(row) for row in await self._tx.all(_UNFINISHED)]

    async def open(self) -> Sequence[Escalation]:
        """See the port."""
        return [self._escalation(row) for row in await self._tx.all(_OPEN)]

    async def since(self, at: datetime) -> Sequence[Escalation]:
        """See the port."""
        return [self._escalation(row) for row in await self._tx.all(_SINCE, begin=at)]

    async def add_attempt(self, attempt: Attempt) -> None:
        """See the port."""
        names = ("escalation_id", "number", "at", "outcome", "status", "contact_id", "event", "elapsed_ms", "excerpt")
        seq = await self._tx.first(_NEXT_SEQ, wanted=attempt.escalation_id)
        row = {name: getattr(attempt, name) or None if name == "excerpt" else getattr(attempt, name) for name in names}
        await self._tx.add(insert(attempts), {**row, "seq": seq["next"] if seq else 1})

    async def attempts(self, escalation_id: str) -> Sequence[Attempt]:
        """See the port."""
        rows = await self._tx.all(_ATTEMPTS, wanted=escalation_id)
        return [_attempt(self._tx.opened(attempts, row)) for row in rows]

    async def acknowledge(self, acknowledgement: Acknowledgement) -> bool:
        """See the port."""
        names = ("id", "subject_id", "by", "how", "at")
        return await self._tx.add_once(acknowledgements, {name: getattr(acknowledgement, name) for name in names})

    def _escalation(self, row: Row) -> Escalation:
        opened = self._tx.opened(escalations, row)
        opened.pop("organisation_id")
        return Escalation(**opened | {name: kind(opened[name]) for name, kind in _KINDS.items()})


def _changeable(escalation: Escalation) -> dict[str, Any]:
    values = {name: getattr(escalation, name) for name in _CHANGEABLE}
    return values | {name: values[name].value for name in _KINDS}


def _attempt(row: Row) -> Attempt:
    names = ("escalation_id", "number", "at", "outcome", "status", "contact_id", "event", "elapsed_ms")
    return Attempt(**{name: row[name] for name in names}, excerpt=row["excerpt"] or "")
