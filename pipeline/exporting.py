"""The views as files for analysts: one Excel workbook, or a folder of CSV files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from models.database import open_to_read
from models.problem import Problem
from models.views import run_plain, view_source
from pipeline.query import Answer
from pipeline.tabular import open_workbook, write_csv, write_sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view as it is exported: the sheet's name, and the order of its rows."""

    view: str
    name: str
    order: str


SHEETS = (
    Sheet("v_department_year", "部门年度", "fiscal_year, region_code, department_id"),
    Sheet("v_report", "报告", "report_id"),
    Sheet("v_finding", "审核发现", "report_id, finding_id"),
    Sheet("v_indicator_result", "指标自评", "report_id, result_id"),
    Sheet("v_quantity", "数据", "report_id, quantity_id"),
    Sheet("v_section", "章节", "report_id, ordinal"),
)


def export(target: Path, url: str | None = None) -> dict[str, int]:
    """Write all views: into a workbook if the name ends in .xlsx, else into a folder.

    Files of the same names are replaced; the workbook only once it is complete.

    Returns:
        Rows written, by view.

    Raises:
        Problem: no such database, or the place cannot be written to.
    """
    engine = open_to_read(url)
    try:
        with engine.connect() as connection:
            if target.suffix.lower() == ".xlsx":
                return _workbook(connection, target)
            return _folder(connection, target)
    except OSError as error:
        raise Problem(
            f"{target} cannot be written: {error.strerror}. Close it in other programs, or "
            "choose another name."
        ) from error
    finally:
        engine.dispose()


def _workbook(connection: Connection, target: Path) -> dict[str, int]:
    partial = target.with_name(f".{target.name}.partial")
    counts = {}
    try:
        with open_workbook(partial) as book:
            write_sheet(book, "说明", ("sheet", "view", "what it holds"), _explanations())
            for sheet in SHEETS:
                with _answer(connection, sheet) as answer:
                    counts[sheet.view] = write_sheet(book, sheet.name, answer.columns, answer.rows)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _folder(connection: Connection, target: Path) -> dict[str, int]:
    target.mkdir(parents=True, exist_ok=True)
    counts = {}
    for sheet in SHEETS:
        path = target / f"{sheet.view}.csv"
        with (
            _answer(connection, sheet) as answer,
            path.open("w", encoding="utf-8-sig", newline="") as file,
        ):
            counts[sheet.view] = write_csv(file, answer.columns, answer.rows)
    return counts


@contextmanager
def _answer(connection: Connection, sheet: Sheet) -> Iterator[Answer]:
    # Views and orders are our own; nothing here comes from outside.
    sql = f"SELECT * FROM {sheet.view} ORDER BY {sheet.order}"  # noqa: S608
    try:
        result = run_plain(connection, sql)
    except OperationalError as error:
        raise Problem(f"The database cannot be exported: {error.orig}.") from error
    with result:
        yield Answer(tuple(result.keys()), (tuple(row) for row in result))


def _explanations() -> Iterator[tuple[str, str, str]]:
    for sheet in SHEETS:
        lines = view_source(sheet.view).splitlines()
        comment = " ".join(line[3:] for line in lines if line.startswith("-- "))
        yield sheet.name, sheet.view, comment
