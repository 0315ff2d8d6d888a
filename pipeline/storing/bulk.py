"""Many rows in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

Row = Mapping[str, Any]


def bulk_insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns in the same order.

    The values go to the driver as they are, past SQLAlchemy's types, which cost as much as
    the insertion itself: enumerations must be given as strings and Decimals scaled.
    """
    if not rows:
        return
    names = tuple(rows[0])
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(names))
    # Names of tables and columns are our own; no word of it comes from outside.
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])
