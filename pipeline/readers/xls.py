"""Old Excel and WPS workbooks (.xls, .et)."""

from typing import Any

import xlrd

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.builder import CellText
from pipeline.readers.number_formats import shown
from pipeline.readers.refusing import refusal
from pipeline.readers.sheets import Sheet, document_of_sheets, one_line


def read(data: bytes, source: SourceFile) -> Document:
    """Read every sheet that is shown.

    Raises:
        RefusedFile: the workbook is locked, damaged or empty.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True)
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except xlrd.XLRDError as error:
        locked = "encrypt" in str(error).lower() or "password" in str(error).lower()
        raise refusal(
            RefusalReason.ENCRYPTED if locked else RefusalReason.DAMAGED,
            source.path,
            "its workbook is locked" if locked else "its workbook cannot be read",
            "Its author set a password" if locked else "It was probably cut off in transfer",
        ) from error
    except Exception as error:  # xlrd meets broken records with whatever they trip
        raise refusal(
            RefusalReason.DAMAGED,
            source.path,
            "its workbook cannot be read",
            "It was probably cut off in transfer",
        ) from error
    return document_of_sheets(sheets, source)


def _sheet(book: Any, sheet: Any) -> Sheet:
    if sheet.visibility:
        return Sheet(sheet.name, (), ("hidden, left out",))
    spans = {
        (top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells
    }
    covered = {
        (row, column)
        for (top, left), (height, width) in spans.items()
        for row in range(top, top + height)
        for column in range(left, left + width)
    } - spans.keys()
    cells, left_out = [], 0
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if (row, column) in covered or sheet.cell_type(row, column) in _EMPTY:
                continue
            if _is_hidden(sheet, row, column):
                left_out += 1
                continue
            cells.append(_cell(book, sheet, row, column, spans.get((row, column), (1, 1))))
    notes = (f"{left_out} cells in hidden rows or columns, left out",) if left_out else ()
    return Sheet(sheet.name, tuple(cells), notes)


_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR)


def _is_hidden(sheet: Any, row: int, column: int) -> bool:
    row_info, column_info = sheet.rowinfo_map.get(row), sheet.colinfo_map.get(column)
    return bool((row_info and row_info.hidden) or (column_info and column_info.hidden))


def _cell(book: Any, sheet: Any, row: int, column: int, span: tuple[int, int]) -> CellText:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    code = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    if kind == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif kind == xlrd.XL_CELL_DATE:
        value = xlrd.xldate.xldate_as_datetime(value, book.datemode)
    return CellText(
        one_line(shown(value, code)),
        row,
        column,
        *span,
        code if kind == xlrd.XL_CELL_NUMBER else None,
    )
