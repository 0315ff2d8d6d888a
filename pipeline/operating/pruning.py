"""Old records of runs removed by a rule, so that the database does not grow by them for ever.

The runs themselves, a line each, stay in the list. What goes is what they left: the files each
looked at, the record for machines, and what reports held after it, as far as no later run is
compared with that.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from models.database import open_database, open_to_read
from models.tables import run, run_file, run_record, run_report
from pipeline.ingesting.locking import run_lock
from pipeline.operating.retention import Retention
from pipeline.storing.clock import now


class Pruned(NamedTuple):
    """How many runs lost their records, and how many rows that were."""

    runs: int
    rows: int


def prune(keep: Retention, url: str | None = None) -> Pruned:
    """Remove the records of runs that need not be kept.

    Args:
        keep: which runs can still be compared afterwards.
        url: the database; default as in ``models.database``.

    Raises:
        Locked: a run is writing to it.
        Problem: there is none, or it cannot be opened.
    """
    open_to_read(url).dispose()
    engine = open_database(url)
    try:
        with run_lock(url, "prune"), engine.begin() as connection:
            return prune_runs(connection, keep)
    finally:
        engine.dispose()


def prune_runs(connection: Connection, keep: Retention) -> Pruned:
    """The same within a transaction of a run that holds the database."""
    rows = connection.execute(select(run.c.id, run.c.started_at))
    moments = {run_id: datetime.fromisoformat(started) for run_id, started in rows}
    expired = keep.expired(moments, datetime.now(UTC))
    if not expired:
        return Pruned(0, 0)
    # The runs that are kept are the last ones, whatever the clocks of the others said.
    first_kept = min(moments.keys() - set(expired))
    removed = 0
    for table in (run_file, run_record):
        removed += connection.execute(delete(table).where(table.c.run_id < first_kept)).rowcount
    removed += _forget_contents(connection, first_kept)
    old = (run.c.id < first_kept) & run.c.pruned_at.is_(None)
    marked = connection.execute(update(run).where(old).values(pruned_at=now()))
    return Pruned(marked.rowcount, removed)


def _forget_contents(connection: Connection, first_kept: int) -> int:
    """Remove what reports held, but for what they still held after the first run that is kept."""
    later = run_report.alias("later")
    latest = (
        select(func.max(later.c.run_id))
        .where(later.c.report_id == run_report.c.report_id, later.c.run_id <= first_kept)
        .scalar_subquery()
    )
    return connection.execute(delete(run_report).where(run_report.c.run_id < latest)).rowcount
