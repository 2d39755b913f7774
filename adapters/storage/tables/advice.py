"""What was shown for each question. The question's own words and the gap are null unless there is something to keep."""

from sqlalchemy import JSON, Column, Index, String

from adapters.storage.columns import Sealed, UtcDateTime, belongs_to, owned

_GAP = Column("gap", Sealed)  # redacted, and sealed all the same; null when there is none

advices = owned(
    "advice",
    Column("id", String, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("guidance_version", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("passages", JSON, nullable=False),  # ids, in the order in which they were shown
    Column("reason", String, nullable=False),
    Column("route", String, nullable=False),
    Column("question", Sealed),  # null unless the organisation keeps questions
    _GAP,
    Column("verdict", String, nullable=False),
    belongs_to("conversation", "conversation_id"),
    # Of the open gaps only: they are few among many.
    Index(None, "organisation_id", "at", sqlite_where=_GAP.is_not(None), postgresql_where=_GAP.is_not(None)),
)
