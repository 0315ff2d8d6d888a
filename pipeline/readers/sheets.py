"""Sheets of a workbook laid out as one document; the formats differ only in how they are opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.builder import CellText, DocumentBuilder
from pipeline.readers.refusing import refusal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as shown: filled cells, merged ones once, nothing hidden.

    Attributes:
        notes: what was left out of it, such as hidden rows.
    """

    name: str
    cells: tuple[CellText, ...]
    notes: tuple[str, ...] = ()


def document_of_sheets(sheets: Iterable[Sheet], source: SourceFile) -> Document:
    """Each sheet as the lines above its table, and its table.

    Raises:
        RefusedFile: no sheet holds anything.
    """
    builder = DocumentBuilder()
    notes: list[str] = []
    for sheet in sheets:
        notes += [f"sheet {sheet.name!r}: {note}" for note in sheet.notes]
        _add_sheet(builder, sheet)
    if not builder.position:
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            "none of its sheets holds anything that is shown",
            "It is an empty template, or everything in it is hidden",
        )
    return builder.build(source, reader=source.format, notes=notes)


def _add_sheet(builder: DocumentBuilder, sheet: Sheet) -> None:
    rows = _rows(sheet.cells)
    above = 0
    while above < len(rows) and len(rows[above]) == 1:
        above += 1
    for row in rows[:above]:
        for line in row[0].text.split("\n"):
            builder.add_paragraph(line)
    table = [cell for row in rows[above:] for cell in row]
    if table:
        builder.add_table(_moved_to_origin(table), title=sheet.name)


def _rows(cells: Sequence[CellText]) -> list[list[CellText]]:
    """Filled cells by row, rows without any left out."""
    rows: dict[int, list[CellText]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _moved_to_origin(cells: Sequence[CellText]) -> list[CellText]:
    """The same cells with rows and columns counted from the first filled one."""
    top = min(cell.row for cell in cells)
    left = min(cell.column for cell in cells)
    return [
        CellText(
            cell.text,
            cell.row - top,
            cell.column - left,
            cell.row_span,
            cell.column_span,
            cell.number_format,
        )
        for cell in cells
    ]


def one_line(text: str) -> str:
    r"""A cell's text without what would break the layout of its table.

    >>> one_line("产出\t指标\n")
    '产出 指标'
    """
    return text.replace("\r\n", "\n").replace("\t", " ").strip()
