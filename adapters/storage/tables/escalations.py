"""Escalations, the tries to deliver them, and who has seen them."""

from sqlalchemy import Boolean, Column, Index, Integer, String, text

from adapters.storage.columns import Sealed, UtcDateTime, belongs_to, owned

escalations = owned(
    "escalation",
    Column("id", String, primary_key=True),
    Column("report_id", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("acknowledge_token", Sealed, nullable=False),
    Column("delivered_at", UtcDateTime),
    Column("acknowledged_at", UtcDateTime),
    Column("acknowledged_by", Sealed, nullable=False),
    Column("police_reference", Sealed, nullable=False),
    Column("practice", Boolean, nullable=False),
    *(Column(name, String, nullable=False, server_default=text("''")) for name in ("force_id", "contact_id", "held")),
    *(Column(name, String, nullable=False, server_default=text("''")) for name in ("progress", "outcome")),
    Column("queued_at", UtcDateTime),
    Column("progress_at", UtcDateTime),
    Column("acted_at", UtcDateTime),
    Column("rung", Integer, nullable=False, server_default=text("0")),
    Column("raised_at", UtcDateTime),
    belongs_to("report", "report_id"),
    Index(None, "id", unique=True),  # a link that acknowledges does not say whose it is
    Index(None, "organisation_id", "report_id"),
    Index(None, "organisation_id", "state"),
)

attempts = owned(
    "attempt",
    Column("escalation_id", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),  # our own count: `number` starts again with a new duty
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("outcome", String, nullable=False),
    Column("status", Integer),
    Column("contact_id", String, nullable=False, server_default=text("''")),
    Column("event", String, nullable=False, server_default=text("'report.escalated'")),
    Column("elapsed_ms", Integer),
    Column("excerpt", Sealed),  # what a foreign server wrote may name somebody in spite of all care
    belongs_to("escalation", "escalation_id"),
)

acknowledgements = owned(
    "acknowledgement",
    Column("id", String, primary_key=True),
    Column("subject_id", String, nullable=False),  # an escalation or a report
    Column("by", Sealed, nullable=False),
    Column("how", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
