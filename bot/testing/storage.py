"""Storage in memory: the same transactions, seals and errors as the database, without one."""

import asyncio
import copy
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from bot.duties import Duty
from bot.errors import NotFound
from bot.messages import Channel
from bot.organisations import Invitation, Organisation
from bot.ports import Clock, UnitOfWork
from bot.testing.outside import SettableClock
from bot.testing.rows import OrganisationRows
from bot.testing.work import InMemoryWork


class InMemoryStorage:
    """Implements `Storage`. Leaving `work` keeps the rows, an exception throws them away."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SettableClock()
        self._rows: dict[str, OrganisationRows] = {}
        self._joined: dict[tuple[Channel, str], str] = {}
        self._invitations: dict[str, Invitation] = {}
        self._lock = asyncio.Lock()
        self._leases = 0

    @asynccontextmanager
    async def work(self, organisation_id: str) -> AsyncIterator[UnitOfWork]:
        """See `Storage.work`."""
        async with self._lock:
            rows = self._of(organisation_id).copied()
            yield InMemoryWork(rows, self._clock)
            self._rows[organisation_id] = rows

    @asynccontextmanager
    async def reading(self, organisation_id: str) -> AsyncIterator[UnitOfWork]:
        """See `Storage.reading`."""
        yield InMemoryWork(self._of(organisation_id).copied(), self._clock)

    async def claim(self, *, limit: int, lease_s: float) -> Sequence[Duty]:
        """See `Storage.claim`."""
        async with self._lock:
            now = self._clock.now()
            due = [(rows, slot) for rows in self._rows.values() for slot in rows.duties.values() if slot.is_due(now)]
            due.sort(key=lambda pair: pair[1].duty.due_at)
            claimed: list[Duty] = []
            for rows, slot in due[:limit]:
                self._leases += 1
                duty = replace(slot.duty, tries=slot.duty.tries + 1, lease=f"lease_{self._leases}")
                rows.duties[duty.id] = replace(slot, duty=duty, leased_until=now + timedelta(seconds=lease_s))
                claimed.append(duty)
            return claimed

    async def purge_finished(self, older_than: timedelta) -> int:
        """See `Storage.purge_finished`."""
        before, gone = self._clock.now() - older_than, 0
        for rows in self._rows.values():
            kept = {id: slot for id, slot in rows.duties.items() if slot.finished_at is None or slot.finished_at >= before}
            gone += len(rows.duties) - len(kept)
            rows.duties = kept
        return gone

    async def organisation_of_escalation(self, escalation_id: str) -> str | None:
        """See `Storage.organisation_of_escalation`."""
        return next((id for id, rows in self._rows.items() if escalation_id in rows.escalations), None)

    async def organisation_of_person(self, channel: Channel, address: str) -> str | None:
        """See `Storage.organisation_of_person`."""
        return self._joined.get((channel, address))

    async def organisations(self) -> Sequence[Organisation]:
        """See `Storage.organisations`."""
        return [rows.organisation for rows in self._rows.values()]

    async def add_organisation(self, organisation: Organisation) -> None:
        """See `Storage.add_organisation`."""
        rows = self._rows.get(organisation.id)
        fresh = copy.copy(rows) if rows else OrganisationRows(organisation=organisation)
        fresh.organisation = organisation
        self._rows[organisation.id] = fresh

    async def invite(self, invitation: Invitation, code: str) -> None:
        """See `Storage.invite`."""
        self._of(invitation.organisation_id)
        self._invitations[code] = invitation

    async def join(self, code: str, channel: Channel, address: str) -> str | None:
        """See `Storage.join`."""
        invitation = self._invitations.get(code)
        if invitation is None or invitation.expires_at <= self._clock.now():
            return None
        async with self.work(invitation.organisation_id) as work:
            member = await work.members.find_or_add(channel, address)
            await work.members.grant(member.id, invitation.role)
        self._joined[(channel, address)] = invitation.organisation_id
        return invitation.organisation_id

    def _of(self, organisation_id: str) -> OrganisationRows:
        if organisation_id not in self._rows:
            raise NotFound("organisation", organisation_id)
        return self._rows[organisation_id]
