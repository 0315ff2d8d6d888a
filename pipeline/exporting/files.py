"""The views as files for analysts: an Excel workbook, or a folder of CSV or Parquet files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from models.database import open_to_read
from models.problem import Problem
from models.views import run_plain
from pipeline.asking.query import Answer
from pipeline.asking.tabular import write_csv
from pipeline.exporting.parquet import write_parquet
from pipeline.exporting.workbook import WORKBENCH, write_workbook
from pipeline.exporting.writing import writing

NO_FOLDERS = (".csv", ".docx", ".json", ".parquet", ".pdf", ".txt", ".xls")
"""Names that end so are meant for a file, and would name a folder."""

AT_ONCE = 5_000
"""Rows that a server is asked for at a time."""


@dataclass(frozen=True, slots=True)
class View:
    """A view as it is exported, and the order of its rows."""

    name: str
    order: str


VIEWS = (
    View("v_department_year", "fiscal_year, region_code, department_id"),
    View("v_report", "report_id"),
    View("v_finding", "report_id, finding_id"),
    View("v_indicator_result", "report_id, result_id"),
    View("v_quantity", "report_id, quantity_id"),
    View("v_section", "report_id, ordinal"),
)


def export(
    target: Path, url: str | None = None, *, parquet: bool = False, workbench: str = WORKBENCH
) -> dict[str, int]:
    """Write a workbook if the name ends in .xlsx, else all views into a folder.

    Files of the same names are replaced, each only once it is complete.

    Args:
        target: file or folder.
        url: the database; default as in ``models.database``.
        parquet: Parquet files instead of CSV files.
        workbench: address that the workbook's links lead to.

    Returns:
        Rows written, by sheet or view.

    Raises:
        Problem: no such database, the place cannot be written to, or pyarrow is missing.
    """
    is_workbook = target.suffix.lower() == ".xlsx"
    if parquet and is_workbook:
        raise Problem("Parquet files go into a folder; name one without .xlsx.")
    if target.suffix.lower() in NO_FOLDERS and not target.is_dir():
        raise Problem(
            f"{target} is the name of another kind of file. Name a workbook (.xlsx), or a folder "
            "for a file a view."
        )
    engine = open_to_read(url)
    try:
        with engine.connect() as connection, writing(target):
            if is_workbook:
                with _partial(target) as partial:
                    return write_workbook(connection, partial, workbench)
            return _folder(connection, target, _write_parquet if parquet else _write_csv)
    except SQLAlchemyError as error:
        raise Problem(f"The database cannot be exported: {error}.") from error
    finally:
        engine.dispose()


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place once it is complete."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


Writer = Callable[[Path, Answer], int]


def _folder(connection: Connection, target: Path, write: Writer) -> dict[str, int]:
    target.mkdir(parents=True, exist_ok=True)
    ending = "parquet" if write is _write_parquet else "csv"
    counts = {}
    for view in VIEWS:
        with (
            _answer(connection, view) as answer,
            _partial(target / f"{view.name}.{ending}") as partial,
        ):
            counts[view.name] = write(partial, answer)
    return counts


def _write_csv(path: Path, answer: Answer) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return write_csv(file, answer.columns, answer.rows)


def _write_parquet(path: Path, answer: Answer) -> int:
    return write_parquet(path, answer.columns, answer.rows)


@contextmanager
def _answer(connection: Connection, view: View) -> Iterator[Answer]:
    # Views and orders are our own; nothing here comes from outside.
    sql = f"SELECT * FROM {view.name} ORDER BY {view.order}"  # noqa: S608
    # Else the driver of PostgreSQL would hold all rows before it gave the first.
    streaming = connection.execution_options(stream_results=True, max_row_buffer=AT_ONCE)
    with run_plain(streaming, sql) as result:
        yield Answer(tuple(result.keys()), (tuple(row) for row in result))
