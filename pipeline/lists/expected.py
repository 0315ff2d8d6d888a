"""Who has not filed: the departments that were to file, against the reports that are there.

``expected.csv`` has one row a department: department, and where wanted region (for names
without one), fiscal_year and report_type; left empty they mean every year asked for, and a
report of any type. A department counts as one through its renames.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select

from extractors.identity.names import identity_of_name, region_named, why_unclear
from models.identity import ReportType
from models.problem import Problem
from models.tables import report
from pipeline.lists.manifest import HEADS, report_type_of
from pipeline.lists.sheets import Listed, Mistake, Row, RowMistake, read_rows, year_in


@dataclass(frozen=True, slots=True)
class Expected:
    """A department that is to file.

    Attributes:
        fiscal_year: None for every year.
        report_type: None for a report of any type.
    """

    department: str
    department_id: str
    fiscal_year: int | None
    report_type: ReportType | None


def read_expected(path: Path, year: int | None) -> Listed[Expected]:
    """All rows of a list; a row with a mistake is left out and named.

    Args:
        path: the list.
        year: the year asked for; region codes of that year are meant.

    Raises:
        Problem: the file cannot be read, or has no column of departments.
    """
    rows: dict[tuple[str, int | None, ReportType | None], Expected] = {}
    lines: dict[Expected, int] = {}
    mistakes: list[Mistake] = []
    for row in read_rows(path, HEADS, ("department",)):
        try:
            one = _expected(row, year)
            key = (one.department_id, one.fiscal_year or year, one.report_type)
            if key in rows:
                raise RowMistake(f"{one.department} stands already in line {lines[rows[key]]}.")
        except RowMistake as mistake:
            mistakes.append(Mistake(path.name, row.line, str(mistake)))
        else:
            rows[key] = one
            lines[one] = row.line
    return Listed(tuple(rows.values()), tuple(mistakes))


def department_in(row: Row, year: int | None) -> tuple[str, str]:
    """Full name and id of the department that a row names.

    Raises:
        RowMistake: it names none, or its region cannot be told.
    """
    words, region = row.values.get("department"), row.values.get("region")
    if not words:
        raise RowMistake("it names no department.")
    place = region_named(region, year) if region else None
    if region and place is None:
        raise RowMistake(f"{region!r} is no division's code or unambiguous name.")
    found = identity_of_name(words, year, place)
    if found is None or found.department is None or found.department_id is None:
        raise RowMistake(why_unclear(words, year))
    return found.department, found.department_id


def _expected(row: Row, asked: int | None) -> Expected:
    printed = row.values.get("fiscal_year")
    year = year_in(printed) if printed else None
    kind = row.values.get("report_type")
    return Expected(
        *department_in(row, year or asked), year, report_type_of(kind) if kind else None
    )


def latest_year(engine: Engine) -> int:
    """The latest fiscal year that any current report is about.

    Raises:
        Problem: there is none.
    """
    with engine.connect() as connection:
        latest = connection.scalar(
            select(func.max(report.c.fiscal_year)).where(report.c.is_current)
        )
    if latest is None:
        raise Problem("No report with a known year is in the database; name one with --year.")
    return int(latest)


def missing(engine: Engine, expected: tuple[Expected, ...], year: int) -> list[Expected]:
    """Those of the list for ``year`` without a current report of the type expected."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(report.c.department_id, report.c.report_type).where(
                report.c.is_current, report.c.fiscal_year == year
            )
        )
        filed = {(department, kind) for department, kind in rows}
    any_type = {department for department, _ in filed}
    due = (one for one in expected if one.fiscal_year in {None, year})
    return [
        one
        for one in due
        if (
            one.department_id not in any_type
            if one.report_type is None
            else (one.department_id, one.report_type.value) not in filed
        )
    ]
