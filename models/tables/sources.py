"""Runs, files, and the reports that were read from them.

A report is one content: the same bytes at two paths are one report with two locations.
"""

from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from models.columns import ID
from models.identity import AdminLevel, ReportType, Scope
from models.tables.base import key, metadata, one_of, report_key, where_given


class RunStatus(StrEnum):
    """How a run ended; one that was killed stays ``running``."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class FileOutcome(StrEnum):
    """What a run made of a file; files that were simply unchanged are only counted."""

    READ = "read"
    MOVED = "moved"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    VANISHED = "vanished"


run = Table(
    "run",
    metadata,
    key(),
    Column("started_at", Text, nullable=False, comment="UTC, ISO 8601"),
    Column("finished_at", Text),
    Column("status", Text, nullable=False),
    Column("extractor_version", Text, nullable=False),
    Column("seen", Integer),
    Column("read", Integer),
    Column("unchanged", Integer),
    Column("refused", Integer),
    Column("vanished", Integer),
    Column("pruned_at", Text, comment="UTC; NULL: its records are all there"),
    one_of("status", RunStatus),
)

report = Table(
    "report",
    metadata,
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("format", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("source_path", Text, nullable=False),
    Column("department", Text),
    Column("department_id", Text),
    Column("region_code", Text),
    Column("region_name", Text),
    Column("admin_level", Text),
    Column("fiscal_year", Integer),
    Column("report_type", Text, nullable=False),
    Column("scope", Text),
    Column("title", Text, nullable=False),
    Column("char_count", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("superseded_by", ID, ForeignKey("report.id", ondelete="SET NULL")),
    Column("reader", Text, nullable=False),
    Column("extractor_version", Text, nullable=False),
    Column("declared", Text, nullable=False, comment="digest of what the manifest said of it"),
    Column("run_id", ID, ForeignKey("run.id"), nullable=False),
    Column("ingested_at", Text, nullable=False, comment="UTC, ISO 8601"),
    Column("as_read", Text, comment="JSON: what was read where it was corrected"),
    one_of("admin_level", AdminLevel),
    one_of("report_type", ReportType),
    one_of("scope", Scope),
    # What v_department_candidate ranks reports by: the index alone tells which ones speak.
    Index("ix_report_speaking", "department_id", "fiscal_year", "report_type", "scope"),
    Index(None, "region_code", "fiscal_year"),
    Index(None, "file_name"),
    where_given("report", "superseded_by"),
)

report_content = Table(
    "report_content",
    metadata,
    report_key(primary=True),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False, comment="JSON: kind, place, page"),
    Column("tables", Text, nullable=False, comment="JSON"),
    Column("pages", Text, nullable=False, comment="JSON"),
    Column("confidence", Text, nullable=False, comment="JSON"),
    Column("running_heads", Text, nullable=False, comment="JSON"),
    Column("notes", Text, nullable=False, comment="JSON"),
)
"""What a reader made of the file: the text once, and the layout of its blocks and tables."""

identity_source = Table(
    "identity_source",
    metadata,
    report_key(primary=True),
    Column("field", Text, primary_key=True),
    Column("source", Text, nullable=False),
    sqlite_with_rowid=False,
)

identity_conflict = Table(
    "identity_conflict",
    metadata,
    report_key(primary=True),
    Column("field", Text, primary_key=True),
    Column("rival", Text, primary_key=True),
    sqlite_with_rowid=False,
)

location = Table(
    "location",
    metadata,
    Column("path", Text, primary_key=True),
    Column("report_id", ID, ForeignKey("report.id", ondelete="CASCADE"), index=True),
    Column("sha256", Text, nullable=False),
    Column("stamp", Text, comment="size and times when last hashed; NULL: hash again"),
    Column("run_id", ID, ForeignKey("run.id"), nullable=False, comment="first seen"),
    Column("vanished_at", Text, comment="UTC; NULL while the file is there"),
)
"""Where files were found; ``report_id`` is the last report that could be read there."""

refused_file = Table(
    "refused_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("reason", Text, nullable=False, comment="models.refusal; no check: the list grows"),
    Column("message", Text, nullable=False),
    Column("sha256", Text, comment="NULL where the file could not even be hashed"),
    Column("extractor_version", Text, nullable=False),
    Column("run_id", ID, ForeignKey("run.id"), nullable=False, comment="last refused"),
    Column("refused_at", Text, nullable=False),
)
"""Files that are refused as they stand; a row goes when its file can be read or is gone."""

run_file = Table(
    "run_file",
    metadata,
    Column("run_id", ID, ForeignKey("run.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("report_id", ID, ForeignKey("report.id", ondelete="SET NULL"), index=True),
    Column("milliseconds", Integer, nullable=False, comment="reading and analysing"),
    Column("detail", Text, nullable=False),
    one_of("outcome", FileOutcome),
)
