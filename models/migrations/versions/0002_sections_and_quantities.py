"""Sections, quantities, lines of forms, names of metrics."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

FIGURE = (
    "is_primary AND role = 'level' AND NOT is_target AND NOT is_threshold"
    " AND comparator IN ('=', '~') AND line_item IS NULL"
    " AND fund_type = 'all' AND fund_level = 'all' AND budget_book = 'all'"
)


def one_of(column: str, *codes: str) -> str:
    """A condition; with OR, for SQLite takes long over IN."""
    return " OR ".join(f"{column} = '{code}'" for code in codes)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "metric",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="the catalogue's own order"),
        sa.PrimaryKeyConstraint("code", name="pk_metric"),
    )
    op.create_table(
        "section",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column(
            "ordinal", sa.Integer(), nullable=False, comment="place in reading order, from 1"
        ),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "path", sa.Text(), nullable=False, comment="titles from the top, joined by ' > '"
        ),
        sa.Column("label_start", sa.Integer(), nullable=False),
        sa.Column("label_end", sa.Integer(), nullable=False),
        sa.Column("title_start", sa.Integer(), nullable=False),
        sa.Column("title_end", sa.Integer(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.CheckConstraint(one_of("kind", "heading", "item"), name="ck_section_kind"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["section.id"],
            name="fk_section_parent_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_section_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_section"),
    )
    op.create_index("ix_section_parent_id", "section", ["parent_id"], unique=False)
    op.create_index("ix_section_report_id", "section", ["report_id"], unique=False)
    op.create_table(
        "quantity",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("section_id", ID, nullable=True),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("printed_unit", sa.Text(), nullable=False),
        sa.Column("printed_decimals", sa.Integer(), nullable=False),
        sa.Column(
            "scale",
            sa.BigInteger(),
            nullable=True,
            comment="value is the printed number times this",
        ),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "value_scaled",
            sa.BigInteger(),
            nullable=True,
            comment="steps of 10**-PLACES[kind]; NULL: too large",
        ),
        sa.Column("value_upper_scaled", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("comparator", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("is_target", sa.Boolean(), nullable=False),
        sa.Column("is_threshold", sa.Boolean(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("metric_code", sa.Text(), nullable=True),
        sa.Column("value_year", sa.Integer(), nullable=True),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("fund_type", sa.Text(), nullable=False),
        sa.Column("fund_level", sa.Text(), nullable=False),
        sa.Column("budget_book", sa.Text(), nullable=False),
        sa.Column("line_item", sa.Text(), nullable=True),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("table_index", sa.Integer(), nullable=True, comment="NULL in running text"),
        sa.Column("table_row", sa.Integer(), nullable=True),
        sa.Column("table_column", sa.Integer(), nullable=True),
        sa.Column("row_label", sa.Text(), nullable=True),
        sa.Column("column_label", sa.Text(), nullable=True),
        sa.Column("table_title", sa.Text(), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=False, comment="the pattern that found it"),
        sa.Column("meant_by", sa.Text(), nullable=False, comment="the step that gave the metric"),
        sa.CheckConstraint(
            one_of("comparator", "=", "<=", ">=", "<", ">", "~"),
            name="ck_quantity_comparator",
        ),
        sa.CheckConstraint(
            one_of("direction", "increase", "decrease"), name="ck_quantity_direction"
        ),
        sa.CheckConstraint(
            one_of("kind", "amount", "percent", "headcount", "count", "score"),
            name="ck_quantity_kind",
        ),
        sa.CheckConstraint(one_of("point", "year", "start", "end"), name="ck_quantity_point"),
        sa.CheckConstraint(
            one_of("role", "level", "change", "change_rate"), name="ck_quantity_role"
        ),
        sa.CheckConstraint("char_start < char_end", name="ck_quantity_span"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["quantity.id"],
            name="fk_quantity_parent_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_quantity_report_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_quantity_section_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quantity"),
    )
    op.create_index(
        "ix_quantity_figure",
        "quantity",
        ["report_id", "metric_code", "value_year", "point", "value_scaled"],
        unique=False,
        sqlite_where=sa.text(FIGURE),
        postgresql_where=sa.text(FIGURE),
    )
    op.create_index(
        "ix_quantity_metric_code_value_year",
        "quantity",
        ["metric_code", "value_year"],
        unique=False,
        sqlite_where=sa.text("metric_code IS NOT NULL"),
        postgresql_where=sa.text("metric_code IS NOT NULL"),
    )
    op.create_index(
        "ix_quantity_parent_id",
        "quantity",
        ["parent_id"],
        unique=False,
        sqlite_where=sa.text("parent_id IS NOT NULL"),
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.create_index("ix_quantity_report_id", "quantity", ["report_id"], unique=False)
    op.create_index("ix_quantity_section_id", "quantity", ["section_id"], unique=False)
    op.create_table(
        "indicator_result",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("level1", sa.Text(), nullable=False),
        sa.Column("level2", sa.Text(), nullable=False),
        sa.Column("level3", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("actual", sa.Text(), nullable=False),
        sa.Column("target_quantity_id", ID, nullable=True),
        sa.Column("actual_quantity_id", ID, nullable=True),
        sa.Column("weight", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column("deviation_reason", sa.Text(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actual_quantity_id"], ["quantity.id"], name="fk_indicator_result_actual_quantity_id"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_indicator_result_report_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_quantity_id"], ["quantity.id"], name="fk_indicator_result_target_quantity_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_result"),
    )
    op.create_index(
        "ix_indicator_result_actual_quantity_id",
        "indicator_result",
        ["actual_quantity_id"],
        sqlite_where=sa.text("actual_quantity_id IS NOT NULL"),
        postgresql_where=sa.text("actual_quantity_id IS NOT NULL"),
    )
    op.create_index(
        "ix_indicator_result_report_id", "indicator_result", ["report_id"], unique=False
    )
    op.create_index(
        "ix_indicator_result_target_quantity_id",
        "indicator_result",
        ["target_quantity_id"],
        sqlite_where=sa.text("target_quantity_id IS NOT NULL"),
        postgresql_where=sa.text("target_quantity_id IS NOT NULL"),
    )
