"""One metric across departments and years, each value with the place it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, Text, bindparam, text

from models.columns import PLACES, from_scaled
from models.mention import Kind

AMOUNTS_IN = Decimal(10_000)
"""Amounts are compared in 万元."""

# Asked metric by metric: to count all figures of all metrics would read the whole table.
_METRICS = text(
    """
    SELECT m.code, m.name FROM metric AS m
    WHERE EXISTS (
        SELECT 1 FROM quantity AS q
        WHERE q.metric_code = m.code AND q.is_primary AND q.role = 'level' AND NOT q.is_target
    )
    ORDER BY m.ordinal
    """
)
_DEPARTMENTS = """
    SELECT department_id AS id, max(department) AS name FROM report
    WHERE is_current AND department_id IS NOT NULL AND {where}
    GROUP BY department_id ORDER BY max(department), department_id {limit}
"""
_COUNT = """
    SELECT count(DISTINCT department_id) FROM report
    WHERE is_current AND department_id IS NOT NULL AND {where}
"""
_YEARS = text(
    "SELECT DISTINCT fiscal_year FROM report "
    "WHERE is_current AND fiscal_year IS NOT NULL ORDER BY fiscal_year"
)
# CROSS JOIN: SQLite would begin with all figures of the metric; with the reports it is 50 times
# faster.
_FIGURES = text(
    """
    SELECT r.department_id, r.fiscal_year, f.report_id, f.quantity_id, q.kind, f.value_scaled,
           q.unit, q.printed
    FROM report AS r
    CROSS JOIN v_own_figure AS f
    JOIN quantity AS q ON q.id = f.quantity_id
    WHERE f.report_id = r.id AND f.metric_code = :metric AND r.department_id IN :departments
        AND r.fiscal_year IN :years AND f.value_scaled IS NOT NULL
    ORDER BY r.fiscal_year, f.report_id, f.quantity_id
    """
).bindparams(
    bindparam("departments", type_=Text, expanding=True), bindparam("years", expanding=True)
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
    """Metrics that some report has a figure of: code and name, in the catalogue's order."""
    return database.execute(_METRICS).all()


def years(database: Connection) -> list[int]:
    """Fiscal years that reports are about, ascending."""
    return list(database.execute(_YEARS).scalars())


def departments(
    database: Connection,
    chosen: Sequence[str] = (),
    find: str = "",
    limit: int | None = None,
) -> tuple[list[tuple[str, str]], int]:
    """Departments that have filed, by name: ids and names, and how many there are.

    Args:
        database: to read from.
        chosen: ids; all departments where empty.
        find: a part of the name.
        limit: departments to give at most; the count is of all.
    """
    where, values = "1 = 1", {"chosen": list(chosen), "find": f"%{find.replace('%', '_')}%"}
    if chosen:
        where = "department_id IN :chosen"
    elif find:
        where = "department LIKE :find"
    used = {name: values[name] for name in values if f":{name}" in where}
    bound: list[BindParameter[Any]] = [bindparam("chosen", expanding=True)] if chosen else []
    limited = "" if limit is None else f"LIMIT {limit:d}"
    listed = text(_DEPARTMENTS.format(where=where, limit=limited)).bindparams(*bound)
    count = text(_COUNT.format(where=where)).bindparams(*bound)
    rows = [(row.id, row.name) for row in database.execute(listed, used)]
    return rows, database.execute(count, used).scalar_one()


def compare(
    database: Connection,
    metric: str,
    shown: Sequence[tuple[str, str]],
    in_years: Sequence[int],
) -> Comparison:
    """The values of one metric.

    Args:
        database: to read from.
        metric: its code.
        shown: ids and names of the departments.
        in_years: fiscal years.
    """
    figures: dict[tuple[str, int], Figure] = {}
    unit = ""
    asked = {"metric": metric, "departments": [one for one, _ in shown], "years": list(in_years)}
    for row in database.execute(_FIGURES, asked):
        is_amount = row.kind == Kind.AMOUNT
        unit = "万元" if is_amount else row.unit
        value = from_scaled(row.value_scaled, PLACES[Kind(row.kind)])
        figure = Figure(
            value / AMOUNTS_IN if is_amount else value, row.report_id, row.quantity_id, row.printed
        )
        figures.setdefault((row.department_id, row.fiscal_year), figure)
    return Comparison(unit, tuple(shown), tuple(sorted(in_years)), figures)


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
