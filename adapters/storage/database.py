"""The port `Storage` on a real database. Open it once, close it at the end; everything in between is units of work.

Rows must never cross organisations: each unit is given the rows and the key of one, and no other way in exists.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Self

from sqlalchemy import text

from adapters.storage.audit import verify_chain
from adapters.storage.connections import Connections
from adapters.storage.crypto import SYSTEM, KeyRing, Sealer
from adapters.storage.directory import Directory
from adapters.storage.duties import claim_due, claimed, free_all, purge_done
from adapters.storage.engines import database_url, sqlite_file
from adapters.storage.errors import translated
from adapters.storage.tenants import Tenants
from adapters.storage.transaction import Tenant, Transaction
from adapters.storage.work import SqlWork
from bot.duties import Duty
from bot.messages import Channel
from bot.organisations import Invitation, Organisation
from bot.ports import Clock


class Database:
    """Implements `Storage` on SQLite and PostgreSQL."""

    def __init__(self, url: str, keys: Sequence[bytes], clock: Clock) -> None:
        """Remember where the database is; nothing is opened yet.

        Args:
            url: `sqlite:///path/to/file.db` or `postgresql://user:password@host/database`.
            keys: master keys of 32 bytes; the first one wraps new data keys, the others still open old ones.
            clock: the time of audit events, and of leases on SQLite.

        Raises:
            BadSetting: the address or a key cannot be used.
        """
        self._url = database_url(url)
        self._clock = clock
        self._tenants = Tenants(KeyRing(keys), clock)
        self._connections = Connections(self._url)
        self._directory: Directory

    def __repr__(self) -> str:
        return f"Database({self._url.render_as_string(hide_password=True)!r})"

    async def open(self) -> None:
        """Connect, and check that schema and keys fit.

        Raises:
            DatabaseInUse: another process has the SQLite file.
            SchemaOutOfDate: migrations are missing; `schema.upgrade` applies them.
            WrongKeys: none of the keys opens it. Nothing was changed.
            StorageError: it cannot be reached.
        """
        async with AsyncExitStack() as opened:
            await self._connections.open()
            opened.push_async_callback(self._connections.close)
            await self._open_keys()
            if sqlite_file(self._url):
                await self._free_leases()
            opened.pop_all()  # all went well: stay open

    async def close(self) -> None:
        """Close all connections, and let another process have the file. Closing twice is fine."""
        await self._connections.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @asynccontextmanager
    async def work(self, organisation_id: str) -> AsyncIterator[SqlWork]:
        """See `Storage.work`."""
        tenant = await self._tenant(organisation_id)
        async with self._connections.unit(writes=True) as connection:
            unit = SqlWork(Transaction(connection, tenant, self._clock, writes=True))
            yield unit
            await unit.audit.write()

    @asynccontextmanager
    async def reading(self, organisation_id: str) -> AsyncIterator[SqlWork]:
        """See `Storage.reading`. Whatever would write raises StorageError."""
        tenant = await self._tenant(organisation_id)
        async with self._connections.unit(writes=False) as connection:
            yield SqlWork(Transaction(connection, tenant, self._clock, writes=False))

    async def claim(self, *, limit: int, lease_s: float) -> Sequence[Duty]:
        """See `Storage.claim`."""
        async with self._connections.writing() as connection:
            statement = claim_due(connection.dialect.name, self._clock, limit=limit, lease_s=lease_s)
            return claimed((await connection.execute(statement)).mappings().all())

    async def purge_finished(self, older_than: timedelta) -> int:
        """Forget duties that were finished longer ago than this; return how many. Their keys can then be used again."""
        async with self._connections.writing() as connection:
            return (await connection.execute(purge_done(self._clock.now() - older_than))).rowcount

    async def organisation_of_escalation(self, escalation_id: str) -> str | None:
        """See `Storage.organisation_of_escalation`."""
        async with self._connections.reading() as connection:
            return await self._directory.of_escalation(connection, escalation_id)

    async def organisation_of_person(self, channel: Channel, address: str) -> str | None:
        """See `Storage.organisation_of_person`."""
        async with self._connections.reading() as connection:
            return await self._directory.of_person(connection, channel, address)

    async def organisations(self) -> Sequence[Organisation]:
        """See `Storage.organisations`."""
        async with self._connections.reading() as connection:
            return [tenant.organisation for tenant in await self._tenants.load_all(connection)]

    async def add_organisation(self, organisation: Organisation) -> None:
        """See `Storage.add_organisation`."""
        async with self._connections.writing() as connection:
            await self._tenants.add(connection, organisation)
        self._tenants.forget(organisation.id)

    async def invite(self, invitation: Invitation, code: str) -> None:
        """See `Storage.invite`. Raises NotFound when there is no such organisation."""
        async with self.work(invitation.organisation_id) as work:
            with translated():
                await self._directory.invite(work.tx.connection, invitation, code)
            await work.audit.record(f"invited.{invitation.role}", subject_id=invitation.organisation_id, actor="system")

    async def join(self, code: str, channel: Channel, address: str) -> str | None:
        """See `Storage.join`."""
        async with self._connections.reading() as connection:
            invitation = await self._directory.invitation(connection, code)
        if invitation is None:
            return None
        async with self.work(invitation.organisation_id) as work:
            member = await work.members.find_or_add(channel, address)
            await work.members.grant(member.id, invitation.role)
            with translated():
                await self._directory.settle(work.tx.connection, channel, address, invitation.organisation_id)
            await work.audit.record(f"joined.{invitation.role}", subject_id=member.id, actor=member.id)
        return invitation.organisation_id

    async def sealer(self, organisation_id: str) -> Sealer:
        """Return what encrypts an organisation's files. Raises NotFound, StorageError."""
        return (await self._tenant(organisation_id)).sealer

    async def verify_audit(self, organisation_id: str) -> int:
        """Check an organisation's audit chain and return how many events it has. Raises AuditBroken."""
        async with self.reading(organisation_id) as work:
            events, head = await work.audit.events(), await work.audit.head()
        verify_chain(organisation_id, events, head)
        return len(events)

    async def ping(self) -> None:
        """Ask the database for an answer. Raises StorageError."""
        async with self._connections.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def _open_keys(self) -> None:
        async with self._connections.writing() as connection:
            self._directory = Directory(Sealer(SYSTEM, await self._tenants.data_key(connection)), self._clock)
            await self._tenants.rewrap(connection)

    async def _free_leases(self) -> None:
        """Take back what a killed process had claimed: one process has the file, so nobody else can be at it.

        Without this a report would wait for the lease to run out, a minute and a half, after every crash.
        """
        async with self._connections.writing() as connection:
            await connection.execute(free_all())

    async def _tenant(self, organisation_id: str) -> Tenant:
        known = self._tenants.known(organisation_id)
        if known:
            return known
        async with self._connections.reading() as connection:
            return await self._tenants.load(connection, organisation_id)
