"""The short lists of ``models/tables/digests.py`` made anew from the rows that are stored."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from models.columns import PLACES, from_scaled
from models.digests import Row, Said, digests, misses
from models.mention import Kind, Role
from models.tables.digests import DIGESTS, missed_target
from models.tables.facts import indicator_result, quantity
from models.tables.sources import report

# Reports whose quantities are in memory at a time: there may be millions of them in all.
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
    for first, last in _portions(connection, report_id):
        for table, rows in _made(connection, first, last).items():
            connection.execute(delete(table).where(table.c.report_id.between(first, last)))
            _insert(connection, table, rows)


def stale_digests(connection: Connection) -> dict[str, int]:
    """Of how many reports a short list says other than their rows, by the list's name.

    Lists of which nothing is wrong are not named.
    """
    wrong = Counter[str]()
    for first, last in _portions(connection, None):
        for table, rows in _made(connection, first, last).items():
            stored = select(table).where(table.c.report_id.between(first, last))
            held = {tuple(row) for row in connection.execute(stored)}
            wrong[table.name] += len({row[0] for row in held.symmetric_difference(rows)})
    return {name: count for name, count in wrong.items() if count}


def _portions(connection: Connection, report_id: int | None) -> list[tuple[int, int]]:
    """The first and the last number of reports that are looked at together."""
    if report_id is not None:
        return [(report_id, report_id)]
    keys = connection.scalars(select(report.c.id).order_by(report.c.id)).all()
    parts = (keys[at : at + REPORTS_AT_ONCE] for at in range(0, len(keys), REPORTS_AT_ONCE))
    return [(part[0], part[-1]) for part in parts]


def _made(connection: Connection, first: int, last: int) -> dict[Table, list[Row]]:
    """The rows of each list, of the reports from ``first`` to ``last``."""
    said = connection.execute(_SAID.where(_q.report_id.between(first, last)))
    made: dict[Table, list[Row]] = {table: [] for table in DIGESTS}
    for key, lists in _reports(said):
        for table, rows in zip(DIGESTS, lists, strict=True):
            made[table] += [(key, *row) for row in rows]
    aimed = _AIMED.where(indicator_result.c.report_id.between(first, last))
    lines = connection.execute(aimed)
    return made | {missed_target: [tuple(line[:2]) for line in lines if _misses(*line[2:])]}


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
