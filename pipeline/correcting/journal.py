"""The journal of corrections: rows are added, nothing is ever changed or taken out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from models.problem import Problem
from models.tables import CorrectedField, correction, report, report_content
from pipeline.correcting.applying import apply_corrections, reverted_of
from pipeline.correcting.places import Anchor
from pipeline.storing.again import audit_again, audit_years_again
from pipeline.storing.findings import replace_findings_alone


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to be corrected.

    Attributes:
        old, new: as text: numbers plain and in the basic unit (元, %), codes as in the views;
            None for nothing.
    """

    field: CorrectedField
    old: str | None
    new: str | None


def record(
    connection: Connection,
    report_id: int,
    changes: Iterable[Change],
    *,
    place: Anchor | None,
    author: str,
    reason: str,
) -> list[int]:
    """Write corrections down, apply them and audit the report again.

    Args:
        connection: in a transaction of the caller's.
        report_id: the report they are about.
        changes: those that change nothing are left out.
        place: of the quantity; None for the report as a whole.
        author: who corrects.
        reason: why, in the person's words.

    Returns:
        Numbers of the corrections.

    Raises:
        LookupError: there is no such report.
        Problem: no reason is given.
    """
    rows = [_row(change, place) for change in changes if change.old != change.new]
    return _append(connection, report_id, rows, author, reason)


def _row(change: Change, place: Anchor | None) -> dict[str, Any]:
    return {
        "field": change.field.value,
        "old_value": change.old,
        "new_value": change.new,
        "printed": place and place.printed,
        "occurrence": place and place.occurrence,
        "text_before": place and place.before,
        "text_after": place and place.after,
        "reverts": None,
    }


def revert(connection: Connection, correction_id: int, *, author: str, reason: str) -> list[int]:
    """Take a correction back, by a row of its own; reverting that one restores it.

    Returns:
        Number of the reverting row; none where the correction is reverted already.

    Raises:
        LookupError: there is no such correction, or its report is no longer there.
        Problem: no reason is given.
    """
    row = connection.execute(
        select(correction).where(correction.c.id == correction_id)
    ).one_or_none()
    if row is None:
        raise LookupError(f"There is no correction {correction_id}.")
    report_id = connection.scalar(select(report.c.id).where(report.c.sha256 == row.sha256))
    if report_id is None:
        raise LookupError(f"The report of correction {correction_id} is no longer there.")
    journal = connection.execute(
        select(correction).where(correction.c.sha256 == row.sha256).order_by(correction.c.id)
    ).all()
    if correction_id in reverted_of(journal):
        return []
    kept = ("field", "printed", "occurrence", "text_before", "text_after")
    reverting = {name: row._mapping[name] for name in kept}
    reverting |= {"old_value": row.new_value, "new_value": row.old_value, "reverts": row.id}
    return _append(connection, report_id, [reverting], author, reason)


def _append(
    connection: Connection,
    report_id: int,
    rows: list[dict[str, Any]],
    author: str,
    reason: str,
) -> list[int]:
    if not reason.strip():
        raise Problem("A correction needs a reason.")
    head = connection.execute(
        select(report.c.sha256, report.c.file_name)
        .join(report_content, report_content.c.report_id == report.c.id)
        .where(report.c.id == report_id)
    ).one_or_none()
    if head is None:
        raise LookupError(f"There is no report {report_id}.")
    if not rows:
        return []
    replace_findings_alone(connection)
    if connection.dialect.name == "postgresql":
        # Two people must not take the same next number; SQLite has one writer anyway.
        connection.execute(text("LOCK TABLE correction IN SHARE ROW EXCLUSIVE MODE"))
    first = 1 + (connection.scalar(select(func.max(correction.c.id))) or 0)
    same = {
        "sha256": head.sha256,
        "file_name": head.file_name,
        "author": author,
        "reason": reason.strip(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    numbered = [{"id": number, **same, **row} for number, row in enumerate(rows, first)]
    connection.execute(insert(correction), numbered)
    _take_effect(connection, report_id)
    return [int(row["id"]) for row in numbered]


def _take_effect(connection: Connection, report_id: int) -> None:
    """Apply the report's corrections, and audit anew what they may have changed."""
    whose = select(report.c.department_id).where(report.c.id == report_id)
    before = connection.scalar(whose)
    apply_corrections(connection, report_id)
    audit_again(connection, report_id)
    departments = {one for one in (before, connection.scalar(whose)) if one}
    audit_years_again(connection, report_id, departments)
