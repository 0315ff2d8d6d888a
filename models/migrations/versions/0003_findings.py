"""Findings of the audit and what people said to them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(column: str, *codes: str) -> str:
    """A condition; with OR, for SQLite takes long over IN."""
    return " OR ".join(f"{column} = '{code}'" for code in codes)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "finding",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column(
            "fingerprint", sa.Text(), nullable=False, comment="same rule, same evidence, same words"
        ),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("tolerance", sa.Text(), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=True),
        sa.Column("char_end", sa.Integer(), nullable=True),
        sa.Column("other_report_id", ID, nullable=True),
        sa.CheckConstraint(
            one_of("severity", "high", "medium", "low", "info"),
            name="ck_finding_severity",
        ),
        sa.CheckConstraint(one_of("verdict", "hard", "soft", "info"), name="ck_finding_verdict"),
        sa.ForeignKeyConstraint(
            ["other_report_id"],
            ["report.id"],
            name="fk_finding_other_report_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_finding_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index(
        "ix_finding_other_report_id",
        "finding",
        ["other_report_id"],
        sqlite_where=sa.text("other_report_id IS NOT NULL"),
        postgresql_where=sa.text("other_report_id IS NOT NULL"),
    )
    op.create_index("ix_finding_report_id", "finding", ["report_id"], unique=False)
    op.create_index("ix_finding_rule_id", "finding", ["rule_id"], unique=False)
    op.create_table(
        "finding_quantity",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("quantity_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["finding.id"],
            name="fk_finding_quantity_finding_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["quantity_id"],
            ["quantity.id"],
            name="fk_finding_quantity_quantity_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("finding_id", "ordinal", name="pk_finding_quantity"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_finding_quantity_quantity_id", "finding_quantity", ["quantity_id"], unique=False
    )
    op.create_table(
        "finding_review",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reviewer_note", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.CheckConstraint(
            one_of("status", "open", "confirmed", "explained", "rejected"),
            name="ck_finding_review_status",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_finding_review_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "fingerprint", name="pk_finding_review"),
    )
    op.create_table(
        "rule_outcome",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            one_of("outcome", "passed", "found", "not_applicable", "missing_input"),
            name="ck_rule_outcome_outcome",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_rule_outcome_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "rule_id", name="pk_rule_outcome"),
        sqlite_with_rowid=False,
    )
