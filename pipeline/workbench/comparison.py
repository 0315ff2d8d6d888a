"""Metrics across departments and years, each value with the place it comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, Text, TextClause, bindparam, text

from models.columns import PLACES, from_scaled
from models.mention import Kind
from pipeline.asking.portions import portions
from pipeline.audit.knowledge import name_of

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
# faster. Of two reports the one that speaks for the department comes first.
_FIGURES = text(
    """
    SELECT r.department_id, r.fiscal_year, f.metric_code, f.report_id, f.quantity_id, q.kind,
           f.value_scaled, q.unit, q.printed
    FROM report AS r
    CROSS JOIN v_own_figure AS f
    JOIN quantity AS q ON q.id = f.quantity_id
    LEFT JOIN v_department_candidate AS c ON c.id = r.id
    WHERE f.report_id = r.id AND f.metric_code IN :metrics AND r.department_id IN :departments
        AND r.fiscal_year IN :years AND f.value_scaled IS NOT NULL
    ORDER BY r.fiscal_year, c.precedence IS NULL, c.precedence, f.quantity_id
    """
).bindparams(
    bindparam("metrics", type_=Text, expanding=True),
    bindparam("departments", type_=Text, expanding=True),
    bindparam("years", expanding=True),
)
_REPORTS = text(
    """
    SELECT r.department_id, r.fiscal_year, r.id
    FROM report AS r LEFT JOIN v_department_candidate AS c ON c.id = r.id
    WHERE r.is_current AND r.department_id IN :departments AND r.fiscal_year IN :years
    ORDER BY c.precedence IS NULL, c.precedence, r.id
    """
).bindparams(
    bindparam("departments", type_=Text, expanding=True), bindparam("years", expanding=True)
)

Cell = tuple[str, int]
"""A department's id and a fiscal year."""


@dataclass(frozen=True, slots=True)
class Value:
    """A department's value in a year.

    Attributes:
        value: in 万元 for amounts, else in the metric's unit.
        report_id, quantity_id: where it is printed.
    """

    value: Decimal
    report_id: int
    quantity_id: int
    printed: str

    @property
    def place(self) -> str:
        """The address of the sentence it stands in."""
        return f"/reports/{self.report_id}#q{self.quantity_id}"


@dataclass(frozen=True, slots=True)
class Column:
    """A metric's values by department and year; what is missing is not there.

    Attributes:
        unit: of all values; "" where there are none.
    """

    metric: str
    name: str
    unit: str
    figures: dict[Cell, Value]

    @property
    def title(self) -> str:
        """Its name, with the unit in brackets."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Comparison:
    """Metrics side by side.

    Attributes:
        departments: ids and names, in the order of the rows.
        years: ascending.
        columns: one a metric, in the order asked for.
        reports: the report of each department and year that has one.
    """

    departments: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    reports: dict[Cell, int]


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
    asked: Sequence[str],
    shown: Sequence[tuple[str, str]],
    in_years: Sequence[int],
) -> Comparison:
    """The values of metrics.

    Args:
        database: to read from.
        asked: codes of the metrics.
        shown: ids and names of the departments.
        in_years: fiscal years.
    """
    keys, within = [one for one, _ in shown], {"years": list(in_years)}
    figures: dict[str, dict[Cell, Value]] = {code: {} for code in asked}
    units: dict[str, str] = {}
    for row in _rows(database, _FIGURES, keys, within | {"metrics": list(figures)}):
        figure, unit = _figure(row)
        # Values of another unit than the first are no values of one column: 个 beside 辆.
        if units.setdefault(row.metric_code, unit) == unit:
            figures[row.metric_code].setdefault((row.department_id, row.fiscal_year), figure)
    columns = (
        Column(code, name_of(code), units.get(code, ""), found) for code, found in figures.items()
    )
    reports: dict[Cell, int] = {}
    for department, year, report in _rows(database, _REPORTS, keys, within):
        reports.setdefault((department, year), report)
    return Comparison(tuple(shown), tuple(sorted(set(in_years))), tuple(columns), reports)


def _rows(
    database: Connection, query: TextClause, departments: Sequence[str], asked: Mapping[str, Any]
) -> Iterator[Any]:
    """What a query finds of departments, however many there are."""
    for some in portions(departments):
        yield from database.execute(query, {**asked, "departments": list(some)})


def _figure(row: Any) -> tuple[Value, str]:
    """A row's figure and its unit."""
    value = from_scaled(row.value_scaled, PLACES[Kind(row.kind)])
    is_amount = row.kind == Kind.AMOUNT
    shown = value / AMOUNTS_IN if is_amount else value
    figure = Value(shown, row.report_id, row.quantity_id, row.printed)
    return figure, "万元" if is_amount else row.unit
