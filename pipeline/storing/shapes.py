"""The tables of a report's parts, and the order in which their values stand in a row.

A row is made before its report has a number: keys are then counted within the report, from 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table

from models import tables
from models.tables import ROWS_PER_REPORT, digests
from models.tables.figures import FIGURES
from pipeline.storing.bulk import Values, bulk_insert


@dataclass(frozen=True)
class Shape:
    """How rows of one table are made.

    Attributes:
        keys: columns that hold keys of parts of the same report; their values come first.
        columns: the other columns in the order of their values, without ``report_id``.
    """

    table: Table
    keys: tuple[str, ...]
    columns: tuple[str, ...]

    def insert(self, connection: Connection, report_id: int, rows: Iterable[Values]) -> None:
        """Insert rows of a report."""
        self.insert_all(connection, [(report_id, rows)])

    def insert_all(
        self, connection: Connection, reports: Iterable[tuple[int, Iterable[Values]]]
    ) -> None:
        """Insert rows of several reports, their keys made those of the database."""
        head = ("report_id",) if "report_id" in self.table.c else ()
        count, written = len(self.keys), []
        for report_id, rows in reports:
            mine, base = (report_id,) * len(head), report_id * ROWS_PER_REPORT
            written += [
                (*[key and base + key for key in row[:count]], *mine, *row[count:]) for row in rows
            ]
        bulk_insert(connection, self.table, (*self.keys, *head, *self.columns), written)


SECTION = Shape(
    tables.section,
    ("id", "parent_id"),
    (
        "ordinal", "depth", "kind", "label", "title", "path", "label_start", "label_end",
        "title_start", "title_end", "char_start", "char_end", "rule",
    ),
)  # fmt: skip

QUANTITY = Shape(
    tables.quantity,
    ("id", "section_id", "parent_id"),
    (
        # As it means
        "quote_start", "quote_end", "label", "metric_code", "value_year", "point", "fund_type",
        "fund_level", "budget_book", "line_item", "is_primary", "meant_by", "confidence",
        # As it is printed
        "printed", "printed_unit", "printed_decimals", "scale", "char_start", "char_end", "kind",
        "value_scaled", "value_upper_scaled", "unit", "comparator", "role", "direction",
        "is_target", "is_threshold", "found_by",
        # Where it stands in a table
        "table_index", "table_row", "table_column", "row_label", "column_label", "table_title",
    ),
)  # fmt: skip

INDICATOR = Shape(
    tables.indicator_result,
    ("id", "target_quantity_id", "actual_quantity_id"),
    (
        "project", "level1", "level2", "level3", "target", "actual", "weight", "score",
        "deviation_reason", "char_start", "char_end",
    ),
)  # fmt: skip

FINDING = Shape(
    tables.finding,
    ("id",),
    (
        "fingerprint", "rule_id", "verdict", "severity", "message", "stated", "expected",
        "tolerance", "char_start", "char_end", "other_report_id",
    ),
)  # fmt: skip

FINDING_QUANTITY = Shape(tables.finding_quantity, ("finding_id", "quantity_id"), ("ordinal",))

OUTCOME = Shape(tables.rule_outcome, (), ("rule_id", "outcome", "checks", "reason"))

FIGURE = Shape(tables.report_figures, (), FIGURES)

DIGESTS = tuple(
    Shape(table, (), tuple(column.name for column in table.columns if column.name != "report_id"))
    for table in digests.DIGESTS
)

MISSED = Shape(tables.missed_target, ("result_id",), ())

CONTENT = Shape(
    tables.report_content,
    (),
    ("text", "blocks", "tables", "pages", "confidence", "running_heads", "notes"),
)

SOURCE = Shape(tables.identity_source, (), ("field", "source"))

CONFLICT = Shape(tables.identity_conflict, (), ("field", "rival"))

SHAPES = (
    CONTENT, SECTION, QUANTITY, INDICATOR, FINDING, FINDING_QUANTITY, OUTCOME, FIGURE, *DIGESTS,
    MISSED, SOURCE, CONFLICT,
)  # fmt: skip
"""All of a report but its own row; each table after those its rows refer to."""
