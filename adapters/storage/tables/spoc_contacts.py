"""Whom to reach at the police. All that names a person or leads to one is sealed; the rest says only that there is somebody."""

from sqlalchemy import JSON, Boolean, Column, Date, String

from adapters.storage.columns import Sealed, UtcDateTime, owned

spoc_contacts = owned(
    "spoc_contact",
    Column("id", String, primary_key=True),
    Column("force_id", String, nullable=False),  # of the table of forces; "" for the organisation's own safety lead
    Column("elections", JSON, nullable=False),  # sorted names
    Column("rank", String, nullable=False),
    Column("name", Sealed, nullable=False),
    Column("endpoint", Sealed, nullable=False),
    Column("secret", Sealed),  # null when there is none, so that nothing is left of one that was dropped
    Column("older_secret", Sealed),
    Column("email", Sealed, nullable=False),
    Column("phone", Sealed, nullable=False),
    Column("hours", Sealed, nullable=False),
    Column("is_out_of_hours", Boolean, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("checked_on", Date),
    Column("practice", Boolean, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)
