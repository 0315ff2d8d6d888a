"""The named questions and full-text search, on ten thousand reports."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from models.database import open_to_read
from models.queries import named_queries
from models.views import run_plain
from pipeline.asking.search import search
from pipeline.workbench.console import SHOWN_ROWS
from tests.bench.copies import many_reports
from tests.bench.measure import Measure, best_seconds

REPORTS = 10_000
QUERY_SECONDS = 0.05
SEARCH_SECONDS = 0.02
WORDS = ("三公经费", "国债资金", "高标准农田 验收")


def _first_rows(connection: Connection, sql: str) -> None:
    """As many rows as are shown, of which the database may make no more."""
    result = run_plain(connection, sql)
    result.fetchmany(SHOWN_ROWS)
    result.close()


def _all_rows(connection: Connection, sql: str) -> None:
    run_plain(connection, sql).fetchall()


def measures() -> Iterator[Measure]:
    """All measurements of this file; of questions and searches the slowest."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "many.db"
        many_reports(path, REPORTS).dispose()
        engine = open_to_read(str(path))
        with engine.connect() as connection:
            shown, whole = (
                {
                    query.name: best_seconds(partial(rows_of, connection, query.sql))
                    for query in named_queries().values()
                }
                for rows_of in (_first_rows, _all_rows)
            )
            found = {words: best_seconds(partial(search, connection, words)) for words in WORDS}
        engine.dispose()
    rows = f"first {SHOWN_ROWS:,} rows of the slowest named query"
    yield _slowest(f"{rows} at {REPORTS} reports", shown, QUERY_SECONDS)
    late = sorted(name for name in whole if whole[name] > QUERY_SECONDS)
    what = f"named queries whose whole answer takes more than {1000 * QUERY_SECONDS:.0f} ms, share"
    yield Measure(what, ", ".join(late) or "none", len(late) / len(whole), "≤ 0")
    yield _slowest("slowest full-text search", found, SEARCH_SECONDS)


def _slowest(what: str, seconds: dict[str, float], bound: float) -> Measure:
    name = max(seconds, key=lambda name: seconds[name])
    return Measure(what, f"{bound * 1000:.0f} ms ({name})", seconds[name] / bound, "≤ 1")
