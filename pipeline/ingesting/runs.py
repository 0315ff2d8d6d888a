"""What changed between runs: quantities gained and lost, by metric and report, and findings."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from models.problem import Problem
from models.tables import finding, quantity, report, run, run_report
from pipeline.storing.bulk import bulk_insert

NAMELESS = ""
"""Stands for the metric of quantities whose meaning is unknown."""

EMPTY = 0
"""Stands for the time before the first run, when nothing was there."""

# SQLite takes so many parameters at once without complaint, whatever its build.
AT_ONCE = 500


class Contents(NamedTuple):
    """What a report held after a run.

    Attributes:
        quantities: how many, by metric code.
        findings: fingerprints.
    """

    quantities: Mapping[str, int]
    findings: frozenset[str]


NOTHING = Contents({}, frozenset())


class Gain(NamedTuple):
    """Quantities of one metric in one report, before and after; the two differ."""

    report_id: int
    metric_code: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a run holds that another did not, and the reverse.

    Attributes:
        gains: by report, then metric; negative ones are losses.
        new_findings, gone_findings: (report_id, fingerprint).
    """

    gains: tuple[Gain, ...] = ()
    new_findings: tuple[tuple[int, str], ...] = ()
    gone_findings: tuple[tuple[int, str], ...] = ()
    by_metric: Mapping[str, tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        gained, lost = Counter[str](), Counter[str]()
        for one in self.gains:
            gained[one.metric_code] += max(one.after - one.before, 0)
            lost[one.metric_code] += max(one.before - one.after, 0)
        totals = {code: (gained[code], lost[code]) for code in sorted(gained)}
        object.__setattr__(self, "by_metric", totals)

    @property
    def gained(self) -> int:
        """Quantities that are there now and were not."""
        return sum(gained for gained, _ in self.by_metric.values())

    @property
    def lost(self) -> int:
        """Quantities that were there and are no more."""
        return sum(lost for _, lost in self.by_metric.values())


def record_contents(connection: Connection, run_id: int) -> int:
    """Write down what each report holds now, where that is not what was last written down.

    Reports that an interrupted run has left are written down in the name of the next one.

    Returns:
        the number of reports that hold something else.
    """
    known = _contents(connection, run_id)
    latest = select(run_report.c.report_id, func.max(run_report.c.run_id))
    written = dict(connection.execute(latest.group_by(run_report.c.report_id)).all())
    findings = _findings(connection)
    rows = select(report.c.id, report.c.run_id, report.c.is_current).order_by(report.c.id)
    reports = connection.execute(rows).all()
    fresh = [
        r.id
        for r in reports
        if r.is_current and (r.run_id > written.get(r.id, EMPTY) or not known[r.id].quantities)
    ]
    counted = _quantities(connection, fresh)
    changed = {}
    for one in reports:
        before, now = known.get(one.id, NOTHING), NOTHING
        if one.is_current:
            counts = counted.get(one.id, before.quantities)
            now = Contents(counts, findings.get(one.id, frozenset()))
        if now != before:
            changed[one.id] = now
    columns = ("report_id", "run_id", "quantities", "findings")
    changes = [
        (key, run_id, json.dumps(now.quantities, sort_keys=True), json.dumps(sorted(now.findings)))
        for key, now in changed.items()
    ]
    bulk_insert(connection, run_report, columns, changes)
    return len(changed)


def _quantities(connection: Connection, reports: list[int]) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = {report_id: {} for report_id in reports}
    q = quantity.c
    for some in _portions(reports):
        rows = select(q.report_id, q.metric_code, func.count()).where(q.report_id.in_(some))
        for report_id, code, count in connection.execute(rows.group_by(q.report_id, q.metric_code)):
            counts[report_id][code or NAMELESS] = count
    return counts


def _findings(connection: Connection) -> dict[int, frozenset[str]]:
    listed: dict[int, set[str]] = {}
    rows = connection.execute(select(finding.c.report_id, finding.c.fingerprint))
    for report_id, mark in rows:
        listed.setdefault(report_id, set()).add(mark)
    return {report_id: frozenset(marks) for report_id, marks in listed.items()}


def _portions(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def _contents(
    connection: Connection, run_id: int, reports: Iterable[int] | None = None
) -> dict[int, Contents]:
    """What reports held after a run; all of them, or those given."""
    c = run_report.c
    latest = (
        select(c.report_id, func.max(c.run_id).label("run_id"))
        .where(c.run_id <= run_id)
        .group_by(c.report_id)
        .subquery()
    )
    rows = select(c.report_id, c.quantities, c.findings).join(
        latest, (c.report_id == latest.c.report_id) & (c.run_id == latest.c.run_id)
    )
    wanted = None if reports is None else set(reports)
    return {
        report_id: Contents(json.loads(counts), frozenset(json.loads(marks)))
        for report_id, counts, marks in connection.execute(rows)
        if wanted is None or report_id in wanted
    }


def difference(connection: Connection, before: int, after: int) -> Difference:
    """What changed from one run (or ``EMPTY``) to a later one; reversed if they are given so.

    Raises:
        Problem: there is no run of that number, or its records were removed.
    """
    for run_id in {before, after} - {EMPTY}:
        known = connection.execute(select(run.c.pruned_at).where(run.c.id == run_id)).first()
        if known is None:
            raise Problem(f"There is no run {run_id}. List them with: jixiao runs")
        if known.pruned_at is not None:
            kept = connection.scalar(select(func.min(run.c.id)).where(run.c.pruned_at.is_(None)))
            raise Problem(
                f"What run {run_id} left was removed by jixiao runs prune. "
                f"Run {kept} and those after it can be compared."
            )
    first, last = sorted((before, after))
    c = run_report.c
    between = select(c.report_id).where(c.run_id > first, c.run_id <= last).distinct()
    changed = sorted(connection.scalars(between))
    old = _contents(connection, before, changed) if changed else {}
    new = _contents(connection, after, changed) if changed else {}
    pairs = {r: (old.get(r, NOTHING), new.get(r, NOTHING)) for r in changed}
    return Difference(
        gains=tuple(gain for r, (a, b) in pairs.items() for gain in _gains(r, a, b)),
        new_findings=tuple(
            (r, m) for r, (a, b) in pairs.items() for m in sorted(b.findings - a.findings)
        ),
        gone_findings=tuple(
            (r, m) for r, (a, b) in pairs.items() for m in sorted(a.findings - b.findings)
        ),
    )


def _gains(report_id: int, old: Contents, new: Contents) -> Iterator[Gain]:
    for code in sorted(old.quantities.keys() | new.quantities.keys()):
        before, after = old.quantities.get(code, 0), new.quantities.get(code, 0)
        if before != after:
            yield Gain(report_id, code, before, after)


def previous_run(connection: Connection, run_id: int) -> int | None:
    """The run before this one, if there was any."""
    found: int | None = connection.scalar(select(func.max(run.c.id)).where(run.c.id < run_id))
    return found


def new_findings(connection: Connection, changes: Difference) -> Iterator[tuple[str, str, str]]:
    """File name, rule and message of new findings, as far as they are still there."""
    wanted = set(changes.new_findings)
    joined = select(finding, report.c.file_name).join(report, report.c.id == finding.c.report_id)
    ids = sorted({report_id for report_id, _ in wanted})
    for some in _portions(ids):
        rows = joined.where(finding.c.report_id.in_(some)).order_by(finding.c.id)
        for row in connection.execute(rows):
            if (row.report_id, row.fingerprint) in wanted:
                yield row.file_name, row.rule_id, row.message
