"""What the audit says of a report, and what people said to that."""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from models.columns import ID
from models.finding import Outcome, Severity, Verdict
from models.tables.base import key, metadata, one_of, report_key, where_given


class ReviewStatus(StrEnum):
    """What a person said to a finding; ``open`` until then."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    EXPLAINED = "explained"
    REJECTED = "rejected"


finding = Table(
    "finding",
    metadata,
    key(),
    report_key(),
    Column("fingerprint", Text, nullable=False, comment="same rule, same evidence, same words"),
    Column("rule_id", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("stated", Text, nullable=False),
    Column("expected", Text, nullable=False),
    Column("tolerance", Text, nullable=False),
    Column("char_start", Integer),
    Column("char_end", Integer),
    Column("other_report_id", ID, ForeignKey("report.id", ondelete="SET NULL")),
    one_of("verdict", Verdict),
    one_of("severity", Severity),
    Index(None, "report_id", "rule_id"),
    Index(None, "rule_id", "report_id", "verdict"),
    where_given("finding", "other_report_id"),
)

finding_quantity = Table(
    "finding_quantity",
    metadata,
    Column("finding_id", ID, ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column(
        "quantity_id",
        ID,
        ForeignKey("quantity.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)
"""The quantities a finding rests on, in the rule's order."""

finding_review = Table(
    "finding_review",
    metadata,
    report_key(primary=True),
    Column("fingerprint", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("reviewer_note", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False, comment="UTC, ISO 8601"),
    one_of("status", ReviewStatus),
)
"""Judgements of people. Tied to what the finding says, so that they survive a re-reading."""

rule_outcome = Table(
    "rule_outcome",
    metadata,
    report_key(primary=True),
    Column("rule_id", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("checks", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    one_of("outcome", Outcome),
    sqlite_with_rowid=False,
)
