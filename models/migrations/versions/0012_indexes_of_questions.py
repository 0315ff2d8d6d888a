"""Indexes that answer questions over all reports without a look at the quantities themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

HEADLINE = (
    "is_primary AND role = 'level' AND line_item IS NULL"
    " AND metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')"
)
SAID = (
    "metric_code IS NOT NULL AND role = 'level' AND comparator = '=' AND line_item IS NULL"
    " AND table_index IS NULL AND NOT is_target AND NOT is_threshold"
)


def upgrade() -> None:
    """Create the indexes."""
    for name, columns, where in (
        (
            "ix_quantity_headline",
            ["metric_code", "fund_type", "fund_level", "report_id", "value_year", "value_scaled",
             "correction", "is_primary", "role", "line_item"],
            HEADLINE,
        ),
        (
            "ix_quantity_said",
            ["report_id", "metric_code", "value_year", "point", "fund_type", "fund_level",
             "budget_book", "value_scaled", "correction"],
            SAID,
        ),
    ):  # fmt: skip
        op.create_index(
            name,
            "quantity",
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
