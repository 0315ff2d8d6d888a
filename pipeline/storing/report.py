"""One report, whole or not at all: the caller's transaction holds everything written here."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from models.result import ReportResult
from models.search_index import add_to_index, remove_from_index
from models.tables import (
    ROWS_PER_REPORT,
    correction_state,
    finding,
    identity_conflict,
    identity_source,
    indicator_result,
    quantity,
    report,
    report_content,
    rule_outcome,
    section,
)
from pipeline.correcting import apply_corrections
from pipeline.storing.bulk import bulk_insert
from pipeline.storing.findings import insert_findings
from pipeline.storing.layout import content_row
from pipeline.storing.rows import indicator_rows, quantity_rows, section_rows

# What is written anew when a report is read again, what refers to others first.
DERIVED = (
    correction_state,
    finding,
    rule_outcome,
    indicator_result,
    quantity,
    section,
    identity_source,
    identity_conflict,
    report_content,
)

# Made once: to put a statement together costs more than to run it.
FIND = select(report.c.id).where(report.c.sha256 == bindparam("sha256"))
LAST = select(func.max(report.c.id))


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
    """Write a report, or write it anew if its content is already there.

    What people corrected in it before is applied to the new reading.

    Returns:
        Its ``report_id``, the same before and after a re-reading.

    Raises:
        ValueError: it has more parts of one kind than a report can have.
    """
    _check_size(result)
    report_id = _store_head(connection, result, origin)
    document = result.document
    bulk_insert(connection, report_content, [content_row(report_id, document)])
    add_to_index(connection, report_id, document.text)
    bulk_insert(connection, section, list(section_rows(report_id, result.sections)))
    quantities = list(quantity_rows(report_id, document, result.observations))
    bulk_insert(connection, quantity, quantities)
    indicators = list(indicator_rows(report_id, result.indicator_results))
    bulk_insert(connection, indicator_result, indicators)
    _store_identity(connection, report_id, result)
    insert_findings(connection, report_id, result.findings, 0, Counter())
    _store_outcomes(connection, report_id, result)
    apply_corrections(connection, report_id)
    return report_id


def _check_size(result: ReportResult) -> None:
    parts = (result.sections, result.observations, result.findings, result.indicator_results)
    largest = max(map(len, parts))
    if largest >= ROWS_PER_REPORT:
        raise ValueError(
            f"{result.document.source.name} has {largest} sections or figures; "
            f"a report can have {ROWS_PER_REPORT - 1}. Split the file."
        )


def _store_head(connection: Connection, result: ReportResult, origin: Origin) -> int:
    """The row of ``report``; what was derived from an earlier reading is deleted."""
    values = _head_values(result, origin)
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
    bulk_insert(connection, report, [{"id": report_id, "is_current": True, **values}])
    return report_id


def _head_values(result: ReportResult, origin: Origin) -> dict[str, Any]:
    source, identity = result.document.source, result.identity
    return {
        "sha256": source.sha256,
        "size": source.size,
        "format": source.format,
        "file_name": source.name,
        "source_path": source.path,
        "department": identity.department,
        "department_id": identity.department_id,
        "region_code": identity.region_code,
        "region_name": identity.region_name,
        "admin_level": identity.admin_level and identity.admin_level.value,
        "fiscal_year": identity.fiscal_year,
        "report_type": identity.report_type.value,
        "scope": identity.scope and identity.scope.value,
        "title": identity.title,
        "char_count": len(result.document.text),
        "reader": result.document.reader,
        "extractor_version": origin.extractor_version,
        "declared": origin.declared,
        "as_read": None,
        "run_id": origin.run_id,
        "ingested_at": origin.at,
    }


def _store_identity(connection: Connection, report_id: int, result: ReportResult) -> None:
    sources = dict(result.identity.sources)
    bulk_insert(
        connection,
        identity_source,
        [{"report_id": report_id, "field": f, "source": s} for f, s in sources.items()],
    )
    conflicts = dict.fromkeys(result.identity.conflicts)
    bulk_insert(
        connection,
        identity_conflict,
        [{"report_id": report_id, "field": f, "rival": r} for f, r in conflicts],
    )


def _store_outcomes(connection: Connection, report_id: int, result: ReportResult) -> None:
    rows = [
        {
            "report_id": report_id,
            "rule_id": one.rule_id,
            "outcome": one.outcome.value,
            "checks": one.checks,
            "reason": one.reason,
        }
        for one in result.outcomes
    ]
    bulk_insert(connection, rule_outcome, rows)
