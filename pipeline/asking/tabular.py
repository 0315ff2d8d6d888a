"""Rows into files: CSV, JSON and Excel, with text that no program takes for a formula."""

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import xlsxwriter
from xlsxwriter.workbook import Workbook

Rows = Iterable[tuple[Any, ...]]

EXCEL_ROWS = 1_048_576
EXCEL_CELL = 32_767

# What makes a spreadsheet program run a cell of a CSV file as a formula. Reports come from
# strangers: such a text gets an apostrophe before it, as one would type it by hand.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any) -> Any:
    """A database's number as people write it; anything else as it is.

    >>> plain(Decimal("97.500000")), plain(2538.0), plain(63.48), plain(None)
    (97.5, 2538, 63.48, None)
    """
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def shown(value: Any) -> str:
    """A value as text for people; nothing for NULL."""
    value = plain(value)
    return "" if value is None else str(value)


def harmless(value: Any) -> Any:
    """A text that no spreadsheet program runs as a formula; numbers as they are.

    >>> harmless("=HYPERLINK(1)"), harmless("-"), harmless(-5), harmless("优")
    ("'=HYPERLINK(1)", '-', -5, '优')
    """
    if isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write_csv(file: TextIO, columns: tuple[str, ...], rows: Rows) -> int:
    """A CSV file with a line of heads.

    Returns:
        The number of rows written.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([harmless(plain(value)) for value in row])
        count += 1
    return count


def write_json(file: TextIO, columns: tuple[str, ...], rows: Rows) -> int:
    """A JSON list with an object a row, one a line.

    Returns:
        The number of rows written.
    """
    count = 0
    for row in rows:
        record = dict(zip(columns, map(plain, row), strict=True))
        file.write((",\n " if count else "[") + json.dumps(record, ensure_ascii=False))
        count += 1
    file.write("]\n" if count else "[]\n")
    return count


def open_workbook(path: Path | BinaryIO) -> Workbook:
    """A new Excel file in which text stays text; written row by row, so that memory is flat."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(path, options)


def write_sheet(book: Workbook, name: str, columns: tuple[str, ...], rows: Rows) -> int:
    """A sheet with frozen heads and a filter; goes on in further sheets when it is full.

    Returns:
        The number of rows written.
    """
    total, source = 0, iter(rows)
    for number in range(1, 1000):
        sheet_name = name if number == 1 else f"{name} ({number})"
        written = _write_part(book, sheet_name, columns, source)
        total += written
        if written < EXCEL_ROWS - 1:
            break
    return total


def _write_part(
    book: Workbook, name: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]
) -> int:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    head = book.add_format({"bold": True, "bg_color": "#DDE7F0"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(10, min(40, len(column) + 4)))
        sheet.write_string(0, place, column, head)
    line = 0
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            write_cell(sheet, line, place, value)
        if line == EXCEL_ROWS - 1:
            break
    sheet.autofilter(0, 0, line, len(columns) - 1)
    return line


def write_cell(sheet: Any, line: int, place: int, value: Any, form: Any = None) -> None:
    """A value into a cell: numbers as numbers, text as text whatever it begins with."""
    value = plain(value)
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, form)
    elif isinstance(value, int | float) and abs(value) < 10**15:
        sheet.write_number(line, place, value, form)
    elif value is not None:
        # Excel keeps 15 digits and 32,767 characters: a longer number is written as text.
        sheet.write_string(line, place, str(value)[:EXCEL_CELL], form)
