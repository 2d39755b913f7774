"""The talks of one organisation, on the table `conversation`. A write that missed another one is refused, never merged."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, select, update

from adapters.storage.sealing import seal_cell
from adapters.storage.tables import conversations
from adapters.storage.transaction import Row, Transaction, own
from bot.errors import ConversationChanged, NotFound
from bot.messages import Channel
from bot.state import ConversationRecord, State

_OWN = select(
    conversations.c.id,
    conversations.c.channel,
    conversations.c.address,
    conversations.c.member_id,
    conversations.c.state,
    conversations.c.version,
).where(own(conversations))
_BY_ADDRESS = _OWN.where(conversations.c.address_digest == bindparam("digest"))
_BY_ID = _OWN.where(conversations.c.id == bindparam("conversation_id"))
_OF_MEMBER = _OWN.where(conversations.c.member_id == bindparam("member_id")).order_by(conversations.c.id)
_MOVE_ON = (
    update(conversations)
    .where(
        own(conversations),
        conversations.c.id == bindparam("conversation_id"),
        conversations.c.version == bindparam("expected"),
    )
    .values(state=bindparam("new_state"), member_id=bindparam("new_member"), version=conversations.c.version + 1)
)


class SqlConversations:
    """Implements `Conversations`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, channel: Channel, address: str) -> ConversationRecord | None:
        """See the port."""
        row = await self._tx.first(_BY_ADDRESS, digest=self._digest(channel, address))
        return self._record(row) if row else None

    async def get(self, conversation_id: str) -> ConversationRecord:
        """See the port."""
        row = await self._tx.first(_BY_ID, conversation_id=conversation_id)
        if not row:
            raise NotFound("conversation", conversation_id)
        return self._record(row)

    async def of_member(self, member_id: str) -> Sequence[ConversationRecord]:
        """See the port."""
        return [self._record(row) for row in await self._tx.all(_OF_MEMBER, member_id=member_id)]

    async def save(self, record: ConversationRecord) -> ConversationRecord:
        """See the port."""
        written = await (self._move_on(record) if record.version else self._start(record))
        if not written:
            raise ConversationChanged
        return replace(record, version=record.version + 1)

    async def _start(self, record: ConversationRecord) -> bool:
        row = {
            "id": record.id,
            "channel": record.channel,
            "address": record.address,
            "address_digest": self._digest(record.channel, record.address),
            "member_id": record.member_id,
            "state": json.dumps(record.state.to_json()),
            "version": 1,
        }
        return await self._tx.add_once(conversations, row)

    async def _move_on(self, record: ConversationRecord) -> bool:
        result = await self._tx.execute(
            _MOVE_ON,
            conversation_id=record.id,
            expected=record.version,
            new_state=seal_cell(self._tx.sealer, conversations.c.state, record.id, json.dumps(record.state.to_json())),
            new_member=record.member_id,
        )
        return result.rowcount == 1

    def _digest(self, channel: str, address: str) -> bytes:
        return self._tx.sealer.digest("conversation", channel, address)

    def _record(self, row: Row) -> ConversationRecord:
        opened = self._tx.opened(conversations, row)
        return ConversationRecord(**{**opened, "state": State.from_json(json.loads(opened["state"]))})
