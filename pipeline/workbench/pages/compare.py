"""Compare: one metric across departments and years, as a table, a chart and a file."""

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.workbench.comparison import Comparison, chart_of, compare, departments, metrics
from pipeline.workbench.web import Database, render

router = APIRouter()

DEFAULT_METRIC = "expenditure_actual"

Codes = Annotated[list[str], Query(max_length=500)]
Years = Annotated[list[int], Query(max_length=100)]


@router.get("/compare", name="compare")
def compare_page(
    request: Request,
    database: Database,
    metric: str = DEFAULT_METRIC,
    department: Codes = [],  # noqa: B006  FastAPI copies it
    year: Years = [],  # noqa: B006
) -> Response:
    """The page; its address holds every choice, so that it can be shared."""
    known = metrics(database)
    comparison = compare(database, metric, department, year)
    return render(
        request,
        "compare.html",
        metrics=known,
        metric=next((row for row in known if row.code == metric), None),
        departments=departments(database),
        chosen={"metric": metric, "department": department, "year": year},
        comparison=comparison,
        chart=chart_of(comparison),
        all_years=compare(database, metric, [], []).years,
    )


@router.get("/compare.csv", name="compare_csv")
def compare_csv(
    database: Database,
    metric: str = DEFAULT_METRIC,
    department: Codes = [],  # noqa: B006
    year: Years = [],  # noqa: B006
) -> Response:
    """The same table as a file that Excel opens."""
    text = _csv(compare(database, metric, department, year))
    # Excel takes UTF-8 for what it is only behind a byte order mark.
    return Response(
        "\ufeff" + text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="compare.csv"'},
    )


def _csv(comparison: Comparison) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"部门（单位：{comparison.unit}）", *comparison.years])
    for key, name in comparison.departments:
        found = [comparison.figures.get((key, year)) for year in comparison.years]
        writer.writerow([name, *("" if one is None else f"{one.value:f}" for one in found)])
    return out.getvalue()
