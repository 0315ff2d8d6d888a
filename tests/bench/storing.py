"""Rows a second, against the bare driver writing the same rows into bare tables."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from models.database import open_database
from models.tables import metadata
from pipeline.analyse import analyse_text
from tests.bench.measure import Measure, best_seconds
from tests.databases import start_run, store
from tests.samples.figures import Report
from tests.samples.text import render
from tests.samples.years import REPORTS

COPIES = 5
ROUNDS = 5


def _text(report: Report, number: int) -> str:
    return render(report).decode(report.form) + f"\n附件{number}"


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    texts = [one for one in REPORTS if one.form != "docx"]
    results = [analyse_text(_text(one, n)) for n in range(COPIES) for one in texts]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = iter(range(2 * ROUNDS))

        def ours() -> Path:
            path = folder / f"{next(names)}.db"
            engine = open_database(f"sqlite:///{path}")
            start_run(engine)
            store(engine, *results)
            engine.dispose()
            return path

        rows = _rows(ours())
        empty = best_seconds(lambda: _empty(folder / f"empty{next(names)}.db"), 2)
        seconds = best_seconds(ours, ROUNDS) - empty
        bare = best_seconds(lambda: _write(rows), ROUNDS)
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


def _write(rows: dict[str, list[tuple[object, ...]]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "bare.db")) as connection,
    ):
        for table in metadata.sorted_tables:
            names = ", ".join(table.columns.keys())
            connection.execute(f"CREATE TABLE {table.name} ({names})")
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows[table.name])
        connection.commit()
