"""Compare: metrics across departments and years, as tables, charts and files."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from pipeline.asking.rates import Rate
from pipeline.audit.knowledge import name_of
from pipeline.workbench.charts import charts_of, scatter_of
from pipeline.workbench.choice import MOST_METRICS, SHOWN, Choice, Chosen, compared, compared_rates
from pipeline.workbench.comparison import Comparison, departments, metrics, years
from pipeline.workbench.definitions import define, operands
from pipeline.workbench.downloads import csv_file, xlsx_file
from pipeline.workbench.web import Database, render

router = APIRouter()

RATE_HEADS = ("指标", "部门", "年度", "报告所列（%）", "重算（%）", "相差（百分点）")


@router.get("/compare", name="compare")
def compare_page(request: Request, database: Database, choice: Chosen) -> Response:
    """The page; its address holds every choice, so that it can be shared."""
    listed, count = departments(database, (), choice.find, SHOWN)
    chosen, _ = departments(database, choice.department) if choice.department else ([], 0)
    all_years = years(database)
    kind = choice.kind(choice.year or all_years)
    shown = _rates(database, choice) if kind == "scatter" else _values(database, choice, kind)
    return render(
        request,
        "compare.html",
        choice=choice,
        kind=kind,
        metrics=metrics(database),
        departments=list(dict.fromkeys(chosen + listed)),
        count=0 if chosen else count,
        all_years=all_years,
        most_metrics=MOST_METRICS,
        **shown,
    )


def _values(database: Connection, choice: Choice, kind: str) -> dict[str, Any]:
    """What the page shows of values."""
    comparison = compared(database, choice, SHOWN)
    return {
        "comparison": comparison,
        "charts": charts_of(comparison, kind),
        "definitions": [one for code in choice.metrics if (one := define(code))],
        "shown": len(comparison.departments),
    }


def _rates(database: Connection, choice: Choice) -> dict[str, Any]:
    """What the page shows of rates, stated and recomputed."""
    rates = compared_rates(database, choice, SHOWN)
    return {
        "rates": rates,
        "charts": [scatter_of(name_of(code), found) for code, found in rates.items() if found],
        "definitions": [one for code in rates if (one := define(code))],
        "operands": {code: operands(code) for code in rates},
        "shown": min(SHOWN, len(choice.department) or SHOWN),
    }


@router.get("/compare.csv", name="compare_csv")
def compare_csv(database: Database, choice: Chosen) -> Response:
    """The same table, of all departments asked for, as a file that Excel opens."""
    return csv_file("compare", *_table(database, choice))


@router.get("/compare.xlsx", name="compare_xlsx")
def compare_xlsx(database: Database, choice: Chosen) -> Response:
    """The same as a workbook."""
    return xlsx_file("compare", "比较", *_table(database, choice))


def _table(
    database: Connection, choice: Choice
) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Heads and rows of what the page shows, of all departments."""
    if choice.chart == "scatter":
        return RATE_HEADS, _rate_rows(compared_rates(database, choice))
    comparison = compared(database, choice)
    heads = [f"{column.title} {year}" for column in comparison.columns for year in comparison.years]
    return ("部门", *heads), _value_rows(comparison)


def _value_rows(comparison: Comparison) -> Iterator[tuple[Any, ...]]:
    places = [(column, year) for column in comparison.columns for year in comparison.years]
    for key, name in comparison.departments:
        found = (column.figures.get((key, year)) for column, year in places)
        yield (name, *(None if one is None else one.value for one in found))


def _rate_rows(rates: dict[str, list[Rate]]) -> Iterator[tuple[Any, ...]]:
    for code, found in rates.items():
        for one in found:
            yield (
                name_of(code), one.department, one.fiscal_year, one.stated, one.recomputed,
                one.difference,
            )  # fmt: skip
