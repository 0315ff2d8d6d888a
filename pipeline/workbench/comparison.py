"""One metric across departments and years, each value with the place it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

AMOUNTS_IN = Decimal(10_000)
"""Amounts are compared in 万元."""

_METRICS = text(
    """
    SELECT f.metric_code AS code, m.name AS name, count(*) AS figures
    FROM v_figure AS f JOIN metric AS m ON m.code = f.metric_code
    GROUP BY f.metric_code, m.name ORDER BY count(*) DESC, f.metric_code
    """
)
_DEPARTMENTS = text(
    """
    SELECT department_id AS id, max(department) AS name, max(region_name) AS region
    FROM v_report WHERE is_current AND department_id IS NOT NULL
    GROUP BY department_id ORDER BY max(department)
    """
)
_FIGURES = text(
    """
    SELECT r.department_id, r.fiscal_year, r.report_id, q.quantity_id, q.metric_code, q.kind,
           q.value, q.unit, q.printed
    FROM v_own_figure AS f
    JOIN v_report AS r ON r.report_id = f.report_id
    JOIN v_quantity AS q ON q.quantity_id = f.quantity_id
    WHERE f.metric_code = :metric AND r.department_id IS NOT NULL AND r.fiscal_year IS NOT NULL
    ORDER BY r.fiscal_year, r.report_id, q.quantity_id
    """
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A department's value in a year.

    Attributes:
        value: in 万元 for amounts, else in the metric's unit.
        report_id, quantity_id: where it is printed.
    """

    value: Decimal
    report_id: int
    quantity_id: int
    printed: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A metric's values by department and year; what is missing is missing.

    Attributes:
        departments: ids and names, in the order of the rows.
        years: ascending.
        figures: by department id and year.
    """

    unit: str
    departments: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    figures: dict[tuple[str, int], Figure]


def metrics(database: Connection) -> Sequence[Any]:
    """Metrics that some report has a figure of: code, name, number of figures."""
    return database.execute(_METRICS).all()


def departments(database: Connection) -> Sequence[Any]:
    """Departments that have filed: id, latest name, region."""
    return database.execute(_DEPARTMENTS).all()


def compare(
    database: Connection, metric: str, chosen: Sequence[str], years: Sequence[int]
) -> Comparison:
    """The values of one metric.

    Args:
        database: to read from.
        metric: its code.
        chosen: department ids; all departments where empty.
        years: fiscal years; all years where empty.
    """
    names = {row.id: row.name for row in departments(database)}
    figures: dict[tuple[str, int], Figure] = {}
    unit = ""
    for row in database.execute(_FIGURES, {"metric": metric}):
        if (chosen and row.department_id not in chosen) or (years and row.fiscal_year not in years):
            continue
        is_amount = row.kind == "amount"
        unit = "万元" if is_amount else row.unit
        value = Decimal(str(row.value)) / (AMOUNTS_IN if is_amount else 1)
        figure = Figure(value, row.report_id, row.quantity_id, row.printed)
        figures.setdefault((row.department_id, row.fiscal_year), figure)
    shown = chosen or sorted({department for department, _ in figures}, key=lambda d: names[d])
    return Comparison(
        unit,
        tuple((department, names.get(department, department)) for department in shown),
        tuple(sorted(years or {year for _, year in figures})),
        figures,
    )


def chart_of(comparison: Comparison) -> dict[str, Any]:
    """What the page draws: a line for each department over the years, or bars for one year."""
    return {
        "unit": comparison.unit,
        "years": list(comparison.years),
        "series": [
            {
                "name": name,
                "data": [_point(comparison.figures.get((key, year))) for year in comparison.years],
            }
            for key, name in comparison.departments
        ],
    }


def _point(figure: Figure | None) -> dict[str, Any] | None:
    """A point of the chart, with the address of the sentence it leads to."""
    if figure is None:
        return None
    return {
        "value": float(figure.value),  # for drawing only
        "place": f"/reports/{figure.report_id}#q{figure.quantity_id}",
    }
