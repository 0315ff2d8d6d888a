"""What runs leave for comparison: what each report held after each run that changed it."""

from sqlalchemy import Column, ForeignKey, Table, Text

from models.columns import ID
from models.tables.base import metadata, report_key

run_record = Table(
    "run_record",
    metadata,
    Column(
        "run_id",
        ID,
        ForeignKey("run.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("record", Text, nullable=False, comment="JSON, see pipeline/operating/nightly.py"),
)
"""One row a nightly run."""

run_report = Table(
    "run_report",
    metadata,
    report_key(primary=True),
    Column(
        "run_id",
        ID,
        ForeignKey("run.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    Column("quantities", Text, nullable=False, comment="JSON: how many, by metric code"),
    Column("findings", Text, nullable=False, comment="JSON: fingerprints, in order"),
    sqlite_with_rowid=False,
)
"""A row for each run after which a report held other quantities or findings than before; none
of either once it is superseded. What it held after any run is in the latest row up to that."""
