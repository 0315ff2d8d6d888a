"""Every page of the workbench over ten thousand reports: its first request, and any later one."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI

from pipeline.workbench.app import app_over
from pipeline.workbench.ready import make_ready
from tests.bench.copies import many_reports
from tests.bench.measure import Measure
from tests.workbench import Browser

REPORTS = 10_000
MILLISECONDS = 200
SEVERAL = "metric=expenditure_actual&metric=budget_adjusted&metric=staff_actual"
PAGES = (
    "/",
    "/reports",
    "/reports?page=150",
    "/reports?findings=true",
    "/reports?words=国债",
    "/reports?words=结转下年继续使用",
    "/reports/5000",
    "/findings",
    "/findings?page=300",
    "/findings?department=教育局",
    "/execution?year=2024&below=98",
    "/compare",
    f"/compare?{SEVERAL}",
    "/compare?chart=scatter",
    "/corrections",
    "/sql",
)


def _seconds(app: FastAPI, address: str) -> float:
    """Processor time of one request, all threads together."""
    start = time.process_time()
    assert Browser(app).get(address).status_code == 200, address
    return time.process_time() - start


def measures() -> Iterator[Measure]:
    """The slowest page of a workbench just started, and the slowest at its third request."""
    with tempfile.TemporaryDirectory() as folder:
        engine = many_reports(Path(folder) / "many.db", REPORTS)
        app = app_over(engine)
        make_ready(app)
        time.sleep(2)  # the processes that draw pages have started by then
        first = {page: _seconds(app, page) for page in PAGES}
        later = {page: min(_seconds(app, page) for _ in range(3)) for page in PAGES}
        for what, seconds in (("first request", first), ("later request", later)):
            slowest = max(seconds, key=lambda page: seconds[page])
            yield Measure(
                f"slowest {what} of {len(PAGES)} pages over {REPORTS} reports ({slowest})",
                f"{MILLISECONDS} ms",
                seconds[slowest] * 1000 / MILLISECONDS,
                "≤ 1",
            )
        engine.dispose()
