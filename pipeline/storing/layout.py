"""The layout of a document as compact JSON: blocks, tables and pages are lists of numbers."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from models.document import Block, BlockKind, Cell, Document, SourceFile, Table
from models.span import Span
from models.tables import report, report_content


def content_row(document: Document) -> tuple[str, ...]:
    """The row of ``report_content`` that ``load_document`` makes the same document of."""
    return (
        document.text,
        _json(_block_fields(block) for block in document.blocks),
        _json(_table_fields(table) for table in document.tables),
        _json(document.pages),
        _json((*span, sure) for span, sure in document.confidence),
        _json(document.running_heads),
        _json(document.notes),
    )


def load_document(connection: Connection, report_id: int) -> Document:
    """The document of a stored report, as its reader made it.

    Raises:
        LookupError: there is no such report.
    """
    columns = (report, report_content)
    joined = select(*columns).join_from(report, report_content).where(report.c.id == report_id)
    row = connection.execute(joined).one_or_none()
    if row is None:
        raise LookupError(f"There is no report {report_id}.")
    return Document(
        source=SourceFile(row.source_path, row.sha256, row.size, row.format),
        text=row.text,
        blocks=tuple(_block(fields) for fields in json.loads(row.blocks)),
        tables=tuple(_table(fields) for fields in json.loads(row.tables)),
        running_heads=tuple(json.loads(row.running_heads)),
        reader=row.reader,
        notes=tuple(json.loads(row.notes)),
        pages=tuple(Span(*fields) for fields in json.loads(row.pages)),
        confidence=tuple(
            (Span(start, end), sure) for start, end, sure in json.loads(row.confidence)
        ),
    )


def _json(items: Iterable[Any]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


def _block_fields(block: Block) -> tuple[Any, ...]:
    return (
        block.kind.value,
        *block.span,
        block.page,
        block.outline_level,
        block.label_span,
        block.numbering,
        int(block.is_emphasised),
        int(block.is_contents),
    )


def _block(fields: list[Any]) -> Block:
    kind, start, end, page, level, label, numbering, emphasised, contents = fields
    return Block(
        kind=BlockKind(kind),
        span=Span(start, end),
        page=page,
        outline_level=level,
        label_span=Span(*label) if label else None,
        numbering=numbering,
        is_emphasised=bool(emphasised),
        is_contents=bool(contents),
    )


def _table_fields(table: Table) -> tuple[Any, ...]:
    cells = [
        (*c.span, c.row, c.column, c.row_span, c.column_span, c.number_format) for c in table.cells
    ]
    return (*table.span, table.title, table.page, cells)


def _table(fields: list[Any]) -> Table:
    start, end, title, page, cells = fields
    return Table(
        span=Span(start, end),
        cells=tuple(Cell(Span(first, last), *rest) for first, last, *rest in cells),
        title=title,
        page=page,
    )
