"""Since when an escalation counts as immediate, because of what its reporter added.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the column; what was escalated before was never raised."""
    op.add_column("escalation", sa.Column("raised_at", TIME, nullable=True))


def downgrade() -> None:
    """Undo the change; what was raised counts as its first tier again."""
    op.drop_column("escalation", "raised_at")
