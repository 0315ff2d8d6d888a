"""Documents with tables, written down as rows of words."""

from collections.abc import Sequence

from models.document import Document, SourceFile
from pipeline.readers.builder import CellText, DocumentBuilder
from tests.shared import SHARED

REPORTS = SHARED / "reports"

LEFT = "<"
"""A place covered by the cell to its left."""
ABOVE = "^"
"""A place covered by the cell above it."""


def cells_of(rows: Sequence[Sequence[str]]) -> list[CellText]:
    """Cells of a table drawn as rows; ``<`` and ``^`` extend the cell beside or above.

    >>> [(cell.text, cell.row_span, cell.column_span) for cell in cells_of([["收入", "<"]])]
    [('收入', 1, 2)]
    """
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in (LEFT, ABOVE):
                continue
            breadth = _run([*texts[column + 1 :]], LEFT)
            height = _run(
                [below[column] for below in rows[row + 1 :] if column < len(below)], ABOVE
            )
            cells.append(CellText(text, row, column, 1 + height, 1 + breadth))
    return cells


def _run(texts: Sequence[str], mark: str) -> int:
    return next((place for place, text in enumerate(texts) if text != mark), len(texts))


def document_of(
    *tables: Sequence[Sequence[str]], above: Sequence[str] = (), title: str = ""
) -> Document:
    """A document of tables one behind the other, with lines of text above the first."""
    builder = DocumentBuilder()
    for line in above:
        builder.add_paragraph(line)
    for rows in tables:
        builder.add_table(cells_of(rows), title=title)
    return builder.build(SourceFile("表.docx", "", 0, "docx"), reader="test")
