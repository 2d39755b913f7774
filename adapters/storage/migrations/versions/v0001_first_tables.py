"""The first tables: organisations, members, conversations, reports, escalations, duties and the audit record.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()
DIGEST = sa.LargeBinary(32)
TEXT = sa.String()
INTEGER = sa.Integer()


def upgrade() -> None:
    """Make all tables."""
    _organisations()
    _conversations()
    _reports()
    _escalations()
    _duties()
    _audit()


def downgrade() -> None:
    """There is nothing to go back to."""
    raise NotImplementedError("Going back before the first tables would delete everything.")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _organisation_of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"], name=f"fk_{table}_organisation")


def _owned(table: str, key: list[str], *parts: SchemaItem) -> None:
    primary = sa.PrimaryKeyConstraint("organisation_id", *key, name=f"pk_{table}")
    op.create_table(table, _column("organisation_id", TEXT), *parts, _organisation_of(table), primary)


def _belongs_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{other}.organisation_id", f"{other}.id"],
        name=f"fk_{table}_{other}",
        deferrable=True,
        initially="DEFERRED",
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=unique)


def _organisations() -> None:
    op.create_table(
        "organisation",
        _column("organisation_id", TEXT),
        _column("name", SEALED),
        _column("safety_contact", SEALED),
        _column("collections", sa.JSON()),
        _column("created_at", TIME),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation"),
    )
    op.create_table(
        "data_key",
        _column("organisation_id", TEXT),
        _column("wrapped", SEALED),
        _column("created_at", TIME),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_data_key"),
    )
    _owned(
        "member",
        ["id"],
        _column("id", TEXT),
        _column("channel", TEXT),
        _column("address", SEALED),
        _column("address_digest", DIGEST),
        _column("created_at", TIME),
        _unique("member", "organisation_id", "address_digest"),
    )
    _owned(
        "member_role",
        ["member_id", "role"],
        _column("member_id", TEXT),
        _column("role", TEXT),
        _belongs_to("member_role", "member_id", "member"),
    )
    op.create_table(
        "invitation",
        _column("code_digest", DIGEST),
        _column("organisation_id", TEXT),
        _column("role", TEXT),
        _column("expires_at", TIME),
        _organisation_of("invitation"),
        sa.PrimaryKeyConstraint("code_digest", name="pk_invitation"),
    )
    op.create_table(
        "person",
        _column("person_digest", DIGEST),
        _column("organisation_id", TEXT),
        _organisation_of("person"),
        sa.PrimaryKeyConstraint("person_digest", name="pk_person"),
    )


def _conversations() -> None:
    _owned(
        "conversation",
        ["id"],
        _column("id", TEXT),
        _column("channel", TEXT),
        _column("address", SEALED),
        _column("address_digest", DIGEST),
        _column("member_id", TEXT),
        _column("state", SEALED),
        _column("version", INTEGER),
        _belongs_to("conversation", "member_id", "member"),
        _unique("conversation", "organisation_id", "address_digest"),
    )
    _owned(
        "turn",
        ["id"],
        _column("id", TEXT),
        _column("conversation_id", TEXT),
        _column("seq", INTEGER),
        _column("channel", TEXT),
        _column("address", SEALED),
        _column("inbound_key", SEALED),
        _column("inbound_digest", DIGEST, nullable=True),
        _column("said", SEALED),
        _column("replies", SEALED),
        _column("created_at", TIME),
        _column("sent_at", TIME, nullable=True),
        _belongs_to("turn", "conversation_id", "conversation"),
        _unique("turn", "organisation_id", "inbound_digest"),
        _unique("turn", "organisation_id", "conversation_id", "seq"),
    )


def _reports() -> None:
    _owned(
        "report",
        ["id"],
        _column("id", TEXT),
        _column("reference", TEXT),
        _column("reporter", TEXT),
        _column("conversation_id", TEXT),
        _column("status", TEXT),
        _column("created_at", TIME),
        _belongs_to("report", "conversation_id", "conversation"),
        _belongs_to("report", "reporter", "member"),
        _unique("report", "organisation_id", "reference"),
    )
    _index("report", "organisation_id", "reporter", "created_at")
    _owned(
        "entry",
        ["id"],
        _column("id", TEXT),
        _column("report_id", TEXT),
        _column("position", INTEGER),
        _column("kind", TEXT),
        _column("field", TEXT),
        _column("words", SEALED),
        _column("value", SEALED),
        _column("author", TEXT),
        _column("channel", TEXT),
        _column("at", TIME),
        _belongs_to("entry", "report_id", "report"),
        _unique("entry", "organisation_id", "report_id", "position"),
    )
    _owned(
        "evidence",
        ["entry_id"],
        _column("entry_id", TEXT),
        _column("sha256", SEALED),
        _column("media_type", TEXT),
        _column("size_bytes", sa.BigInteger()),
        _column("storage_key", TEXT),
        _belongs_to("evidence", "entry_id", "entry"),
    )
    _owned(
        "consent",
        ["id"],
        _column("id", TEXT),
        _column("report_id", TEXT),
        _column("position", INTEGER),
        _column("recipient", TEXT),
        _column("given", sa.Boolean()),
        _column("words", SEALED),
        _column("at", TIME),
        _belongs_to("consent", "report_id", "report"),
        _unique("consent", "organisation_id", "report_id", "position"),
    )


def _escalations() -> None:
    _owned(
        "escalation",
        ["id"],
        _column("id", TEXT),
        _column("report_id", TEXT),
        _column("tier", TEXT),
        _column("state", TEXT),
        _column("created_at", TIME),
        _column("acknowledge_token", SEALED),
        _column("delivered_at", TIME, nullable=True),
        _column("acknowledged_at", TIME, nullable=True),
        _column("acknowledged_by", SEALED),
        _column("police_reference", SEALED),
        _column("practice", sa.Boolean()),
        _belongs_to("escalation", "report_id", "report"),
    )
    _index("escalation", "id", unique=True)
    _index("escalation", "organisation_id", "report_id")
    _index("escalation", "organisation_id", "state")
    _owned(
        "attempt",
        ["escalation_id", "seq"],
        _column("escalation_id", TEXT),
        _column("seq", INTEGER),
        _column("number", INTEGER),
        _column("at", TIME),
        _column("outcome", TEXT),
        _column("status", INTEGER, nullable=True),
        _belongs_to("attempt", "escalation_id", "escalation"),
    )
    _owned(
        "acknowledgement",
        ["id"],
        _column("id", TEXT),
        _column("subject_id", TEXT),
        _column("by", SEALED),
        _column("how", TEXT),
        _column("at", TIME),
    )


def _duties() -> None:
    _owned(
        "duty",
        ["id"],
        _column("id", TEXT),
        _column("kind", TEXT),
        _column("subject_id", TEXT),
        _column("key", TEXT),
        _column("due_at", TIME),
        _column("tries", INTEGER),
        _column("state", TEXT),
        _column("lease", TEXT, nullable=True),
        _column("leased_until", TIME, nullable=True),
        _column("finished_at", TIME, nullable=True),
        _unique("duty", "organisation_id", "key"),
    )
    _index("duty", "organisation_id", "subject_id", "kind")
    _index("duty", "state", "due_at")


def _audit() -> None:
    _owned(
        "audit_event",
        ["seq"],
        _column("seq", INTEGER),
        _column("at", TIME),
        _column("action", TEXT),
        _column("subject_id", TEXT),
        _column("actor", TEXT),
        _column("previous", TEXT),
        _column("hash", TEXT),
    )
    _owned(
        "audit_head",
        [],
        _column("seq", INTEGER),
        _column("hash", TEXT),
    )
