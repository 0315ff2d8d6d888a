"""Findings as rows, and how a review finds its finding again after a re-reading."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from models.finding import Finding
from models.tables import finding, finding_quantity
from pipeline.storing.bulk import bulk_insert
from pipeline.storing.rows import row_id


def fingerprint(one: Finding) -> str:
    """What makes a finding the same finding when its report is read again.

    Its rule and its evidence; not its place, which moves when a reader improves, and not
    its wording, which people may edit.
    """
    parts = (one.rule_id, one.evidence or one.message, one.stated, one.expected)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def store_findings(connection: Connection, report_id: int, found: Sequence[Finding]) -> None:
    """Add findings to a stored report; their observations are the report's own.

    To replace the findings of some rules (as an audit across reports does), delete those
    rows of ``finding`` first: what people said of them is kept and found again.
    """
    there = select(finding.c.id, finding.c.fingerprint).where(finding.c.report_id == report_id)
    rows = connection.execute(there).all()
    first = max((row.id for row in rows), default=row_id(report_id, -1)) - row_id(report_id, -1)
    insert_findings(connection, report_id, found, first, Counter(row[1] for row in rows))


def insert_findings(
    connection: Connection,
    report_id: int,
    found: Sequence[Finding],
    first: int,
    seen: Counter[str],
) -> None:
    """Insert findings behind ``first`` others, whose fingerprints are ``seen``."""
    rows: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    for index, one in enumerate(found, first):
        base = fingerprint(one)
        # The same finding twice: told apart by its number, that each can have its review.
        mark = f"{base}-{seen[base]}" if seen[base] else base
        rows.append(_row(report_id, index, one, mark))
        links += _links(report_id, index, one)
        seen[base] += 1
    bulk_insert(connection, finding, rows)
    bulk_insert(connection, finding_quantity, links)


def _row(report_id: int, index: int, one: Finding, mark: str) -> dict[str, Any]:
    return {
        "id": row_id(report_id, index),
        "report_id": report_id,
        "fingerprint": mark,
        "rule_id": one.rule_id,
        "verdict": one.verdict.value,
        "severity": one.severity.value,
        "message": one.message,
        "stated": one.stated,
        "expected": one.expected,
        "tolerance": one.tolerance,
        "char_start": None if one.span is None else one.span.start,
        "char_end": None if one.span is None else one.span.end,
        "other_report_id": one.other_report_id,
    }


def _links(report_id: int, index: int, one: Finding) -> list[dict[str, Any]]:
    return [
        {
            "finding_id": row_id(report_id, index),
            "ordinal": ordinal,
            "quantity_id": row_id(report_id, observation),
        }
        for ordinal, observation in enumerate(dict.fromkeys(one.observations))
    ]
