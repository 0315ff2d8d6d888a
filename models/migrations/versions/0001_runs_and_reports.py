"""Runs, files, reports and what was read of them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(column: str, *codes: str) -> str:
    """A condition; with OR, for SQLite takes long over IN."""
    return " OR ".join(f"{column} = '{code}'" for code in codes)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "run",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("read", sa.Integer(), nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=True),
        sa.Column("refused", sa.Integer(), nullable=True),
        sa.Column("vanished", sa.Integer(), nullable=True),
        sa.CheckConstraint(one_of("status", "running", "finished", "failed"), name="ck_run_status"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_table(
        "schema_state",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_schema_state"),
    )
    op.create_table(
        "refused_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column(
            "reason", sa.Text(), nullable=False, comment="models.refusal; no check: the list grows"
        ),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=True,
            comment="NULL where the file could not even be hashed",
        ),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column("run_id", ID, nullable=False, comment="last refused"),
        sa.Column("refused_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_refused_file_run_id"),
        sa.PrimaryKeyConstraint("path", name="pk_refused_file"),
    )
    op.create_table(
        "report",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source_path", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("department_id", sa.Text(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("region_name", sa.Text(), nullable=True),
        sa.Column("admin_level", sa.Text(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("report_type", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("char_count", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", ID, nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column(
            "declared", sa.Text(), nullable=False, comment="digest of what the manifest said of it"
        ),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("ingested_at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.CheckConstraint(
            one_of("admin_level", "central", "province", "city", "county", "town", "zone"),
            name="ck_report_admin_level",
        ),
        sa.CheckConstraint(
            one_of(
                "report_type",
                "dept_overall_self",
                "project_self",
                "final_account",
                "budget",
                "key_evaluation",
                "transfer_self",
                "work_report",
                "other",
            ),
            name="ck_report_report_type",
        ),
        sa.CheckConstraint(one_of("scope", "department", "unit"), name="ck_report_scope"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_report_run_id"),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["report.id"], name="fk_report_superseded_by", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("sha256", name="uq_report_sha256"),
    )
    op.create_index(
        "ix_report_department_id_fiscal_year",
        "report",
        ["department_id", "fiscal_year"],
        unique=False,
    )
    op.create_index("ix_report_file_name", "report", ["file_name"], unique=False)
    op.create_index(
        "ix_report_region_code_fiscal_year", "report", ["region_code", "fiscal_year"], unique=False
    )
    op.create_index(
        "ix_report_superseded_by",
        "report",
        ["superseded_by"],
        sqlite_where=sa.text("superseded_by IS NOT NULL"),
        postgresql_where=sa.text("superseded_by IS NOT NULL"),
    )
    op.create_table(
        "report_content",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False, comment="JSON: kind, place, page"),
        sa.Column("tables", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("pages", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("confidence", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("running_heads", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("notes", sa.Text(), nullable=False, comment="JSON"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_report_content_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_report_content"),
    )
    op.create_table(
        "identity_source",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_identity_source_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "field", name="pk_identity_source"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identity_conflict",
        sa.Column("report_id", ID, autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("rival", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_identity_conflict_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "field", "rival", name="pk_identity_conflict"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "location",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("report_id", ID, nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column(
            "stamp",
            sa.Text(),
            nullable=True,
            comment="size and times when last hashed; NULL: hash again",
        ),
        sa.Column("run_id", ID, nullable=False, comment="first seen"),
        sa.Column(
            "vanished_at", sa.Text(), nullable=True, comment="UTC; NULL while the file is there"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_location_report_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_location_run_id"),
        sa.PrimaryKeyConstraint("path", name="pk_location"),
    )
    op.create_index("ix_location_report_id", "location", ["report_id"], unique=False)
    op.create_table(
        "run_file",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("report_id", ID, nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False, comment="reading and analysing"),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint(
            one_of("outcome", "read", "moved", "duplicate", "refused", "vanished"),
            name="ck_run_file_outcome",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_run_file_report_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_run_file_run_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "path", name="pk_run_file"),
    )
    op.create_index("ix_run_file_report_id", "run_file", ["report_id"], unique=False)
