"""What may be asked across organisations: which of them a person or an escalation belongs to. Never anything else.

People and codes are found by hashes under a key that belongs to no organisation, so that no list of people can be read here.
"""

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.crypto import Sealer
from adapters.storage.tables import escalations, invitations, persons
from adapters.storage.transaction import insert_once
from bot.errors import StorageError
from bot.messages import Channel
from bot.organisations import Invitation, Role
from bot.ports import Clock

_OF_ESCALATION = select(escalations.c.organisation_id).where(escalations.c.id == bindparam("wanted"))
_OF_PERSON = select(persons.c.organisation_id).where(persons.c.person_digest == bindparam("digest"))
_INVITATION = select(invitations).where(invitations.c.code_digest == bindparam("digest"))
_EXTEND = (
    update(invitations)
    .where(invitations.c.code_digest == bindparam("digest"), invitations.c.organisation_id == bindparam("owner"))
    .values(role=bindparam("new_role"), expires_at=bindparam("new_end", type_=invitations.c.expires_at.type))
)
_MOVE = update(persons).where(persons.c.person_digest == bindparam("digest")).values(organisation_id=bindparam("new_owner"))


class Directory:
    """Look-ups by the system's key."""

    def __init__(self, sealer: Sealer, clock: Clock) -> None:
        self._sealer = sealer
        self._clock = clock

    async def of_escalation(self, connection: AsyncConnection, escalation_id: str) -> str | None:
        """Return the id of the organisation whose escalation it is."""
        owner: str | None = (await connection.execute(_OF_ESCALATION, {"wanted": escalation_id})).scalar()
        return owner

    async def of_person(self, connection: AsyncConnection, channel: Channel, address: str) -> str | None:
        """Return the id of the organisation that a person has joined."""
        owner: str | None = (await connection.execute(_OF_PERSON, {"digest": self._person(channel, address)})).scalar()
        return owner

    async def settle(self, connection: AsyncConnection, channel: Channel, address: str, organisation_id: str) -> None:
        """Write down which organisation a person has joined; the last one counts."""
        row = {"person_digest": self._person(channel, address), "organisation_id": organisation_id}
        if (await connection.execute(insert_once(connection.dialect.name, persons), row)).first() is None:
            await connection.execute(_MOVE, {"digest": row["person_digest"], "new_owner": organisation_id})

    async def invite(self, connection: AsyncConnection, invitation: Invitation, code: str) -> None:
        """Keep an invitation; the same code again takes the new role and end. Raises StorageError for a code of somebody else."""
        row = {
            "code_digest": self._code(code),
            "organisation_id": invitation.organisation_id,
            "role": invitation.role.value,
            "expires_at": invitation.expires_at,
        }
        if (await connection.execute(insert_once(connection.dialect.name, invitations), row)).first() is not None:
            return
        changes = {"new_role": row["role"], "new_end": row["expires_at"], "owner": row["organisation_id"]}
        if not (await connection.execute(_EXTEND, {"digest": row["code_digest"], **changes})).rowcount:
            raise StorageError("This code cannot be used. Take a fresh one.")

    async def invitation(self, connection: AsyncConnection, code: str) -> Invitation | None:
        """Return the invitation of a code, unless it is unknown or out of date."""
        row = (await connection.execute(_INVITATION, {"digest": self._code(code)})).mappings().first()
        if row is None or row["expires_at"] <= self._clock.now():
            return None
        return Invitation(organisation_id=row["organisation_id"], role=Role(row["role"]), expires_at=row["expires_at"])

    def _person(self, channel: Channel, address: str) -> bytes:
        return self._sealer.digest("person", channel, address)

    def _code(self, code: str) -> bytes:
        return self._sealer.digest("invitation", code)
