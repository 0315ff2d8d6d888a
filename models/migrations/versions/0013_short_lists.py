"""Short lists that questions start from, and indexes by which others stay with the reports.

The lists take the place of two indexes of quantities, which were written at every figure.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PROBLEMS = "kind = 'heading' AND title LIKE '%问题%'"


def upgrade() -> None:
    """Create the tables, which are filled when the views have been made, and the indexes."""
    _lists()
    for name, table in (
        ("ix_quantity_headline", "quantity"),
        ("ix_quantity_said", "quantity"),
        ("ix_report_department_id_fiscal_year", "report"),
        ("ix_finding_report_id", "finding"),
        ("ix_finding_rule_id", "finding"),
        ("ix_indicator_result_report_id", "indicator_result"),
    ):
        op.drop_index(name, table)
    for table, columns in (
        ("finding", ["report_id", "rule_id"]),
        ("finding", ["rule_id", "report_id", "verdict"]),
        ("indicator_result", ["report_id", "project", "weight", "score"]),
    ):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    op.create_index(
        "ix_report_speaking",
        "report",
        ["department_id", "fiscal_year", "report_type", "scope"],
    )
    op.create_index(
        "ix_section_problems",
        "section",
        ["report_id", "char_start", "char_end"],
        sqlite_where=sa.text(PROBLEMS),
        postgresql_where=sa.text(PROBLEMS),
    )


def _lists() -> None:
    _list(
        "report_fund",
        sa.Column("fund_type", sa.Text(), nullable=False),
        sa.Column("fund_level", sa.Text(), nullable=False),
        sa.Column("budget", sa.BigInteger()),
        sa.Column("spent", sa.BigInteger()),
        key=("fund_type", "fund_level"),
    )
    _list(
        "report_project",
        _ordinal(),
        sa.Column("project", sa.Text()),
        sa.Column("budget", sa.BigInteger()),
        sa.Column("spent", sa.BigInteger()),
        key=("ordinal",),
    )
    _list(
        "two_values",
        _ordinal(),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("metric_code", "kind")),
        sa.Column("value_year", sa.Integer()),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("point", "fund_type", "fund_level")
        ),
        sa.Column("n_values", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("lowest", "highest")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("first_place", "last_place")),
        key=("ordinal",),
    )
    _list(
        "prior_figure",
        _ordinal(),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("metric_code", "kind", "unit")),
        sa.Column("value", sa.BigInteger(), nullable=False),
        key=("ordinal",),
    )
    _list(
        "missed_target",
        sa.Column("result_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["indicator_result.id"],
            name="fk_missed_target_result_id",
            ondelete="CASCADE",
        ),
        key=("result_id",),
    )
    op.create_index("ix_missed_target_result_id", "missed_target", ["result_id"])


def _ordinal() -> sa.Column[int]:
    return sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False)


def _list(name: str, *parts: Any, key: tuple[str, ...]) -> None:
    """A table of rows of reports, in the order of the reports."""
    op.create_table(
        name,
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=f"fk_{name}_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", *key, name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )
