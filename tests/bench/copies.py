"""A database of many reports for measurements: the samples, copied under other names."""

from pathlib import Path

from sqlalchemy import Connection, Engine, Table, text

from models.database import open_database
from models.search_index import add_to_index
from models.tables import (
    ROWS_PER_REPORT,
    finding,
    finding_quantity,
    indicator_result,
    quantity,
    report,
    report_content,
    section,
)
from models.tables.digests import DIGESTS, missed_target
from models.tables.figures import report_figures
from pipeline.ingesting.ingest import ingest, refresh_statistics

SAMPLES = Path(__file__).parents[2] / "data" / "raw"

# How far a copy's numbers lie behind the original's, by column.
_BY_REPORT = ("report_id", "superseded_by", "other_report_id")
_BY_ROW = (
    "section_id",
    "quantity_id",
    "finding_id",
    "parent_id",
    "target_quantity_id",
    "actual_quantity_id",
    "result_id",
)
_NAMED = {
    "sha256": "sha256 || '-' || n",
    "department": "department || n",
    "department_id": "department_id || '-' || n",
    "file_name": "n || file_name",
}


TEXTS = (report, report_content)
EVERYTHING = (
    *TEXTS,
    section,
    quantity,
    indicator_result,
    finding,
    finding_quantity,
    report_figures,
    *DIGESTS,
    missed_target,
)


def many_reports(path: Path, count: int, tables: tuple[Table, ...] = EVERYTHING) -> Engine:
    """A database of at least ``count`` reports at ``path``, in the tables that are needed."""
    url = f"sqlite:///{path}"
    ingest([SAMPLES], url)
    engine = open_database(url)
    with engine.begin() as connection:
        first = connection.scalar(text("SELECT max(id) FROM report")) or 1
        copies = -(-count // first) - 1
        for table in tables:
            connection.execute(text(_copying(table)), {"copies": copies, "first": first})
        _add_words(connection, first)
    refresh_statistics(engine)
    return engine


def _copying(table: Table) -> str:
    names = [column.name for column in table.columns]
    shown = ", ".join(_copied_column(table, name) for name in names)
    whose = {report: "id", finding_quantity: f"finding_id / {ROWS_PER_REPORT}"}.get(
        table, "report_id"
    )
    return f"""
        INSERT INTO {table.name} ({", ".join(names)})
        WITH RECURSIVE numbers (n) AS (
            SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :copies
        )
        SELECT {shown} FROM numbers, {table.name} WHERE {whose} <= :first
    """


def _copied_column(table: Table, name: str) -> str:
    if name in _BY_REPORT or (table is report and name == "id"):
        return f"{name} + n * :first"
    if name in _BY_ROW or (name == "id" and "report_id" in table.c):
        return f"{name} + n * :first * {ROWS_PER_REPORT}"
    return _NAMED.get(name, name) if table is report else name


def _add_words(connection: Connection, first: int) -> None:
    texts = text("SELECT report_id, text FROM report_content WHERE report_id > :first")
    for report_id, content in connection.execute(texts, {"first": first}).all():
        add_to_index(connection, report_id, content)
