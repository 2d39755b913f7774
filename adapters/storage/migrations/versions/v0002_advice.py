"""The log of advice, and whether an organisation keeps what people asked.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String()
SEALED = sa.LargeBinary()


def upgrade() -> None:
    """Make the table and the column."""
    op.add_column("organisation", sa.Column("keeps_questions", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "advice",
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("conversation_id", TEXT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guidance_version", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("route", TEXT, nullable=False),
        sa.Column("question", SEALED),
        sa.Column("gap", SEALED),
        sa.Column("verdict", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"], name="fk_advice_organisation"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "conversation_id"],
            ["conversation.organisation_id", "conversation.id"],
            name="fk_advice_conversation",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_advice"),
    )
    has_gap = sa.text("gap IS NOT NULL")
    op.create_index(
        "ix_advice_organisation_id_at", "advice", ["organisation_id", "at"], sqlite_where=has_gap, postgresql_where=has_gap
    )


def downgrade() -> None:
    """Undo the change; what was written down of advice goes with it."""
    op.drop_table("advice")
    op.drop_column("organisation", "keeps_questions")
