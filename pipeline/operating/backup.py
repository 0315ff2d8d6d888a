"""A database into one file and back, while others go on using it.

The file is always an SQLite database, also where the database is on a PostgreSQL server: it
needs no programs of the server's own version, can be restored into either, and can be opened
and questioned like any other.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import func, select

from models.database import chosen_url, open_database, parse_url
from models.database_faults import told
from models.problem import Problem
from models.tables import report
from pipeline.ingesting.locking import run_lock
from pipeline.operating.copying import copy_database
from pipeline.operating.verify import verify


def backup(target: Path, url: str | None = None) -> int:
    """Write one moment of a database into a file, verified before it takes its name.

    Returns:
        The file's size in bytes.

    Raises:
        Problem: the database cannot be read, the file cannot be written, or what was written
            is not whole; a file that was there under that name is then still there.
    """
    address = parse_url(chosen_url(url))
    with _written_whole(target) as partial:
        if address.get_backend_name() == "sqlite":
            _copy_file(_existing(Path(address.database or "")), partial)
        else:
            copy_database(address.render_as_string(hide_password=False), _url(partial))
        _settle(partial)
        _insist_on_whole(partial)
    return target.stat().st_size


def restore(source: Path, url: str | None = None, *, replace: bool = False) -> int:
    """Put a backup in the place of a database; readers see the old one or the new one.

    Args:
        source: what ``backup`` wrote; it stays as it is.
        url: the database; made if there is none.
        replace: give up the reports it holds.

    Returns:
        Reports that it holds now, older versions included.

    Raises:
        Problem: the backup is missing or not whole, or the database holds reports already.
        Locked: a run is writing to it.
    """
    _existing(source)
    chosen = chosen_url(url)
    address = parse_url(chosen)
    with run_lock(chosen, "restore"):
        if not replace and _holds_reports(chosen):
            raise Problem(
                f"{address.render_as_string()} holds reports already. Back it up first, then "
                "give it up with --replace."
            )
        with _copy_to_look_at(source) as copy:
            _insist_on_whole(copy)
            if address.get_backend_name() == "sqlite":
                _copy_file(copy, Path(address.database or ""))
            else:
                copy_database(_url(copy), chosen, replace=True)
    return _reports(chosen)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise Problem(f"There is no file {path}. Check its name.")
    return path


def _url(path: Path) -> str:
    return f"sqlite:///{path.absolute()}"


def _copy_file(source: Path, target: Path) -> None:
    """One SQLite database over another, in one transaction."""
    address = f"file:{quote(str(source.absolute()))}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(address, uri=True)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.backup(written)
    except sqlite3.Error as error:
        if "not a database" in str(error):
            raise Problem(
                f"{source} is no database and no backup of one. Name a file that "
                "jixiao backup wrote."
            ) from error
        raise Problem(f"{source} could not be copied to {target}: {told(error)}") from error


def _settle(path: Path) -> None:
    """A single file on the disk, without a log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _insist_on_whole(path: Path) -> None:
    faults = [f"{check.name}: {check.fault}" for check in verify(_url(path)) if check.fault]
    if faults:
        raise Problem(f"The backup is not whole. Not so: {'; '.join(faults)}.")


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its name if the block ends well."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(partial)
        yield partial
        partial.replace(target)
    except OSError as error:
        raise Problem(
            f"{target} cannot be written: {error.strerror}. Name another file, or make room there."
        ) from error
    finally:
        with suppress(OSError):  # the folder itself may be at fault
            _remove(partial)


@contextmanager
def _copy_to_look_at(source: Path) -> Iterator[Path]:
    """A copy of a backup: one of an older version is brought up to date before it is read."""
    with TemporaryDirectory(prefix="jixiao-restore-") as folder:
        copy = Path(folder) / "copy.db"
        _copy_file(source, copy)
        yield copy


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", ".lock"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _holds_reports(url: str) -> bool:
    address = parse_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return False
    return _reports(url) > 0


def _reports(url: str) -> int:
    engine = open_database(url)
    with engine.connect() as connection:
        count: int = connection.scalar(select(func.count()).select_from(report)) or 0
    engine.dispose()
    return count
