"""One report, whole or not at all: the caller's transaction holds everything written here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from models.result import ReportResult
from models.search_index import add_words, remove_from_index
from models.tables import correction, correction_state, report
from pipeline.correcting import apply_corrections
from pipeline.storing.again import audit_again
from pipeline.storing.bulk import bulk_insert
from pipeline.storing.ready import ReportRows, report_rows
from pipeline.storing.shapes import SHAPES

# What is written anew when a report is read again, what refers to others first; the links of
# findings go with them.
DERIVED = (
    correction_state,
    *(shape.table for shape in reversed(SHAPES) if "report_id" in shape.table.c),
)

# Made once: to put a statement together costs more than to run it.
FIND = select(report.c.id).where(report.c.sha256 == bindparam("sha256"))
LAST = select(func.max(report.c.id))
CORRECTED = select(correction.c.id).where(correction.c.sha256 == bindparam("sha256")).limit(1)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a report came to be read.

    Attributes:
        run_id: the run that read it.
        extractor_version: of the code and data that read it.
        declared: digest of what the manifest said of it; "" if nothing.
        at: UTC, ISO 8601.
    """

    run_id: int
    extractor_version: str
    declared: str
    at: str


def store_report(connection: Connection, result: ReportResult, origin: Origin) -> int:
    """``write_report`` for a report in memory."""
    return write_report(connection, report_rows(result), origin)


def write_report(connection: Connection, rows: ReportRows, origin: Origin) -> int:
    """Write a report, or write it anew if its content is already there.

    What people corrected in it before is applied to the new reading, which is audited again.

    Returns:
        Its ``report_id``, the same before and after a re-reading.
    """
    report_id = _write_head(connection, rows, origin)
    for shape, some in zip(SHAPES, rows.parts, strict=True):
        shape.insert(connection, report_id, some)
    add_words(connection, report_id, rows.words)
    if connection.scalar(CORRECTED, {"sha256": rows.head["sha256"]}) is not None:
        apply_corrections(connection, report_id)
        audit_again(connection, report_id)
    return report_id


def _write_head(connection: Connection, rows: ReportRows, origin: Origin) -> int:
    """The row of ``report``; what was derived from an earlier reading is deleted."""
    values = _head_values(rows, origin)
    known = connection.scalar(FIND, {"sha256": values["sha256"]})
    if known is not None:
        remove_from_index(connection, known)
        for table in DERIVED:
            connection.execute(delete(table).where(table.c.report_id == known))
        connection.execute(update(report).where(report.c.id == known).values(values))
        return int(known)
    if connection.dialect.name == "postgresql":
        # Two writers must not take the same next key; SQLite has one writer anyway.
        connection.execute(text("LOCK TABLE report IN SHARE ROW EXCLUSIVE MODE"))
    report_id: int = 1 + (connection.scalar(LAST) or 0)
    values = {"id": report_id, "is_current": True, **values}
    bulk_insert(connection, report, tuple(values), [tuple(values.values())])
    return report_id


def _head_values(rows: ReportRows, origin: Origin) -> dict[str, Any]:
    return {
        **rows.head,
        "extractor_version": origin.extractor_version,
        "declared": origin.declared,
        "as_read": None,
        "run_id": origin.run_id,
        "ingested_at": origin.at,
    }
