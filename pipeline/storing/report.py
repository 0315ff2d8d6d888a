"""One report, whole or not at all: the caller's transaction holds everything written here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, select, text, update

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
_THERE = select(
    select(func.max(report.c.id)).scalar_subquery().label("last"),
    select(report.c.id).where(report.c.sha256 == bindparam("sha256")).scalar_subquery().label("id"),
    exists().where(correction.c.sha256 == bindparam("sha256")).label("is_corrected"),
)


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
    there = _there(connection, rows.head["sha256"])
    report_id = there.id or (there.last or 0) + 1
    values = {"id": report_id, **_head_values(rows, origin)}
    if there.id is None:
        values["is_current"] = True
        bulk_insert(connection, report, tuple(values), [tuple(values.values())])
    else:
        _clear(connection, report_id)
        connection.execute(update(report).where(report.c.id == report_id).values(values))
    for shape, some in zip(SHAPES, rows.parts, strict=True):
        shape.insert(connection, report_id, some)
    add_words(connection, report_id, rows.words)
    if there.is_corrected:
        apply_corrections(connection, report_id)
        audit_again(connection, report_id)
    return report_id


def _there(connection: Connection, sha256: str) -> Row[tuple[int | None, int | None, bool]]:
    """The last key of all reports, that of the content, and whether people corrected it."""
    if connection.dialect.name == "postgresql":
        # Two writers must not take the same next key; SQLite has one writer anyway.
        connection.execute(text("LOCK TABLE report IN SHARE ROW EXCLUSIVE MODE"))
    return connection.execute(_THERE, {"sha256": sha256}).one()


def _clear(connection: Connection, report_id: int) -> None:
    """Delete what was derived from an earlier reading."""
    remove_from_index(connection, report_id)
    for table in DERIVED:
        connection.execute(delete(table).where(table.c.report_id == report_id))


def _head_values(rows: ReportRows, origin: Origin) -> dict[str, Any]:
    return {
        **rows.head,
        "extractor_version": origin.extractor_version,
        "declared": origin.declared,
        "as_read": None,
        "run_id": origin.run_id,
        "ingested_at": origin.at,
    }
