"""A whole database, row by row, into another of either kind, and the proof that nothing is lost.

The index of words is not copied: each kind has its own, made anew from the texts.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.exc import DatabaseError

from models.database import open_database, open_to_read, parse_url
from models.problem import Problem
from models.search_index import add_to_index, remove_from_index
from models.tables import metadata, report_content, run, schema_state

AT_ONCE = 500
"""Rows in memory at a time: some of them hold the whole text of a report."""

TABLES = tuple(table for table in metadata.sorted_tables if table is not schema_state)
"""Every table after those it refers to. The state of the schema is each database's own."""


def copy_database(source: str, target: str, *, replace: bool = False) -> dict[str, int]:
    """Copy all tables, then compare both databases row by row; all of it or nothing.

    Args:
        source: URL of the database to copy, of which one moment is copied, whatever is
            written to it meanwhile.
        target: URL of an empty database, which is made if there is none.
        replace: empty the target first.

    Returns:
        Rows copied, by table.

    Raises:
        Problem: the target holds something already, either database cannot be used, or a row
            came out otherwise than it went in.
    """
    if parse_url(source) == parse_url(target):
        raise Problem("A database cannot be copied into itself; name another one with --to.")
    reader, writer = open_to_read(source), open_database(target)
    try:
        with snapshot(reader.connect()) as here, writer.begin() as there:
            _make_room(there, replace)
            copied = {table.name: _copy(here, there, table) for table in TABLES}
            for table in TABLES:
                _compare(here, there, table)
    except DatabaseError as error:
        raise Problem(f"The databases could not be copied: {error.orig}.") from error
    finally:
        reader.dispose()
        writer.dispose()
    return copied


@contextmanager
def snapshot(connection: Connection) -> Iterator[Connection]:
    """The connection, seeing one moment of the database as long as the block lasts."""
    with connection:
        if connection.dialect.name == "sqlite":
            # The driver itself begins a transaction only when something is written.
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _make_room(target: Connection, replace: bool) -> None:
    if not replace and target.scalar(select(func.count()).select_from(run)):
        raise Problem(
            "The target holds runs and reports already. Name an empty database, or lose what "
            "it holds with --replace."
        )
    for report_id in target.scalars(select(report_content.c.report_id)).all():
        remove_from_index(target, report_id)
    for table in reversed(TABLES):
        for name in _own_references(table):
            target.execute(update(table).values({name: None}))
        target.execute(table.delete())


def _copy(source: Connection, target: Connection, table: Table) -> int:
    """Rows that refer to later rows of their own table learn of them once all are there."""
    later = _own_references(table)
    references: list[dict[str, Any]] = []
    count = 0
    rows = _rows(source, table)
    while batch := [dict(row._mapping) for row in islice(rows, AT_ONCE)]:
        for row in batch:
            if any(row[name] is not None for name in later):
                references.append({"row_key": row["id"], **{name: row[name] for name in later}})
                row.update(dict.fromkeys(later))
        target.execute(table.insert(), batch)
        if table is report_content:
            for row in batch:
                add_to_index(target, row["report_id"], row["text"])
        count += len(batch)
    if references:
        changed = update(table).where(table.c.id == bindparam("row_key"))
        target.execute(changed.values({name: bindparam(name) for name in later}), references)
    return count


def _own_references(table: Table) -> tuple[str, ...]:
    return tuple(
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is table
    )


def _rows(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    statement = in_order(connection, table)
    result = connection.execution_options(yield_per=AT_ONCE).execute(statement)
    yield from result


def in_order(connection: Connection, table: Table) -> Select[Any]:
    """All rows of a table by its key, in the same order in every database."""
    return select(table).order_by(*_order(connection, table.primary_key.columns.values()))


def _order(
    connection: Connection, columns: Sequence[ColumnElement[Any]]
) -> Iterator[ColumnElement[Any]]:
    for column in columns:
        # SQLite compares bytes; a server may have the order of some language.
        plain = connection.dialect.name == "sqlite" or not isinstance(column.type, Text)
        yield column if plain else column.collate("C")


def _compare(source: Connection, target: Connection, table: Table) -> None:
    for mine, theirs in zip_longest(_rows(source, table), _rows(target, table)):
        if mine != theirs:
            shown = mine if mine is not None else theirs
            raise Problem(
                f"A row of {table.name} came out otherwise than it went in: {shown}. "
                "Nothing was written. This is a fault of Jixiao; please report it."
            )
