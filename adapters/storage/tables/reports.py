"""Reports, their entries, the files and links of those, consents, and spare codes. Entries and consents are never changed."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, UniqueConstraint, text

from adapters.storage.columns import Digest, Sealed, UtcDateTime, belongs_to, owned

reports = owned(
    "report",
    Column("id", String, primary_key=True),
    Column("reference", String, nullable=False),
    Column("reporter", String, nullable=False),  # a member id
    Column("conversation_id", String, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    belongs_to("member", "reporter"),
    belongs_to("conversation", "conversation_id"),
    UniqueConstraint("organisation_id", "reference"),
    Index(None, "organisation_id", "reporter", "created_at"),
)

entries = owned(
    "entry",
    Column("id", String, primary_key=True),
    Column("report_id", String, nullable=False),
    Column("position", Integer, nullable=False),  # from 1 within the report
    Column("kind", String, nullable=False),
    Column("field", String, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("value", Sealed, nullable=False),
    Column("author", String, nullable=False),  # a member id; no reference, since a note may come from elsewhere one day
    Column("channel", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    belongs_to("report", "report_id"),
    UniqueConstraint("organisation_id", "report_id", "position"),
)

evidence = owned(
    "evidence",
    Column("entry_id", String, primary_key=True),  # when, from where and by whom stands on the entry
    Column("sha256", Sealed, nullable=False),  # sealed: it would prove that a known picture was reported
    Column("media_type", String, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("storage_key", String, nullable=False),  # random; the file there is encrypted
    Column("quarantined", String, nullable=False, server_default=text("''")),
    Column("thumbnail_key", String, nullable=False, server_default=text("''")),
    belongs_to("entry", "entry_id"),
)

consents = owned(
    "consent",
    Column("id", String, primary_key=True),
    Column("report_id", String, nullable=False),
    Column("position", Integer, nullable=False),  # from 1 within the report
    Column("recipient", String, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    belongs_to("report", "report_id"),
    UniqueConstraint("organisation_id", "report_id", "position"),
)

report_codes = owned(  # the spare code of a report: whoever has it may go on with it on another device
    "report_code",
    Column("report_id", String, primary_key=True),
    Column("code_digest", Digest, nullable=False),  # by the organisation's key; the code itself is kept nowhere
    belongs_to("report", "report_id"),
    UniqueConstraint("organisation_id", "code_digest"),
)

report_access = owned(  # who came to a report by its code
    "report_access",
    Column("report_id", String, primary_key=True),
    Column("member_id", String, primary_key=True),
    belongs_to("report", "report_id"),
    belongs_to("member", "member_id"),
    Index(None, "organisation_id", "member_id"),
)
