"""What is wrong with a file and its small picture; the spare code of a report, and who came to it by that code.

Frozen: it names its own types, so that a later change of the code does not change what this did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String()


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("evidence", sa.Column("quarantined", TEXT, nullable=False, server_default=sa.text("''")))
    op.add_column("evidence", sa.Column("thumbnail_key", TEXT, nullable=False, server_default=sa.text("''")))
    op.create_table(
        "report_code",
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("report_id", TEXT, nullable=False),
        sa.Column("code_digest", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"], name="fk_report_code_organisation"),
        _of_report("fk_report_code_report"),
        sa.PrimaryKeyConstraint("organisation_id", "report_id", name="pk_report_code"),
        sa.UniqueConstraint("organisation_id", "code_digest", name="uq_report_code_organisation_id_code_digest"),
    )
    op.create_table(
        "report_access",
        sa.Column("organisation_id", TEXT, nullable=False),
        sa.Column("report_id", TEXT, nullable=False),
        sa.Column("member_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.organisation_id"], name="fk_report_access_organisation"),
        _of_report("fk_report_access_report"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "member_id"],
            ["member.organisation_id", "member.id"],
            name="fk_report_access_member",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "report_id", "member_id", name="pk_report_access"),
    )
    op.create_index("ix_report_access_organisation_id_member_id", "report_access", ["organisation_id", "member_id"])


def downgrade() -> None:
    """Undo the change; spare codes stop working."""
    op.drop_table("report_access")
    op.drop_table("report_code")
    op.drop_column("evidence", "thumbnail_key")
    op.drop_column("evidence", "quarantined")


def _of_report(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "report_id"],
        ["report.organisation_id", "report.id"],
        name=name,
        deferrable=True,
        initially="DEFERRED",
    )
