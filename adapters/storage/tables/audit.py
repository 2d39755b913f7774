"""Who did what, as a chain of hashes for each organisation. No personal text: ids and names of actions only."""

from sqlalchemy import Column, Integer, String

from adapters.storage.columns import UtcDateTime, owned

audit_events = owned(
    "audit_event",
    Column("seq", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("at", UtcDateTime, nullable=False),
    Column("action", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("previous", String, nullable=False),  # hash of the event before; "" for the first
    Column("hash", String, nullable=False),
)

audit_heads = owned(  # the last link, so that events cut off at the end are missed; its lock puts replicas in a row
    "audit_head",
    Column("seq", Integer, nullable=False),
    Column("hash", String, nullable=False),
)
