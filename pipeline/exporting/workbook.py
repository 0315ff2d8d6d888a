"""The analysts' workbook: what the reports say as Excel sheets, in Chinese, each row with a link
to its place in the workbench.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, text
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from models.words import word
from pipeline.asking.dictionary import describe
from pipeline.asking.tabular import EXCEL_ROWS, open_workbook, write_cell
from pipeline.exporting.workbook_sheets import (
    DEPARTMENT,
    FIGURES,
    FINDINGS,
    NUMBER,
    REPORTS,
    WORDS,
    YEAR,
    Column,
    Sheet,
)

WORKBENCH = "http://127.0.0.1:8000"
"""Where the workbench is unless something else is said."""

# Excel keeps at most 65,530 links a sheet; further rows keep their numbers without one.
MOST_LINKS = 65_000

# Columns of v_department_year that are for programs, not for readers of a sheet.
_HIDDEN = ("department_id", "function_code", "region_code", "report_id", "file_name")


def write_workbook(
    connection: Connection, target: Path | BinaryIO, workbench: str = WORKBENCH
) -> dict[str, int]:
    """Write the workbook: its rows are counted by sheet.

    Args:
        connection: to read from.
        target: file to write.
        workbench: address that the links lead to.
    """
    counts = {}
    with open_workbook(target) as book:
        for sheet in (REPORTS, _summary(connection), FIGURES, FINDINGS):
            counts[sheet.name] = _write(book, connection, sheet, workbench.rstrip("/"))
        counts["数据字典"] = _write_dictionary(book, connection)
    return counts


def _summary(connection: Connection) -> Sheet:
    """A row a department and year, a column a metric, with the words of the data dictionary."""
    view = next(view for view in describe(connection) if view.name == "v_department_year")
    columns = [DEPARTMENT, YEAR]
    for name, meaning in view.columns:
        if name in {"department", "fiscal_year", *_HIDDEN}:
            continue
        codes = name if name in {"report_type", "admin_level", "scope"} else None
        is_text = codes is not None or name == "region_name"
        head = meaning.split("：")[0] if is_text else meaning
        columns.append(Column(head, name, 16, WORDS if is_text else NUMBER, codes))
    query = "SELECT * FROM v_department_year ORDER BY region_code, department_id, fiscal_year"
    return Sheet("指标汇总", query, tuple(columns), "/reports/{report_id}")


def _write(book: Workbook, connection: Connection, sheet: Sheet, workbench: str) -> int:
    """One sheet, and further ones where there are more rows than Excel has."""
    total = 0
    with connection.execute(text(sheet.query)) as result:
        rows = iter(result.mappings())
        for number in range(1, 1000):
            name = sheet.name if number == 1 else f"{sheet.name} ({number})"
            page = _Page(book, name, sheet.columns)
            written = 0
            for written, row in enumerate(islice(rows, EXCEL_ROWS - 1), 1):
                page.write(written, row, workbench + sheet.place.format(**row))
            page.finish(written)
            total += written
            if written < EXCEL_ROWS - 1:
                break
    return total


class _Page:
    """A worksheet with frozen heads, widths, a filter, and a link before each row."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column]) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._forms = [_format(book, column) for column in columns]
        self._link = book.add_format({"font_color": "#0B5CAD", "underline": 1, "valign": "top"})
        self._sheet.freeze_panes(1, 2)
        self._sheet.set_column(0, 0, 6)
        head = book.add_format(
            {"bold": True, "bg_color": "#DDE7F0", "text_wrap": True, "valign": "vcenter"}
        )
        self._sheet.write_string(0, 0, "查看", head)
        for place, column in enumerate(columns, 1):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.head, head)

    def write(self, line: int, row: Any, address: str) -> None:
        """A row; the address is behind the first cell."""
        if line <= MOST_LINKS:
            self._sheet.write_url(line, 0, address, self._link, "原文")
        for place, (column, form) in enumerate(zip(self._columns, self._forms, strict=True), 1):
            value = row[column.source]
            if column.codes is not None:
                value = word(value, column.codes)
            write_cell(self._sheet, line, place, value, form)

    def finish(self, lines: int) -> None:
        """What needs the number of rows."""
        self._sheet.autofilter(0, 0, lines, len(self._columns))


def _format(book: Workbook, column: Column) -> Format:
    properties: dict[str, Any] = {"valign": "top", "text_wrap": column.wrap}
    if column.form:
        properties["num_format"] = column.form
    return book.add_format(properties)


def _write_dictionary(book: Workbook, connection: Connection) -> int:
    """What the columns of the database mean."""
    columns = (
        Column("视图", "view", 22),
        Column("列", "column", 36),
        Column("含义", "meaning", 90),
    )
    page = _Page(book, "数据字典", columns)
    line = 0
    for line, row in enumerate(_meanings(connection), 1):
        page.write(line, row, f"{WORKBENCH}/sql")
    page.finish(line)
    return line


def _meanings(connection: Connection) -> Iterator[dict[str, str]]:
    for view in describe(connection):
        yield {"view": view.name, "column": "", "meaning": view.about}
        for column, meaning in view.columns:
            yield {"view": view.name, "column": column, "meaning": meaning}
