"""The main figures of each report in one row, so that wide questions need no lookups."""

from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Table, delete, insert, select, text

from models.tables.base import metadata, report_key
from models.tables.sources import report

FIGURES = (
    "budget_initial",
    "budget_supplement",
    "budget_adjusted",
    "expenditure_actual",
    "carryover_prior",
    "carryover_end",
    "surplus_returned",
    "revenue_total",
    "revenue_current",
    "fiscal_appropriation",
    "basic_actual",
    "personnel_actual",
    "public_budget",
    "public_actual",
    "project_budget",
    "project_actual",
    "organ_operating_cost",
    "sangong_budget",
    "sangong_actual",
    "sangong_abroad_actual",
    "sangong_reception_actual",
    "sangong_vehicle_actual",
    "sangong_vehicle_purchase_actual",
    "sangong_vehicle_operation_actual",
    "meeting_cost",
    "training_cost",
    "procurement_budget",
    "procurement_actual",
    "fixed_assets_total",
    "selfeval_project_amount",
    "staff_quota_total",
    "staff_actual",
    "staff_off_quota",
    "staff_retired",
    "project_count",
    "selfeval_project_count",
    "official_vehicles",
    "selfeval_score",
    "review_score",
    "budget_execution_rate",
    "budget_completion_rate",
    "budget_control_rate",
    "project_execution_rate",
    "sangong_control_rate",
    "sangong_change_rate",
    "staff_control_rate",
    "public_expense_control_rate",
    "procurement_execution_rate",
    "carryover_rate",
    "selfeval_coverage_rate",
    "satisfaction_rate",
    "staff_actual_begin",
    "sangong_prior",
    "expenditure_prior",
)
"""Columns of ``report_figures``: metrics of the report's own year, and a few of the year
before."""

OF_THE_START = frozenset({"carryover_prior", "staff_actual_begin"})
"""Metrics that are about the beginning of a year; of others, what held then is no figure."""

OF_THE_YEAR_BEFORE = {"sangong_actual": "sangong_prior", "expenditure_actual": "expenditure_prior"}
"""Metrics whose figure of the year before has a column, and its name."""

report_figures = Table(
    "report_figures",
    metadata,
    report_key(primary=True),
    *(Column(name, BigInteger) for name in FIGURES),
)


class StoredFigure(NamedTuple):
    """A figure of a department as a whole, as ``v_stored_figure`` shows it.

    Attributes:
        year_offset: 0 for the report's own year, -1 for the year before it.
    """

    metric_code: str | None
    point: str
    value_scaled: int | None
    year_offset: int


def main_figures(figures: Iterable[StoredFigure]) -> tuple[int | None, ...]:
    """The values of ``FIGURES``: of several figures of one metric the first.

    >>> spent = [StoredFigure("expenditure_actual", "year", value, 0) for value in (7, 8)]
    >>> start = StoredFigure("staff_actual", "start", 5, 0)
    >>> [value for value in main_figures([*spent, start]) if value is not None]
    [7]
    """
    first: dict[str, int | None] = {}
    for figure in figures:
        column = _column(figure)
        if column is not None:
            first.setdefault(column, figure.value_scaled)
    return tuple(map(first.get, FIGURES))


def _column(figure: StoredFigure) -> str | None:
    code = figure.metric_code
    if code is None or figure.year_offset:
        return OF_THE_YEAR_BEFORE.get(code or "") if figure.year_offset == -1 else None
    return code if figure.point != "start" or code in OF_THE_START else None


ROWS_AT_ONCE = 1000


def refresh_figures(connection: Connection, report_id: int | None = None) -> None:
    """Work out the row of a report, or of all reports, from its quantities as they are now."""
    mine = "" if report_id is None else "WHERE report_id = :report_id"
    take = f"""
        SELECT report_id, metric_code, point, value_scaled, year_offset
        FROM v_stored_figure {mine} ORDER BY report_id, quantity_id
    """  # noqa: S608  no word of it comes from outside
    # Row by row, a portion in memory at a time: there may be millions of quantities. A server
    # sends them so only if the statement asks for it before it is executed.
    taking = text(take).execution_options(yield_per=ROWS_AT_ONCE)
    old, keys = delete(report_figures), select(report.c.id)
    if report_id is not None:
        old = old.where(report_figures.c.report_id == report_id)
        keys = keys.where(report.c.id == report_id)
    connection.execute(old)
    without = set(connection.scalars(keys))
    figures = connection.execute(taking, {"report_id": report_id} if mine else {})
    reports = (
        (key, main_figures(StoredFigure(*row[1:]) for row in rows))
        for key, rows in groupby(figures, key=itemgetter(0))
    )
    while portion := list(islice(reports, ROWS_AT_ONCE)):
        _insert(connection, portion)
        without.difference_update(key for key, _ in portion)
    _insert(connection, [(key, main_figures(())) for key in sorted(without)])


def _insert(connection: Connection, rows: list[tuple[int, tuple[int | None, ...]]]) -> None:
    if rows:
        values = [{"report_id": key, **dict(zip(FIGURES, row, strict=True))} for key, row in rows]
        connection.execute(insert(report_figures), values)
