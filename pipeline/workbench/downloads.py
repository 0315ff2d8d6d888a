"""Rows handed out as files that Excel opens."""

import io
from collections.abc import Iterable
from typing import Any

from fastapi import Response

from pipeline.asking.tabular import open_workbook, write_csv, write_sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[tuple[Any, ...]]


def csv_file(name: str, heads: tuple[str, ...], rows: Rows) -> Response:
    """A CSV file; texts that a spreadsheet would run as formulas are made harmless."""
    out = io.StringIO()
    write_csv(out, heads, rows)
    # Excel takes UTF-8 for what it is only behind a byte order mark.
    return _file("\ufeff" + out.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_file(name: str, sheet: str, heads: tuple[str, ...], rows: Rows) -> Response:
    """A workbook of one sheet; numbers as numbers, texts never as formulas."""
    out = io.BytesIO()
    with open_workbook(out) as book:
        write_sheet(book, sheet, heads, rows)
    return _file(out.getvalue(), f"{name}.xlsx", XLSX)


def _file(content: str | bytes, name: str, kind: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
