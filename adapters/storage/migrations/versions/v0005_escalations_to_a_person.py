"""Where an escalation went, how far the police have come with it, every try in detail, and what a member said of themselves.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.String()
TIME = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()


def upgrade() -> None:
    """Add the columns; what was escalated before went to the one SPOC of the settings."""
    for name in ("force_id", "contact_id", "held", "progress", "outcome"):
        op.add_column("escalation", sa.Column(name, TEXT, nullable=False, server_default=sa.text("''")))
    for name in ("queued_at", "progress_at", "acted_at"):
        op.add_column("escalation", sa.Column(name, TIME, nullable=True))
    op.add_column("escalation", sa.Column("rung", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("attempt", sa.Column("contact_id", TEXT, nullable=False, server_default=sa.text("''")))
    op.add_column("attempt", sa.Column("event", TEXT, nullable=False, server_default=sa.text("'report.escalated'")))
    op.add_column("attempt", sa.Column("elapsed_ms", sa.Integer(), nullable=True))
    op.add_column("attempt", sa.Column("excerpt", SEALED, nullable=True))
    op.add_column("duty", sa.Column("added_at", TIME, nullable=True))
    op.add_column("organisation", sa.Column("is_asked_directly", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("member", sa.Column("profile", SEALED, nullable=True))


def downgrade() -> None:
    """Undo the change; whom an escalation went to is lost."""
    op.drop_column("member", "profile")
    op.drop_column("organisation", "is_asked_directly")
    op.drop_column("duty", "added_at")
    for name in ("excerpt", "elapsed_ms", "event", "contact_id"):
        op.drop_column("attempt", name)
    for name in ("rung", "acted_at", "progress_at", "queued_at", "outcome", "progress", "held", "contact_id", "force_id"):
        op.drop_column("escalation", name)
