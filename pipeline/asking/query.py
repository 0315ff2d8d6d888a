"""Answers of the database: any SQL, on a connection that cannot write."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError

from models.database import open_to_read
from models.problem import Problem
from models.queries import named_query
from models.views import run_plain

# attempt to write a readonly database · cannot execute DELETE in a read-only transaction
_WRITES = re.compile("readonly database|read-only transaction")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a query as they come; to be read while its connection is open."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def sql_of(name_or_sql: str) -> str:
    """SQL as it is, or that of a named query: one word is a name.

    Raises:
        Problem: no query has that name.
    """
    if len(name_or_sql.split()) > 1:
        return name_or_sql
    return named_query(name_or_sql.strip()).sql


@contextmanager
def ask(name_or_sql: str, url: str | None = None) -> Iterator[Answer]:
    """The answer of a database to SQL or to a named query.

    >>> with ask("SELECT 1 AS eins", "data/db/nowhere.db") as answer:
    ...     list(answer.rows)
    Traceback (most recent call last):
    ...
    models.problem.Problem: There is no database at data/db/nowhere.db. Make one with: jixiao ingest

    Raises:
        Problem: no such database or named query, or SQL that the database cannot run.
    """
    sql = sql_of(name_or_sql)
    engine = open_to_read(url)
    try:
        with engine.connect() as connection:
            result = run_plain(connection, sql)
            if not result.returns_rows:
                raise Problem("The SQL gave no rows to show; queries begin with SELECT or WITH.")
            yield Answer(tuple(result.keys()), (tuple(row) for row in result))
    except DBAPIError as error:
        raise Problem(
            f"The database cannot run this query: {_reason(error)}. {_advice(error)}"
        ) from error
    finally:
        engine.dispose()


def _reason(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0].rstrip(".")


def _advice(error: DBAPIError) -> str:
    if _WRITES.search(_reason(error)):
        return "Queries only read; what is wrong is corrected in the workbench: jixiao serve"
    return "The views and their columns are listed by: jixiao query views"
