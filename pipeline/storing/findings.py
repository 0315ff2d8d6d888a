"""Findings as rows, and how a review finds its finding again after a re-reading."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from models.finding import Finding, RuleOutcome
from models.tables import ROWS_PER_REPORT, finding
from pipeline.storing.bulk import Values
from pipeline.storing.rows import outcome_rows
from pipeline.storing.shapes import FINDING, FINDING_QUANTITY, OUTCOME

REPLACING = 7_310_003
"""Any fixed number, of no other lock: the key of the lock on a PostgreSQL server."""


def fingerprint(one: Finding) -> str:
    """What makes a finding the same finding when its report is read again.

    Its rule and its evidence; not its place, which moves when a reader improves, and not
    its wording, which people may edit.
    """
    parts = (one.rule_id, one.evidence or one.message, one.stated, one.expected)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def replace_findings_alone(connection: Connection) -> None:
    """Wait until nobody else replaces findings of stored reports, and keep others waiting.

    A correction and an audit across reports both delete findings and number new ones behind
    those they see. Call it before anything else in the transaction, with which it ends: who
    waits holds nothing that the other needs. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": REPLACING})


def store_findings(connection: Connection, report_id: int, found: Sequence[Finding]) -> None:
    """Add findings to a stored report; their observations are the report's own.

    To replace the findings of some rules (as an audit across reports does), delete those
    rows of ``finding`` first: what people said of them is kept and found again.
    """
    there = select(finding.c.id, finding.c.fingerprint).where(finding.c.report_id == report_id)
    rows = connection.execute(there).all()
    base = report_id * ROWS_PER_REPORT
    last = max((row.id for row in rows), default=base) - base
    seen = Counter(row.fingerprint for row in rows)
    FINDING.insert(connection, report_id, finding_rows(found, last, seen))
    FINDING_QUANTITY.insert(connection, report_id, link_rows(found, last))


def store_outcomes(connection: Connection, report_id: int, outcomes: Sequence[RuleOutcome]) -> None:
    """Add what became of each rule on a stored report."""
    OUTCOME.insert(connection, report_id, outcome_rows(outcomes))


def finding_rows(
    found: Sequence[Finding], last: int = 0, seen: Counter[str] | None = None
) -> Iterator[Values]:
    """Rows of the table ``finding``, behind ``last`` others whose fingerprints are ``seen``."""
    seen = Counter() if seen is None else seen
    for number, one in enumerate(found, last + 1):
        base = fingerprint(one)
        # The same finding twice: told apart by its number, that each can have its review.
        mark = f"{base}-{seen[base]}" if seen[base] else base
        seen[base] += 1
        yield (
            number,
            mark,
            one.rule_id,
            one.verdict.value,
            one.severity.value,
            one.message,
            one.stated,
            one.expected,
            one.tolerance,
            *(one.span or (None, None)),
            one.other_report_id,
        )


def link_rows(found: Sequence[Finding], last: int = 0) -> Iterator[Values]:
    """Rows of the table ``finding_quantity`` for the same findings."""
    for number, one in enumerate(found, last + 1):
        for ordinal, observation in enumerate(dict.fromkeys(one.observations)):
            yield number, observation + 1, ordinal
