"""What people correct in the reading of reports: a journal that is only ever added to.

A correction is tied to the content of its report and to the printed words it is about, never to
a row: whenever the report is read anew, ``pipeline/correcting`` finds the words again and writes
the corrected values over those that were read, which are kept in ``as_read``.
"""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from models.columns import ID
from models.tables.base import key, metadata, one_of, report_key


class CorrectedField(StrEnum):
    """What is corrected; a ``quantity`` itself is missed (no old value) or none (no new one)."""

    VALUE = "value"
    VALUE_UPPER = "value_upper"
    UNIT = "unit"
    KIND = "kind"
    METRIC = "metric_code"
    YEAR = "value_year"
    POINT = "point"
    LINE_ITEM = "line_item"
    QUANTITY = "quantity"
    DEPARTMENT = "department"
    FISCAL_YEAR = "fiscal_year"
    REPORT_TYPE = "report_type"


class FigureCorrection(StrEnum):
    """What people did to a quantity: another value or meaning, one that was missed, or none."""

    CHANGED = "changed"
    ADDED = "added"
    VOID = "void"


class CorrectionState(StrEnum):
    """What became of a correction when it was last applied to its report.

    Overruled: a later correction of the same thing stands. Inapplicable: its place is no longer
    in the report as it is read now, or its value no longer means anything.
    """

    APPLIED = "applied"
    OVERRULED = "overruled"
    REVERTED = "reverted"
    INAPPLICABLE = "inapplicable"


correction = Table(
    "correction",
    metadata,
    key(),
    Column("sha256", Text, nullable=False, comment="content of the report"),
    Column("file_name", Text, nullable=False, comment="when the correction was made"),
    Column("field", Text, nullable=False),
    Column("old_value", Text),
    Column("new_value", Text),
    Column("printed", Text, comment="the words it is about; NULL: the report as a whole"),
    Column("occurrence", Integer, comment="of those words in the text, from 1"),
    Column("text_before", Text),
    Column("text_after", Text),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False, comment="UTC, ISO 8601"),
    Column("reverts", ID, ForeignKey("correction.id"), index=True),
    one_of("field", CorrectedField),
    Index(None, "sha256"),
)
"""Rows are never changed and never deleted, whatever becomes of the report."""

correction_state = Table(
    "correction_state",
    metadata,
    Column(
        "correction_id",
        ID,
        ForeignKey("correction.id"),
        primary_key=True,
        autoincrement=False,
    ),
    report_key(),
    Column("quantity_id", ID, ForeignKey("quantity.id", ondelete="SET NULL"), index=True),
    Column("state", Text, nullable=False),
    one_of("state", CorrectionState),
    Index(None, "report_id"),
)
"""Written anew whenever corrections are applied to a report."""
