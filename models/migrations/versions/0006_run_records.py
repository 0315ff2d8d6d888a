"""What runs leave for comparison."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "run_record",
        sa.Column("run_id", ID, autoincrement=False, nullable=False),
        sa.Column(
            "record", sa.Text(), nullable=False, comment="JSON, see pipeline/operating/nightly.py"
        ),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_record"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_run_record_run_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "run_report",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("run_id", ID, autoincrement=False, nullable=False),
        sa.Column(
            "quantities", sa.Text(), nullable=False, comment="JSON: how many, by metric code"
        ),
        sa.Column("findings", sa.Text(), nullable=False, comment="JSON: fingerprints, in order"),
        sa.PrimaryKeyConstraint("report_id", "run_id", name="pk_run_report"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_run_report_report_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_run_report_run_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_run_report_run_id", "run_report", ["run_id"])
