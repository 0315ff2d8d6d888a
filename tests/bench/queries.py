"""The named questions and full-text search, on ten thousand reports."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection

from models.database import open_to_read
from models.queries import named_queries
from models.views import run_plain
from pipeline.asking.search import search
from tests.bench.copies import many_reports
from tests.bench.measure import Measure

REPORTS = 10_000
QUERY_SECONDS = 0.05
SEARCH_SECONDS = 0.02
WORDS = ("三公经费", "国债资金", "高标准农田 验收")


def _seconds(action: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def _rows(connection: Connection, sql: str) -> list[object]:
    return list(run_plain(connection, sql).fetchall())


def measures() -> Iterator[Measure]:
    """All measurements of this file; of questions and searches the slowest."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "many.db"
        many_reports(path, REPORTS).dispose()
        engine = open_to_read(str(path))
        with engine.connect() as connection:
            seconds = {
                query.name: _seconds(partial(_rows, connection, query.sql))
                for query in named_queries().values()
            }
            searches = {words: _seconds(partial(search, connection, words)) for words in WORDS}
        engine.dispose()
    late = sorted(
        (name for name in seconds if seconds[name] > QUERY_SECONDS), key=lambda n: seconds[n]
    )
    slowest = max(seconds, key=lambda name: seconds[name])
    what = f"slowest named query at {REPORTS} reports"
    against = f"{QUERY_SECONDS * 1000:.0f} ms ({slowest})"
    yield Measure(what, against, seconds[slowest] / QUERY_SECONDS, "≤ 1")
    share = len(late) / len(seconds)
    yield Measure("named queries above it, share", ", ".join(late) or "none", share, "≤ 0")
    words = max(searches, key=lambda words: searches[words])
    against = f"{SEARCH_SECONDS * 1000:.0f} ms ({words})"
    yield Measure("slowest full-text search", against, searches[words] / SEARCH_SECONDS, "≤ 1")
