"""The people of one organisation, on the tables `member` and `member_role`."""

import json
import secrets
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import bindparam, insert, select, update

from adapters.storage.sealing import seal_cell
from adapters.storage.tables import member_roles, members
from adapters.storage.transaction import Row, Transaction, own
from bot.errors import NotFound
from bot.messages import Channel
from bot.organisations import Member, Role
from bot.profile import Profile

_WITH_ROLES = (
    select(members.c.id, members.c.channel, members.c.address, member_roles.c.role)
    .join(member_roles, member_roles.c.member_id == members.c.id)
    .where(own(members), own(member_roles))
)
_BY_ADDRESS = _WITH_ROLES.where(members.c.address_digest == bindparam("digest"))
_ALL = _WITH_ROLES.order_by(members.c.created_at, members.c.id)
_ONE = select(members.c.id, members.c.profile).where(own(members), members.c.id == bindparam("member_id"))
_SET_PROFILE = (
    update(members)
    .where(own(members), members.c.id == bindparam("member_id"))
    .values(profile=bindparam("sealed", type_=members.c.profile.type))
)
_BY_ID = _WITH_ROLES.where(members.c.id == bindparam("member_id"))


class SqlMembers:
    """Implements `Members`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find_or_add(self, channel: Channel, address: str) -> Member:
        """See the port."""
        digest = self._tx.sealer.digest("member", channel, address)
        rows = await self._tx.all(_BY_ADDRESS, digest=digest)
        if not rows:
            await self._add(channel, address, digest)
            rows = await self._tx.all(_BY_ADDRESS, digest=digest)
        return self._member(rows)

    async def get(self, member_id: str) -> Member:
        """See the port."""
        rows = await self._tx.all(_BY_ID, member_id=member_id)
        if not rows:
            raise NotFound("member", member_id)
        return self._member(rows)

    async def grant(self, member_id: str, role: Role) -> None:
        """See the port."""
        await self.get(member_id)
        await self._tx.add_once(member_roles, {"member_id": member_id, "role": role.value})

    async def profile(self, member_id: str) -> Profile:
        """See the port. In a unit that writes, nobody else can change it before the commit."""
        row = await self._tx.first(_ONE, lock=members, member_id=member_id)
        if row is None:
            raise NotFound("member", member_id)
        stored = self._tx.opened(members, row)["profile"]
        return Profile.from_json(json.loads(stored)) if stored else Profile()

    async def set_profile(self, member_id: str, profile: Profile) -> None:
        """See the port."""
        sealed = seal_cell(self._tx.sealer, members.c.profile, member_id, json.dumps(profile.to_json()))
        if not (await self._tx.execute(_SET_PROFILE, member_id=member_id, sealed=sealed)).rowcount:
            raise NotFound("member", member_id)

    async def all(self) -> Sequence[Member]:
        """See the port."""
        rows = await self._tx.all(_ALL)
        return [self._member(list(each)) for _, each in groupby(rows, key=lambda row: row["id"])]

    async def _add(self, channel: Channel, address: str, digest: bytes) -> None:
        """Add a person as a reporter, unless another replica does so at this moment."""
        row = {
            "id": f"mem_{secrets.token_hex(16)}",
            "channel": channel.value,
            "address": address,
            "address_digest": digest,
            "created_at": self._tx.clock.now(),
        }
        if await self._tx.add_once(members, row):
            await self._tx.add(insert(member_roles), {"member_id": row["id"], "role": Role.REPORTER.value})

    def _member(self, rows: Sequence[Row]) -> Member:
        row = self._tx.opened(members, rows[0])
        return Member(
            id=row["id"],
            channel=Channel(row["channel"]),
            address=row["address"],
            roles=frozenset(Role(each["role"]) for each in rows),
        )
