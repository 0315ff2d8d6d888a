"""Many rows in one statement."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

Values = tuple[Any, ...]
"""What one row holds, in the order of the columns named beside it."""


def bulk_insert(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: list[Values]
) -> None:
    """Insert rows, each with a value for each of the columns.

    The values go to the driver as they are, past SQLAlchemy's types, which cost as much as
    the insertion itself: enumerations must be given as strings and Decimals scaled.
    """
    if rows:
        statement = _statement(table.name, columns, connection.dialect.name)
        connection.exec_driver_sql(statement, rows)


@cache
def _statement(table: str, columns: tuple[str, ...], dialect: str) -> str:
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(columns))
    # Names of tables and columns are our own; no word of it comes from outside.
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
