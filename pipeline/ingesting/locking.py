"""One writing run on a database at a time, whoever starts it and wherever.

SQLite: a file beside the database, locked by the operating system, so that the lock is gone the
moment its holder is, however it ended. PostgreSQL: an advisory lock of the server, held by a
connection of its own, which reaches over all machines.
"""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, create_engine, text
from sqlalchemy.exc import DatabaseError

from models.database import chosen_url, parse_url
from models.database_faults import shown, told
from models.problem import Problem
from pipeline.storing.clock import now

RUN_LOCK = 7_310_002
"""Any fixed number: the key of the lock on a PostgreSQL server; it counts within a database."""

# The holder writes its name a moment after it has taken the lock.
NAMED_WITHIN_SECONDS = 0.2


class Locked(Problem):
    """Another run holds the database."""


@contextmanager
def run_lock(url: str | None, command: str) -> Iterator[None]:
    """Hold the database for a run as long as the block lasts.

    Args:
        url: the database, as in ``models.database``.
        command: what others are told this run is, such as ``nightly``.

    Raises:
        Locked: another run holds it; the message says which one and since when.
        Problem: the lock cannot be taken at all.
    """
    parsed = parse_url(chosen_url(url))
    hold = _locked_file if parsed.get_backend_name() == "sqlite" else _advisory_lock
    with hold(parsed, command):
        yield


@contextmanager
def _locked_file(url: URL, command: str) -> Iterator[None]:
    database = Path(url.database or "")
    path = database.with_name(database.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise Problem(
            f"The lock {path} cannot be opened: {error.strerror}. A run needs to write in the "
            "folder of its database; name another one with --db."
        ) from error
    try:
        _take(file, database)
        with suppress(OSError):  # a full disk: the lock holds without a name
            os.ftruncate(file, 0)
            os.write(file, json.dumps(_holder(command)).encode())
        yield
    finally:
        os.close(file)  # and with it the lock; the file stays, or two could hold two of them


def _take(file: int, database: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Locked(_refusal(str(database), _named(file))) from None
    except OSError as error:
        raise Problem(f"{database} lies where files cannot be locked: {error.strerror}.") from error


def _named(file: int) -> dict[str, Any]:
    deadline = time.monotonic() + NAMED_WITHIN_SECONDS
    while True:
        try:
            named = json.loads(os.pread(file, 4096, 0))
        except ValueError:
            if time.monotonic() > deadline:
                return {}
            time.sleep(0.01)
        else:
            return named if isinstance(named, dict) else {}


def _holder(command: str) -> dict[str, Any]:
    return {"command": command, "pid": os.getpid(), "host": socket.gethostname(), "since": now()}


def _refusal(database: str, holder: dict[str, Any]) -> str:
    if not holder:
        who = "another run"
    else:
        who = "jixiao {command} (process {pid} on {host}, since {since})".format(**holder)
    return f"{database} is in use by {who}. Wait until it has ended, and run again."


@contextmanager
def _advisory_lock(url: URL, command: str) -> Iterator[None]:
    holder = _holder(command)
    # PostgreSQL cuts names at 63 bytes; the host comes last.
    name = "jixiao {command} {pid} {since} {host}".format(**holder)
    arguments = {"application_name": name.encode()[:63].decode("utf-8", "ignore")}
    engine = create_engine(
        url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=arguments
    )
    try:
        connection = engine.connect()
    except DatabaseError as error:
        raise Problem(f"The database {shown(url)} cannot be reached: {told(error.orig)}") from error
    with connection:
        taken = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUN_LOCK})
        if not taken:
            raise Locked(_refusal(shown(url), _server_side_holder(connection)))
        yield


def _server_side_holder(connection: Connection) -> dict[str, Any]:
    name = connection.scalar(
        text(
            "SELECT a.application_name FROM pg_locks AS l"
            " JOIN pg_stat_activity AS a ON a.pid = l.pid"
            " JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :key"
        ),
        {"key": RUN_LOCK},
    )
    words = (name or "").split(" ")
    if len(words) != 5 or words[0] != "jixiao":
        return {}
    return dict(zip(("command", "pid", "since", "host"), words[1:], strict=True))
