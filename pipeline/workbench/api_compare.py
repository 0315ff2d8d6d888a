"""Comparisons as JSON: what the metrics mean, their values, and rates stated and recomputed."""

from fastapi import APIRouter, HTTPException

from pipeline.asking.rates import rates_of
from pipeline.workbench import comparison
from pipeline.workbench.api_models import Compared, Metric, Point, Rate
from pipeline.workbench.api_parameters import NOT_FOUND, ListedCodes, ListedYears, OneCode
from pipeline.workbench.definitions import define
from pipeline.workbench.web import Database

router = APIRouter()


@router.get("/metrics")
def metrics(database: Database) -> list[Metric]:
    """Metrics that some report has a figure of, in the catalogue's order, with what they mean."""
    return [_metric(one.code, one.name) for one in comparison.metrics(database)]


def _metric(code: str, name: str) -> Metric:
    known = define(code)
    if known is None:
        return Metric(code=code, name=name, means="", formulas=[], source="")
    return Metric(
        code=code,
        name=name,
        means=known.means,
        formulas=list(known.formulas),
        source=known.source,
    )


@router.get("/compare")
def compare(
    database: Database,
    metric: OneCode,
    department: ListedCodes = [],  # noqa: B006
    year: ListedYears = [],  # noqa: B006
) -> Compared:
    """One metric across departments (ids) and fiscal years; all of them where none is named."""
    shown, _ = comparison.departments(database, department)
    names = dict(shown)
    found = comparison.compare(database, [metric], shown, year or comparison.years(database))
    [column] = found.columns
    points = [
        Point(
            department_id=who,
            department=names[who],
            fiscal_year=when,
            value=f"{one.value:f}",
            printed=one.printed,
            report_id=one.report_id,
            quantity_id=one.quantity_id,
        )
        for (who, when), one in column.figures.items()
    ]
    return Compared(metric=metric, unit=column.unit, years=list(found.years), points=points)


@router.get("/rates/{rate}", responses=NOT_FOUND)
def rates(
    database: Database,
    rate: str,
    department: ListedCodes = [],  # noqa: B006
    year: ListedYears = [],  # noqa: B006
) -> list[Rate]:
    """A rate as the reports state it, and recomputed from their own amounts, both in %."""
    shown, _ = comparison.departments(database, department)
    asked = [key for key, _ in shown]
    try:
        found = rates_of(database, rate, asked, year or comparison.years(database))
    except LookupError as error:
        raise HTTPException(404, f"没有重算比率 {rate[:100]}。") from error
    return [Rate.model_validate(one, from_attributes=True) for one in found]
