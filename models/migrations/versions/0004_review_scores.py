"""Scores of the finance bureau's own review."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "review_score",
        sa.Column("department_id", sa.Text(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", sa.Text(), nullable=False, comment="'' for the department as a whole"),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column(
            "grade",
            sa.Text(),
            nullable=False,
            comment="as printed (优, 良 …), '' where none is given",
        ),
        sa.Column(
            "sheet", sa.Text(), nullable=False, comment="name of the file it was imported from"
        ),
        sa.Column("line", sa.Integer(), nullable=False, comment="row of the sheet, from 1"),
        sa.Column("imported_at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.PrimaryKeyConstraint("department_id", "fiscal_year", "project", name="pk_review_score"),
    )
