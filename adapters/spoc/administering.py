"""The SPOC contacts of an organisation, as an admin keeps them: the same from the command line and in the console.

It must never let a secret out but once, to whoever had it made here, and whoever reads names is written down. No connection is
waited for while a transaction is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx

from adapters.spoc import contact_cells, contact_keeping
from adapters.spoc.contact_entries import NEW_SECRET, BadContact, Fresh, Problem, read_contact
from adapters.spoc.fresh_secrets import new_secret
from adapters.spoc.pinging import Pong, ping
from bot.escalation.assigning import uk_day
from bot.escalation.directory import SpocContact
from bot.ports import Clock, Ids, Storage

ADMIN = "admin"
"""Who did it, in the audit trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A contact that was entered."""

    contact: SpocContact
    made_secret: str = field(default="", repr=False)  # to be shown once; "" where none was made here


@dataclass(frozen=True, slots=True, kw_only=True)
class Administering:
    """What an admin does with contacts. Every method raises NotFound for an organisation that is none, and StorageError."""

    storage: Storage
    ids: Ids
    clock: Clock

    @property
    def today(self) -> date:
        """The day in the United Kingdom."""
        return uk_day(self.clock.now())

    def fresh(self) -> Fresh:
        """Return what a new contact is given that nobody enters."""
        return Fresh(id=self.ids.new("spc"), secret=new_secret(), now=self.clock.now(), today=self.today)

    async def add(self, organisation_id: str, entered: Mapping[str, str]) -> Added:
        """Enter a contact. Raises BadContact, AlreadyEntered."""
        fresh = self.fresh()
        contact = read_contact(entered, fresh)
        async with self.storage.work(organisation_id) as work:
            await contact_keeping.enter(work, contact, today=fresh.today, actor=ADMIN)
        return Added(contact=contact, made_secret=contact.secret if entered.get("secret", "").strip() == NEW_SECRET else "")

    async def all(self, organisation_id: str, *, with_names: bool) -> Sequence[SpocContact]:
        """Return the contacts, oldest first, ended ones too; `with_names` says that names will be seen."""
        if not with_names:
            async with self.storage.reading(organisation_id) as reading:
                return await reading.spoc_contacts.all()
        async with self.storage.work(organisation_id) as work:
            await work.audit.record("spoc_contacts.read", subject_id=organisation_id, actor=ADMIN)
            return await work.spoc_contacts.all()

    async def one(self, organisation_id: str, contact_id: str) -> SpocContact:
        """Return a contact, to be seen with all but its secrets. Raises UnknownContact."""
        async with self.storage.work(organisation_id) as work:
            contact = await contact_keeping.found(work, contact_id)
            await work.audit.record("spoc_contact.read", subject_id=contact_id, actor=ADMIN)
        return contact

    async def end(self, organisation_id: str, contact_id: str, last_day: str) -> date:
        """Let a contact count until a day, or with "" from now on no more; return the last day.

        Raises UnknownContact, ContactEnded, BadContact.
        """
        day = _day("last_day", last_day) or self.today - timedelta(days=1)
        async with self.storage.work(organisation_id) as work:
            await contact_keeping.end(work, contact_id, day, today=self.today, actor=ADMIN)
        return day

    async def check(self, organisation_id: str, contact_id: str, on: str) -> date:
        """Write down that a person made sure on a day ("" for today) that a contact is right; return the day.

        Raises UnknownContact, ContactEnded, BadContact.
        """
        day = _day("on", on) or self.today
        if day > self.today:
            raise BadContact([Problem(field="on", what="must not be a day to come")])
        async with self.storage.work(organisation_id) as work:
            await contact_keeping.set_checked(work, contact_id, day, today=self.today, actor=ADMIN)
        return day

    async def rotate(self, organisation_id: str, contact_id: str, secret: str) -> str:
        """Replace a contact's secret; return the new one where `NEW_SECRET` had it made here, to be shown once, else "".

        Raises BadContact, and what `contact_keeping.replace_secret` raises.
        """
        given = new_secret() if secret == NEW_SECRET else _secret(secret)
        async with self.storage.work(organisation_id) as work:
            await contact_keeping.replace_secret(work, contact_id, given, today=self.today, actor=ADMIN)
        return given if secret == NEW_SECRET else ""

    async def drop_older_secret(self, organisation_id: str, contact_id: str) -> None:
        """Let only the newest secret be good. Raises UnknownContact, NoOlderSecret."""
        async with self.storage.work(organisation_id) as work:
            await contact_keeping.drop_older_secret(work, contact_id, actor=ADMIN)

    async def ping(self, organisation_id: str, contact_id: str, client: httpx.AsyncClient) -> Pong:
        """Send a signed message without anything of a report; return what came back, within about half a minute.

        Raises UnknownContact, ContactEnded, NoEndpoint.
        """
        async with self.storage.reading(organisation_id) as reading:
            contact = await contact_keeping.sendable(reading, contact_id, today=self.today)
        pong = await ping(contact, self.ids.new("msg"), client, self.clock)
        outcome = "taken" if pong.is_taken else "not_taken"
        async with self.storage.work(organisation_id) as work:
            await work.audit.record(f"spoc_contact.ping_{outcome}", subject_id=contact_id, actor=ADMIN)
        return pong


def _day(field: str, text: str) -> date | None:
    try:
        return contact_cells.day(text.strip())
    except contact_cells.Unfit as error:
        raise BadContact([Problem(field=field, what=str(error))]) from error


def _secret(text: str) -> str:
    problem = "must not be empty"
    try:
        if contact_cells.secret(text):
            return text
    except contact_cells.Unfit as error:
        problem = str(error)
    raise BadContact([Problem(field="secret", what=problem)])
