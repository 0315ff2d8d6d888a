"""The short lists of ``models/tables/digests.py`` made anew from the rows that are stored."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from models.columns import PLACES, from_scaled
from models.digests import Row, Said, digests, misses
from models.mention import Kind, Role
from models.tables.digests import DIGESTS, missed_target
from models.tables.facts import indicator_result, quantity
from models.tables.sources import report

# Portions in memory at a time: there may be millions of quantities.
ROWS_AT_ONCE = 1000
REPORTS_AT_ONCE = 100

_q = quantity.c
_SAID = (
    select(_q.report_id, report.c.fiscal_year, *(_q[name] for name in Said._fields))
    .join(report, report.c.id == _q.report_id)
    # A figure that a person struck out has no metric any more.
    .where(_q.metric_code.is_not(None), _q.role == Role.LEVEL)
    .order_by(_q.report_id, _q.char_start, _q.id)
)

_target, _actual = quantity.alias("target"), quantity.alias("actual")
_AIMED = (
    select(
        indicator_result.c.report_id,
        indicator_result.c.id,
        _target.c.comparator,
        _target.c.kind,
        _target.c.value_scaled,
        _actual.c.kind,
        _actual.c.value_scaled,
    )
    .join(_target, _target.c.id == indicator_result.c.target_quantity_id)
    .join(_actual, _actual.c.id == indicator_result.c.actual_quantity_id)
    .where(_target.c.value_scaled.is_not(None), _actual.c.value_scaled.is_not(None))
)


def refresh_digests(connection: Connection, report_id: int | None = None) -> None:
    """Work out the short lists of a report, or of all reports, from its rows as they are now."""
    said, aimed = _SAID, _AIMED
    if report_id is not None:
        said = said.where(_q.report_id == report_id)
        aimed = aimed.where(indicator_result.c.report_id == report_id)
    for table in (missed_target, *DIGESTS):
        old = delete(table)
        connection.execute(old if report_id is None else old.where(table.c.report_id == report_id))
    reports = _reports(connection.execute(said).yield_per(ROWS_AT_ONCE))
    while portion := list(islice(reports, REPORTS_AT_ONCE)):
        for place, table in enumerate(DIGESTS):
            _insert(connection, table, [(key, *row) for key, of in portion for row in of[place]])
    lines = connection.execute(aimed).all()
    _insert(connection, missed_target, [line[:2] for line in lines if _misses(*line[2:])])


def _reports(rows: Iterable[Any]) -> Iterator[tuple[int, tuple[list[Row], ...]]]:
    """Each report's number and the rows of its lists."""
    for (key, fiscal_year), mine in groupby(rows, key=itemgetter(0, 1)):
        yield key, digests([Said._make(row[2:]) for row in mine], fiscal_year)


def _misses(comparator: str, kind: str, target: int, other: str, actual: int) -> bool:
    places, others = PLACES[Kind(kind)], PLACES[Kind(other)]
    return misses(comparator, from_scaled(target, places), from_scaled(actual, others))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        names = [column.name for column in table.columns]
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
