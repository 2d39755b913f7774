"""Whom each organisation reaches at the police.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.String()
SEALED = sa.LargeBinary()


def upgrade() -> None:
    """Make the table; nobody is entered."""
    op.create_table(
        "spoc_contact",
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("elections", sa.JSON(), nullable=False),
        sa.Column("rank", TEXT, nullable=False),
        sa.Column("name", SEALED, nullable=False),
        sa.Column("endpoint", SEALED, nullable=False),
        sa.Column("secret", SEALED, nullable=True),
        sa.Column("older_secret", SEALED, nullable=True),
        sa.Column("email", SEALED, nullable=False),
        sa.Column("phone", SEALED, nullable=False),
        sa.Column("hours", SEALED, nullable=False),
        sa.Column("is_out_of_hours", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"], name="fk_spoc_contact_organisation"),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_spoc_contact"),
    )


def downgrade() -> None:
    """Undo the change; all contacts are lost."""
    op.drop_table("spoc_contact")
