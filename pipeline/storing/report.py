"""Reports, each whole or not at all: the caller's transaction holds everything written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update

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
    """``write_reports`` for one report in memory."""
    return write_reports(connection, [(report_rows(result), origin)])[0]


def write_reports(
    connection: Connection, reports: Sequence[tuple[ReportRows, Origin]]
) -> list[int]:
    """Write reports, those whose content is already there anew.

    What people corrected in them before is applied to the new reading, which is audited again.

    Args:
        connection: in the caller's transaction.
        reports: each of another content.

    Returns:
        Their ``report_id``, each the same before and after a re-reading.
    """
    contents = [rows.head["sha256"] for rows, _ in reports]
    known = _known(connection, contents)
    following = count(1 + (connection.scalar(select(func.max(report.c.id))) or 0))
    ids = [known[content] if content in known else next(following) for content in contents]
    _write_heads(connection, ids, reports, frozenset(known.values()))
    for number, shape in enumerate(SHAPES):
        parts = [(key, rows.parts[number]) for key, (rows, _) in zip(ids, reports, strict=True)]
        shape.insert_all(connection, parts)
    add_words(connection, {key: rows.words for key, (rows, _) in zip(ids, reports, strict=True)})
    corrected = select(correction.c.sha256).where(correction.c.sha256.in_(contents)).distinct()
    for content in connection.scalars(corrected).all():
        report_id = ids[contents.index(content)]
        apply_corrections(connection, report_id)
        audit_again(connection, report_id)
    return ids


def _known(connection: Connection, contents: list[str]) -> dict[str, int]:
    """The reports of these contents that are there already."""
    if connection.dialect.name == "postgresql":
        # Two writers must not take the same next key; SQLite has one writer anyway.
        connection.execute(text("LOCK TABLE report IN SHARE ROW EXCLUSIVE MODE"))
    there = select(report.c.sha256, report.c.id).where(report.c.sha256.in_(contents))
    return {row.sha256: row.id for row in connection.execute(there)}


def _write_heads(
    connection: Connection,
    ids: list[int],
    reports: Sequence[tuple[ReportRows, Origin]],
    known: frozenset[int],
) -> None:
    """Rows of ``report``; what was derived from an earlier reading is deleted."""
    new: list[dict[str, Any]] = []
    for report_id, (rows, origin) in zip(ids, reports, strict=True):
        values = _head_values(rows, origin)
        if report_id in known:
            _clear(connection, report_id)
            connection.execute(update(report).where(report.c.id == report_id).values(values))
        else:
            new.append({"id": report_id, "is_current": True, **values})
    if new:
        bulk_insert(connection, report, tuple(new[0]), [tuple(one.values()) for one in new])


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
