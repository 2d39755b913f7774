"""The SPOC contacts of one organisation, on the table `spoc_contact`.

It must never delete a row: what was sent where has to be readable later. A secret that is dropped leaves no ciphertext behind.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, bindparam, insert, select, update

from adapters.storage.sealing import seal_cell
from adapters.storage.tables import spoc_contacts
from adapters.storage.transaction import Row, Transaction, own
from bot.errors import NotFound
from bot.escalation.directory import MOST_SECRETS, Rank, SpocContact
from bot.escalation.elections import Election

_OWN = select(spoc_contacts).where(own(spoc_contacts))
_BY_ID = _OWN.where(spoc_contacts.c.id == bindparam("wanted"))
_ALL = _OWN.order_by(spoc_contacts.c.added_at, spoc_contacts.c.id)
_ONE = update(spoc_contacts).where(own(spoc_contacts), spoc_contacts.c.id == bindparam("wanted"))
_END = _ONE.values(last_day=bindparam("day", type_=spoc_contacts.c.last_day.type))
_CHECK = _ONE.values(checked_on=bindparam("day", type_=spoc_contacts.c.checked_on.type))
_SECRETS = _ONE.values(
    secret=bindparam("first", type_=spoc_contacts.c.secret.type),
    older_secret=bindparam("second", type_=spoc_contacts.c.older_secret.type),
)
_SAME = ("id", "force_id", "name", "endpoint", "email", "phone", "hours", "is_out_of_hours", "checked_on", "practice", "added_at")


class SqlSpocContacts:
    """Implements `SpocContacts`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, contact: SpocContact) -> None:
        """See the port."""
        await self._tx.add(insert(spoc_contacts), _row(contact))

    async def get(self, contact_id: str) -> SpocContact:
        """See the port. In a unit that writes, nobody else can change it before the commit: no secret is overwritten."""
        row = await self._tx.first(_BY_ID, lock=spoc_contacts, wanted=contact_id)
        if not row:
            raise NotFound("SPOC contact", contact_id)
        return self._contact(row)

    async def all(self) -> Sequence[SpocContact]:
        """See the port."""
        return [self._contact(row) for row in await self._tx.all(_ALL)]

    async def end(self, contact_id: str, last_day: date) -> None:
        """See the port."""
        if not (await self._tx.execute(_END, wanted=contact_id, day=last_day)).rowcount:
            raise NotFound("SPOC contact", contact_id)

    async def set_checked(self, contact_id: str, day: date) -> None:
        """See the port."""
        if not (await self._tx.execute(_CHECK, wanted=contact_id, day=day)).rowcount:
            raise NotFound("SPOC contact", contact_id)

    async def replace_secret(self, contact_id: str, secret: str) -> None:
        """See the port."""
        await self._write_secrets((await self.get(contact_id)).with_secret(secret))

    async def drop_older_secret(self, contact_id: str) -> None:
        """See the port."""
        await self._write_secrets((await self.get(contact_id)).with_newest_secret_only())

    async def _write_secrets(self, contact: SpocContact) -> None:
        first, second = _two(contact.secrets)
        sealed = {
            "first": self._sealed(spoc_contacts.c.secret, contact.id, first),
            "second": self._sealed(spoc_contacts.c.older_secret, contact.id, second),
        }
        await self._tx.execute(_SECRETS, wanted=contact.id, **sealed)

    def _sealed(self, column: Column[Any], contact_id: str, secret: str | None) -> bytes | None:
        return seal_cell(self._tx.sealer, column, contact_id, secret) if secret else None

    def _contact(self, row: Row) -> SpocContact:
        opened = self._tx.opened(spoc_contacts, row)
        return SpocContact(
            **{name: opened[name] for name in _SAME},
            elections=frozenset(Election(each) for each in opened["elections"]),
            rank=Rank(opened["rank"]),
            secrets=tuple(filter(None, (opened["secret"], opened["older_secret"]))),
            valid_from=opened["first_day"],
            valid_until=opened["last_day"],
        )


def _row(contact: SpocContact) -> dict[str, Any]:
    first, second = _two(contact.secrets)
    return {
        **{name: getattr(contact, name) for name in _SAME},
        "elections": sorted(each.value for each in contact.elections),
        "rank": contact.rank.value,
        "secret": first,
        "older_secret": second,
        "first_day": contact.valid_from,
        "last_day": contact.valid_until,
    }


def _two(secrets: Sequence[str]) -> tuple[str | None, str | None]:
    """The two cells of a contact's secrets. Raises ValueError for three: none may be lost without a word."""
    if len(secrets) > MOST_SECRETS:
        raise ValueError(f"A contact has at most {MOST_SECRETS} secrets.")
    first, second = [*secrets, None, None][:2]
    return first, second
