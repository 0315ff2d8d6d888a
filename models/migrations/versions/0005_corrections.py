"""Corrections by people, and what was read beside what they made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

FIELDS = (
    "value",
    "value_upper",
    "unit",
    "kind",
    "metric_code",
    "value_year",
    "point",
    "line_item",
    "quantity",
    "department",
    "fiscal_year",
    "report_type",
)
STATES = ("applied", "overruled", "reverted", "inapplicable")


def upgrade() -> None:
    """Create the tables; add the columns that keep what was read."""
    op.create_table(
        "correction",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="content of the report"),
        sa.Column("file_name", sa.Text(), nullable=False, comment="when the correction was made"),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old_value", sa.Text()),
        sa.Column("new_value", sa.Text()),
        sa.Column(
            "printed", sa.Text(), comment="the words it is about; NULL: the report as a whole"
        ),
        sa.Column("occurrence", sa.Integer(), comment="of those words in the text, from 1"),
        sa.Column("text_before", sa.Text()),
        sa.Column("text_after", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("reverts", ID),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.ForeignKeyConstraint(["reverts"], ["correction.id"], name="fk_correction_reverts"),
        sa.CheckConstraint(_one_of("field", FIELDS), name=op.f("ck_correction_field")),
    )
    op.create_index("ix_correction_sha256", "correction", ["sha256"])
    op.create_index("ix_correction_reverts", "correction", ["reverts"])
    op.create_table(
        "correction_state",
        sa.Column("correction_id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("quantity_id", ID),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("correction_id", name="pk_correction_state"),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name="fk_correction_state_correction_id"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name="fk_correction_state_report_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["quantity_id"],
            ["quantity.id"],
            name="fk_correction_state_quantity_id",
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(_one_of("state", STATES), name=op.f("ck_correction_state_state")),
    )
    op.create_index("ix_correction_state_report_id", "correction_state", ["report_id"])
    op.create_index("ix_correction_state_quantity_id", "correction_state", ["quantity_id"])
    as_read = "JSON: what was read where it was corrected"
    op.add_column("report", sa.Column("as_read", sa.Text(), comment=as_read))
    op.add_column("quantity", sa.Column("as_read", sa.Text(), comment=as_read))
    op.add_column(
        "quantity",
        sa.Column("correction", sa.Text(), comment="changed, added, void; NULL: as read"),
    )


def _one_of(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"
