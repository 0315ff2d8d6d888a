"""When the records of a run were removed to save room; the run itself stays in the list."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; no run was pruned before."""
    column = sa.Column("pruned_at", sa.Text(), comment="UTC; NULL: its records are all there")
    op.add_column("run", column)
