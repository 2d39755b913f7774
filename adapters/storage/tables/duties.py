"""What is to be done, by when, and who is at it."""

from sqlalchemy import Column, Index, Integer, String, UniqueConstraint

from adapters.storage.columns import UtcDateTime, owned

OPEN = "open"
DONE = "done"

duties = owned(
    "duty",
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("lease", String),  # the token of the worker that has it
    Column("leased_until", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("added_at", UtcDateTime),  # null where the version before wrote it: such a one counts as older than any
    UniqueConstraint("organisation_id", "key"),
    Index(None, "state", "due_at"),
    Index(None, "organisation_id", "subject_id", "kind"),
)
