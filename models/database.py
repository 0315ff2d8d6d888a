"""Opening the database: to write, made and brought up to date; to read, untouched.

A database is named by its URL (``sqlite:///data/db/jixiao.db``,
``postgresql://user@host/name``); a plain path means SQLite.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from models.database_faults import shown, told
from models.problem import Problem
from models.schema import is_up_to_date, upgrade

T = TypeVar("T")

# postgresql//host/name, postgres:host: meant as a URL, and no name of a file.
LIKE_A_URL = re.compile(r"(?:postgres\w*|sqlite)(?::|//)")

DEFAULT_URL = "sqlite:///data/db/jixiao.db"
URL_VARIABLE = "JIXIAO_DB"

# How long a writer waits for another to finish its transaction.
BUSY_MILLISECONDS = 30_000

# The log is copied into the database every so many pages of 4 KiB. SQLite's own 1,000 are a
# dozen reports; with more, pages that every report touches are copied once for many of them.
CHECKPOINT_PAGES = 8_000
CACHE_KIBIBYTES = 32 * 1024

# Who reads from PostgreSQL cannot write, and does not wait while an answer that takes a twentieth
# of a second is compiled for as long again.
READING_OPTIONS = "-c default_transaction_read_only=on -c jit=off"


def chosen_url(url: str | None = None) -> str:
    """``url``, or else what the environment variable ``JIXIAO_DB`` says, or else the default."""
    return url or os.environ.get(URL_VARIABLE) or DEFAULT_URL


def parse_url(url: str) -> URL:
    """The URL with its driver settled; a plain path becomes an SQLite URL.

    >>> parse_url("data/db/test.db").render_as_string()
    'sqlite:///data/db/test.db'
    >>> parse_url("postgresql://me@host/reports").drivername
    'postgresql+psycopg'

    Raises:
        Problem: it is no database's URL, or of a database that Jixiao does not know.
    """
    if "://" not in url and not LIKE_A_URL.match(url):
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Problem(
            f"{url} cannot be read as a database URL. "
            f"Write it like {DEFAULT_URL} or postgresql://user@host/name."
        ) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise Problem(f"Jixiao keeps its data in SQLite or PostgreSQL, not in {backend}.")
    return parsed


def open_database(url: str | None = None) -> Engine:
    """An engine to write with; the database is made, or brought up to date, when needed.

    Raises:
        Problem: it cannot be opened, is no database, or was made by a newer version.
    """
    parsed = parse_url(chosen_url(url))
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite_writer(parsed)
    else:
        engine = _postgresql(parsed)
    return _checked(engine, parsed, _bring_up_to_date)


def open_existing(url: str | None = None) -> Engine:
    """An engine to write with, of a database that is there: a misspelt name makes none.

    Raises:
        Problem: as ``open_to_read`` and ``open_database``.
    """
    open_to_read(url).dispose()
    return open_database(url)


def open_to_read(url: str | None = None) -> Engine:
    """An engine whose connections cannot change anything.

    An older database is brought up to date first.

    Raises:
        Problem: there is no such database, or it cannot be opened.
    """
    parsed = parse_url(chosen_url(url))
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        _insist_on_file(path)
        if not path.is_file():
            raise Problem(f"There is no database at {path}. Make one with: jixiao ingest")
        engine = _sqlite_reader(path)
    else:
        engine = _postgresql(parsed, READING_OPTIONS)
    if not _checked(engine, parsed, _is_up_to_date):
        open_database(url).dispose()
    return engine


def _bring_up_to_date(engine: Engine) -> Engine:
    if not _is_up_to_date(engine):
        with engine.begin() as connection:
            upgrade(connection)
    return engine


def _is_up_to_date(engine: Engine) -> bool:
    with engine.connect() as connection:
        return is_up_to_date(connection)


def _checked(engine: Engine, url: URL, use: Callable[[Engine], T]) -> T:
    """``use(engine)``, the driver's first complaint turned into a sentence for people."""
    try:
        return use(engine)
    except DatabaseError as error:
        engine.dispose()
        raise Problem(f"The database {shown(url)} cannot be used: {told(error.orig)}") from error


def _sqlite_writer(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise Problem("A database in memory is gone when the command ends; name a file.")
    path = Path(url.database)
    _insist_on_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"The folder {path.parent} cannot be made: {error.strerror}. "
            "Name another place with --db."
        ) from error
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_to_write)
    return engine


def _insist_on_file(path: Path) -> None:
    if path.is_dir():
        raise Problem(f"{path} is a folder. Name a file in it: --db {path / 'jixiao.db'}")


def _prepare_writer(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own transaction handling would begin too late and end at every DDL.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
        f"cache_size = -{CACHE_KIBIBYTES}",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_to_write(connection: Any) -> None:
    # IMMEDIATE: a transaction that first reads and then writes must not find, when it comes to
    # write, that another has written meanwhile.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _sqlite_reader(path: Path) -> Engine:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _postgresql(url: URL, options: str = "") -> Engine:
    try:
        return create_engine(url, connect_args={"options": options} if options else {})
    except (ImportError, NoSuchModuleError) as error:
        raise Problem(
            "PostgreSQL needs the driver psycopg. Install it with: pip install 'jixiao[postgresql]'"
        ) from error
