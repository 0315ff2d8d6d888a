"""Tables of a Word document: heads that repeat on each page, numbers at the right."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?|—")  # 2,328.13


def add_table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[float],
) -> None:
    """Add a table.

    Args:
        document: to add it to.
        heads: of the columns.
        rows: texts.
        widths: of the columns, in cm.
    """
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice goes by the columns, Word by the cells
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    for line, values in enumerate((heads, *rows)):
        cells = (table.add_row() if line else table.rows[0]).cells
        for cell, value, width in zip(cells, values, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(str(value))
            run.bold = line == 0
            run.font.size = Pt(9)
            if _NUMBER.fullmatch(str(value)):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
