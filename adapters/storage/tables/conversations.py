"""Conversations and their turns."""

from sqlalchemy import Column, Integer, String, UniqueConstraint

from adapters.storage.columns import Digest, Sealed, UtcDateTime, belongs_to, owned

conversations = owned(
    "conversation",
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("address", Sealed, nullable=False),
    Column("address_digest", Digest, nullable=False),  # of channel and address
    Column("member_id", String, nullable=False),
    Column("state", Sealed, nullable=False),  # versioned JSON
    Column("version", Integer, nullable=False),
    belongs_to("member", "member_id"),
    UniqueConstraint("organisation_id", "address_digest"),
)

turns = owned(
    "turn",
    Column("id", String, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("seq", Integer, nullable=False),  # from 1 within the conversation
    Column("channel", String, nullable=False),
    Column("address", Sealed, nullable=False),
    Column("inbound_key", Sealed, nullable=False),
    Column("inbound_digest", Digest),  # of channel, address and inbound key; null for a notice, which answers no message
    Column("said", Sealed, nullable=False),
    Column("replies", Sealed, nullable=False),  # versioned JSON
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    belongs_to("conversation", "conversation_id"),
    UniqueConstraint("organisation_id", "inbound_digest"),
    UniqueConstraint("organisation_id", "conversation_id", "seq"),
)
