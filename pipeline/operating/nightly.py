"""A scheduled run: what is new goes in, and what the night did is written down for the morning."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from platformdirs import user_log_path
from sqlalchemy import insert

from models.database import open_database
from models.problem import Problem
from models.tables import run_record
from pipeline.ingesting.executors import ALL_CORES, Executor
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.locking import run_lock
from pipeline.operating.notices import Notices, send
from pipeline.operating.run_record import closing_line, make_record
from pipeline.operating.upkeep import Upkeep, look_after
from pipeline.storing.clock import now

LOG_NAME = "nightly.log"
RECORD_NAME = "nightly.json"
LOG_BYTES, LOG_FILES = 1_000_000, 10
"""The log is begun anew at this size; so many of its predecessors are kept."""


@dataclass(frozen=True, slots=True)
class Night:
    """What a night did.

    Attributes:
        line: for a person: what was read, what changed, what was refused.
        record: for a machine; stored in ``run_record`` and in ``nightly.json``.
    """

    line: str
    record: Mapping[str, Any]

    @property
    def exit_code(self) -> int:
        """0 if every file was read, 1 if some were refused."""
        return int(self.record["exit_code"])


def default_log_folder() -> Path:
    """Where the user's programs keep their logs."""
    return user_log_path("jixiao")


def nightly(
    paths: Iterable[Path],
    url: str | None = None,
    *,
    logs: Path | None = None,
    executor: Executor = ALL_CORES,
    notices: Notices | None = None,
    upkeep: Upkeep | None = None,
) -> Night:
    """One scheduled run, alone on its database.

    Args:
        paths: files and folders.
        url: the database; default as in ``models.database``.
        logs: folder of log and record, default ``default_log_folder()``.
        executor: who reads; default a process a core.
        notices: what is sent afterwards, also after a night that failed.
        upkeep: what is backed up and removed once the reports are stored; default nothing.

    Raises:
        Locked: another run holds the database.
        Problem: the run itself failed; it is logged, and told of where that is asked for.
    """
    folder = default_log_folder() if logs is None else logs
    asked = notices or Notices()
    with _log(folder) as log:
        try:
            with run_lock(url, "nightly"):
                night = _run(list(paths), url, executor, upkeep or Upkeep())
        except Exception as error:
            night = _failure(error)
            # A Problem has said what is to be done; of a fault of ours one needs the place.
            log.error("%s", night.line, exc_info=not isinstance(error, Problem))
            _leave(folder, night, asked, log)
            raise
        log.info("%s", night.line)
        _leave(folder, night, asked, log)
    return night


def _run(paths: list[Path], url: str | None, executor: Executor, upkeep: Upkeep) -> Night:
    started = now()
    summary = ingest(paths, url, executor=executor)
    engine = open_database(url)
    try:
        with engine.begin() as connection:
            record = {"started": started, **make_record(connection, summary)}
            connection.execute(
                insert(run_record).values(run_id=summary.run_id, record=_json(record))
            )
        look_after(engine, url, upkeep)
    finally:
        engine.dispose()
    return Night(closing_line(record), record)


def _failure(error: Exception) -> Night:
    what = str(error) if isinstance(error, Problem) else f"{type(error).__name__}: {error}"
    record = {"run": None, "ended": now(), "exit_code": 2, "error": what}
    return Night(f"The run failed. {what}", record)


def _leave(folder: Path, night: Night, notices: Notices, log: logging.Logger) -> None:
    """The record beside the log, whole at every moment; then the notices."""
    partial = folder / f".{RECORD_NAME}.partial"
    try:
        partial.write_text(_json(night.record) + "\n", encoding="utf-8")
        partial.replace(folder / RECORD_NAME)
    except OSError as error:
        log.warning("The record was not written: %s", error)
    for complaint in send(notices, night.line, night.record):
        log.warning("%s", complaint)


@contextmanager
def _log(folder: Path) -> Iterator[logging.Logger]:
    """The rotating log in a folder, which is made where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / LOG_NAME
        handler = RotatingFileHandler(path, "a", LOG_BYTES, LOG_FILES, encoding="utf-8")
    except OSError as error:
        raise Problem(
            f"The log in {folder} cannot be written: {error.strerror}. "
            "Name another folder with --logs."
        ) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("jixiao.nightly")
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield log
    finally:
        log.removeHandler(handler)
        handler.close()


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)
