"""Excel workbooks (.xlsx), by their stored values and what their formats show."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from models.document import Document, SourceFile
from models.refusal import RefusedFile
from pipeline.readers.builder import CellText
from pipeline.readers.number_formats import shown
from pipeline.readers.packages import checked_zip, damaged
from pipeline.readers.sheets import Sheet, document_of_sheets, one_line

_UNCOMPUTED = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
"""A formula whose result was never stored: ``<c r="B2"><f>SUM(B3:B9)</f></c>``."""


def read(data: bytes, source: SourceFile) -> Document:
    """Read every sheet that is shown.

    Raises:
        RefusedFile: the package is damaged, unsafe or empty.
    """
    try:
        with checked_zip(data, source.path) as package:
            uncomputed = _uncomputed(package)
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        sheets = list(_sheets(book.worksheets))
    except (RefusedFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl meets broken parts with whatever they trip
        raise damaged(source.path, "its parts do not fit together") from error
    if uncomputed:
        note = f"{uncomputed} formulas have no stored value and are left out"
        sheets.append(Sheet("workbook", (), (note,)))
    return document_of_sheets(sheets, source)


def _sheets(worksheets: Iterable[object]) -> Iterator[Sheet]:
    for worksheet in worksheets:
        if not isinstance(worksheet, Worksheet):  # a sheet that is a chart
            continue
        if worksheet.sheet_state != "visible":
            yield Sheet(worksheet.title, (), ("hidden, left out",))
        else:
            yield _sheet(worksheet)


def _sheet(worksheet: Worksheet) -> Sheet:
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in worksheet.merged_cells.ranges
    }
    hidden_rows = {row for row, kind in worksheet.row_dimensions.items() if kind.hidden}
    hidden_columns = _hidden_columns(worksheet)
    cells, left_out = [], 0
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            if cell.row in hidden_rows or cell.column in hidden_columns:
                left_out += 1
                continue
            cells.append(_cell(cell, spans))
    notes = (f"{left_out} cells in hidden rows or columns, left out",) if left_out else ()
    return Sheet(worksheet.title, tuple(cells), notes)


def _cell(cell: SheetCell, spans: dict[tuple[int, int], tuple[int, int]]) -> CellText:
    row_span, column_span = spans.get((cell.row, cell.column), (1, 1))
    return CellText(
        one_line(shown(cell.value, cell.number_format)),
        cell.row,
        cell.column,
        row_span,
        column_span,
        cell.number_format if isinstance(cell.value, int | float) else None,
    )


def _hidden_columns(worksheet: Worksheet) -> set[int]:
    """Numbers of hidden columns; one dimension may stand for a run of them."""
    return {
        column
        for kind in worksheet.column_dimensions.values()
        if kind.hidden and kind.min and kind.max
        for column in range(kind.min, kind.max + 1)
    }


def _uncomputed(package: zipfile.ZipFile) -> int:
    """How many formulas have no stored value (written by a program that does not compute)."""
    return sum(
        len(_UNCOMPUTED.findall(package.read(name)))
        for name in package.namelist()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    )
