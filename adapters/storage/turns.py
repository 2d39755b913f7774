"""What was said and replied, on the table `turn`. The same message can never make two turns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from sqlalchemy import Insert, bindparam, func, select, update

from adapters.storage.replies import from_text, to_text
from adapters.storage.tables import turns
from adapters.storage.transaction import Row, Transaction, insert_once, own
from bot.errors import ConversationChanged, NotFound
from bot.messages import Channel
from bot.ports import Turn

_OWN = select(turns).where(own(turns))
_BY_INBOUND = _OWN.where(turns.c.inbound_digest == bindparam("digest"))
_BY_ID = _OWN.where(turns.c.id == bindparam("turn_id"))
_SINCE = _OWN.where(turns.c.conversation_id == bindparam("conversation"), turns.c.seq > bindparam("after")).order_by(turns.c.seq)
_NEXT = (
    select(func.coalesce(func.max(turns.c.seq), 0) + 1)
    .where(own(turns), turns.c.conversation_id == bindparam("in_conversation"))
    .scalar_subquery()
)
_MARK_SENT = (
    update(turns)
    .where(own(turns), turns.c.id == bindparam("turn_id"))
    .values(sent_at=func.coalesce(turns.c.sent_at, bindparam("at", type_=turns.c.sent_at.type)))
)


@cache
def _add(dialect: str) -> Insert:
    return insert_once(dialect, turns).values(seq=_NEXT).returning(turns.c.seq)


class SqlTurns:
    """Implements `Turns`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, channel: Channel, address: str, inbound_key: str) -> Turn | None:
        """See the port."""
        digest = self._digest(channel, address, inbound_key)
        row = await self._tx.first(_BY_INBOUND, digest=digest) if digest else None
        return self._turn(row) if row else None

    async def add(self, turn: Turn) -> Turn:
        """See the port. Raises ConversationChanged when another turn took this message, or this place, first."""
        row = {
            "id": turn.id,
            "conversation_id": turn.conversation_id,
            "in_conversation": turn.conversation_id,
            "channel": turn.channel.value,
            "address": turn.address,
            "inbound_key": turn.inbound_key,
            "inbound_digest": self._digest(turn.channel, turn.address, turn.inbound_key),
            "said": turn.said,
            "replies": to_text(turn.replies),
            "created_at": turn.created_at,
            "sent_at": turn.sent_at,
        }
        added = await self._tx.add_returning(_add(self._tx.dialect), row)
        if not added:
            raise ConversationChanged
        return replace(turn, seq=added["seq"])

    async def get(self, turn_id: str) -> Turn:
        """See the port."""
        row = await self._tx.first(_BY_ID, turn_id=turn_id)
        if not row:
            raise NotFound("turn", turn_id)
        return self._turn(row)

    async def mark_sent(self, turn_id: str, at: datetime) -> None:
        """See the port. The first time counts."""
        if not (await self._tx.execute(_MARK_SENT, turn_id=turn_id, at=at)).rowcount:
            raise NotFound("turn", turn_id)

    async def since(self, conversation_id: str, seq: int) -> Sequence[Turn]:
        """See the port."""
        return [self._turn(row) for row in await self._tx.all(_SINCE, conversation=conversation_id, after=seq)]

    def _digest(self, channel: Channel, address: str, inbound_key: str) -> bytes | None:
        return self._tx.sealer.digest("turn", channel, address, inbound_key) if inbound_key else None

    def _turn(self, row: Row) -> Turn:
        opened = self._tx.opened(turns, row)
        return Turn(
            id=opened["id"],
            organisation_id=opened["organisation_id"],
            conversation_id=opened["conversation_id"],
            channel=Channel(opened["channel"]),
            address=opened["address"],
            inbound_key=opened["inbound_key"],
            said=opened["said"],
            replies=from_text(opened["replies"]),
            created_at=opened["created_at"],
            seq=opened["seq"],
            sent_at=opened["sent_at"],
        )
