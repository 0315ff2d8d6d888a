"""Questions in SQL from people who may only read: one statement, in five seconds, nothing changed.

On SQLite an authorizer allows reading and nothing else; on PostgreSQL the statement is declared
as a cursor, which only queries can be, in a transaction that can only read and is taken back.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

SECONDS = 5.0
SHOWN_ROWS = 1_000
SAVED_ROWS = 100_000
MAX_SQL = 20_000

# What a query may do. Full-text tables look at data_version while they are read.
ALLOWED = frozenset(
    (
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    )
)
ALLOWED_PRAGMA = "data_version"

# One value, and one LIKE pattern, must not be so large that the clock is not looked at.
LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 20_000_000),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
)
STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock."""


class RefusedQueryError(Exception):
    """The database refuses the statement; the message says why, in the database's words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows of an answer; ``is_cut`` if there are more than were asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool
    seconds: float


def answer(reader: Engine, sql: str, rows: int = SHOWN_ROWS, seconds: float = SECONDS) -> Answered:
    """The answer to one statement.

    Args:
        reader: an engine of ``models.database.open_to_read``.
        sql: one query.
        rows: how many rows to take at most.
        seconds: how long it may take.

    Raises:
        RefusedQueryError: it is no query, is mistaken, would change something, or takes too long.
    """
    if not sql.strip():
        raise RefusedQueryError("没有内容。")
    if len(sql) > MAX_SQL or "\0" in sql:
        raise RefusedQueryError(f"查询最长 {MAX_SQL} 个字符。")
    ask = _ask_sqlite if reader.dialect.name == "sqlite" else _ask_postgresql
    start = time.perf_counter()
    with closing(reader.raw_connection()) as connection:
        driver = connection.driver_connection
        try:
            columns, found = ask(driver, sql.strip().rstrip(";"), rows + 1, seconds)
        except (sqlite3.Error, sqlite3.Warning, DBAPIError) as error:
            raise RefusedQueryError(_reason(error, seconds)) from error
        finally:
            connection.rollback()
    taken = time.perf_counter() - start
    return Answered(columns, found[:rows], len(found) > rows, taken)


Asked = tuple[tuple[str, ...], list[tuple[Any, ...]]]


def _ask_sqlite(connection: Any, sql: str, rows: int, seconds: float) -> Asked:
    before = [(limit, connection.setlimit(limit, value)) for limit, value in LIMITS]
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(_clock(seconds), STEPS)
    try:
        cursor = connection.execute(sql)
        if cursor.description is None:
            raise RefusedQueryError("只能查询，请以 SELECT 或 WITH 开头。")
        return tuple(column[0] for column in cursor.description), cursor.fetchmany(rows)
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
        for limit, value in before:
            connection.setlimit(limit, value)


def _authorize(action: int, name: str | None, *_: str | None) -> int:
    is_harmless = action == sqlite3.SQLITE_PRAGMA and name == ALLOWED_PRAGMA
    return sqlite3.SQLITE_OK if action in ALLOWED or is_harmless else sqlite3.SQLITE_DENY


def _clock(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _ask_postgresql(connection: Any, sql: str, rows: int, seconds: float) -> Asked:
    import psycopg

    milliseconds = round(seconds * 1000)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}")
            # Prepared, for only then does the server take a single statement and no more.
            cursor.execute(f"DECLARE answer NO SCROLL CURSOR FOR {sql}", prepare=True)
            cursor.execute(f"FETCH {rows} FROM answer")
            return tuple(column.name for column in cursor.description), cursor.fetchall()
    except psycopg.Error as error:
        raise RefusedQueryError(_reason(error, seconds)) from error


def _reason(error: Exception, seconds: float) -> str:
    words = (str(error).splitlines() or [""])[0]
    if "interrupted" in words or "statement timeout" in words:
        return f"查询超过 {seconds:g} 秒，已停止。请加条件或 LIMIT。"
    if "not authorized" in words or "prohibited" in words:
        return "只能查询，不能改动数据库，也不能执行 PRAGMA、ATTACH 等语句。"
    if "one statement" in words or "multiple commands" in words:
        return "一次只能执行一条语句。"
    return f"数据库无法执行：{words}"
