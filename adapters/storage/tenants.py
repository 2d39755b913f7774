"""Organisations and the keys to their rows, loaded once and kept in memory.

A data key must never leave this process, nor be written but wrapped by a master key.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.crypto import SYSTEM, KeyRing, Sealer, new_data_key
from adapters.storage.sealing import open_row, seal_row
from adapters.storage.tables import audit_heads, data_keys, organisations
from adapters.storage.transaction import Row, Tenant, insert_once
from bot.errors import NotFound, StorageError
from bot.organisations import Organisation
from bot.ports import Clock

FRESH_FOR = timedelta(seconds=60)
"""How long a replica goes on with an organisation's name and contact after another one changed them. Keys never change."""

_KEY = select(data_keys.c.wrapped).where(data_keys.c.organisation_id == bindparam("wanted"))
_KEYS = select(data_keys.c.organisation_id, data_keys.c.wrapped)
_REWRAP = update(data_keys).where(data_keys.c.organisation_id == bindparam("wanted")).values(wrapped=bindparam("new_wrapped"))
_ALL = (
    select(organisations, data_keys.c.wrapped)
    .join(data_keys, data_keys.c.organisation_id == organisations.c.organisation_id)
    .order_by(organisations.c.created_at, organisations.c.organisation_id)
)
_ONE = _ALL.where(organisations.c.organisation_id == bindparam("wanted"))
_CHANGEABLE = ("name", "safety_contact", "collections", "keeps_questions", "is_asked_directly")
_CHANGE = (
    update(organisations)
    .where(organisations.c.organisation_id == bindparam("wanted"))
    .values({name: bindparam(f"new_{name}", type_=organisations.c[name].type) for name in _CHANGEABLE})
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Tenants:
    """The organisations, by id."""

    def __init__(self, keys: KeyRing, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._loaded: dict[str, tuple[Tenant, datetime]] = {}

    def known(self, organisation_id: str) -> Tenant | None:
        """Return an organisation that was loaded not long ago."""
        tenant, at = self._loaded.get(organisation_id, (None, self._clock.now()))
        return tenant if self._clock.now() - at < FRESH_FOR else None

    async def load(self, connection: AsyncConnection, organisation_id: str) -> Tenant:
        """Read an organisation. Raises NotFound."""
        row = (await connection.execute(_ONE, {"wanted": organisation_id})).mappings().first()
        if row is None:
            raise NotFound("organisation", organisation_id)
        return self._remember(row)

    async def load_all(self, connection: AsyncConnection) -> Sequence[Tenant]:
        """Read all organisations, oldest first."""
        return [self._remember(row) for row in (await connection.execute(_ALL)).mappings()]

    async def add(self, connection: AsyncConnection, organisation: Organisation) -> None:
        """Write an organisation; a new one gets a data key and an audit chain. Call `forget` when it is committed."""
        if not _ID.fullmatch(organisation.id):  # it is a folder's name, too
            raise StorageError("An organisation's id is 1 to 64 letters, digits, '-' and '_'.")
        sealer = Sealer(organisation.id, await self.data_key(connection, organisation.id))
        row = seal_row(sealer, organisations, _row(organisation, self._clock.now()))
        once = insert_once(connection.dialect.name, organisations)
        if (await connection.execute(once, row)).first() is None:
            values = {f"new_{name}": row[name] for name in _CHANGEABLE}
            await connection.execute(_CHANGE, {"wanted": organisation.id, **values})
            return
        await connection.execute(insert(audit_heads), {"organisation_id": organisation.id, "seq": 0, "hash": ""})

    def forget(self, organisation_id: str) -> None:
        """Read it again the next time."""
        self._loaded.pop(organisation_id, None)

    async def data_key(self, connection: AsyncConnection, owner: str = SYSTEM) -> bytes:
        """Return the data key of an organisation, or of the look-ups across them, made when there is none. Raises WrongKeys."""
        row = {"organisation_id": owner, "wrapped": self._keys.wrap(owner, new_data_key()), "created_at": self._clock.now()}
        await connection.execute(insert_once(connection.dialect.name, data_keys), row)
        wrapped = (await connection.execute(_KEY, {"wanted": owner})).scalar_one()
        return self._keys.unwrap(owner, wrapped)

    async def rewrap(self, connection: AsyncConnection) -> int:
        """Wrap by the first master key whatever an older one wrapped, so that the older one can be dropped; return how many."""
        rows = (await connection.execute(_KEYS)).all()
        old = [(owner, wrapped) for owner, wrapped in rows if self._keys.needs_rewrap(owner, wrapped)]
        for owner, wrapped in old:
            fresh = self._keys.wrap(owner, self._keys.unwrap(owner, wrapped))
            await connection.execute(_REWRAP, {"wanted": owner, "new_wrapped": fresh})
        return len(old)

    def _remember(self, row: Row) -> Tenant:
        id = row["organisation_id"]
        known, _ = self._loaded.get(id, (None, None))
        sealer = known.sealer if known else Sealer(id, self._keys.unwrap(id, row["wrapped"]))
        tenant = Tenant(_organisation(sealer, row), sealer)
        self._loaded[id] = (tenant, self._clock.now())
        return tenant


def _row(organisation: Organisation, now: datetime) -> dict[str, object]:
    return {
        "organisation_id": organisation.id,
        "name": organisation.name,
        "safety_contact": organisation.safety_contact,
        "collections": sorted(organisation.collections),
        "keeps_questions": organisation.keeps_questions,
        "is_asked_directly": organisation.is_asked_directly,
        "created_at": now,
    }


def _organisation(sealer: Sealer, row: Row) -> Organisation:
    opened = open_row(sealer, organisations, row)
    return Organisation(
        id=opened["organisation_id"],
        name=opened["name"],
        collections=frozenset(opened["collections"]),
        safety_contact=opened["safety_contact"],
        keeps_questions=opened["keeps_questions"],
        is_asked_directly=opened["is_asked_directly"],
    )
