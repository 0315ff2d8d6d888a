"""Overview: what there is, what is doubtful, how well budgets were executed."""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection, text

from pipeline.workbench.web import Database, render

router = APIRouter()

RATE_BANDS = ("<60", "60–80", "80–90", "90–95", "95–100", ">100")

_TOTALS = text(
    """
    SELECT
        (SELECT count(*) FROM v_report WHERE is_current) AS reports,
        (SELECT count(DISTINCT department_id) FROM v_report WHERE is_current) AS departments,
        (SELECT count(*) FROM quantity) AS quantities,
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
_RATES = text(
    """
    SELECT fiscal_year, budget_execution_rate_recomputed_pct AS rate
    FROM v_department_year WHERE budget_execution_rate_recomputed_pct IS NOT NULL
    """
)
_RUNS = text("SELECT * FROM run ORDER BY id DESC LIMIT 5")
_REFUSED = text("SELECT path, reason, message FROM refused_file ORDER BY path LIMIT 20")


@router.get("/", name="overview")
def overview(request: Request, database: Database) -> Response:
    """The first page."""
    return render(
        request,
        "overview.html",
        totals=database.execute(_TOTALS).one(),
        years=database.execute(_YEARS).all(),
        severities=dict(database.execute(_SEVERITIES).tuples().all()),
        rates=_rate_bands(database),
        runs=database.execute(_RUNS).all(),
        refused=database.execute(_REFUSED).all(),
    )


def _rate_bands(database: Connection) -> dict[str, Any]:
    """For each year how many departments' recomputed execution rate lies in which band."""
    counts: dict[int, list[int]] = {}
    for year, rate in database.execute(_RATES).tuples():
        counts.setdefault(year, [0] * len(RATE_BANDS))[_band(float(rate))] += 1
    return {"bands": list(RATE_BANDS), "years": {year: counts[year] for year in sorted(counts)}}


def _band(rate: float) -> int:
    """Index of the band a rate lies in; the upper bound belongs to the band.

    >>> [RATE_BANDS[_band(rate)] for rate in (12.0, 90.0, 97.5, 100.0, 100.01)]
    ['<60', '80–90', '95–100', '95–100', '>100']
    """
    return sum(rate > bound for bound in (60, 80, 90, 95, 100))
