"""Scores of the finance bureau's review, imported from its sheet.

One row a review: department, score or grade, and where wanted region, fiscal_year and
project (empty for the department as a whole). Importing again replaces what was imported for
the same department, year and project.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from models.tables import report, review_score
from pipeline.lists.expected import department_in
from pipeline.lists.manifest import HEADS
from pipeline.lists.sheets import Heads, Listed, Mistake, Row, RowMistake, read_rows, year_in
from pipeline.storing.clock import now

SCORE_HEADS: Heads = {
    **{name: HEADS[name] for name in ("department", "region", "fiscal_year")},
    "project": ("项目", "项目名称"),
    "score": ("得分", "分数", "评价得分", "复核得分", "评分", "总分"),
    "grade": ("等级", "等次", "评价等级", "复核等次", "评价等次", "评价结果"),
}
HIGHEST = 120
"""Full marks are 100; some places add bonus points."""


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """One review; at least one of score and grade is given."""

    department: str
    department_id: str
    fiscal_year: int
    project: str
    score: Decimal | None
    grade: str
    line: int


def read_scores(path: Path, year: int | None) -> Listed[ReviewScore]:
    """All rows of a sheet; a row with a mistake is left out and named.

    Args:
        path: .csv, .xlsx, .xls or .et.
        year: fiscal year of rows that give none.

    Raises:
        Problem: the file cannot be read, or has no column of departments.
    """
    rows: dict[tuple[str, int, str], ReviewScore] = {}
    mistakes: list[Mistake] = []
    for row in read_rows(path, SCORE_HEADS, ("department",)):
        try:
            one = _review(row, year)
            key = (one.department_id, one.fiscal_year, one.project)
            if key in rows:
                raise RowMistake(f"{one.department} was given already, in line {rows[key].line}.")
        except RowMistake as mistake:
            mistakes.append(Mistake(path.name, row.line, str(mistake)))
        else:
            rows[key] = one
    return Listed(tuple(rows.values()), tuple(mistakes))


def _review(row: Row, asked: int | None) -> ReviewScore:
    printed = row.values.get("fiscal_year")
    year = year_in(printed) if printed else asked
    if year is None:
        raise RowMistake("it gives no fiscal year; add a column, or name one with --year.")
    score = row.values.get("score")
    grade = row.values.get("grade", "")
    if not score and not grade:
        raise RowMistake("it gives neither score nor grade.")
    return ReviewScore(
        *department_in(row, year),
        year,
        row.values.get("project", ""),
        score_in(score) if score else None,
        grade,
        row.line,
    )


def score_in(printed: str) -> Decimal:
    """A score as written (95.5, 95.5分).

    >>> score_in("95.50分")
    Decimal('95.50')

    Raises:
        RowMistake: it is no number from 0 to 120.
    """
    try:
        score = Decimal(printed.removesuffix("分").strip())
    except InvalidOperation:
        raise RowMistake(
            f"{printed!r} is no score; a grade has a column of its own (等级)."
        ) from None
    if not (score.is_finite() and 0 <= score <= HIGHEST):
        raise RowMistake(f"{printed!r} is no score from 0 to {HIGHEST}.")
    return score


def store_scores(engine: Engine, scores: Iterable[ReviewScore], sheet: str) -> int:
    """Store reviews in one transaction and return how many.

    Args:
        engine: the database, open to write.
        scores: each department, year and project at most once.
        sheet: name of the file they come from.
    """
    at = now()
    stored = 0
    table = review_score
    with engine.begin() as connection:
        for one in scores:
            same = (
                (table.c.department_id == one.department_id)
                & (table.c.fiscal_year == one.fiscal_year)
                & (table.c.project == one.project)
            )
            connection.execute(delete(table).where(same))
            connection.execute(
                insert(table).values(
                    department_id=one.department_id,
                    department=one.department,
                    fiscal_year=one.fiscal_year,
                    project=one.project,
                    score=one.score,
                    grade=one.grade,
                    sheet=sheet,
                    line=one.line,
                    imported_at=at,
                )
            )
            stored += 1
    return stored


def without_report(engine: Engine, scores: Iterable[ReviewScore]) -> list[ReviewScore]:
    """Those of departments that have no current report of the year, to compare them with."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(report.c.department_id, report.c.fiscal_year).where(report.c.is_current)
        )
        filed = {(department, year) for department, year in rows}
    return [one for one in scores if (one.department_id, one.fiscal_year) not in filed]
