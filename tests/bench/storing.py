"""Rows a second, against the bare driver writing the same rows into the same tables."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from models.database import open_database
from models.result import ReportResult
from models.tables import metadata
from pipeline.analyse import analyse_text
from pipeline.ingesting.batch import FILES
from pipeline.storing import report_rows, write_reports
from tests.bench.measure import Measure, best_seconds
from tests.databases import ORIGIN, start_run
from tests.samples.figures import Report
from tests.samples.text import render
from tests.samples.years import REPORTS

COPIES = 20
ROUNDS = 5


def _result(report: Report, number: int) -> ReportResult:
    """A report as a content of its own."""
    result = analyse_text(render(report).decode(report.form))
    source = replace(result.document.source, sha256=f"{report.stem}{number}")
    return replace(result, document=replace(result.document, source=source))


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    texts = [one for one in REPORTS if one.form != "docx"]
    results = [_result(one, number) for number in range(COPIES) for one in texts]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = iter(range(2 * ROUNDS))

        def ours() -> Path:
            path = folder / f"{next(names)}.db"
            engine = open_database(f"sqlite:///{path}")
            start_run(engine)
            for start in range(0, len(results), FILES):
                batch = results[start : start + FILES]
                with engine.begin() as connection:
                    write_reports(connection, [(report_rows(one), ORIGIN) for one in batch])
            engine.dispose()
            return path

        rows = _rows(ours())
        empties = [folder / f"empty{number}.db" for number in range(2 * ROUNDS)]
        empty = best_seconds(lambda: _empty(empties.pop()), ROUNDS)
        seconds = best_seconds(ours, ROUNDS) - empty
        bases = [folder / f"base{number}.db" for number in range(ROUNDS)]
        for base in bases:
            _empty(base)
        bare = best_seconds(lambda: _write(bases.pop(), rows), ROUNDS)
    count = sum(len(some) for some in rows.values())
    what = f"rows a second of {len(results)} reports ({count} rows), times as many"
    yield Measure(what, "bare sqlite3 executemany", bare / seconds, "≥ 0.4")


def _empty(path: Path) -> None:
    engine = open_database(f"sqlite:///{path}")
    start_run(engine)
    engine.dispose()


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f"SELECT * FROM {table.name}").fetchall()
            for table in metadata.sorted_tables
        }


def _write(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """The same rows into the same tables, in one transaction, without a look at them."""
    with closing(sqlite3.connect(path)) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(f"DELETE FROM {table.name}")
        for table in metadata.sorted_tables:
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows[table.name])
        connection.commit()
