"""Execution: which departments spent how much of their budgets, and where each says so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from pipeline.asking.execution import BANDS, executed, with_places
from pipeline.workbench.comparison import years
from pipeline.workbench.downloads import csv_file, xlsx_file
from pipeline.workbench.web import UNLESS_EMPTY, Database, render

router = APIRouter()

PAGE_SIZE = 50
HEADS = ("部门", "年度", "全年预算（万元）", "实际支出（万元）", "报告所列执行率（%）",
         "重算执行率（%）", "报告")  # fmt: skip


class Asked(BaseModel):
    """Which rates of which year."""

    year: Annotated[int | None, UNLESS_EMPTY] = Field(None, ge=1900, le=2200)
    below: Annotated[Decimal | None, UNLESS_EMPTY] = Field(None, ge=0, le=100_000, max_digits=12)
    band: Annotated[int | None, UNLESS_EMPTY] = Field(None, ge=0, lt=len(BANDS))
    page: int = Field(1, ge=1, le=100_000)


@router.get("/execution", name="execution")
def execution_page(
    request: Request, database: Database, asked: Annotated[Asked, Query()]
) -> Response:
    """The list, lowest rate first, with the sentence of each."""
    all_years = years(database)
    year = _year(asked, all_years)
    rows = executed(database, year, asked.below, asked.band)
    first = (asked.page - 1) * PAGE_SIZE
    return render(
        request,
        "execution.html",
        asked=asked,
        year=year,
        years=all_years,
        bands=BANDS,
        count=len(rows),
        rows=with_places(database, rows[first : first + PAGE_SIZE]),
        page=asked.page,
        pages=max(1, -(-len(rows) // PAGE_SIZE)),
    )


@router.get("/execution.csv", name="execution_csv")
def execution_csv(database: Database, asked: Annotated[Asked, Query()]) -> Response:
    """The whole list as a file that Excel opens."""
    return csv_file("execution", HEADS, _rows(database, asked))


@router.get("/execution.xlsx", name="execution_xlsx")
def execution_xlsx(database: Database, asked: Annotated[Asked, Query()]) -> Response:
    """The same as a workbook."""
    return xlsx_file("execution", "执行率", HEADS, _rows(database, asked))


def _year(asked: Asked, all_years: list[int]) -> int:
    """The year asked for, or else the latest."""
    return asked.year or max(all_years, default=0)


def _rows(database: Connection, asked: Asked) -> Iterator[tuple[Any, ...]]:
    for row in executed(database, _year(asked, years(database)), asked.below, asked.band):
        yield (
            row.department, row.fiscal_year, row.budget_adjusted_wan, row.expenditure_actual_wan,
            row.stated, row.recomputed, row.file_name,
        )  # fmt: skip
