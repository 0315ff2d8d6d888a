"""Searching the full text of ten thousand reports, against reading all of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text

from pipeline.asking.search import search
from tests.bench.copies import TEXTS, many_reports
from tests.bench.measure import Measure, best_seconds

REPORTS = 10_000
WORDS = ("国债", "债", "2538.12", "预算执行率", "结转下年继续使用", "没有一份报告这样说")
"""Rare and frequent, one character and many, and what stands nowhere."""


def _reading_all(connection: Connection) -> float:
    query = text("SELECT count(*) FROM report_content WHERE text LIKE '%国债%'")
    return best_seconds(lambda: connection.execute(query).scalar_one(), rounds=3)


def measures() -> Iterator[Measure]:
    """The slowest of several searches."""
    with tempfile.TemporaryDirectory() as folder:
        engine = many_reports(Path(folder) / "many.db", REPORTS, TEXTS)
        with engine.connect() as connection:
            slowest = max(
                best_seconds(lambda words=words: search(connection, words)) for words in WORDS
            )
            ratio = _reading_all(connection) / slowest
            yield Measure(
                f"slowest search of {REPORTS} reports, times as fast",
                f"LIKE over their texts ({1000 * slowest:.1f} ms)",
                ratio,
                "≥ 5",
            )
        engine.dispose()
