"""Who did what, chained by hash: an event that is changed, moved, added between or cut off later does not fit its neighbours.

It shows meddling by whoever can write single rows. It cannot show that somebody wrote the whole chain and its head anew.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, insert, select, update

from adapters.storage.errors import AuditBroken
from adapters.storage.tables import audit_events, audit_heads
from adapters.storage.transaction import Transaction, own

_HEAD = select(audit_heads.c.seq, audit_heads.c.hash).where(own(audit_heads))
_MOVE_HEAD = update(audit_heads).where(own(audit_heads)).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
_COLUMNS = [column for column in audit_events.c if column.name != "organisation_id"]
_EVENTS = select(*_COLUMNS).where(own(audit_events)).order_by(audit_events.c.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One thing that somebody did."""

    seq: int  # from 1
    at: datetime
    action: str
    subject_id: str
    actor: str  # a member id, or "spoc", "system", "admin"
    previous: str = ""  # the hash of the event before; "" for the first
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event: how many there are, and its hash."""

    seq: int = 0
    hash: str = ""


def hashed(organisation_id: str, event: AuditEvent) -> str:
    """Return the SHA-256, in hexadecimal, of an event as canonical JSON, its predecessor's hash included."""
    content = {**asdict(event), "at": event.at.isoformat(), "organisation_id": organisation_id}
    del content["hash"]
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def verify_chain(organisation_id: str, events: Sequence[AuditEvent], head: Head) -> None:
    """Check all events of an organisation, oldest first, up to its head.

    Raises:
        AuditBroken: names the first event that does not fit; one past the end when the last ones are missing.
    """
    last = Head()
    for event in events:
        if (event.seq, event.previous) != (last.seq + 1, last.hash) or event.hash != hashed(organisation_id, event):
            raise AuditBroken(organisation_id, last.seq + 1)
        last = Head(event.seq, event.hash)
    if last != head:
        raise AuditBroken(organisation_id, last.seq + 1)


class SqlAudit:
    """Implements `Audit`. Events wait in memory until the unit ends, so that the head is locked last and only for a moment."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._waiting: list[AuditEvent] = []

    async def record(self, action: str, *, subject_id: str, actor: str) -> None:
        """See the port."""
        event = AuditEvent(seq=0, at=self._tx.clock.now(), action=action, subject_id=subject_id, actor=actor)
        self._waiting.append(event)

    async def write(self) -> None:
        """Add the events of this unit to the chain."""
        if not self._waiting:
            return
        head, rows = await self.head(), []
        for event in self._waiting:
            linked = replace(event, seq=head.seq + 1, previous=head.hash)
            linked = replace(linked, hash=hashed(self._tx.organisation.id, linked))
            rows.append(asdict(linked))
            head = Head(linked.seq, linked.hash)
        await self._tx.add(insert(audit_events), *rows)
        await self._tx.execute(_MOVE_HEAD, new_seq=head.seq, new_hash=head.hash)
        self._waiting.clear()

    async def head(self) -> Head:
        """Return the end of the chain. In a unit that writes, other replicas wait with theirs until the commit."""
        row = await self._tx.first(_HEAD, lock=audit_heads)
        return Head(row["seq"], row["hash"]) if row else Head()

    async def events(self) -> list[AuditEvent]:
        """Return all events, oldest first."""
        return [AuditEvent(**row) for row in await self._tx.all(_EVENTS)]
