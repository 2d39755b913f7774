"""Organisations, their data keys, and who belongs to them."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, LargeBinary, String, Table, UniqueConstraint, false

from adapters.storage.columns import Digest, Sealed, UtcDateTime, belongs_to, metadata, owned

organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", String, primary_key=True),
    Column("name", Sealed, nullable=False),  # a campaign is often named after its candidate
    Column("safety_contact", Sealed, nullable=False),
    Column("collections", JSON, nullable=False),  # sorted names of document classes and parties
    Column("keeps_questions", Boolean, nullable=False, server_default=false()),  # a replica of the version before leaves it out
    Column("is_asked_directly", Boolean, nullable=False, server_default=false()),
    Column("created_at", UtcDateTime, nullable=False),
)

data_keys = Table(
    "data_key",
    metadata,
    Column("organisation_id", String, primary_key=True),  # "" for the key of the look-ups across organisations
    Column("wrapped", LargeBinary, nullable=False),  # by a master key; deleting this row makes all rows unreadable
    Column("created_at", UtcDateTime, nullable=False),
)

members = owned(
    "member",
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("address", Sealed, nullable=False),
    Column("address_digest", Digest, nullable=False),  # of channel and address, by the organisation's key
    Column("created_at", UtcDateTime, nullable=False),
    Column("profile", Sealed),  # what they said of themselves, as JSON; null when nothing
    UniqueConstraint("organisation_id", "address_digest"),
)

member_roles = owned(
    "member_role",
    Column("member_id", String, primary_key=True),
    Column("role", String, primary_key=True),
    belongs_to("member", "member_id"),
)

invitations = Table(
    "invitation",
    metadata,
    Column("code_digest", Digest, primary_key=True),  # by the system's key: whoever has the code does not say whose it is
    Column("organisation_id", String, ForeignKey("organisation.organisation_id"), nullable=False),
    Column("role", String, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

persons = Table(
    "person",
    metadata,
    Column("person_digest", Digest, primary_key=True),  # of channel and address, by the system's key
    Column("organisation_id", String, ForeignKey("organisation.organisation_id"), nullable=False),  # which they have joined
)
