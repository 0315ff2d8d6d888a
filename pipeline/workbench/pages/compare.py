"""Compare: one metric across departments and years, as a table, a chart and a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from pipeline.tabular import open_workbook, write_sheet
from pipeline.workbench.comparison import (
    Comparison,
    chart_of,
    compare,
    departments,
    metrics,
    years,
)
from pipeline.workbench.web import Database, render

router = APIRouter()

DEFAULT_METRIC = "expenditure_actual"
SHOWN = 60
"""Departments on the page where none are chosen; the files hold all of them."""

Metric = Annotated[str, Query(max_length=100)]
Codes = Annotated[list[str], Query(max_length=500)]
Years = Annotated[list[Annotated[int, Query(ge=1900, le=2200)]], Query(max_length=100)]
Words = Annotated[str, Query(max_length=100)]


@router.get("/compare", name="compare")
def compare_page(
    request: Request,
    database: Database,
    metric: Metric = DEFAULT_METRIC,
    department: Codes = [],  # noqa: B006  FastAPI copies it
    year: Years = [],  # noqa: B006
    find: Words = "",
) -> Response:
    """The page; its address holds every choice, so that it can be shared."""
    known, all_years = metrics(database), years(database)
    shown, count = departments(database, department, find, SHOWN)
    comparison = compare(database, metric, shown, year or all_years)
    listed, _ = departments(database, (), find, SHOWN)
    return render(
        request,
        "compare.html",
        metrics=known,
        metric=next((row for row in known if row.code == metric), None),
        departments=list(dict.fromkeys((shown if department else []) + listed)),
        count=count,
        chosen={"metric": metric, "department": department, "year": year, "find": find},
        comparison=comparison,
        chart=chart_of(comparison),
        all_years=all_years,
    )


@router.get("/compare.csv", name="compare_csv")
def compare_csv(
    database: Database,
    metric: Metric = DEFAULT_METRIC,
    department: Codes = [],  # noqa: B006
    year: Years = [],  # noqa: B006
    find: Words = "",
) -> Response:
    """The same table, of all departments asked for, as a file that Excel opens."""
    comparison = _whole(database, metric, department, year, find)
    out = io.StringIO()
    csv.writer(out).writerows([_heads(comparison), *_rows(comparison)])
    # Excel takes UTF-8 for what it is only behind a byte order mark.
    return _file("\ufeff" + out.getvalue(), "compare.csv", "text/csv; charset=utf-8")


@router.get("/compare.xlsx", name="compare_xlsx")
def compare_xlsx(
    database: Database,
    metric: Metric = DEFAULT_METRIC,
    department: Codes = [],  # noqa: B006
    year: Years = [],  # noqa: B006
    find: Words = "",
) -> Response:
    """The same as a workbook."""
    comparison = _whole(database, metric, department, year, find)
    out = io.BytesIO()
    with open_workbook(out) as book:
        write_sheet(book, "比较", _heads(comparison), _rows(comparison))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(out.getvalue(), "compare.xlsx", kind)


def _whole(
    database: Connection, metric: str, chosen: Sequence[str], asked: Sequence[int], find: str
) -> Comparison:
    shown, _ = departments(database, chosen, find)
    return compare(database, metric, shown, asked or years(database))


def _heads(comparison: Comparison) -> tuple[str, ...]:
    return (f"部门（单位：{comparison.unit}）", *map(str, comparison.years))


def _rows(comparison: Comparison) -> Iterator[tuple[Any, ...]]:
    for key, name in comparison.departments:
        found = (comparison.figures.get((key, year)) for year in comparison.years)
        yield (name, *(None if one is None else one.value for one in found))


def _file(content: str | bytes, name: str, kind: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
