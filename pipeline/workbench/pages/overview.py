"""Overview: what there is, what is doubtful, how well budgets were executed."""

import os
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Engine, text
from starlette.background import BackgroundTask

from models.database import URL_VARIABLE
from models.problem import Problem
from pipeline.asking.execution import SLOW, rate_bands
from pipeline.lists.expected import Expected, missing, read_expected
from pipeline.workbench.counts import count_quantities
from pipeline.workbench.web import Database, render

router = APIRouter()

EXPECTED = Path("data/raw/expected.csv")
"""Who is to file, where ``jixiao missing`` looks for it as well."""

MISSING_SHOWN = 200

_TOTALS = text(
    """
    SELECT
        (SELECT count(*) FROM v_report WHERE is_current) AS reports,
        (SELECT count(DISTINCT department_id) FROM v_report WHERE is_current) AS departments,
        (SELECT count(*) FROM refused_file) AS refused,
        (SELECT count(*) FROM v_report
         WHERE is_current AND (department IS NULL OR fiscal_year IS NULL)) AS unidentified
    """
)
_YEARS = text(
    """
    SELECT fiscal_year, count(*) AS reports, count(DISTINCT department_id) AS departments
    FROM v_report WHERE is_current AND fiscal_year IS NOT NULL
    GROUP BY fiscal_year ORDER BY fiscal_year DESC
    """
)
_SEVERITIES = text(
    """
    SELECT severity, count(*) AS findings FROM v_finding WHERE status = 'open'
    GROUP BY severity
    """
)
_RUNS = text("SELECT * FROM run ORDER BY id DESC LIMIT 5")
_REFUSED = text("SELECT path, reason, message FROM refused_file ORDER BY path LIMIT 20")


@router.get("/", name="overview")
def overview(request: Request, database: Database) -> Response:
    """The first page."""
    years = database.execute(_YEARS).all()
    return render(
        request,
        "overview.html",
        absent=_absent(request, years[0].fiscal_year) if years else None,
        totals=database.execute(_TOTALS).one(),
        quantities=count_quantities(database),
        years=years,
        severities=dict(database.execute(_SEVERITIES).all()),
        rates=rate_bands(database),
        slow=SLOW,
        runs=database.execute(_RUNS).all(),
        refused=database.execute(_REFUSED).all(),
    )


@router.get("/export.xlsx", name="workbook")
def workbook(request: Request) -> Response:
    """The analysts' workbook of all reports, with links to this workbench."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        _write_apart(request.app.state.engine, path, str(request.base_url))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    remove = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, filename="绩效.xlsx", background=remove)


def _write_apart(engine: Engine, path: Path, workbench: str) -> None:
    """Write it in a process of its own: of 10,000 reports it takes minutes, and here every
    other page would wait for it.
    """
    url = engine.url.render_as_string(hide_password=False)  # not for the list of processes
    command = [sys.executable, "-m", "pipeline.cli", "export", str(path), "--workbench", workbench]
    subprocess.run(command, env={**os.environ, URL_VARIABLE: url}, check=True, capture_output=True)


def _absent(request: Request, year: int) -> dict[str, Any] | None:
    """Who has not filed for a year; None where nobody said who is to."""
    try:
        stamp = EXPECTED.stat().st_mtime_ns
        listed = _expected(EXPECTED.absolute(), stamp, year)
    except (OSError, Problem):
        return None
    absent = missing(request.app.state.reader, listed, year)
    due = sum(one.fiscal_year in {None, year} for one in listed)
    return {"year": year, "due": due, "count": len(absent), "shown": absent[:MISSING_SHOWN]}


@lru_cache(maxsize=8)
def _expected(path: Path, _stamp: int, year: int) -> tuple[Expected, ...]:
    """The list, read once as long as the file is the same."""
    return read_expected(path, year).rows
