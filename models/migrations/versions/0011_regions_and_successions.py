"""Divisions with their successors, and functions of departments with theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the tables; the next run fills them."""
    op.create_table(
        "region",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False, comment="of a zone: the division it lies in"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("admin_level", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.Text()),
        sa.Column("parent_name", sa.Text()),
        sa.Column("valid_from", sa.Integer(), comment="first year; NULL: as far back as is known"),
        sa.Column("valid_to", sa.Integer(), comment="last year; NULL: in force"),
        sa.Column("successor_code", sa.Text()),
        sa.Column("successor_name", sa.Text()),
        sa.Column("succession", sa.Text(), comment="rename or merge; NULL: in force, or not known"),
        sa.Column("lineage", sa.Text(), nullable=False, comment="the beginning of department_id"),
        sa.PrimaryKeyConstraint("ordinal", name="pk_region"),
    )
    op.create_table(
        "department_succession",
        sa.Column(
            "before", sa.Text(), nullable=False, comment="function; the end of department_id"
        ),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="rename, merge or split"),
        sa.Column("year", sa.Integer(), nullable=False, comment="first fiscal year of the new one"),
        sa.Column("before_name", sa.Text(), nullable=False),
        sa.Column("after_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("before", "after", name="pk_department_succession"),
    )
    op.create_table(
        "registry_state",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_registry_state"),
    )
