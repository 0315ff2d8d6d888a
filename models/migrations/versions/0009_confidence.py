"""How sure character recognition is of a figure read from a scan."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; figures stored before were all read from text."""
    column = sa.Column("confidence", sa.Float(), comment="0 to 1; NULL: not read from a picture")
    op.add_column("quantity", column)
