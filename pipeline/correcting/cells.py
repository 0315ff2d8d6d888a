"""Where in a table a figure stands that the reading missed."""

from typing import Any

from sqlalchemy import Connection

from extractors.fold import fold
from extractors.tables.cells import cell_place_at
from models.document import Document
from models.span import Span


def cell_fields(connection: Connection, report_id: int, span: Span) -> dict[str, Any]:
    """Columns of ``quantity`` that say which cell of which table it is; none outside of tables."""
    from pipeline.storing.layout import load_document  # which itself corrects what it stores

    document = load_document(connection, report_id)
    place = cell_place_at(document, fold(document.text), span)
    if place is None:
        return {}
    row = _row_of(document, place.table, place.row)
    return {
        "table_index": place.table,
        "table_row": place.row,
        "table_column": place.column,
        "row_label": place.row_label,
        "column_label": place.column_label,
        "table_title": place.table_title,
        "quote_start": row.start,
        "quote_end": row.end,
    }


def _row_of(document: Document, table: int, row: int) -> Span:
    """The text of a row, from its first cell to its last."""
    spans = [cell.span for cell in document.tables[table].cells if cell.row == row]
    return Span(min(one.start for one in spans), max(one.end for one in spans))
