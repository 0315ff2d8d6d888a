"""The record of a run: as a machine reads it, and as one line for a person."""

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from models.tables import run_file
from pipeline.ingesting.runs import EMPTY, Difference, difference, previous_run
from pipeline.ingesting.summary import RunSummary
from pipeline.ingesting.usage import peak_memory
from pipeline.ingesting.versions import extractor_version
from pipeline.storing.clock import now

SLOWEST = 5
NAMED = 3
"""Slowest files in the record, and refused files in the closing line."""


def make_record(connection: Connection, summary: RunSummary) -> dict[str, Any]:
    """A finished run as a machine reads it. Seconds, bytes, and counts."""
    before = previous_run(connection, summary.run_id)
    changes = Difference()
    if summary.changed:
        changes = difference(connection, before or EMPTY, summary.run_id)
    return {
        "run": summary.run_id,
        "previous_run": before,
        "database": summary.database,
        "ended": now(),
        "exit_code": summary.exit_code,
        "files": {
            "seen": summary.seen,
            "read": summary.read,
            "unchanged": summary.unchanged,
            "refused": len(summary.refused),
            "vanished": len(summary.vanished),
        },
        "reports": summary.reports,
        "refused": [
            {"path": r.path, "reason": r.reason.value, "message": r.message}
            for r in summary.refused
        ],
        "vanished": summary.vanished,
        "quantities": {
            code: {"gained": gained, "lost": lost}
            for code, (gained, lost) in changes.by_metric.items()
        },
        "findings": {"new": len(changes.new_findings), "gone": len(changes.gone_findings)},
        "seconds": round(summary.seconds, 3),
        "stages": {name: round(spent, 3) for name, spent in summary.stages.items()},
        "slowest": slowest(connection, summary.run_id),
        "peak_memory": peak_memory(),
        "worker_memory": summary.worker_memory,
        "versions": {"jixiao": extractor_version(), "python": platform.python_version()},
    }


def slowest(connection: Connection, run_id: int) -> list[dict[str, Any]]:
    """The files that took the run longest to read."""
    c = run_file.c
    rows = select(c.path, c.milliseconds).where(c.run_id == run_id, c.milliseconds > 0)
    ordered = rows.order_by(c.milliseconds.desc(), c.path).limit(SLOWEST)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def closing_line(record: Mapping[str, Any]) -> str:
    """The night in one line.

    >>> closing_line({
    ...     "run": 7, "seconds": 41.2, "peak_memory": 310_000_000, "reports": 815,
    ...     "files": {"read": 3, "unchanged": 811, "refused": 1, "vanished": 0},
    ...     "quantities": {"budget_initial": {"gained": 4, "lost": 1}},
    ...     "findings": {"new": 2, "gone": 0},
    ...     "refused": [{"path": "/in/a.doc", "reason": "encrypted"}],
    ... })
    'Run 7: 3 read, 811 unchanged, 1 refused (a.doc: encrypted), 0 vanished. 815 reports; \
quantities +4 −1, findings +2 −0. 41.2 s, 310 MB.'
    """
    files, quantities = record["files"], record["quantities"].values()
    gained, lost = (sum(one[way] for one in quantities) for way in ("gained", "lost"))
    names = [f"{Path(r['path']).name}: {r['reason']}" for r in record["refused"]]
    more = [f"and {len(names) - NAMED} more"] if len(names) > NAMED else []
    refused = f" ({', '.join(names[:NAMED] + more)})" if names else ""
    return (
        f"Run {record['run']}: {files['read']} read, {files['unchanged']} unchanged, "
        f"{files['refused']} refused{refused}, {files['vanished']} vanished. "
        f"{record['reports']} reports; quantities +{gained} −{lost}, "
        f"findings +{record['findings']['new']} −{record['findings']['gone']}. "
        f"{record['seconds']:.1f} s, {record['peak_memory'] / 1e6:.0f} MB."
    )
