"""A run: files and folders in, a database one can question out.

Idempotent: what is in the database already, read by the same version of Jixiao, is not read
again. Reports are written some at a time, each time in one transaction; a run that is killed
leaves whole reports, and the next run reads the rest.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from models.database import open_database
from models.database_faults import shown, told
from models.problem import Problem
from models.statistics import count_anew
from models.tables import RunStatus, report, run
from pipeline.audit.history import audit_across
from pipeline.ingesting.executors import ALL_CORES, Executor
from pipeline.ingesting.ledger import Ledger
from pipeline.ingesting.running import Progress, Run
from pipeline.ingesting.runs import record_contents
from pipeline.ingesting.summary import RunSummary
from pipeline.ingesting.usage import collector_paused
from pipeline.ingesting.versions import extractor_version
from pipeline.lists.own_files import check_own_files
from pipeline.storing.catalogue_names import store_metric_names
from pipeline.storing.clock import now
from pipeline.storing.registry_rows import store_registry


def ingest(
    paths: Iterable[str | Path],
    url: str | None = None,
    *,
    executor: Executor = ALL_CORES,
    progress: Progress | None = None,
) -> RunSummary:
    """Read files and folders into a database.

    Args:
        paths: files and folders; folders are walked, in order of names.
        url: the database; default as in ``models.database``.
        executor: who reads; default a process a core, ``Processes(0)`` is this one alone.
        progress: told after every file that was read.

    Raises:
        Problem: a user's own catalogue, rule or reader has a mistake; the database cannot be
            opened, or fails during the run. Files never stop a run: see ``RunSummary.refused``.
    """
    start = time.perf_counter()
    check_own_files()
    engine = open_database(url)
    try:
        run_id = _begin(engine)
        try:
            summary = _run(engine, run_id, [Path(p) for p in paths], executor, progress)
            summary.seconds = time.perf_counter() - start
            _end(engine, run_id, RunStatus.FINISHED, summary)
        except BaseException:
            with suppress(DatabaseError):
                _end(engine, run_id, RunStatus.FAILED, None)
            raise
    except OperationalError as error:
        raise Problem(
            f"The database {shown(engine.url)} failed: {told(error.orig)} "
            "What was stored before is whole."
        ) from error
    finally:
        engine.dispose()
    return summary


def _run(
    engine: Engine, run_id: int, paths: list[Path], executor: Executor, progress: Progress | None
) -> RunSummary:
    summary = RunSummary(run_id, engine.url.render_as_string(hide_password=True))
    with summary.stage("scan"), collector_paused():
        with engine.begin() as connection:
            store_metric_names(connection)
            store_registry(connection)
            ledger = Ledger.load(connection, run_id, extractor_version())
        work = Run(engine, ledger, summary)
        work.plan(paths)
    with summary.stage("read"):
        if work.pending:
            with executor.reading() as read_all:
                work.read(read_all, progress)
        work.settle_copies()
    summary.changed = ledger.changed or _was_interrupted(engine, run_id)
    if summary.changed:
        with summary.stage("audit"):
            summary.findings_between = audit_across(engine)
        with summary.stage("record"), engine.begin() as connection:
            record_contents(connection, run_id)
        with summary.stage("statistics"):
            refresh_statistics(engine)
    with engine.connect() as connection:
        current = select(func.count()).select_from(report).where(report.c.is_current)
        summary.reports = connection.scalar(current) or 0
    return summary


def refresh_statistics(engine: Engine) -> None:
    """Let the database count anew what it plans its queries by."""
    with engine.begin() as connection:
        count_anew(connection)


def _was_interrupted(engine: Engine, run_id: int) -> bool:
    """Whether the run before this one may have left its reports without the last step."""
    with engine.connect() as connection:
        before = select(run.c.status).where(run.c.id < run_id).order_by(run.c.id.desc())
        return connection.scalar(before.limit(1)) not in (None, RunStatus.FINISHED.value)


def _begin(engine: Engine) -> int:
    with engine.begin() as connection:
        run_id: int = 1 + (connection.scalar(select(func.max(run.c.id))) or 0)
        connection.execute(
            insert(run).values(
                id=run_id,
                started_at=now(),
                status=RunStatus.RUNNING.value,
                extractor_version=extractor_version(),
            )
        )
    return run_id


def _end(engine: Engine, run_id: int, status: RunStatus, summary: RunSummary | None) -> None:
    values: dict[str, object] = {"status": status.value, "finished_at": now()}
    if summary is not None:
        values |= {
            "seen": summary.seen,
            "read": summary.read,
            "unchanged": summary.unchanged,
            "refused": len(summary.refused),
            "vanished": len(summary.vanished),
        }
    with engine.begin() as connection:
        connection.execute(update(run).where(run.c.id == run_id).values(values))
