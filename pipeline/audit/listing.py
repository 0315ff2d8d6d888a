"""Findings as people read them: from the database, filtered and in order of weight."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding with the report it belongs to.

    Attributes:
        title: of the report, as it stands on it; "" where it has none.
        place: label and title of the innermost heading over the finding's place.
    """

    report_id: int
    department: str
    fiscal_year: int | None
    file_name: str
    title: str
    place: str
    rule_id: str
    verdict: str
    severity: str
    message: str
    stated: str
    expected: str
    tolerance: str
    quote: str
    status: str
    reviewer_note: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How one rule ended on one report."""

    department: str
    fiscal_year: int | None
    file_name: str
    rule_id: str
    outcome: str
    checks: int
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports to list; None for all.

    Attributes:
        department: a part of the department's or file's name.
        year: fiscal year.
        verdict: hard, soft or info.
    """

    department: str | None = None
    year: int | None = None
    verdict: str | None = None


_WHICH = """
    WHERE (:department IS NULL OR r.department LIKE :department OR r.file_name LIKE :department)
      AND (:year IS NULL OR r.fiscal_year = :year)
      AND r.is_current
"""
# The casts tell PostgreSQL the types of parameters that may be NULL.
_WHICH = _WHICH.replace(":department IS", "CAST(:department AS TEXT) IS").replace(
    ":year IS", "CAST(:year AS INTEGER) IS"
)

_FINDINGS = text(f"""
    SELECT f.report_id, coalesce(r.department, r.file_name) AS department, r.fiscal_year,
           r.file_name, r.title, f.rule_id, f.verdict, f.severity, f.message, f.stated,
           f.expected, f.tolerance,
           coalesce((SELECT s.label || s.title FROM section AS s
                     WHERE s.report_id = f.report_id AND s.kind = 'heading'
                       AND s.char_start <= f.char_start AND f.char_start < s.char_end
                     ORDER BY s.depth DESC, s.id DESC LIMIT 1), '') AS place,
           coalesce(substr(c.text, f.char_start + 1, f.char_end - f.char_start), '') AS quote,
           f.status, coalesce(f.reviewer_note, '') AS reviewer_note
    FROM v_finding AS f
    JOIN v_report AS r ON r.report_id = f.report_id
    JOIN report_content AS c ON c.report_id = f.report_id
    {_WHICH}
      AND (CAST(:verdict AS TEXT) IS NULL OR f.verdict = :verdict)
    ORDER BY r.department, r.fiscal_year, f.report_id,
             CASE f.verdict WHEN 'hard' THEN 0 WHEN 'soft' THEN 2 ELSE 1 END,
             CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END,
             f.char_start
""")  # noqa: S608 - only this module's own text is inserted

_OUTCOMES = text(f"""
    SELECT coalesce(r.department, r.file_name) AS department, r.fiscal_year, r.file_name,
           o.rule_id, o.outcome, o.checks, o.reason
    FROM rule_outcome AS o
    JOIN v_report AS r ON r.report_id = o.report_id
    {_WHICH}
    ORDER BY r.department, r.fiscal_year, o.report_id, o.rule_id
""")  # noqa: S608


def list_findings(connection: Connection, wanted: Wanted) -> Sequence[Listed]:
    """Findings of the current reports, each report's weightiest first."""
    rows = connection.execute(_FINDINGS, _parameters(wanted) | {"verdict": wanted.verdict})
    return [Listed(**row) for row in rows.mappings()]


def list_outcomes(connection: Connection, wanted: Wanted) -> Sequence[Ended]:
    """How every rule ended on the current reports."""
    rows = connection.execute(_OUTCOMES, _parameters(wanted))
    return [Ended(**row) for row in rows.mappings()]


def _parameters(wanted: Wanted) -> dict[str, str | int | None]:
    name = f"%{wanted.department}%" if wanted.department else None
    return {"department": name, "year": wanted.year}
